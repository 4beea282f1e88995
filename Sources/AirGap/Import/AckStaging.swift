import Assessment
import Foundation
import LicenseFiles

/// Puts an ACK where a device can fetch it: byte for byte, whole or not at all.
enum AckStaging {
  /// What happened to the file.
  enum Outcome: Sendable, Hashable {
    /// It was written.
    case written
    /// The same bytes lie there already.
    case alreadyThere
  }

  /// Looks at the place of staged files.
  ///
  /// - Throws: ``OutputError`` when it is not a folder.
  static func check(_ folder: String) throws(OutputError) {
    var facts = stat()
    guard stat(folder, &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR else {
      throw OutputError(.failed, "\(folder) is not a folder: make it first")
    }
  }

  /// Makes the folder for staged files, and the one around it, where they are missing.
  ///
  /// - Throws: ``OutputError``.
  static func makeFolder(_ path: String) throws(OutputError) {
    let outer = PathText.folder(of: path)
    for folder in [outer, path] {
      if mkdir(folder, 0o770) == 0 {
        SiteShare.give(folder, like: PathText.folder(of: folder))
      } else if errno != EEXIST {
        throw OutputError.system(errno, folder)
      }
    }
  }

  /// Takes the folder away where nothing lies in it.
  static func removeFolder(_ path: String) { rmdir(path) }

  /// True when a file of this name would not be in the way: there is none, or it has the same bytes.
  static func isFree(_ name: DeviceFileName, for contents: [UInt8], in folder: String)
    -> Bool
  {
    switch bytes(at: place(name, in: folder), as: contents) {
    case .none, true?: true
    case false?: false
    }
  }

  private static func place(_ name: DeviceFileName, in folder: String) -> String {
    path(name.text, in: folder)
  }

  static func path(_ name: String, in folder: String) -> String {
    folder + (folder.hasSuffix("/") ? "" : "/") + name
  }

  /// True when a plain file with these bytes lies there, false when something else does; nil when
  /// nothing does. Pipes and the like are not opened.
  private static func bytes(at path: String, as contents: [UInt8]) -> Bool? {
    var facts = stat()
    guard lstat(path, &facts) == 0 else { return nil }
    guard facts.st_mode & S_IFMT == S_IFREG, facts.st_size == contents.count else { return false }
    return (try? FileSource(path).allBytes(limit: contents.count)) == contents
  }

  /// Stages a file.
  ///
  /// - Parameters:
  ///   - contents: the bytes.
  ///   - folder: a folder, TFTP root or USB path that exists; who stages takes away what stopped runs
  ///     left there.
  ///   - name: its name there.
  /// - Throws: ``OutputError``, `exists` when another file has the name.
  static func stage(
    _ contents: [UInt8], in folder: String, as name: DeviceFileName
  ) throws(OutputError) -> Outcome {
    let path = place(name, in: folder)
    switch bytes(at: path, as: contents) {
    case true?: return .alreadyThere
    case false?: throw OutputError(.exists, "\(path) is another file; nothing was replaced")
    case nil: break
    }
    do throws(OutputError) {
      let file = try AtomicFile(path: path, tidies: false)
      try file.write(contents)
      try file.commit()
      SiteShare.give(path, like: folder)
    } catch {
      // Another run may have staged it at this moment.
      guard error.code == .exists, bytes(at: path, as: contents) == true else { throw error }
      return .alreadyThere
    }
    return .written
  }
}
