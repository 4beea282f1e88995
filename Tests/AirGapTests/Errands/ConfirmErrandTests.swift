import AirGap
import Assessment
import Foundation
import LicenseFiles
import Testing

/// The device's own output closes a cycle, or says what is missing.
@Suite struct ConfirmErrandTests {
  private let home: ErrandSite
  init() async throws {
    home = try await ErrandSite()
    _ = try home.importing(ErrandSite.sample("ack"))
  }

  private static let reports = (1_770_100_001...1_770_100_008 as ClosedRange<UInt64>)
  private static let acknowledged = reports.map { ($0, "ACK") }

  private func findings(_ outcome: ConfirmationOutcome) -> [String] {
    outcome.rows.flatMap(\.proof.findings).map(\.id)
  }

  @Test func theWholeProofClosesTheCycle() throws {
    let outcome = try home.confirming(
      Capture().imported("ACK_c9800-cl-rum.txt").status("Aug 21 09:30:00 2026 UTC")
        .reports(Self.acknowledged))
    #expect(outcome.closedCount == 1 && outcome.openCount == 0)
    #expect(outcome.rows.map(\.lastAck) == ["Aug 21 09:30:00 2026 UTC"])
    let device = try home.device("9ZZEXAMPLE1")
    #expect(device.stage == .confirmed && device.waitingCount == 0)
    #expect(device.lastAckText == "Aug 21 09:30:00 2026 UTC")
    #expect(device.deadlineText == "Nov 19 10:00:00 2026 UTC")
    #expect(try home.events(.ackImported).map { $0[.by] } == [SiteEvent.byDevice])
  }

  @Test func eachReaderProvesByItself() throws {
    for (serial, capture) in [
      ("9ZZEXAMPLE1", Capture().reports(Self.acknowledged)),
      ("9ZZEXAMPLE5", Capture(ErrandSite.router, host: "r").status("Aug 21 09:30:00 2026 UTC")),
    ] {
      _ = try home.confirming(capture)
      #expect(try home.device(serial).stage == .confirmed, "\(serial)")
    }
    // The success alone is the import, and no proof.
    let stack = UDI(pid: "C9300-24UX", serial: "FZZ0000C001")
    let outcome = try home.confirming(
      Capture(stack, host: "s").imported("ACK_dev_2_26Aug20_10_00_00_000.txt"))
    #expect(findings(outcome).contains("confirm/last-ack-not-shown"))
    #expect(try home.device("FZZ0000C001").stage == .imported)
  }

  @Test func outputThatCameTooEarlyDoesNotSpoilTheLaterProof() throws {
    let early = Self.reports.map { ($0, $0 == 1_770_100_003 ? "CLOSED" : "ACK") }
    let capture = Capture().imported("ACK_c9800-cl-rum.txt").status("Aug 21 09:30:00 2026 UTC")
    let first = try home.confirming(capture.reports(early))
    #expect(findings(first).contains("confirm/report-not-acknowledged"))
    // The device has worked on it since; Last ACK received stands where it stood.
    _ = try home.confirming(capture.reports(Self.acknowledged), at: "10:05")
    #expect(try home.device("9ZZEXAMPLE1").stage == .confirmed)
  }

  @Test func aLastAckFromBeforeTheSaveProvesNothing() throws {
    // The device saved its usage at 07:45:05 on the 17th.
    let early = try home.confirming(Capture().status("Aug 17 07:45:04 2026 UTC"))
    #expect(early.openCount == 1)
    let late = try home.confirming(Capture().status("Aug 17 07:45:06 2026 UTC"))
    #expect(late.closedCount == 1)
  }

  @Test func theWordsOfAFailureAreKept() throws {
    let outcome = try home.confirming(
      Capture().imported("ACK_c9800-cl-rum.txt", "Failure: nonce failed to match")
        .status("<none>"))
    #expect(findings(outcome).contains("confirm/import-failed"))
    let failure = try #require(try home.events(.importFailed).first)
    #expect(failure[.words]?.contains("nonce failed to match") == true)
    #expect(try home.device("9ZZEXAMPLE1").stage == .staged)
  }

  @Test func aCaptureThatEndsAtTheCommandIsNoFailure() throws {
    let outcome = try home.confirming(
      Capture().adding("license smart import bootflash:x.txt", ""))
    #expect(!findings(outcome).contains("confirm/import-failed"))
    #expect(findings(outcome).contains("confirm/import-not-seen"))
    #expect(try home.events(.importFailed).isEmpty)
  }

  @Test func theActiveMemberProvesForItsPair() throws {
    let active = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE2")
    let outcome = try home.confirming(
      Capture(active, host: "pair").reports([
        (1_774_900_001, "ACK"), (1_774_900_002, "ACK"), (1_774_900_101, "ACK"),
      ]))
    #expect(outcome.rows.map(\.proof.isClosed) == [true])
    #expect(try home.device("9ZZEXAMPLE3").stage == .confirmed)
  }

  @Test func anotherTimeIsNoNewProofAndNoError() throws {
    let capture = Capture().imported("ACK_c9800-cl-rum.txt").status("Aug 21 09:30:00 2026 UTC")
    let path = try home.file("after.txt", capture.text)
    _ = try ConfirmImports([path]).run(in: try home.session(at: "10:00"), home.tell)
    let head = try home.head()
    let again = try ConfirmImports([path]).run(in: try home.session(at: "10:01"), home.tell)
    #expect(again.closedCount == 0 && again.openCount == 0 && !again.isUnfit)
    #expect(try home.head() == head)
  }

