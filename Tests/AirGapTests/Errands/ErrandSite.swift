import AirGap
import Assessment
import Foundation
import LicenseFiles
import Testing

/// A rehearsal site of its own, the samples, and a person who keeps what is said. Times are those of
/// 2026-08-21, as `09:30`, or whole ones.
final class ErrandSite: Attendant {
  private let site: TemporarySite
  private(set) var heard: [Notice] = []
  /// The moments that were waited for.
  private(set) var waits: [Int64] = []

  static let wlc = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE1")
  static let router = UDI(pid: "C8000V", serial: "9ZZEXAMPLE5")
  private static let samples = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Samples")
  static let usage = sample("usage/c9800-cl-rum.txt")
  static let ack = sample("ack/ACK_c9800-cl-rum.txt")

  static func sample(_ name: String) -> String { samples.appending(path: name).path }

  /// - Parameter packed: what goes out on 2026-08-19, on a trip; nothing when empty.
  init(_ packed: [String] = [sample("usage")]) async throws {
    site = try TemporarySite(.rehearsal)
    guard !packed.isEmpty else { return }
    let outcome = try await pack(packed, at: "2026-08-19T09:00:00Z")
    #expect(outcome.result != nil)
  }

  func tell(_ notice: Notice) { heard.append(notice) }
  func wait(until end: Int64, for device: UDI) { waits.append(end) }

  var folder: String { site.folder }
  var errors: [String] {
    heard.compactMap { if case .error(let text) = $0 { text } else { nil } }
  }
  var warnings: [String] {
    heard.compactMap { if case .warning(let text) = $0 { text } else { nil } }
  }
  var hints: [String] {
    heard.compactMap { if case .hint(let text) = $0 { text } else { nil } }
  }

  static func seconds(_ time: String) throws -> Int64 {
    let whole = time.count == 5 ? "2026-08-21T\(time):00Z" : time
    return Int64(try Date(whole, strategy: .iso8601).timeIntervalSince1970)
  }

  func session(at time: String = "09:00") throws -> SiteSession {
    try SiteSession(
      site.ledger, Acting(operatorName: "op", hostName: "jump", now: try Self.seconds(time)))
  }

  func pack(
    _ files: [String], to name: String = "out", at time: String = "09:00",
    _ change: (inout PackUsage) -> Void = { _ in }
  ) async throws -> PackOutcome {
    var errand = PackUsage(files, output: "\(folder)/\(name)", toolVersion: "test")
    change(&errand)
    let session = try session(at: time)
    return try await errand.run(in: session, Acting(), self) { _, volumes, _ in
      PackDocuments(volumes: volumes.map { _ in ([], []) }, findings: [], names: [])
    }
  }

  func importing(
    _ files: String..., at time: String = "09:00", _ change: (inout ImportAcks) -> Void = { _ in }
  ) throws -> ImportOutcome {
    var errand = ImportAcks(files)
    change(&errand)
    return try errand.run(in: try session(at: time), self)
  }

  @discardableResult
  func reset(
    _ device: String = "9ZZEXAMPLE1", at reset: String, reloaded: String? = nil,
    now: String? = nil
  ) throws -> [RecordedReset] {
    try RecordReset(
      device: device, at: try Self.seconds(reset), reloadedAt: try reloaded.map(Self.seconds)
    ).run(in: try session(at: now ?? reloaded ?? reset), tell)
  }

  /// Takes what devices printed.
  func recorded(
    from captures: String..., device: String? = nil, at reset: String? = nil, now: String = "09:00"
  ) throws -> [RecordedReset] {
    try RecordReset(
      device: device, at: try reset.map(Self.seconds),
      from: try captures.map { try file("\(UUID().uuidString).txt", $0) }
    ).run(in: try session(at: now), tell)
  }

  func confirming(
    _ captures: Capture..., device: String? = nil, at time: String = "10:00"
  ) throws -> ConfirmationOutcome {
    let paths = try captures.map { try file("\(UUID().uuidString).txt", $0.text) }
    return try ConfirmImports(paths, device: device).run(in: try session(at: time), tell)
  }

  func file(_ name: String, _ text: String) throws -> String {
    let place = URL(filePath: "\(folder)/in/\(name)")
    try FileManager.default.createDirectory(
      at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: place)
    return place.path
  }

  func events(_ kinds: SiteEventKind...) throws -> [SiteEvent] {
    try site.ledger.read { reader throws(LedgerError) in try reader.events(kinds) }
  }

  func device(_ serial: String) throws -> DeviceRecord {
    let devices = try site.ledger.read { reader throws(LedgerError) in
      try reader.history().devices
    }
    return try #require(devices.first { $0.udi.serial == serial })
  }

  /// Everything that was packed so far leaves.
  func openTrip(_ name: String, at time: String = "08:00") throws {
    try session(at: time).record { reader throws(LedgerError) in
      let media = Set(try reader.outboundFiles(.all).map(\.mediaHash)).sorted()
      return [
        SiteEventDraft(
          .tripOpened, nil,
          [
            .trip: name, .carrier: "Kim", .media: "out",
            .mediaHash: media.joined(separator: " "), .expected: "1",
          ])
      ]
    }
  }

  /// What is known of the reports of a device.
  func reports(_ serial: String) throws -> [KnownSiteReport] {
    let device = try device(serial).udi
    return try site.ledger.read { reader throws(LedgerError) in try reader.reports(of: device) }
  }

  /// The sample's reports of the month after: other ids, saved by the same device.
  private func next(_ sample: String) throws -> String {
    try String(contentsOfFile: sample, encoding: .utf8)
      .replacingOccurrences(of: "17701000", with: "17701001")
  }

  /// Packs the next usage of the controller, `next.txt`.
  @discardableResult
  func packNext(at time: String = "11:00") async throws -> PackOutcome {
    try await pack(
      [try file("next.txt", try next(Self.usage))], to: UUID().uuidString, at: time)
  }

  /// The ACK of the next usage.
  func nextACK() throws -> String { try file("ACK_next.txt", try next(Self.ack)) }

  /// An ACK of the controller that shows neither device nor reports.
  func bareACK(_ name: String) throws -> String {
    let text = try String(contentsOfFile: Self.ack, encoding: .utf8)
    let start = try #require(text.range(of: "<smartLicenseRumAck><data><![CDATA["))
    let end = try #require(text.range(of: "]]></data>", range: start.upperBound..<text.endIndex))
    return try file(
      name,
      text.replacingCharacters(in: start.upperBound..<end.lowerBound, with: #"[{"text":"x"}]"#))
  }

  func head() throws -> ChainHead {
    try site.ledger.read { reader throws(LedgerError) in try reader.head() }
  }
}
