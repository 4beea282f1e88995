import Foundation
import GRDB
import LicenseFiles
import Testing

@testable import AirGap
@testable import Assessment

/// Random lives of a site: the index that grew with them, the one that is made again, and a model that
/// knows nothing of tables agree.
@Suite struct LedgerPropertyTests {
  /// What a person with a notebook would write down.
  private struct Model {
    struct Ack {
      let sha256: String
      let device: UDI
      var isTaken = false
    }
    var records: [UDI: DeviceRecord] = [:]
    var exported: [UDI: Set<UInt64>] = [:]
    var known: [UDI: Set<UInt64>] = [:]
    var answered: [UDI: Set<UInt64>] = [:]
    /// Which event sent a report out last.
    var sent: [UDI: [UInt64: Int64]] = [:]
    var acks: [Ack] = []
    /// The version of each report that is known.
    var versions: [UDI: [UInt64: (payload: SHA256Digest?, isOpen: Bool)]] = [:]

    /// Notes a version.
    ///
    /// - Returns: true where it is another one of a report that was open.
    private mutating func isOther(_ report: SiteReport) -> Bool {
      guard let known = versions[report.device]?[report.id] else {
        versions[report.device, default: [:]][report.id] = (report.payload, report.isOpen)
        return false
      }
      guard let payload = report.payload else { return false }
      if known.payload == nil || known.isOpen {
        let isOpen = known.payload == nil ? report.isOpen : known.isOpen && report.isOpen
        versions[report.device]?[report.id] = (payload, isOpen)
      }
      return known.isOpen && known.payload != nil && known.payload != payload
    }

    mutating func take(_ event: SiteEvent) {
      guard let device = event.device else { return }
      records[device, default: DeviceRecord(device)].apply(event)
      let ids = Set(event.reports.map(\.id))
      for report in event.reports where isOther(report) && event.kind == .exported {
        answered[device]?.remove(report.id)
      }
      known[device, default: []].formUnion(ids)
      switch event.kind {
      case .exported:
        exported[device, default: []].formUnion(ids)
        for id in ids { sent[device, default: [:]][id] = event.number }
      case .ackReceived:
        answered[device, default: []].formUnion(ids)
        if !acks.contains(where: { $0.sha256 == event[.ack] && $0.device == device }) {
          acks.append(Ack(sha256: event[.ack] ?? "", device: device))
        }
      case .ackImported, .deviceConfirmed:
        if event.kind == .deviceConfirmed {
          answered[device, default: []].formUnion(ids)
        }
        let own = acks.indices.filter {
          acks[$0].sha256 == event[.ack] && acks[$0].device == device
        }
        let group = records[device]?.group
        let others = acks.indices.filter {
          acks[$0].sha256 == event[.ack] && group != nil && records[acks[$0].device]?.group == group
        }
        for index in own.isEmpty ? others : own { acks[index].isTaken = true }
      default: break
      }
      share(with: device)
    }

    private func others(of device: UDI) -> [UDI] {
      guard let group = records[device]?.group else { return [] }
      return records.values.filter { $0.group == group && $0.udi != device }.map(\.udi)
    }

    /// What is said of a report of one member is said of it under the other's number, unless it was open then.
    private mutating func share(with device: UDI) {
      let members = [device] + others(of: device)
      let before = answered
      for member in members {
        for other in members where other != member {
          let said = before[other, default: []].intersection(exported[member, default: []])
          answered[member, default: []].formUnion(
            said.filter { id in
              versions[other]?[id]?.isOpen == false
                || (sent[member]?[id] ?? .max) < (sent[other]?[id] ?? .min)
            })
        }
      }
    }

    /// It waits where it went out last.
    func waiting(_ device: UDI) -> Int {
      exported[device, default: []].subtracting(answered[device, default: []]).count { id in
        !others(of: device).contains { (sent[$0]?[id] ?? 0) > (sent[device]?[id] ?? 0) }
      }
    }
  }

