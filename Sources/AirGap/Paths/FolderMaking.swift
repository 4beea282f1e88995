import Foundation

/// Folders that are made on the way to a place.
struct FolderMaking {
  /// Those that were not there before, from the outermost on.
  private(set) var made: [String] = []

  /// Makes a folder for this user alone, with those around it that are missing.
  ///
  /// - Throws: ``OutputError``; what was made is taken back.
  init(_ path: String, mode: mode_t = 0o700) throws(OutputError) {
    if let fault = PathText.fault(path) { throw OutputError(.badName, fault) }
    var missing: [String] = []
    var folder = path
    var facts = stat()
    while stat(folder, &facts) != 0, errno == ENOENT {
      missing.append(folder)
      let outer = PathText.folder(of: folder)
      guard outer != folder else { break }
      folder = outer
    }
    for folder in missing.reversed() {
      if mkdir(folder, mode) == 0 {
        made.append(folder)
      } else if errno != EEXIST {
        let code = errno
        undo()
        throw OutputError.system(code, folder)
      }
    }
    guard stat(path, &facts) == 0 else {
      let code = errno
      undo()
      throw OutputError.system(code, path)
    }
    guard facts.st_mode & S_IFMT == S_IFDIR else {
      undo()
      throw OutputError(.exists, "\(path) exists already and is not a folder")
    }
  }

  /// Takes away what was made and is empty.
  func undo() {
    for folder in made.reversed() { rmdir(folder) }
  }
}
