import Testing

@testable import Assessment
@testable import LicenseFiles

@Suite("Lengths of time") struct TimeSpanTests {
  @Test(arguments: [
    (Int64(90), "90 seconds"), (7199, "7199 seconds"), (7200, "2 hours"), (-3433, "-3433 seconds"),
    (172_800, "2 days"), (-172_800, "-2 days"), (.max, "106751991167300 days"),
    (.min, "-106751991167300 days"),
  ])
  func largestUnit(_ seconds: Int64, _ words: String) {
    #expect(TimeSpan.words(seconds) == words)
  }

  @Test(arguments: [
    (Int64(119), "119 seconds"), (120, "2 minutes"), (3900, "65 minutes"), (7199, "119 minutes"),
    (7200, "2 hours"), (-3433, "-3433 seconds"),
  ])
  func minutesWherePeopleThinkInThem(_ seconds: Int64, _ words: String) {
    #expect(TimeSpan.minutes(seconds) == words)
  }

  private func messages(
    _ id: String, isNowGiven: Bool = false, _ change: (inout ExampleReport) -> Void
  ) throws -> [String] {
    var report = ExampleReport.standard
    change(&report)
    let text = ExampleReport.document(report)
    var judge = Judge(
      .standard, context: RuleContext(now: 1_577_836_800, isNowGiven: isNowGiven))
    judge.begin("rum.txt")
    var findings: [Finding] = []
    let outline = try readDocument("rum.txt", open: { MemorySource(Array(text.utf8)) }) {
      findings += judge.take($0)
    }
    findings += judge.end(outline)
    return (findings + judge.finish()).filter { $0.id == id }.map(\.message)
  }

  @Test("a clock that is years behind is told in days, and whose clock it is")
  func future() throws {
    let end = 1_577_836_800 + 2553 * 86_400
    #expect(
      try messages("usage/in-the-future") { $0.measurements[0].end = end } == [
        "the report ends 2553 days after this host's clock (2020-01-01): the clock is probably wrong"
      ])
    #expect(
      try messages("usage/in-the-future", isNowGiven: true) { $0.measurements[0].end = end } == [
        "the report ends 2553 days after --now (2020-01-01): a clock is probably wrong"
      ])
  }

  @Test(
    "a clock that was moved by a year", arguments: [("31536000", "365"), ("-31536000", "-365")])
  func moved(_ delta: String, _ days: String) throws {
    #expect(
      try messages("usage/clock-change") {
        $0.measurements[0].meta = "\"clock_change_delta\":\"\(delta)\""
      } == ["the clock was moved by \(days) days during a measurement"])
  }
}
