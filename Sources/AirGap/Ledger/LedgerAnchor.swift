public import Assessment
import Foundation

/// The end of a chain that was recorded outside the ledger: in an evidence bag or as a backup.
public enum LedgerAnchor {
  /// The key of `bag-info.txt` for the number of events.
  public static let eventsKey = "Ledger-Events"
  /// The key of `bag-info.txt` for the hash of the last event.
  public static let headKey = "Ledger-Head"

  /// Reads what an evidence bag or a backup recorded.
  ///
  /// - Parameter path: the folder of a bag, or the file of a backup (the folder of a site is fine too).
  /// - Throws: ``LedgerError``: `noSite` when there is nothing, `refused` when a bag names no ledger,
  ///   and what opening a backup throws.
  public static func read(_ path: String) throws(LedgerError) -> ChainHead {
    let list = path + "/bag-info.txt"
    guard FileManager.default.fileExists(atPath: list) else {
      return try SiteLedger.openForReading(path).read { reader throws(LedgerError) in
        try reader.head()
      }
    }
    guard let bytes = FileManager.default.contents(atPath: list), bytes.count <= 1 << 20,
      let info = BagInfo.read(Array(bytes))
    else { throw LedgerError(.damaged, "\(list) cannot be read") }
    guard let events = info.texts(eventsKey).first, let hash = info.texts(headKey).first else {
      throw LedgerError(
        .refused, "\(path) names no ledger: it was packed while no site was in use")
    }
    let digits = Set("0123456789abcdef")
    guard let count = Int64(events), count >= 0, hash.count == 64, hash.allSatisfy(digits.contains)
    else {
      throw LedgerError(.damaged, "\(list): the end of the ledger in it is no count and hash")
    }
    return ChainHead(count: count, hash: hash)
  }
}
