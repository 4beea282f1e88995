import LicenseFiles
import Testing

@Suite struct CivilDateTests {
  @Test(
    "dates and days agree",
    arguments: [
      (0, CivilDate(year: 1970, month: 1, day: 1)), (-1, CivilDate(year: 1969, month: 12, day: 31)),
      (11_016, CivilDate(year: 2000, month: 2, day: 29)),
      (47_540, CivilDate(year: 2100, month: 2, day: 28)),
      (47_541, CivilDate(year: 2100, month: 3, day: 1)),
      (-719_162, CivilDate(year: 1, month: 1, day: 1)),
    ] as [(Int64, CivilDate)])
  func agree(_ days: Int64, _ date: CivilDate) {
    #expect(CivilDate(days: days) == date)
    #expect(date.days == days)
  }

  @Test func everyDayOfAnEraComesBack() {
    for days in Int64(-150_000)...150_000 where CivilDate(days: days).days != days {
      Issue.record("\(days)")
    }
  }
}
