import DeviceOutput
import LicenseFiles
import Testing

@testable import Assessment

/// `check` and `diagnose` read the same evidence and say the same of it.
@Suite struct OneReadingTests {
  /// 2026-08-20T10:00:00Z
  private static let now: Int64 = 1_787_220_000

  private static func judged(_ text: String, _ id: RequirementID) throws -> RequirementResult {
    try #require(RequirementOutput.judge(text, now: now)[id])
  }

  private static func unregistered(_ model: String) -> String {
    "*Aug 20 2026 06:15:03.456 UTC: %IOSXE_RP_EWLC_NOT-2-MSGDEVICENOTREG: Unregistered \(model) can only be "
      + "used in lab. For production usage, please register this device in 3 days.\n"
  }

  /// The message names the model, and says that there is no ACK.
  @Test(arguments: [("9800-CL", Verdict.due), ("device", .unknown)])
  func aMessageNamesTheModel(_ model: String, _ verdict: Verdict) throws {
    let found = try Self.judged(Self.unregistered(model), .controllerAck)
    #expect(found.verdict == verdict)
    #expect(found.conclusion.contains("platform is not known") == (verdict == .unknown))
  }

  /// An ACK that is printed is stronger.
  @Test func anAckThatIsPrintedIsStronger() throws {
    let text =
      Self.unregistered("9800-CL")
      + "wlc-1#show license status\n  Last ACK received: Aug 20 08:01:11 2026 UTC\n"
    #expect(try !Self.judged(text, .controllerAck).conclusion.contains("has no ACK"))
  }

  private static func voice(_ release: String) -> String {
    """
    rtr-1#show version
    Cisco IOS XE Software, Version \(release)
    cisco ISR4461/K9 (1RU) processor with 1783120K/3071K bytes of memory.
    rtr-1#show license summary
    License Usage:
      License                 Entitlement Tag               Count Status
      -----------------------------------------------------------------------------
      CUBE_T_STD              (CUBE_T_STD)                    100 IN USE
    rtr-1#show license status | include ACK
      Last ACK received: <none>
      Next ACK deadline: Aug 10 08:01:00 2026 UTC
    rtr-1#
    """
  }

  @Test(arguments: [("17.03.04a", true), ("17.09.04a", false)])
  func whatFollowsIsSaidByBoth(_ release: String, _ isDocumented: Bool) throws {
    let text = Self.voice(release)
    let words = "CUBE and SRST shut down without an ACK by the deadline"
    let notes = try Self.judged(text, .reportingDeadline).notes
    #expect(notes.contains { $0.text.contains(words) } == isDocumented)
    let passed = diagnoses([text], at: Self.now)[0].conclusion("deadline-passed")
    #expect(passed?.evidence.first?.detail?.contains(words) == isDocumented)
  }

  private static func countdown(_ days: String, _ day: String = "Aug 20") -> String {
    "rtr-1#show logging | include SMART\n"
      + "\(day) 2026 06:15:03.456 UTC: %SMART_LIC-6-REPORTING_REQUIRED: A Usage report acknowledgement will be "
      + "required in \(days) days.\nrtr-1#\n"
  }

  /// The message counts the days to the deadline. One that ran out says nothing of what came since.
  @Test(arguments: [
    (countdown("0"), Verdict.due, true), (countdown("14"), .due, true),
    (countdown("89"), .satisfied, false), (countdown("5", "Jul 01"), .unknown, false),
    (countdown("some"), .unknown, false),
    (
      countdown("0") + "rtr-1#show license status | include ACK received\n"
        + "  Last ACK received: Aug 20 07:01:00 2026 UTC\n", .unknown, false
    ),
    (
      countdown("3") + "rtr-1#license smart import flash:ACK_rum.txt\nImport Data Successful\n",
      .unknown, false
    ),
    (
      countdown("3") + "rtr-1#license smart import flash:ACK_rum.txt\nImport Data Failed\n", .due,
      true
    ),
  ])
  func aCountdownIsADeadline(_ text: String, _ verdict: Verdict, _ isNear: Bool) throws {
    #expect(try Self.judged(text, .reportingDeadline).verdict == verdict)
    let near = diagnoses([text], at: Self.now)[0].conclusion("deadline-near")
    #expect((near != nil) == isNear)
  }

