import Foundation
import LicenseFiles
import Testing

@testable import AirGap
@testable import Assessment

/// The register of devices and what is known of their clocks, as outcomes.
@Suite struct RegisterErrandTests {
  private let site: TemporarySite
  private let session: SiteSession
  private let device = TemporarySite.device
  private let second = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE2")
  private let third = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE3")

  init() throws {
    site = try TemporarySite()
    session = try SiteSession(site.ledger, Acting(operatorName: "op", hostName: "h", now: 200))
    try site.add(
      .deviceRegistered, device, at: 110, [.hostName: "wlc-1", .contact: "desk", .account: "VA1"])
    try site.add(.deviceRegistered, second, at: 110, [.hostName: "wlc-2"])
  }

  private func groups() throws -> [UDI: String] {
    try session.read { reader throws(LedgerError) in
      var groups: [UDI: String] = [:]
      for one in try reader.history().devices { groups[one.udi] = one.group }
      return groups
    }
  }

  private func kinds() throws -> [SiteEventKind] {
    try session.read { reader throws(LedgerError) in try reader.events() }.dropFirst(3)
      .map(\.kind)
  }

  private func table(_ text: String) throws -> String {
    let path = site.folder + "/table.csv"
    try Data(text.utf8).write(to: URL(filePath: path))
    return path
  }

  @Test func devicesAreGroupedAndUngrouped() throws {
    defer { site.remove() }
    try GroupDevices(name: "pair", devices: ["wlc-1", "9ZZEXAMPLE2"]).run(in: session)
    #expect(try groups() == [device: "pair", second: "pair"])
    #expect(try site.record(of: second)?.isGroupedByHand == true)
    #expect(throws: ErrandError(.usage)) {
      try GroupDevices(name: "other", devices: ["wlc-1"], isEnding: true).run(in: session)
    }
    #expect(throws: ErrandError(.usage)) {
      try GroupDevices(name: "other", devices: [], isEnding: true).run(in: session)
    }
    try GroupDevices(name: "pair", devices: ["wlc-1"], isEnding: true).run(in: session)
    #expect(try groups() == [second: "pair"])
    try GroupDevices(name: "pair", devices: [], isEnding: true).run(in: session)
    #expect(try groups().isEmpty)
    #expect(try kinds() == Array(repeating: .deviceGrouped, count: 4))
  }

  @Test func anUnknownDeviceIsNotGrouped() throws {
    defer { site.remove() }
    #expect(throws: ErrandError(.usage)) {
      try GroupDevices(name: "pair", devices: ["wlc-1", "wlc-9"]).run(in: session)
    }
    #expect(try kinds() == [])
  }

  @Test func aReplacementTakesOverThePlace() throws {
    defer { site.remove() }
    var heard: [Notice] = []
    let replaced = try ReplaceDevice(old: "wlc-1", new: third.description, reason: "RMA")
      .run(in: session) { heard.append($0) }
    #expect(replaced.gone.hostName == "wlc-1" && replaced.successor == third)
    #expect(try site.record(of: device)?.replacedBy == third)
    let successor = try #require(try site.record(of: third))
    #expect(successor.hostName == "wlc-1" && successor.contact == "desk")
    #expect(successor.account == "VA1" && successor.isRegistered && successor.isInService)
    #expect(heard.count == 1, "that it is new is told")
    #expect(try kinds() == [.deviceReplaced, .deviceRegistered])
    let again = #expect(throws: ErrandError.self) {
      try ReplaceDevice(old: device.description, new: second.description).run(in: session) { _ in }
    }
    #expect(again?.reasons == ["\(device) was replaced by \(third) already"])
    let old = try table("pid,sn,host\n\(device.pid),\(device.serial),x\n")
    let outcome = try ImportDevices(table: old).run(in: session)
    #expect(outcome.changes.findings.map(\.id) == ["register/out-of-service"])
  }

  @Test func aDeviceTakesNoPlaceOfItsOwnAndNoneOutOfService() throws {
    defer { site.remove() }
    #expect(throws: ErrandError(.usage)) {
      try ReplaceDevice(old: "wlc-1", new: device.description).run(in: session) { _ in }
    }
    let retired = try RetireDevice(device: "wlc-2", reason: "sold").run(in: session)
    #expect(retired.record.retiredReason == "sold")
    #expect(throws: ErrandError(.usage)) {
      try ReplaceDevice(old: "wlc-1", new: second.description).run(in: session) { _ in }
    }
    _ = try ReturnDevice(device: second.description, reason: "found").run(in: session)
    #expect(try site.record(of: second)?.isInService == true)
    #expect(throws: ErrandError(.usage)) {
      try ReturnDevice(device: second.description, reason: "again").run(in: session)
    }
    #expect(try kinds() == [.deviceRetired, .deviceReturned])
  }

  @Test func aTableIsComparedBeforeItIsTaken() throws {
    defer { site.remove() }
    let path = try table("pid,sn,host\n\(third.pid),\(third.serial),wlc-3\n")
    let dry = try ImportDevices(table: path, isDryRun: true).run(in: session)
    #expect(dry.changes.added == [third] && !dry.isRecorded)
    #expect(try kinds() == [])
    let outcome = try ImportDevices(table: path).run(in: session)
    #expect(outcome.changes.added == [third] && outcome.isRecorded)
    let again = try ImportDevices(table: path).run(in: session)
    #expect(again.changes.unchanged == 1 && again.changes.drafts.isEmpty)
    #expect(try kinds() == [.deviceRegistered])
  }

  @Test func badRowsStopATableUnlessTheyAreSkipped() throws {
    defer { site.remove() }
    let path = try table("pid,sn,host\nC9300,,x\n\(third.pid),\(third.serial),wlc-3\n")
    let refused = try ImportDevices(table: path).run(in: session)
    #expect(refused.badRows == 1 && !refused.isRecorded && !refused.isUseless)
    #expect(try kinds() == [])
    let taken = try ImportDevices(table: path, skipsBad: true).run(in: session)
    #expect(taken.badRows == 1 && taken.isRecorded)
    #expect(try kinds() == [.deviceRegistered])
    let none = try ImportDevices(table: try table("nothing here\n")).run(in: session)
    #expect(!none.isUsable && !none.isRecorded && none.isUseless)
  }

  @Test func aClockThatDiffersIsRecorded() throws {
    defer { site.remove() }
    let events = try RecordClockOffset(device: "wlc-1", seconds: -90, words: "a at b")
      .run(in: session) { _ in }
    #expect(events.map(\.device) == [device])
    #expect(events.first?[.seconds] == "-90" && events.first?[.text] == "a at b")
  }

  @Test func onlyAWildDateIsRepaired() throws {
    defer { site.remove() }
    #expect(try RepairClock(reason: "typo").run(in: session) == [])
    try site.add(.deviceRetired, second, at: 9_000, [.reason: "sold"])
    let events = try RepairClock(reason: "typo").run(in: session)
    #expect(events.map(\.kind) == [.clockRepaired])
    #expect(events.first?[.at] == "9000")
    #expect(try RepairClock(reason: "typo").run(in: session) == [])
  }
}
