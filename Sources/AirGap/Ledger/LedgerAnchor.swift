package import Assessment
import Foundation
import LicenseFiles

/// The end of a ledger's chain as something outside the ledger recorded it: an evidence bag or a copy.
public struct LedgerAnchor: Sendable, Hashable {
  /// Where it was recorded, for messages.
  public let place: String
  /// What was recorded.
  package let head: ChainHead

  /// The label in `bag-info.txt` of the number of events.
  static let eventsLabel = "Ledger-Events"
  /// The label in `bag-info.txt` of the hash of the last event, 64 hexadecimal digits.
  static let headLabel = "Ledger-Head"

  /// Creates an anchor.
  package init(place: String, head: ChainHead) {
    self.place = place
    self.head = head
  }

  /// Reads the anchor of an evidence bag, as a folder or an archive, or of a copy of a ledger.
  ///
  /// - Throws: ``LedgerError``: `noSite` when nothing is there, `refused` when it records no end of a
  ///   ledger, `damaged` when what it records cannot be read, and what opening a ledger throws.
  public static func read(_ path: String) throws(LedgerError) -> LedgerAnchor {
    var facts = stat()
    guard stat(path, &facts) == 0 else {
      throw LedgerError(.noSite, "\(path): \(FileSource.reason(errno))")
    }
    if facts.st_mode & S_IFMT == S_IFREG, isDatabase(path) { return try readCopy(path) }
    let bag: OpenedMedia
    let bytes: [UInt8]?
    do throws(ReadingError) {
      bag = try OpenedMedia(path)
      bytes = try bag.bytes("bag-info.txt", limit: 4 << 20)
    } catch {
      throw LedgerError(.refused, "\(error.file): \(error.reason)")
    }
    guard let bytes else {
      throw LedgerError(.refused, "\(path) is not an evidence bag: it has no bag-info.txt")
    }
    guard let info = BagInfo.read(bytes) else {
      throw LedgerError(.damaged, "\(bag.place("bag-info.txt").file) cannot be read")
    }
    return try read(info, path)
  }

  private static func read(_ info: BagInfo, _ path: String) throws(LedgerError) -> LedgerAnchor {
    let events = info.texts(eventsLabel)
    let heads = info.texts(headLabel)
    guard !events.isEmpty || !heads.isEmpty else {
      throw LedgerError(
        .refused, "\(path) records no end of a ledger: it was made without a site")
    }
    guard events.count == 1, heads.count == 1, let count = Int64(events[0]), count > 0,
      let digest = SHA256Digest(hexadecimal: heads[0])
    else {
      throw LedgerError(
        .damaged, "\(path): \(eventsLabel) and \(headLabel) in its bag-info.txt cannot be read")
    }
    return LedgerAnchor(place: path, head: ChainHead(count: count, hash: digest.description))
  }

  private static func readCopy(_ path: String) throws(LedgerError) -> LedgerAnchor {
    let head = try SiteLedger.openForReading(path).read { reader throws(LedgerError) in
      try reader.head()
    }
    return LedgerAnchor(place: path, head: head)
  }

  static func isDatabase(_ path: String) -> Bool {
    let magic = Array("SQLite format 3\0".utf8)
    var start = [UInt8](repeating: 0, count: magic.count)
    return (try? FileSource(path).fill(&start)) == magic.count && start == magic
  }
}
