import Foundation
import LicenseFiles
import Testing

/// `rumkit site status --format ics`: the deadlines as a calendar.
@Suite struct CalendarTests {
  private static let pair = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE2")

  /// A site whose register names two controllers.
  private func site() throws -> Homeward {
    let home = try Homeward([])
    let register = "pid,sn,host\nC9800-CL-K9,9ZZEXAMPLE1,wlc-1\n"
    try home.run("site", "devices", "import", try home.file("register.csv", register), at: "08:00")
    return home
  }

  private func observe(
    _ home: Homeward, _ deadline: String, of device: UDI = Homeward.wlc, host: String = "wlc-1",
    at time: String = "09:00"
  ) throws {
    let capture = Capture(device, host: host).status("<none>", deadline: deadline)
    _ = try home.run(
      ["confirm", try home.file("\(UUID().uuidString).txt", capture.text)], at: time)
  }

  private func calendar(
    _ home: Homeward, _ arguments: [String] = [], at time: String = "09:00"
  ) throws -> CalendarReader {
    let run = try home.run(["site", "status", "--format", "ics"] + arguments, at: time)
    #expect(run.status == 0, "\(run.stderr)")
    return try CalendarReader(Data(run.stdout.utf8))
  }

  @Test func aDeadlineWithAZoneIsAMoment() throws {
    let home = try site()
    try observe(home, "Nov 19 10:00:00 2026 UTC")
    let calendar = try calendar(home)
    let event = try #require(calendar.events.first)
    #expect(calendar.events.count == 1)
    #expect(event["DTSTART"]?.value == "20261119T100000Z")
    #expect(event["DTEND"] == nil)
    #expect(event["DTSTAMP"]?.value == "20260821T090000Z")
    #expect(try event.text("SUMMARY") == "REHEARSAL: ACK deadline: wlc-1")
    let lines = try #require(try event.text("DESCRIPTION")).split(separator: "\n")
    #expect(lines.contains("Next ACK deadline, as the device prints it: Nov 19 10:00:00 2026 UTC"))
    #expect(lines.contains("Next: save usage on the device, then pack"))
    #expect(event.components.compactMap { $0["TRIGGER"]?.value } == ["-P30D", "-P7D", "-P1D"])
  }

  /// A zone that is not certain leaves days, and the event says which text it comes from.
  @Test func aDeadlineWhoseZoneIsNotCertainIsDays() throws {
    let home = try site()
    try observe(home, "Nov 19 10:00:00 2026 IST")
    let event = try #require(try calendar(home).events.first)
    #expect(event["DTSTART"]?.parameters == ["VALUE=DATE"])
    // From +14 hours to -12 hours: the moment is on one of two days.
    #expect(event["DTSTART"]?.value == "20261118")
    #expect(event["DTEND"]?.value == "20261120")
    #expect(try event.text("SUMMARY")?.hasSuffix("(time uncertain)") == true)
    #expect(try event.text("DESCRIPTION")?.contains("not certain: between 2026-11-18T") == true)
  }

  @Test func devicesWithoutADeadlineAreSaidToBeThere() throws {
    let home = try Homeward()
    try observe(home, "Nov 19 10:00:00 2026 UTC", host: "wlc-1")
    let events = try calendar(home).events
    #expect(events.count == 2)
    let unknown = try #require(events.last)
    #expect(unknown["DTSTART"]?.value == "20260821")
    #expect(try unknown.text("SUMMARY")?.contains("ACK deadline unknown of") == true)
    #expect(try unknown.text("DESCRIPTION")?.contains("C8000V:9ZZEXAMPLE5") == true)
    #expect(unknown.components.isEmpty)
  }

  @Test func aDeviceThatPrintsNoTimeIsQuoted() throws {
    let home = try site()
    try observe(home, "<none>")
    let event = try #require(try calendar(home).events.first)
    #expect(try event.text("DESCRIPTION")?.contains("the device prints <none>") == true)
  }

  @Test func aSiteWithoutDevicesIsAValidCalendarToo() throws {
    let event = try #require(try calendar(try Homeward([])).events.first)
    #expect(try event.text("SUMMARY")?.hasSuffix("no device in service") == true)
  }