  private static func switchOf(_ release: String, waiting: Int) -> String {
    """
    sw-1#show version
    Cisco IOS XE Software, Version \(release)
    sw-1#show license udi
    UDI: PID:C9300-24UX,SN:9ZZEXAMPLE1
    sw-1#show license all
    Transport:
      Type: Transport Off
    Usage Reporting:
      Last ACK received: Aug 20 08:01:11 2026 UTC
      Next ACK deadline: Nov 18 08:01:11 2026 UTC
    Usage Report Summary:
    =====================
    Total: 80,  Purged: 0
    Total Acknowledged Received: 12,  Waiting for Ack: 0
    Available to Report: \(waiting)  Collecting Data: 2
    sw-1#
    """
  }

  /// A release of the field notice is due for both, and so is the trouble itself an error for both.
  @Test(arguments: [
    ("17.06.04", 0, Verdict.due, "affected-release"),
    ("17.06.04", 600, .due, "reports-piled-up"), ("17.06.04", 1500, .overdue, "reports-piled-up"),
    ("17.06.05", 0, .notApplicable, ""), ("17.09.04", 1500, .notApplicable, ""),
  ])
  func theFieldNotice(_ release: String, _ waiting: Int, _ verdict: Verdict, _ row: String) throws {
    let text = Self.switchOf(release, waiting: waiting)
    #expect(try Self.judged(text, .fieldNotice72578).verdict == verdict)
    let diagnosis = diagnoses([text], at: Self.now)[0]
    let found = ["affected-release", "reports-piled-up"].compactMap(diagnosis.conclusion)
    #expect(found.map(\.row.id) == (row.isEmpty ? [] : ["diagnosis/" + row]))
    #expect(found.map(\.severity) == [verdict.severity].compactMap(\.self))
    #expect((diagnosis.conclusion("healthy") == nil) == !row.isEmpty)
  }

  private static func license(_ status: String) -> String {
    "sw-1#show license all\nRegistration:\n  Status: UNREGISTERED\nLicense Authorization:\n  Status: \(status)\n"
      + "sw-1#\n"
  }
  private static func marker(_ status: String) -> String {
    "sw-1#show version\nCisco IOS XE Software, Version 16.12.05b\nSmart Licensing Status: \(status)\nsw-1#\n"
  }

  /// An evaluation that is over is so wherever the device says it.
  @Test(arguments: [
    (license("EVAL EXPIRED"), Verdict.overdue), (marker("UNREGISTERED/EVAL EXPIRED"), .overdue),
    (marker("UNREGISTERED/EVAL MODE"), .due),
  ])
  func theEndOfAnEvaluation(_ text: String, _ verdict: Verdict) throws {
    #expect(try Self.judged(text, .beforePolicy).verdict == verdict)
    let row = diagnoses([text], at: Self.now)[0].conclusion("licensing-before-policy")
    #expect(row?.severity == verdict.severity)
  }

