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
    let base = place.hasSuffix("/") ? place : place + "/"
    Self.removeAbandoned(in: base)
    var name = Array("\(base)\(Self.prefix)XXXXXX".utf8CString)
    guard mkdtemp(&name) != nil else { throw OutputError.system(errno, base) }
    path = String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    lock = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
    _ = flock(lock, LOCK_EX | LOCK_NB)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
    if lock >= 0 { close(lock) }
  }

  /// Removes those of this user that no living process holds. One that is a moment old may be held in
  /// the next.
  private static func removeAbandoned(in base: String) {
    let names = ((try? folderEntries(base)) ?? []).map(\.name)
    for name in names where name.hasPrefix(prefix) {
      let folder = open(base + name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
      guard folder >= 0 else { continue }
      defer { close(folder) }
      var facts = stat()
      guard fstat(folder, &facts) == 0, facts.st_uid == geteuid(),
        facts.st_mtim.tv_sec < time(nil) - 60, flock(folder, LOCK_EX | LOCK_NB) == 0
      else { continue }
      try? FileManager.default.removeItem(atPath: base + name)
    }
  }
}
