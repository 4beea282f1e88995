import Foundation

/// A folder for copies that are needed for a moment, which only its owner can read. It goes with this
/// value; what a killed run left goes when the next one is made.
final class TemporaryFolder: Sendable {
  /// Where it is.
  let path: String
  /// The folder itself, held for as long as it is needed.
  private let lock: Int32

  private static let prefix = "rumkit-temporary-"

  /// - Parameter place: the folder that it is made in.
  /// - Throws: ``OutputError``.
  init(in place: String = NSTemporaryDirectory()) throws(OutputError) {
    Self.removeAbandoned(in: place)
    for _ in 0..<10 {
      var name = Array("\(Self.base(place))\(Self.prefix)XXXXXX".utf8CString)
      guard mkdtemp(&name) != nil else { throw OutputError.system(errno, place) }
      let path = String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
      let lock = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
      // Until it is held, another run may take it for one that was left.
      if lock >= 0 {
        _ = flock(lock, LOCK_EX)
        if FileIdentity(path) != nil {
          self.path = path
          self.lock = lock
          return
        }
        close(lock)
      }
    }
    throw OutputError(.failed, "\(place): other runs clear away what this one makes")
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
    if lock >= 0 { close(lock) }
  }

  private static func base(_ place: String) -> String {
    place.hasSuffix("/") ? place : place + "/"
  }

  /// Removes those of this user that no living process holds.
  static func removeAbandoned(in place: String = NSTemporaryDirectory()) {
    let base = base(place)
    let names = ((try? folderEntries(base)) ?? []).map(\.name)
    for name in names where name.hasPrefix(prefix) {
      let folder = open(base + name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
      guard folder >= 0 else { continue }
      defer { close(folder) }
      var facts = stat()
      guard fstat(folder, &facts) == 0, facts.st_uid == geteuid(),
        flock(folder, LOCK_EX | LOCK_NB) == 0
      else { continue }
      try? FileManager.default.removeItem(atPath: base + name)
    }
  }
}