  @Test func theHandNamesADeviceThatTheOutputDoesNotSay() throws {
    let bare = Capture(host: "nobody-1", showsUDI: false).status("Aug 21 09:30:00 2026 UTC")
    #expect(try home.confirming(bare).isUnfit)
    #expect(home.errors.contains { $0.contains("name the device with --device") })
    #expect(throws: ErrandError(.usage)) { try home.confirming(bare, device: "nobody") }
    _ = try home.confirming(bare, device: "9zzexample1")
    #expect(try home.device("9ZZEXAMPLE1").stage == .confirmed)
  }

  /// The name in a usage file was true when it was saved: no output is put to a device by it.
  @Test func theHostNameOfUsageNamesNoOutput() throws {
    #expect(
      try home.confirming(Capture(showsUDI: false).status("Aug 21 09:30:00 2026 UTC")).isUnfit)
  }

  @Test func outputOfAnotherDeviceProvesNothing() throws {
    let head = try home.head()
    let stranger = UDI(pid: "C9800-CL-K9", serial: "9ZZSTRANGER")
    let status = "Aug 21 09:30:00 2026 UTC"
    #expect(try home.confirming(Capture(stranger).status(status)).isUnfit)
    #expect(
      try home.confirming(Capture(ErrandSite.router).status(status), device: "9ZZEXAMPLE1").isUnfit)
    #expect(throws: ErrandError(.unreadable)) {
      try ConfirmImports(["\(home.folder)/none"]).run(in: try home.session(), home.tell)
    }
    #expect(try home.head() == head)
  }

  private static func message(_ sender: String) -> String {
    "Aug 21 09:40:00 \(sender) 45: Aug 21 09:40:00.100 UTC: %SMART_LIC-6-REPORTING_ACK: An acknowledgement "
      + "was received.\n"
  }

  private func confirming(log senders: String...) throws -> ConfirmationOutcome {
    let text = senders.map(Self.message).joined()
    let path = try home.file("syslog.log", text)
    return try ConfirmImports([path]).run(in: try home.session(at: "10:00"), home.tell)
  }

  @Test(arguments: ["wlc-example-1", "WLC-EXAMPLE-1", "wlc-example-1.net.example.org"])
  func theSenderOfASyslogFileIsTheDevice(_ sender: String) throws {
    // Usage files name no host; the first output does.
    _ = try home.confirming(Capture(host: "wlc-example-1").status("<none>"))
    let outcome = try confirming(log: sender, "stranger-9", "192.0.2.77")
    #expect(outcome.rows.count == 1 && !outcome.isUnfit)
    // A message is not proof: what would be one is said.
    #expect(outcome.closedCount == 0)
    #expect(findings(outcome).contains("confirm/last-ack-not-shown"))
    #expect(home.hints.contains { $0.contains("messages of stranger-9, skipped") })
    #expect(
      home.hints.contains { $0.contains("messages of 192.0.2.77") && $0.contains("column address") }
    )
  }

  @Test func aSyslogFileWithoutADeviceOfTheSiteIsUnfit() throws {
    let outcome = try confirming(log: "wlc-example", "wlc-example-10.net.example.org")
    #expect(outcome.isUnfit && outcome.rows.isEmpty)
    #expect(home.errors.contains { $0.hasPrefix("no message of a device of the site is in") })
  }

  @Test(arguments: [
    (UDI(pid: "C9800-40-K9", serial: "9ZZEXAMPLE1"), true),
    (UDI(pid: "C9800-40-K9", serial: "9ZZEXAMPLE0"), false),
  ])
  func anotherPIDOfAKnownSerialNumberIsHinted(_ device: UDI, _ isHinted: Bool) throws {
    _ = try home.confirming(Capture(device, host: "other").status("Aug 21 09:30:00 2026 UTC"))
    let words = "the site knows serial number 9ZZEXAMPLE1 as PID C9800-CL-K9, not C9800-40-K9"
    #expect(home.errors.contains { $0.contains(words) } == isHinted)
    #expect(home.errors.contains { $0.contains("a device that this site does not know") })
  }

  /// Where a proved ACK cannot be put away it stays under its name, a warning says so, and the next run moves it.
  @Test func anAckThatCannotBePutAwayStaysWhereItIs() throws {
    let staged = try #require(
      try home.events(.ackStaged).first { $0.device?.serial == "9ZZEXAMPLE1" })
    let folder = try #require(staged[.to])
    let name = try #require(staged[.name])
    let files = FileManager.default
    try Data().write(to: URL(filePath: folder + "/done"))
    let capture = Capture().imported("ACK_c9800-cl-rum.txt").status("Aug 21 09:30:00 2026 UTC")
    #expect(try home.confirming(capture).closedCount == 1)
    #expect(home.warnings.contains { $0.contains("stays among the staged ACKs") })
    #expect(files.fileExists(atPath: folder + "/" + name))
    try files.removeItem(atPath: folder + "/done")
    _ = try home.confirming(capture, at: "10:05")
    #expect(!files.fileExists(atPath: folder + "/" + name))
    #expect(try files.contentsOfDirectory(atPath: folder + "/done") == [name])
  }
}
