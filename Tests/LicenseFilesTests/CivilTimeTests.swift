import LicenseFiles
import Testing

/// One reader for the times that people write: what no calendar and no clock shows is refused.
@Suite struct CivilTimeTests {
  @Test(arguments: [
    "2026-02-30T00:00:00Z", "2025-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2026-04-31T00:00:00Z",
    "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-01-00T00:00:00Z", "2026-01-32T00:00:00Z",
    "2026-02-01T24:00:00Z", "2026-02-01T10:60:00Z", "2026-02-01T10:61:00Z", "2026-02-01T10:00:60Z",
    "2016-12-31T23:59:60Z", "2026-02-01T10:00:00+25:00", "2026-02-01T10:00:00+00:75",
    "12026-02-01T00:00:00Z", "0000-01-01T00:00:00Z", "2026-02-01T10:00:00", "2026-2-01T10:00:00Z",
    "2026-02-01 10:00:00Z", "2026-02-01T10:00:00Zx", " 2026-02-01T10:00:00Z", "", "2026-02-01",
    "2026-02-01T10:00:00.Z", "2026-02-01T1０:00:00Z",
  ])
  func whatNoCalendarShowsIsRefused(_ text: String) {
    #expect(CivilTime.seconds(text) == nil)
  }

  @Test(
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("1969-12-31T23:59:59Z", -1),
      ("2024-02-29T12:00:00Z", 1_709_208_000),
      ("2000-02-29T00:00:00Z", 951_782_400), ("2026-02-01T23:59:59Z", 1_769_990_399),
      ("2026-02-01T10:00:00+01:00", 1_769_936_400), ("2026-02-01T10:00:00-0130", 1_769_945_400),
      ("2026-02-01T10:00:00+01", 1_769_936_400), ("2026-02-01T10:00:00.75Z", 1_769_940_000),
      ("9999-12-31T23:59:59Z", 253_402_300_799),
    ] as [(String, Int64)])
  func whatACalendarShowsIsRead(_ text: String, _ seconds: Int64) {
    #expect(CivilTime.seconds(text) == seconds)
  }

  @Test func everyDayThatIsWrittenIsReadBack() {
    for days in stride(from: Int64(-300_000), to: 400_000, by: 1) {
      let seconds = days * 86_400 + 86_399
      guard CivilTime.seconds(TimeText.iso8601(seconds)) != seconds else { continue }
      Issue.record("\(days)")
    }
  }
}
