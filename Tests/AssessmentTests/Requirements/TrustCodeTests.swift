import DeviceOutput
import Testing

@testable import Assessment

/// Newer agents print `Expired on` as a label beside every trust code, whether it is over or not.
@Suite struct TrustCodeTests {
  private static func status(_ end: String, heading: String = "   Trust Code Type: CSSM") -> String
  {
    """
    sw-example-1#show license udi
    UDI: PID:C9350-48T,SN:9ZZEXAMPLE7
    sw-example-1#show license status
    Transport:
      Type: Smart

    Trust Code Installed:\(heading)
        Attributes: <none>

      Active: PID:C9350-48T,SN:9ZZEXAMPLE7
        INSTALLED on Sep 23 15:28:43 2026 UTC    Valid on Sep 23 15:23:40 2026 UTC
        \(end)
        Trust Code Type: CSSM
        Attributes: <none>

    sw-example-1#
    """
  }

  @Test(arguments: [
    (
      "Expired on Apr 25 02:55:41 2033 UTC", Verdict.satisfied,
      "valid until Apr 25 02:55:41 2033 UTC"
    ),
    ("Expired on Oct 01 00:00:01 2026 UTC", .satisfied, "valid until"),
    ("Expired on Oct 01 00:00:00 2026 UTC", .overdue, "expired on Oct 01 00:00:00 2026 UTC"),
    ("Expired on Oct 01 00:30:00 2026 XYZ", .unknown, "is not certain"),
    ("Expired on Jan 01 00:00:00 1970 UTC", .satisfied, "a trust code is installed"),
    ("Expired on Dec 31 18:00:00 1969 CST", .satisfied, "a trust code is installed"),
    ("Trust Code Type: CSSM", .satisfied, "a trust code is installed"),
  ])
  func theDateIsComparedWithThePresent(_ end: String, _ verdict: Verdict, _ words: String) throws {
    let judged = RequirementOutput.judge(Self.status(end), topology: .direct)
    let found = try #require(judged[.trustCode])
    #expect(found.verdict == verdict)
    #expect(found.conclusion.contains(words), "\(found.conclusion)")
  }

  @Test func theEarliestMemberCounts() throws {
    let text = """
      sw-example-1#show license status
      Transport:
        Type: Smart

      Trust Code Installed:
        Active: PID:C9350-48T,SN:9ZZEXAMPLE7
          INSTALLED on Sep 23 15:28:43 2026 UTC  Expired on Apr 25 02:55:41 2033 UTC
        Standby: PID:C9350-48T,SN:9ZZEXAMPLE8
          INSTALLED on Sep 23 15:28:43 2025 UTC  Expired on Sep 23 02:55:41 2026 UTC

      """
    let found = try #require(RequirementOutput.judge(text, topology: .direct)[.trustCode])
    #expect(found.verdict == .overdue)
    // One of a pair may go on with the other's code: whose it is has to be said.
    #expect(found.conclusion.contains("of Standby C9350-48T:9ZZEXAMPLE8 expired on Sep 23"))
    let expired = diagnoses([text], .direct, at: RequirementOutput.now)[0]
      .conclusion("trust-expired")
    #expect(expired?.evidence.first?.detail?.contains("Standby C9350-48T:9ZZEXAMPLE8") == true)
  }

  private static func stack(_ standby: String) -> String {
    """
    sw-example-1#show license status
    Transport:
      Type: Smart
      URL: https://smartreceiver.cisco.com/licservice/license

    Trust Code Installed:
      Active: PID:C9350-48T,SN:9ZZEXAMPLE7
        INSTALLED on Sep 23 15:28:43 2026 UTC
      Standby: PID:C9350-48T,SN:9ZZEXAMPLE8
        \(standby)

    """
  }

  /// Each member has a trust code of its own, and that of another one does not count for it. What was cut
  /// off says nothing.
  @Test(arguments: [
    ("NOT INSTALLED", true), ("INSTALLED on Sep 23 15:28:44 2026 UTC", false), ("", false),
  ])
  func aMemberWithoutATrustCode(_ standby: String, _ isMissing: Bool) throws {
    let text = Self.stack(standby)
    let found = try #require(RequirementOutput.judge(text, topology: .direct)[.trustCode])
    #expect(found.verdict == (isMissing ? .due : .satisfied))
    #expect(found.conclusion.contains("on Standby C9350-48T:9ZZEXAMPLE8") == isMissing)
    #expect(found.steps.contains { $0.contains("trust idtoken <token> all") } == isMissing)
    let missing = diagnoses([text], .direct, at: RequirementOutput.now)[0]
      .conclusion("no-trust-code")
    #expect((missing != nil) == isMissing)
    #expect(missing?.evidence.first?.detail?.contains("9ZZEXAMPLE8") ?? isMissing == isMissing)
    // In an air gap none is needed.
    #expect(RequirementOutput.judge(text)[.trustCode]?.verdict == .notApplicable)
  }

  @Test func whatIsOverdueNamesTheMemberWithoutOne() throws {
    let text = Self.stack("NOT INSTALLED").replacing(
      "2026 UTC\n  Standby", with: "2026 UTC  Expired on Sep 24 02:55:41 2026 UTC\n  Standby")
    let found = try #require(RequirementOutput.judge(text, topology: .direct)[.trustCode])
    #expect(found.verdict == .overdue)
    #expect(
      found.conclusion.hasSuffix("no trust code is installed on Standby C9350-48T:9ZZEXAMPLE8"))
  }

  @Test func aDateThatIsNotSetIsNotTold() throws {
    for end in ["Expired on Dec 31 18:00:00 1969 CST", "Expired on Jan 01 05:30:00 1970 IST"] {
      let reading = DeviceOutputReader.read(name: "a.txt", bytes: Array(Self.status(end).utf8))
      #expect(reading.devices.first?.trust?.members.first?.validUntil == nil)
    }
  }

  @Test func theRestOfTheHeadingIsNoTrustCode() throws {
    let reading = DeviceOutputReader.read(
      name: "a.txt", bytes: Array(Self.status("Trust Code Type: CSSM").utf8))
    let trust = try #require(reading.devices.first?.trust)
    #expect(trust.installed == nil)
    #expect(trust.members.first?.installedOn?.value.text == "Sep 23 15:28:43 2026 UTC")
    #expect(trust.members.first?.validFrom?.value.text == "Sep 23 15:23:40 2026 UTC")
  }
}
