import Foundation

/// What the text of a path says. Foundation's own ways to tell it trap on a name of one character
/// (Linux, 6.3.1); these take any text.
package enum PathText {
  private static let slash = UInt8(ascii: "/")

  /// The folder that a path stands in: `.` for a name alone, `/` at the top.
  static func folder(of path: String) -> String {
    let bytes = withoutEndingSlashes(path)
    guard let last = bytes.lastIndex(of: slash) else { return "." }
    let folder = bytes[..<last]
    return folder.isEmpty ? "/" : String(decoding: folder, as: UTF8.self)
  }

  /// The last part of a path; `/` at the top.
  static func name(of path: String) -> String {
    let bytes = withoutEndingSlashes(path)
    guard let last = bytes.lastIndex(of: slash), bytes.count > 1 else {
      return String(decoding: bytes, as: UTF8.self)
    }
    return String(decoding: bytes[(last + 1)...], as: UTF8.self)
  }

  private static func withoutEndingSlashes(_ path: String) -> ArraySlice<UInt8> {
    var bytes = Array(path.utf8)[...]
    while bytes.count > 1, bytes.last == slash { bytes.removeLast() }
    return bytes
  }

  /// A path that holds wherever a later run stands: from the top, and else as it is.
  static func anchored(_ path: String) -> String {
    path.utf8.first == slash ? path : currentFolder + "/" + path
  }

  /// The path from the top, without `.`, `..` and empty parts.
  static func absolute(_ path: String) -> String {
    var parts: [Substring.UTF8View.SubSequence] = []
    for part in anchored(path).utf8.split(separator: slash) {
      switch String(part) {
      case ".": break
      case "..": _ = parts.popLast()
      default: parts.append(part)
      }
    }
    return "/" + parts.compactMap { String($0) }.joined(separator: "/")
  }

  private static var currentFolder: String {
    guard let buffer = getcwd(nil, 0) else { return "" }
    defer { free(buffer) }
    return String(cString: buffer)
  }

  /// What makes a path one that no file can have; nil for any other. The system would take what stands
  /// before a NUL for the whole name.
  static func fault(_ path: String) -> String? {
    if path.isEmpty { return "the name of a file is empty" }
    guard path.utf8.contains(0) else { return nil }
    return "'\(path)' is not the name of a file: it holds a NUL"
  }

  /// Where a path leads that may not exist yet: its nearest folder that does, with links followed, and
  /// what is missing below it.
  ///
  /// - Returns: `code`, the error of the system, when no folder on the way can be looked at.
  static func resolved(_ path: String) -> (path: String, facts: stat, code: Int32) {
    var folder = absolute(path)
    var missing: [String] = []
    var facts = stat()
    while stat(folder, &facts) != 0 {
      let code = errno
      guard folder != "/", code == ENOENT else { return (folder, facts, code) }
      missing.append(name(of: folder))
      folder = self.folder(of: folder)
    }
    if let real = realpath(folder, nil) {
      folder = String(cString: real)
      free(real)
    }
    for part in missing.reversed() { folder += (folder.hasSuffix("/") ? "" : "/") + part }
    return (folder, facts, 0)
  }
}
