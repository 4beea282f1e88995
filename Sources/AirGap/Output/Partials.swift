import Foundation

/// The temporary siblings under which output is built, and their removal when a run was killed.
public enum Partials {
  /// How their names begin.
  public static let prefix = ".rumkit-partial-"

  /// A fresh name in the folder of the output.
  static func path(for output: String) -> String {
    let random = UInt64.random(in: .min ... .max)
    return folder(of: output) + "/" + prefix + String(random, radix: 36)
  }

  /// The folder that an output stands in. Foundation's own way to tell it traps on a name of one
  /// character (Linux, 6.3.1).
  static func folder(of path: String) -> String {
    let slash = UInt8(ascii: "/")
    var bytes = Array(path.utf8)[...]
    while bytes.count > 1, bytes.last == slash { bytes.removeLast() }
    guard let last = bytes.lastIndex(of: slash) else { return "." }
    return last == bytes.startIndex ? "/" : String(decoding: bytes[..<last], as: UTF8.self)
  }

  /// The left-overs in a folder, by name.
  public static func leftOvers(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasPrefix(prefix) }.sorted()
  }

  /// Removes the left-overs of runs that are gone. One that a living process holds stays.
  static func removeAbandoned(in folder: String) {
    for name in leftOvers(in: folder) {
      let path = folder + "/" + name
      let lockPath = isFolder(path) ? path + "/" + lockName : path
      let descriptor = open(lockPath, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
      if descriptor >= 0 {
        let isHeld = flock(descriptor, LOCK_EX | LOCK_NB) != 0
        close(descriptor)
        if isHeld { continue }
      }
      try? FileManager.default.removeItem(atPath: path)
    }
  }

  /// The file that a folder under construction is held by.
  static let lockName = ".rumkit-lock"

  private static func isFolder(_ path: String) -> Bool {
    var facts = stat()
    return lstat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
  }
}
