import DeviceOutput
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
  ])
  func aCountdownIsADeadline(_ text: String, _ verdict: Verdict, _ isNear: Bool) throws {
    #expect(try Self.judged(text, .reportingDeadline).verdict == verdict)
    let near = diagnoses([text], at: Self.now)[0].conclusion("deadline-near")
    #expect((near != nil) == isNear)
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
}
