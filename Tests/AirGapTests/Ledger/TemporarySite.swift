import Foundation
import GRDB
import LicenseFiles
import Testing

@testable import AirGap
@testable import Assessment

/// A ledger in a folder of its own.
struct TemporarySite {
  let folder: String
  let ledger: SiteLedger
  static let device = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE1")

  init(_ mode: SiteIdentity.Mode = .own) throws {
    folder = NSTemporaryDirectory() + "rumkit-site-\(UUID().uuidString)"
    ledger = try SiteLedger.create(at: folder, name: "Example", mode: mode, by: Self.author(100))
  }

  static func author(_ time: Int64) -> LedgerAuthor {
    LedgerAuthor(operatorName: "op", host: "jump", time: time, clock: time)
  }

  static func report(_ id: UInt64, _ text: String = "a", open: Bool = false) -> SiteReport {
    SiteReport(
      device: device, id: id, payload: SHA256Digest(hashing: Array("\(id)\(text)".utf8)),
      isOpen: open)
  }

  @discardableResult
  func export(_ ids: [UInt64], at time: Int64, media: String = "m1") throws -> SiteEvent {
    try ledger.append(
      [
        SiteEventDraft(
          .exported, Self.device,
          [.name: "C9800.txt", .sha256: "aa", .media: media, .mediaHash: media],
          reports: ids.map { Self.report($0) })
      ], by: Self.author(time))[0]
  }

  func record() throws -> DeviceRecord {
    try #require(try ledger.read { reader throws(LedgerError) in try reader.device(Self.device) })
  }

  @discardableResult
  func add(
    _ kind: SiteEventKind, _ device: UDI? = nil, at time: Int64,
    _ details: [SiteDetail: String?] = [:], reports: [SiteReport] = []
  ) throws -> SiteEvent {
    try ledger.append(
      [SiteEventDraft(kind, device, details, reports: reports)], by: Self.author(time))[0]
  }

  func record(of device: UDI) throws -> DeviceRecord? {
    try ledger.read { reader throws(LedgerError) in try reader.device(device) }
  }

  /// The states of a report of ``device``.
  func states(_ id: UInt64) throws -> ReportStates? {
    try ledger.read { reader throws(LedgerError) in try reader.reports(of: Self.device) }
      .first { $0.id == id }?.states
  }

  var path: String { folder + "/" + SiteLedger.fileName }

  /// Does what somebody with an editor for databases can do.
  func edit(_ sql: String) throws {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    try queue.close()
  }

  func check(_ anchors: [LedgerAnchor] = []) throws -> LedgerVerification {
    try SiteLedger.openForReading(folder).verify(anchors: anchors, scratch: folder)
  }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }
}
