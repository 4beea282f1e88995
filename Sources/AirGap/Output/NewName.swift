import Foundation

/// Renames, and fails when something is at the place: of two runs one wins.
func renameWithoutReplacing(_ from: String, _ to: String) throws(OutputError) {
  switch renameInOneStep(from, to) {
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

/// `renameat2` with `RENAME_NOREPLACE`: the kernel refuses to replace, also on FAT. Returns 0 or the
/// error of the system.
///
/// Swift's view of glibc has no such function, so it is looked up by its name (glibc 2.28 and later).
private func renameInOneStep(_ from: String, _ to: String) -> Int32 {
  typealias RenameAt2 =
    @convention(c) (Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32) -> Int32
  let noReplace: UInt32 = 1
  guard let program = dlopen(nil, RTLD_NOW), let symbol = dlsym(program, "renameat2") else {
    return ENOSYS
  }
  let renameat2 = unsafeBitCast(symbol, to: RenameAt2.self)
  return renameat2(AT_FDCWD, from, AT_FDCWD, to, noReplace) == 0 ? 0 : errno
}
