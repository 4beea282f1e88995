import DeviceOutput
import Testing

@Suite("Times that devices print")
struct DeviceTimeTests {
  @Test(
    "UTC and GMT are exact, in every order of the parts",
    arguments: [
      ("Oct 14 11:32:40 2021 UTC", 1_634_211_160), ("08:02:28 UTC Wed Jan 12 2022", 1_641_974_548),
      ("07:38:15.237 UTC Fri Aug 27 2021", 1_630_049_895), ("Jan  1 00:00:00 1970 GMT", 0),
      ("Feb 29 00:00:00 2024 utc", 1_709_164_800), ("2021 Oct 14 11:32:40 UTC", 1_634_211_160),
      ("  Oct 14 11:32:40.5 2021 UTC  ", 1_634_211_160),
    ] as [(String, Int64)])
  func exact(_ text: String, _ seconds: Int64) {
    let time = DeviceTime(text)
    #expect(time.utc == seconds)
    #expect(time.earliest == seconds)
    #expect(time.latest == seconds)
  }

  @Test(
    "any other zone gives the range of the offsets in use", arguments: ["PDT", "est", "Central"])
  func range(_ zone: String) {
    let time = DeviceTime("Jan  2 00:00:00 1970 \(zone)")
    #expect(time.zone == zone)
    #expect(time.utc == nil)
    #expect(time.earliest == 36_000)
    #expect(time.latest == 129_600)
  }

  @Test("a leap second stands at the end of a quarter of an hour, and nowhere else")
  func leapSecond() {
    #expect(DeviceTime("Dec 31 23:59:60 2016 UTC").utc == 1_483_228_800)
    #expect(DeviceTime("Jan 1 05:29:60 2017 IST").zone == "IST")
    for text in ["Dec 31 23:58:60 2016 UTC", "Feb 30 10:00:00 2026 UTC", "Feb 1 24:00:00 2026 UTC"]
    {
      #expect(DeviceTime(text).utc == nil, "\(text)")
    }
  }

  @Test("no zone gives the same range")
  func noZone() {
    let time = DeviceTime("Jan  2 00:00:00 1970")
    #expect(time.zone == nil)
    #expect(time.earliest == 36_000)
  }

  @Test("a known offset makes it exact, and wins over the name UTC")
  func knownOffset() {
    #expect(DeviceTime("Jan  2 00:00:00 1970 IST", offsets: ["ist": 19_800].zones).utc == 66_600)
    #expect(DeviceTime("Jan  2 00:00:00 1970 UTC", offsets: ["UTC": 3600].zones).utc == 82_800)
    #expect(DeviceTime("Jan  2 00:00:00 1970 IST", offsets: ["PDT": -25_200].zones).utc == nil)
    #expect(DeviceTime("Jan  2 00:00:00 1970 X", offsets: ["X": 50_401].zones).utc == nil)
  }

  @Test("an offset for times without a zone is used for these alone")
  func unnamedZone() {
    let offsets = ZoneOffsets([:], unnamed: 3600)
    #expect(DeviceTime("Jan  2 00:00:00 1970", offsets: offsets).utc == 82_800)
    #expect(DeviceTime("Jan  2 00:00:00 1970 PDT", offsets: offsets).utc == nil)
    #expect(DeviceTime("Jan  2 00:00:00 1970 UTC", offsets: offsets).utc == 86_400)
  }

  @Test("the marks of an uncertain clock are kept")
  func marks() {
    #expect(DeviceTime("*17:05:54.449 UTC Mon Jul 29 2024").mark == .notAuthoritative)
    #expect(DeviceTime(".05:30:30.132 UTC Fri Oct 22 2021").mark == .notSynchronised)
    #expect(DeviceTime("05:30:30.132 UTC Fri Oct 22 2021").mark == .authoritative)
    #expect(DeviceTime("*17:05:54.449 UTC Mon Jul 29 2024").reading?.millisecond == 449)
  }

  @Test("a stamp without a year has no moment until a year is given")
  func withoutYear() throws {
    let time = DeviceTime("*Jan  1 00:00:00.000")
    #expect(time.reading?.year == nil)
    #expect(time.reading?.day == 1)
    #expect(DeviceTime("*Jan  1 00:00:00.000:").reading == time.reading)
    #expect(time.earliest == nil)
    let dated = try #require(time.inYear(1971, offsets: .certain))
    #expect(dated.latest == 31_579_200)
    #expect(dated.text == "*Jan  1 00:00:00.000")
    #expect(DeviceTime("Feb 29 00:00:00").inYear(2023) == nil)
    #expect(DeviceTime("Feb 29 00:00:00").inYear(2024) != nil)
  }

  @Test("the year before a later moment is found")
  func lastBefore() {
    let newYear: Int64 = 1_704_067_200  // 2024-01-01
    #expect(DeviceTime("Dec 31 23:00:00 UTC").lastBefore(newYear)?.reading?.year == 2023)
    #expect(DeviceTime("Jan  1 00:10:00 UTC").lastBefore(newYear)?.reading?.year == 2024)
    #expect(DeviceTime("Jan  3 00:10:00 UTC").lastBefore(newYear)?.reading?.year == 2023)
    #expect(DeviceTime("Feb 29 00:00:00 UTC").lastBefore(newYear)?.reading?.year == 2020)
    #expect(DeviceTime("Jan  1 00:00:00 UTC").lastBefore(.min) == nil)
    #expect(DeviceTime("Jan  1 00:00:00 UTC").lastBefore(.max) != nil)
  }

  @Test(
    "what is not a time is kept as text",
    arguments: [
      "", "soon", "Feb 30 00:00:00 2024 UTC", "Oct 14 24:00:00 2021 UTC", "Oct 14 2021 UTC",
      "Oct 14 11:32:40 2021 UTC UTC", "Oct 14 11:32:40 0021 UTC", "Oct 14 11:32 2021 UTC",
    ])
  func noTime(_ text: String) {
    let time = DeviceTime(text)
    #expect(time.reading == nil)
    #expect(time.earliest == nil)
    #expect(time.text == text)
  }
}

extension [String: Int64] {
  var zones: ZoneOffsets { ZoneOffsets(self) }
}