  @Test func theSameDeviceKeepsItsEventWhenTheDeadlineMoves() throws {
    let home = try site()
    try observe(home, "Nov 19 10:00:00 2026 UTC")
    let first = try #require(try calendar(home).events.first)
    let again = try #require(try calendar(home, at: "09:30").events.first)
    #expect(first["UID"]?.value == again["UID"]?.value)
    #expect(first["DTSTAMP"]?.value != again["DTSTAMP"]?.value)
    try observe(home, "Feb 17 10:00:00 2027 UTC", at: "10:00")
    let moved = try #require(try calendar(home, at: "10:00").events.first)
    #expect(moved["UID"]?.value == first["UID"]?.value)
    #expect(moved["DTSTART"]?.value == "20270217T100000Z")
  }

  @Test func onlyRemindersThatLieAheadAreSet() throws {
    let home = try site()
    try observe(home, "Aug 26 10:00:00 2026 UTC")
    let near = try #require(try calendar(home).events.first)
    #expect(near.components.compactMap { $0["TRIGGER"]?.value } == ["-P1D"])
    let over = try #require(try calendar(home, at: "2026-09-01T09:00:00Z").events.first)
    #expect(over.components.isEmpty)
    #expect(over["DTSTART"]?.value == "20260826T100000Z")
  }

  @Test func onlyTheDeviceThatIsAskedFor() throws {
    let home = try site()
    try observe(home, "Nov 19 10:00:00 2026 UTC")
    let more = "pid,sn,host\nC9800-CL-K9,9ZZEXAMPLE2,wlc-2\n"
    try home.run("site", "devices", "import", try home.file("more.csv", more))
    try observe(home, "Nov 20 10:00:00 2026 UTC", of: Self.pair, host: "wlc-2")
    #expect(try calendar(home).events.count == 2)
    let one = try calendar(home, ["--device", "wlc-2"]).events
    #expect(one.map { $0["DTSTART"]?.value } == ["20261120T100000Z"])
  }

  /// The reader of these tests refuses what is wrong; otherwise it would prove nothing.
  @Test(arguments: [
    ("\r\n", "\n"), ("VERSION:2.0\r\n", ""), ("END:VALARM\r\n", ""), ("UID:", "UUID:"),
    ("20261119T100000Z", "20261319T100000Z"), ("TRIGGER:-P7D", "TRIGGER:P7D"),
    ("wlc-1", "wlc-1;x"), ("wlc-1", "wlc-1\u{1B}"), ("wlc-1", "wlc-1\\x"),
    ("TRANSP:", "TRANSP:\r\nX-EXTRA:"),
    ("SUMMARY:", "SUMMARY:\(String(repeating: "x", count: 75))"),
    ("END:VCALENDAR\r\n", "END:VCALENDAR\r\nBEGIN:VCALENDAR\r\n"),
  ])
  func aDamagedCalendarIsRefused(_ text: String, _ replacement: String) throws {
    let home = try site()
    try observe(home, "Nov 19 10:00:00 2026 UTC")
    let whole = try home.run(["site", "status", "--format", "ics"]).stdout
    _ = try CalendarReader(Data(whole.utf8))
    let bytes = String(decoding: whole.utf8, as: Unicode.UTF8.self)
      .unicodeScalars.map(String.init).joined()
    let damaged = bytes.replacing(text, with: replacement)
    #expect(damaged != bytes)
    #expect(throws: CalendarReader.Fault.self) { try CalendarReader(Data(damaged.utf8)) }
  }

  /// A second reader, where there is one.
  @Test func anotherReaderTakesItToo() throws {
    let python = URL(filePath: "/usr/bin/python3")
    guard FileManager.default.isExecutableFile(atPath: python.path),
      try RumkitRun(["-c", "import icalendar"], program: python).status == 0
    else {
      print("skipped: there is no icalendar for Python here")
      return
    }
    let home = try Homeward()
    try observe(home, "Nov 19 10:00:00 2026 UTC")
    let text = try home.run(["site", "status", "--format", "ics"]).stdout
    let path = try home.file("deadlines.ics", text)
    let line =
      "import icalendar,sys; c=icalendar.Calendar.from_ical(open(sys.argv[1],'rb').read());"
      + "print(len(c.walk('VEVENT')))"
    let run = try RumkitRun(["-c", line, path], program: python)
    #expect(run.status == 0 && run.stdout == "2\n", "\(run.stderr)")
  }
}
