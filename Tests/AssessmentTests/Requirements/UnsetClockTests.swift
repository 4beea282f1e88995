import DeviceOutput
import LicenseFiles
import Testing

@testable import Assessment

/// A clock that was never set gives deadlines by which nothing can be judged.
@Suite struct UnsetClockTests {
  private static func status(_ ack: String, _ deadline: String) -> String {
    """
    WLC-1#show license all
    Transport:
      Type: Transport Off
    Usage Reporting:
      Last ACK received: \(ack)
      Next ACK deadline: \(deadline)
    WLC-1#
    """
  }

  /// The last two are near misses: a clock that may be right, and a deadline that is over.
  @Test(arguments: [
    ("May 30 01:02:03 1993 UTC", Verdict.unknown), ("Jun 10 01:02:03 2004 UTC", .unknown),
    ("Dec 31 23:00:00 2019 UTC", .unknown), ("Jan 02 00:00:00 2020 UTC", .overdue),
    ("Aug 10 08:01:00 2026 UTC", .overdue),
  ])
  func aDeadlineFromBeforeThePolicyIsNotOverdue(_ deadline: String, _ verdict: Verdict) throws {
    let text = Self.status("<none>", deadline)
    let found = try #require(RequirementOutput.judge(text)[.reportingDeadline])
    #expect(found.verdict == verdict)
    #expect(found.conclusion.contains("clock that was not set") == (verdict == .unknown))
    let diagnosis = diagnoses([text])[0]
    #expect((diagnosis.conclusion("clock-wrong") != nil) == (verdict == .unknown))
    #expect((diagnosis.conclusion("deadline-passed") == nil) == (verdict == .unknown))
  }

  @Test(arguments: [("1993", true), ("2021", false)])
  func theClockItselfIsTold(_ year: String, _ isWrong: Bool) throws {
    let text = "WLC-1#show clock\n00:12:03.123 UTC Mon Mar 1 \(year)\nWLC-1#\n"
    let found = try #require(RequirementOutput.judge(text)[.clock])
    #expect(found.conclusion.contains("the clock was not set") == isWrong)
    #expect((diagnoses([text])[0].conclusion("clock-wrong") != nil) == isWrong)
  }
}
