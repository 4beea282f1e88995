import AirGap
import Assessment
import Foundation
import LicenseFiles

/// A place for a site, and the ledger as other commands would fill it.
struct SiteScratch {
  let folder: String
  var site: String { folder + "/site" }
  static let device = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE1")
  static let start: Int64 = 1_780_000_000

  init() throws {
    folder = NSTemporaryDirectory() + "rumkit-site-command-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }

  func run(_ arguments: String...) throws -> RumkitRun {
    try RumkitRun(["site"] + arguments + ["--site", site])
  }

  static func author(_ time: Int64) -> LedgerAuthor {
    LedgerAuthor(
      operatorName: "alice", witness: "bob", host: "jump", time: time, clock: time)
  }

  /// Makes the site through the library.
  @discardableResult
  func seed(_ mode: SiteIdentity.Mode = .own) throws -> SiteLedger {
    let ledger = try SiteLedger.create(
      at: site, name: "campus", mode: mode, by: Self.author(Self.start))
    try ledger.append(
      [
        SiteEventDraft(
          .deviceRegistered, Self.device, [.hostName: "wlc-1", .account: "campus-va"]),
        SiteEventDraft(
          .deviceRegistered, UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE2"), [.hostName: "wlc-2"]),
        SiteEventDraft(
          .exported, Self.device,
          [.name: "C9800.txt", .sha256: "aa", .media: "out", .mediaHash: "m1"],
          reports: [
            SiteReport(
              device: Self.device, id: 1_770_100_001,
              payload: SHA256Digest(hashing: Array("a".utf8)))
          ]),
        SiteEventDraft(
          .tripOpened, nil,
          [.trip: "t1", .carrier: "carol", .media: "out", .mediaHash: "m1", .expected: "1"]),
        SiteEventDraft(
          .guardOverridden, Self.device,
          [.command: "import", .finding: "reset/wait-not-over", .reason: "outage"]),
      ], by: Self.author(Self.start + 60))
    return ledger
  }
}
