import Foundation

/// A run of `pack` that is under way, as a lock on a file in the site. The system lets go of it with the
/// process, however that ends, so that a later run can tell that it is over.
final class RunHold {
  private let path: String
  private let descriptor: Int32

  private static func path(_ run: String, in site: String) -> String { "\(site)/.pack-\(run)" }

  /// Begins to hold a run, before the ledger knows of it.
  ///
  /// - Throws: ``OutputError``.
  init(_ run: String, in site: String, isShared: Bool) throws(OutputError) {
    path = Self.path(run, in: site)
    descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw OutputError.system(errno, path)
    }
    if isShared { fchmod(descriptor, 0o660) }
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

  deinit {
    unlink(path)
    close(descriptor)
  }
}
