import Foundation

/// A run of `pack` that is under way, as a lock on a file in the site. The system lets go of it with the
/// process, however that ends, so that a later run can tell that it is over.
final class RunHold {
  private let path: String
  private let descriptor: Int32
  private var isLeft = false

  private static let prefix = ".pack-"

  private static func path(_ run: String, in site: String) -> String { "\(site)/\(prefix)\(run)" }

  /// Clears away what runs left that were killed before the ledger knew of them.
  static func removeAbandoned(in site: String, except known: Set<String>) {
    for name in ((try? folderEntries(site)) ?? []).map(\.name) where name.hasPrefix(prefix) {
      let run = String(name.dropFirst(prefix.count))
      // It goes with its value.
      if !known.contains(run) { _ = RunHold(abandoned: run, in: site) }
    }
  }

  /// Begins to hold a run, before the ledger knows of it.
  ///
  /// - Throws: ``OutputError``.
  init(_ run: String, in site: String) throws(OutputError) {
    path = Self.path(run, in: site)
    var opened: Int32 = -1
    var facts = stat()
    // One that clears away may meet it before it is locked, and take it for abandoned.
    for _ in 0..<10 where facts.st_nlink == 0 {
      if opened >= 0 { close(opened) }
      opened = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
      guard opened >= 0, flock(opened, LOCK_EX) == 0, fstat(opened, &facts) == 0 else {
        let code = errno
        if opened >= 0 {
          unlink(path)
          close(opened)
        }
        throw OutputError.system(code, path)
      }
    }
    descriptor = opened
    SiteShare.give(path, like: site)
  }

  /// Takes over a run that nobody holds; nil where it is under way, or where nobody can tell.
  init?(abandoned run: String, in site: String) {
    // The name comes out of the ledger.
    guard run.allSatisfy({ $0.isHexDigit || $0 == "-" }) else { return nil }
    path = Self.path(run, in: site)
    let opened = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard opened >= 0 else { return nil }
    guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
      close(opened)
      return nil
    }
    descriptor = opened
  }

  /// True when a run never had a file here, or has none any more.
  static func isUnknown(_ run: String, in site: String) -> Bool {
    var facts = stat()
    return lstat(path(run, in: site), &facts) != 0 && errno == ENOENT
  }

  /// Leaves the run to be ended by the next one.
  func leave() { isLeft = true }

  deinit {
    if !isLeft { unlink(path) }
    close(descriptor)
  }
}