  @Test(arguments: 0..<6)
  func theIndexIsAFoldOverTheEvents(_ round: Int) throws {
    let seed = UInt64.random(in: .min ... .max)
    print("LedgerPropertyTests round \(round), seed \(seed)")
    var numbers = SeededNumbers(seed: seed)
    let site = try TemporarySite()
    defer { site.remove() }
    let devices = (1...5).map { UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE\($0)") }
    var model = Model()
    var files: [Int64] = []
    var trips: [String] = []
    var time: Int64 = 1000
    for step in 0..<60 {
      var drafts: [SiteEventDraft] = []
      for _ in 0..<Int.random(in: 1...6, using: &numbers) {
        // An answer without ids stands for whatever is in its file, which the model cannot tell: in
        // every other round there are none, and the numbers are exact.
        drafts.append(
          draft(step, devices, round % 2 == 0 ? [] : files, &trips, &numbers, portal: files))
      }
      time += Int64.random(in: 0...100, using: &numbers)
      for event in try site.ledger.append(drafts, by: TemporarySite.author(time)) {
        model.take(event)
        if event.kind == .exported { files.append(event.number) }
      }
    }
    for isOnDisk in [true, false] {
      let different = try site.ledger.database.indexDifferences(isOnDisk: isOnDisk)
      #expect(different == [], "seed \(seed)")
    }
    try site.ledger.rebuildIndex()
    #expect(try site.check().findings.map(\.message) == [], "seed \(seed)")
    for device in devices {
      try compare(device, model, site, isExact: round % 2 == 0, "seed \(seed), \(device)")
    }
  }

  private func compare(
    _ device: UDI, _ model: Model, _ site: TemporarySite, isExact: Bool, _ words: String
  ) throws {
    guard let record = try site.record(of: device) else {
      #expect(model.records[device] == nil, "\(words)")
      return
    }
    let waiting = model.waiting(device)
    #expect(record.waitingCount <= waiting, "\(words)")
    if isExact { #expect(record.waitingCount == waiting, "\(words)") }
    #expect(record.reportCount == model.known[device, default: []].count, "\(words)")
    let open = Set(model.acks.filter { $0.device == device && !$0.isTaken }.map(\.sha256))
    // One whose reports the device proved by another is nothing to import.
    #expect(record.acksToImport <= open.count, "\(words)")
    var pure = try #require(model.records[device], "\(words)")
    // What depends on files and ACKs is the ledger's to say.
    pure.stage = record.stage
    pure.stageSince = record.stageSince
    pure.reportCount = record.reportCount
    pure.waitingCount = record.waitingCount
    pure.acksToImport = record.acksToImport
    pure.conflictCount = record.conflictCount
    pure.untakenCount = record.untakenCount
    #expect(record == pure, "\(words)")
  }

  private func draft(
    _ step: Int, _ devices: [UDI], _ files: [Int64], _ trips: inout [String],
    _ numbers: inout SeededNumbers, portal: [Int64]
  ) -> SiteEventDraft {
    func pick<Element>(_ all: [Element]) -> Element {
      all[Int.random(in: 0..<all.count, using: &numbers)]
    }
    let device = pick(devices)
    func reports(_ count: Int) -> [SiteReport] {
      Set((0..<count).map { _ in UInt64.random(in: 1...40, using: &numbers) }).sorted().map { id in
        SiteReport(
          device: device, id: id,
          payload: Bool.random(using: &numbers)
            ? SHA256Digest(hashing: [UInt8.random(in: 0...2, using: &numbers)]) : nil,
          isOpen: Bool.random(using: &numbers))
      }
    }
    let ack = "ack\(Int.random(in: 0...12, using: &numbers))"
    let media = "m\(step / 6)"
    switch Int.random(in: 0...15, using: &numbers) {
    case 0...2:
      return SiteEventDraft(
        .exported, device, [.name: "f\(step)", .media: media, .mediaHash: media],
        reports: reports(8))
    case 3:
      let trip = "t\(trips.count)"
      trips.append(trip)
      return SiteEventDraft(.tripOpened, nil, [.trip: trip, .carrier: "c", .mediaHash: media])
    case 4 where !trips.isEmpty:
      return SiteEventDraft(
        .tripClosed, nil, [.trip: pick(trips), .reason: Bool.random(using: &numbers) ? "x" : nil])
    case 5...6 where !portal.isEmpty:
      return SiteEventDraft(
        .portalRecorded, nil,
        [.event: String(pick(portal)), .status: pick(PortalStatus.allCases).rawValue])
    case 7...8:
      return SiteEventDraft(.ackReceived, device, [.ack: ack], reports: reports(5))
    case 9 where !files.isEmpty:
      return SiteEventDraft(.ackReceived, device, [.ack: ack, .event: String(pick(files))])
    case 10: return SiteEventDraft(.ackStaged, device, [.ack: ack])
    case 11: return SiteEventDraft(.ackImported, device, [.ack: ack])
    case 12:
      return SiteEventDraft(
        .deviceConfirmed, device,
        [.ack: ack, .lastAckText: "today", .lastAck: String(step)], reports: reports(2))
    case 13:
      return SiteEventDraft(
        .deviceObserved, device, [.hostName: "h\(step)", .deadline: "soon"], reports: reports(2))
    case 14:
      return SiteEventDraft(
        .deviceGrouped, device,
        [
          .group: "g\(Int.random(in: 0...1, using: &numbers))",
          .by: Bool.random(using: &numbers) ? SiteEvent.byHand : SiteEvent.byHAList,
        ])
    default:
      return SiteEventDraft(.deviceRegistered, device, [.hostName: "r\(step)", .account: "va"])
    }
  }
}
