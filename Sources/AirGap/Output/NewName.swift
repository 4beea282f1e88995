import CHost
import Foundation

/// Renames, and fails when something is at the place: of two runs one wins.
func renameWithoutReplacing(_ from: String, _ to: String) throws(OutputError) {
  // The kernel refuses to replace, also on FAT.
  switch rumkit_rename_without_replacing(from, to) == 0 ? 0 : errno {
  case 0: return
  case ENOSYS, EINVAL, EOPNOTSUPP: break  // An old kernel, or a file system that cannot.
  case let code: throw OutputError.system(code, to)
  }
  // A hard link is refused where something stands; renaming would replace it.
  if link(from, to) == 0 {
    unlink(from)
    return
  }
  if errno == EEXIST { throw OutputError.system(EEXIST, to) }
  // Folders and FAT have no hard links. A folder is never renamed over one that holds anything; two
  // runs that rename a file in the same instant on such an old system are not told apart.
  var facts = stat()
  if lstat(to, &facts) == 0 { throw OutputError.system(EEXIST, to) }
  if rename(from, to) != 0 { throw OutputError.system(errno, to) }
}