  /// What goes with a transport is judged by the same rules.
  @Test(arguments: [("no ip domain lookup\n", Verdict.due), ("", .satisfied)])
  func whatGoesWithTheTransport(_ line: String, _ verdict: Verdict) throws {
    let text =
      "edge-9#show running-config\nversion 17.12\nhostname edge-9\n\(line)ip name-server 192.0.2.53\n"
      + "ntp server 192.0.2.1\nip http client source-interface Vlan1\n"
      + "ip http client secure-trustpoint CISCO_IDEVID_SUDI\ninterface Vlan1\n"
      + " ip address 192.0.2.9 255.255.255.0\nlicense smart url default\nlicense smart transport smart\nend\n"
      + "edge-9#\n"
    let all = RequirementOutput.judge(text, now: Self.now, topology: .direct)
    let found = try #require(all[.transport])
    // What reached its server lacks nothing for that.
    let answered =
      text
      + "edge-9#show license status\nUsage Reporting:\n  Last report push: Aug 18 08:01:11 2026 UTC\nedge-9#\n"
    let reached = RequirementOutput.judge(answered, now: Self.now, topology: .direct)
    #expect(reached[.transport]?.verdict == .satisfied)
    #expect(found.verdict == verdict, "\(found.conclusion)")
    #expect(found.conclusion.contains("names are not looked up") == (verdict == .due))
    #expect(
      (diagnoses([text], at: Self.now)[0].ids.contains("config/lookup-off")) == (verdict == .due))
  }

  private static func controller(_ release: String, _ model: String) -> String {
    "wlc-9#show version\nCisco IOS XE Software, Version \(release)\nwlc-9#show license udi\n"
      + "UDI: PID:\(model),SN:9ZZEXAMPLE9\nwlc-9#show license status\nTransport:\n  Type: Transport Off\n"
      + "Usage Reporting:\n  Last ACK received: <none>\n  Next ACK deadline: Nov 18 2026 08:01:11 UTC\nwlc-9#\n"
  }

  /// Where the device must have an ACK, its absence is as urgent for both.
  @Test(arguments: [
    (controller("17.09.05", "C9800-CL-K9"), Severity.warning),
    (controller("17.06.05", "C9800-CL-K9"), .note), (controller("17.09.05", "C9800-40-K9"), .note),
  ])
  func theMandatoryAck(_ text: String, _ severity: Severity) throws {
    let verdict = try Self.judged(text, .controllerAck).verdict
    #expect((verdict == .due) == (severity == .warning))
    let row = diagnoses([text], at: Self.now)[0].conclusion("never-acknowledged")
    #expect(row?.severity == severity)
  }

  /// A clock that is printed and means no moment is not one that was not printed.
  @Test(arguments: [
    ("08:10:21.402 UTC Mon Feb 30 2026", "could not be read as a time"),
    ("", "nothing about the clock was printed"),
  ])
  func aClockThatMeansNoMoment(_ clock: String, _ words: String) throws {
    let shown = clock.isEmpty ? "" : "rtr-1#show clock\n\(clock)\n"
    let found = try Self.judged(
      "rtr-1#show license udi\nUDI: PID:C8000V,SN:9ZZEXAMPLE5\n\(shown)rtr-1#\n", .clock)
    #expect(found.verdict == .unknown && found.conclusion.contains(words), "\(found.conclusion)")
  }

  /// A line that is unique counts without its heading.
  @Test(arguments: [("False", Verdict.due), ("True", .satisfied)])
  func aClockBehindAFilter(_ value: String, _ verdict: Verdict) throws {
    let text =
      "rtr-1#show license tech support | include UDI|sync\nUDI: PID:C8000V,SN:9ZZEXAMPLE5\n"
      + "HA UDI List:\nClock sync-ed with NTP: \(value)\nrtr-1#\n"
    #expect(try Self.judged(text, .clock).verdict == verdict)
    let reading = DeviceOutputReader.read(name: "a.txt", bytes: Array(text.utf8))
    #expect(reading.devices.first?.observations.allSatisfy { $0.unknownLines.isEmpty } == true)
  }

  private static func piled(_ lines: Int) -> String {
    """
    sw-1#show version
    Cisco IOS XE Software, Version 17.03.04
    sw-1#show license tech support | section Usage Report Summary
    Usage Report Summary:
    Total: 1660,  Purged: 0
    Total Acknowledged Received: 0,  Waiting for Ack: 0(1349)
    Available to Report: 1349  Collecting Data: 2
    sw-1#more flash:old.txt | count RUMReport
    Number of lines which match regexp = \(lines)
    sw-1#
    """
  }

  /// A saved file may be old or a part.
  @Test(arguments: [(214, "1351 reports wait"), (4000, "2000 to 4000 reports wait")])
  func aSavedFileDoesNotLowerWhatTheDeviceCounts(_ lines: Int, _ words: String) throws {
    let found = try Self.judged(Self.piled(lines), .fieldNotice72578)
    #expect(found.verdict == .overdue && found.conclusion.contains(words), "\(found.conclusion)")
    #expect(diagnoses([Self.piled(lines)], at: Self.now)[0].conclusion("reports-piled-up") != nil)
  }

  /// What is judged where nobody named a topology.
  private static func concluded(_ text: String, _ id: RequirementID) throws -> RequirementResult {
    let reading = DeviceOutputReader.read(name: "device.txt", bytes: Array(text.utf8))
    let judged = RequirementsJudge.judge(reading.devices, .init(now: now, topology: nil))
    return try #require(judged.first?[id])
  }

  /// The filter may have hidden the address; without it there is none.
  @Test(arguments: [(" | include ACK|Type", true), ("", false)])
  func whatAFilterHidIsNotConcluded(_ filter: String, _ isOpen: Bool) throws {
    let text =
      "rtr-1#show license status\(filter)\n  Type: cslu\n  Last ACK received: Mar 01 10:00:00 2026 UTC\n"
      + "rtr-1#show license udi\nUDI: PID:ISR4331/K9,SN:9ZZEXAMPLE9\n"
    let found = try Self.concluded(text, .transport)
    #expect(found.verdict == (isOpen ? .unknown : .due), "\(found.conclusion)")
    #expect(found.steps.contains("`license smart transport off`") == !isOpen)
    let judged = diagnoses([text], at: Self.now)[0]
    let isWrong = judged.conclusions.contains { $0.row.id == "config/transport-wrong" }
    #expect(isWrong == !isOpen)
  }

  /// A code of the standby is none of the active one, which reports.
  @Test(arguments: [("<none>", Verdict.due), ("INSTALLED on Mar 03 09:11:12 2026 UTC", .satisfied)])
  func eachMemberNeedsItsTrustCode(_ active: String, _ verdict: Verdict) throws {
    let text = """
      sw-1#show license status
      Transport:
        Type: Smart
        URL: https://smartreceiver.cisco.com/licservice/license
      Trust Code Installed:
        Active: PID:C9300-24T,SN:FZZ0000C001
          \(active)
        Standby: PID:C9300-24T,SN:FZZ0000C002
          INSTALLED on Mar 03 09:11:12 2026 UTC
      sw-1#
      """
    let found = try Self.concluded(text, .trustCode)
    #expect(found.verdict == verdict, "\(found.conclusion)")
    #expect(found.seen.contains { $0.value.hasSuffix("FZZ0000C001: <none>") } == (verdict == .due))
  }

  /// What follows is said before the deadline too.
  @Test func whatFollowsIsSaidWhileTheDeadlineIsNear() throws {
    let text = Self.voice("17.03.04a").replacing("Aug 10", with: "Aug 25")
    let near = diagnoses([text], at: Self.now)[0].conclusion("deadline-near")
    #expect(near?.evidence.first?.detail?.contains("CUBE and SRST shut down") == true)
  }

  /// A device that says that no ACK is required, and names no deadline, is not sent to the portal.
  @Test(arguments: [
    ("no", "<none>", false), ("yes", "<none>", true), ("no", "Nov 18 08:01:11 2026 UTC", true),
  ])
  func aDeviceThatRequiresNoACKLacksNone(_ word: String, _ deadline: String, _ lacks: Bool) {
    let text = """
      rtr-1#show license udi
      UDI: PID:C8200-1N-4T,SN:9ZZEXAMPLE8
      rtr-1#show license all
      Transport:
        Type: Transport Off
      Policy:
        Policy in use: Merged from multiple sources.
        Reporting ACK required: \(word) (CISCO default)
      Usage Reporting:
        Last ACK received: <none>
        Next ACK deadline: \(deadline)
        Reporting push interval: 0 (no reporting)
      rtr-1#

      """
    let row = diagnoses([text], at: Self.now)[0].conclusion("never-acknowledged")
    #expect((row != nil) == lacks)
  }
}
