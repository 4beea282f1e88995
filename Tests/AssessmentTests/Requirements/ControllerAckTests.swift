import DeviceOutput
import Testing

@testable import Assessment

@Suite struct ControllerAckTests {
  private func judge(_ text: String, now: Int64 = RequirementOutput.now) throws -> RequirementResult
  {
    try #require(RequirementOutput.judge(text, now: now)[.controllerAck])
  }

  @Test func anAckForUsageSatisfies() throws {
    let found = try judge(RequirementOutput().text())
    #expect(found.verdict == .satisfied)
    #expect(found.conclusion.contains("Total Acknowledged Received: 4"))
  }

  @Test(arguments: ["17.07.01", "17.7.1", "17.07.01prd16", "26.01.01"])
  func holdsFromTheReleaseInEverySpelling(_ release: String) throws {
    var output = RequirementOutput()
    output.release = release
    output.lastAck = "<none>"
    #expect(try judge(output.text()).verdict == .due)
  }

  @Test(arguments: ["17.06.05", "17.3.7", "16.12.04"])
  func doesNotHoldBeforeTheRelease(_ release: String) throws {
    var output = RequirementOutput()
    output.release = release
    output.lastAck = "<none>"
    let found = try judge(output.text())
    #expect(found.verdict == .notApplicable)
    #expect(found.conclusion.contains("17.7.1"))
  }

  @Test(arguments: ["C9800-40-K9", "C9800-L-F-K9", "C9300-24UX"])
  func doesNotHoldForOtherPlatforms(_ pid: String) throws {
    var output = RequirementOutput()
    output.pid = pid
    output.lastAck = "<none>"
    #expect(try judge(output.text()).verdict == .notApplicable)
  }

  @Test func withoutAnAckItIsDueUntilTheDeadline() throws {
    var output = RequirementOutput()
    output.lastAck = "<none>"
    let found = try judge(output.text())
    #expect(found.verdict == .due)
    #expect(found.daysLeft == 60)
    #expect(found.steps.contains("`license smart save usage all file bootflash:rum.txt`"))
    #expect(found.notes.contains { $0.basis.certainty == "unverified" && $0.text.contains("50") })
  }

  @Test func withoutAnAckItIsOverdueAfterTheDeadline() throws {
    var output = RequirementOutput()
    output.lastAck = "<none>"
    output.deadline = "Sep 30 23:00:00 2026 UTC"
    #expect(try judge(output.text()).verdict == .overdue)
    // The near miss: an hour ahead.
    output.deadline = "Oct 01 01:00:00 2026 UTC"
    #expect(try judge(output.text()).verdict == .due)
  }

  @Test func aZoneThatIsNotKnownLeavesItOpen() throws {
    var output = RequirementOutput()
    output.lastAck = "<none>"
    output.deadline = "Oct 01 01:00:00 2026 Central"
    let found = try judge(output.text())
    #expect(found.verdict == .due)
    #expect(found.conclusion.contains("time zone"))
    // Fifteen hours back no zone makes it the future.
    output.deadline = "Sep 30 09:00:00 2026 Central"
    #expect(try judge(output.text()).verdict == .overdue)
  }

  @Test func anAckThatMayBeTheTrustCodesIsUnknown() throws {
    var output = RequirementOutput()
    output.reports = (0, 0, 2)
    output.transport = "Smart"
    output.trust = "Aug 31 10:00:00 2026 UTC"
    let found = try judge(output.text())
    #expect(found.verdict == .unknown)
    #expect(found.settledBy == ["show license rum id all", "show license history message"])
  }

  @Test func transportOffWithoutTrustShowsThatItWasForUsage() throws {
    var output = RequirementOutput()
    output.reports = nil
    #expect(try judge(output.text()).verdict == .satisfied)
    output.transport = "cslu"
    #expect(try judge(output.text()).verdict == .unknown)
  }

  @Test func aReportInStateAckShowsThatItWasForUsage() throws {
    var output = RequirementOutput()
    output.reports = nil
    output.transport = "Smart"
    output.trust = "Aug 31 10:00:00 2026 UTC"
    func list(_ state: String) -> String {
      """
      wlc-example-1#show license rum id all
      Smart Licensing Usage Report:
      ====================================
      Report Id,          State,    Flag, Feature Name
      1700000101          \(state)       N     air-network-advantage

      """
    }
    #expect(try judge(output.text(list("ACK"))).verdict == .satisfied)
    #expect(try judge(output.text(list("CLOSED"))).verdict == .unknown)
  }

  @Test func aFilledImportHistoryShowsThatItWasForUsage() throws {
    var output = RequirementOutput()
    output.reports = nil
    output.transport = "Smart"
    output.trust = "Aug 31 10:00:00 2026 UTC"
    func history(_ line: String) -> String {
      """
      wlc-example-1#show license history message
      Import Message History (oldest to newest):

      Import RUM ACK:
      \(line)

      """
    }
    #expect(
      try judge(output.text(history("IMPORT: Sep 01 10:00:00 2026 UTC"))).verdict == .satisfied)
    #expect(try judge(output.text(history("  No past Import history"))).verdict == .unknown)
  }

  @Test func aFactoryResetAfterTheAckTakesItAway() throws {
    let reset = """
      wlc-example-1#license smart factory reset
      %Warning: reload required after "license smart factory reset" command

      """
    let found = try judge(RequirementOutput().text(reset))
    #expect(found.verdict == .due)
    // A reset before the output that shows the ACK took another one away.
    #expect(try judge(reset + RequirementOutput().text()).verdict == .satisfied)
  }

  @Test func withoutUDIOrReleaseItNamesTheCommand() throws {
    let output = RequirementOutput()
    let noUDI = try judge(output.all)
    #expect(noUDI.verdict == .unknown)
    #expect(noUDI.settledBy == ["show license udi"])
    let noAck = try judge(output.version + output.udi)
    #expect(noAck.verdict == .unknown)
    #expect(noAck.settledBy.contains("show license status"))
  }

  @Test func aSecondDeviceWithTheHostNameIsNamed() throws {
    var new = RequirementOutput()
    new.serial = "9ZZEXAMPLE2"
    new.lastAck = "<none>"
    let reading = DeviceOutputReader.read(
      name: "old.txt", bytes: Array(RequirementOutput().text().utf8)
    ).joined(
      with: DeviceOutputReader.read(name: "new.txt", bytes: Array(new.text().utf8)))
    let judged = RequirementsJudge.judge(
      reading.devices, RequirementsJudge.Circumstances(now: RequirementOutput.now))
    try #require(judged.count == 2)
    let found = try #require(judged.first?[.controllerAck])
    #expect(found.verdict == .due)
    #expect(found.conclusion.contains("9ZZEXAMPLE1"))
    #expect(found.notes.contains(RequirementSource.newSerialNote))
  }
}
