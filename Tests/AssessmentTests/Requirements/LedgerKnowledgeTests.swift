import DeviceOutput
import LicenseFiles
import Testing

@testable import Assessment

/// What the ledger of a site knows of the last ACK, beside captures that are older or do not say it.
@Suite struct LedgerKnowledgeTests {
  /// A device of a ledger that saw an ACK of 2026-08-20.
  private static func knowing(_ text: String) throws -> DeviceSnapshot {
    let device = try #require(
      DeviceOutputReader.read(name: "0.txt", bytes: Array(text.utf8)).devices.first)
    let udi = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE1")
    var record = DeviceRecord(udi)
    record.take(
      observation: SiteEventDraft(
        .deviceObserved, udi,
        [
          .lastAckText: "Aug 20 10:00:00 2026 UTC", .lastAck: "1787220000",
          .deadline: "Nov 18 10:00:00 2026 UTC", .deadlineEarliest: "1794996000",
          .deadlineLatest: "1794996000", .release: "17.12.4",
        ]), at: 1_787_220_000)
    record.confirmedAt = 1_787_220_000
    var background = DeviceBackground(
      source: "site lab", udi: udi, hostName: nil,
      release: record.release.flatMap { IOSRelease($0) })
    background.reporting = record.reporting(against: device)
    return device.knowing(background)
  }

  /// 2026-09-01.
  private static let now: Int64 = 1_788_220_800

  private static func output(lastAck: String, deadline: String) -> String {
    var output = RequirementOutput()
    output.lastAck = lastAck
    output.deadline = deadline
    return output.version + output.udi + output.all
  }

  @Test func aNewerAckOfTheLedgerCounts() throws {
    let device = try Self.knowing(
      Self.output(lastAck: "May 04 10:00:00 2026 UTC", deadline: "Aug 02 10:00:00 2026 UTC"))
    #expect(device.lastAck.latest?.value?.text == "Aug 20 10:00:00 2026 UTC")
    #expect(device.partsFromBackground == [.release, .lastAck, .deadline])
    let judged = RequirementsJudge.judge([device], .init(now: Self.now, isSite: true))
    #expect(judged.first?[.reportingDeadline]?.verdict == .satisfied)
    #expect(judged.first?[.reportingDeadline]?.seen.first?.location.file == "site lab")
    #expect(judged.first?[.controllerAck]?.verdict == .satisfied)
    let diagnosis = DiagnosisJudge.judge(
      DiagnosedDevice(snapshot: device, sections: []), isSite: true, now: Self.now)
    #expect(!diagnosis.conclusions.map(\.row.id).contains("diagnosis/deadline-passed"))
  }

  @Test func aNewerCaptureCounts() throws {
    for ack in ["Aug 20 10:00:00 2026 UTC", "Aug 28 10:00:00 2026 UTC"] {
      let device = try Self.knowing(
        Self.output(lastAck: ack, deadline: "Nov 26 10:00:00 2026 UTC"))
      #expect(device.lastAck.latest?.value?.text == ack)
      #expect(device.nextAckDeadline.latest?.value?.text == "Nov 26 10:00:00 2026 UTC")
      #expect(device.partsFromBackground.isEmpty)
    }
  }

  /// After a reset the device has no ACK, and its clock says when that was.
  @Test func aCaptureAfterAResetCounts() throws {
    let none = Self.output(lastAck: "<none>", deadline: "Nov 26 10:00:00 2026 UTC")
    let clock = "wlc-example-1#show clock\n10:00:00.000 UTC Sun Aug 30 2026\n"
    #expect(try Self.knowing(clock + none).lastAck.latest?.value == nil)
    #expect(try Self.knowing(none).lastAck.latest?.value != nil)
  }

  /// `check` and `diagnose` agree on what is near.
  @Test(arguments: [(30, true), (31, false)]) func whatIsDueSoonIsNotHealthy(
    _ days: Int64, _ isNear: Bool
  )
    throws
  {
    let deadline = TimeText.iso8601(Self.now + days * 86_400 + 60)
    let text = Self.output(
      lastAck: "Aug 20 10:00:00 2026 UTC",
      deadline: isNear ? "Oct 01 00:01:00 2026 UTC" : "Oct 02 00:01:00 2026 UTC")
    #expect(deadline.hasPrefix(isNear ? "2026-10-01" : "2026-10-02"))
    let device = try #require(
      DeviceOutputReader.read(name: "0.txt", bytes: Array(text.utf8)).devices.first)
    let judged = RequirementsJudge.judge([device], .init(now: Self.now))
    #expect(judged.first?[.reportingDeadline]?.verdict == (isNear ? .due : .satisfied))
    let ids = DiagnosisJudge.judge(
      DiagnosedDevice(snapshot: device, sections: []), now: Self.now
    ).conclusions.map(\.row.id)
    #expect(ids.contains("diagnosis/deadline-near") == isNear)
    #expect(ids.contains("diagnosis/healthy") != isNear)
  }
}
