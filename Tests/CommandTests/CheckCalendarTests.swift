import Foundation
import LicenseFiles
import Testing

/// `rumkit check --format ics`: the deadlines of ACKs as a calendar.
@Suite struct CheckCalendarTests {
  private let folder = PackFolder()

  private func device(
    _ serial: String, deadline: String, lastAck: String = "<none>", pid: String = "C9800-CL-K9"
  ) -> String {
    let host = "wlc-\(serial.suffix(1))"
    return Capture(UDI(pid: pid, serial: serial), host: host)
      .version(uptime: "1 week, 1 day").status(lastAck, deadline: deadline).text
  }

  private func calendar(
    _ text: String, at time: String = "2026-08-20T13:00:00Z"
  ) throws -> [CalendarReader.Component] {
    try folder.write(text, to: "device.txt")
    let run = try RumkitRun([
      "check", folder.path("device.txt"), "--format", "ics", "--fail-on", "never", "--now", time,
    ])
    #expect(run.status == 0, "\(run.stderr)")
    return try CalendarReader(run.standardOutput).events
  }

  @Test func aDeviceHasOneEventForBothRequirements() throws {
    let events = try calendar(device("9ZZEXAMPLE9", deadline: "Nov 19 10:00:00 2026 UTC"))
    let event = try #require(events.first)
    #expect(events.count == 1)
    #expect(event["DTSTART"]?.value == "20261119T100000Z")
    #expect(try event.text("SUMMARY") == "ACK deadline: wlc-9 C9800-CL-K9:9ZZEXAMPLE9")
    let lines = try #require(try event.text("DESCRIPTION")).split(separator: "\n")
    #expect(lines.contains("Next ACK deadline, as the device prints it: Nov 19 10:00:00 2026 UTC"))
    #expect(lines.contains("9800-CL ACK on 2026-08-20: due, no ACK was ever received"))
    #expect(
      lines.contains(
        "ACK deadline on 2026-08-20: satisfied, ACK not received: the deadline is far enough away"))
    #expect(lines.contains("Do: license smart save usage all file bootflash:rum.txt"))
    #expect(event.components.compactMap { $0["TRIGGER"]?.value } == ["-P30D", "-P7D", "-P1D"])
  }

  @Test func aSwitchHasOneToo() throws {
    let events = try calendar(
      device("9ZZEXAMPLE9", deadline: "Aug 26 10:00:00 2026 UTC", pid: "C9300-24UX"))
    let event = try #require(events.first)
    #expect(event["DTSTART"]?.value == "20260826T100000Z")
    #expect(try event.text("DESCRIPTION")?.contains("9800-CL") == false)
    #expect(event.components.compactMap { $0["TRIGGER"]?.value } == ["-P1D"])
  }

  @Test func aZoneThatIsNotCertainLeavesDays() throws {
    let event = try #require(
      try calendar(device("9ZZEXAMPLE9", deadline: "Nov 19 10:00:00 2026 IST")).first)
    #expect(event["DTSTART"]?.parameters == ["VALUE=DATE"])
    #expect(event["DTSTART"]?.value == "20261118")
    #expect(event["DTEND"]?.value == "20261120")
    #expect(try event.text("SUMMARY")?.hasSuffix("(time uncertain)") == true)
  }

  @Test func devicesWithoutADeadlineAreInOneEvent() throws {
    let events = try calendar(
      device("9ZZEXAMPLE7", deadline: "<none>") + device("9ZZEXAMPLE8", deadline: "soon")
        + device("9ZZEXAMPLE9", deadline: "Nov 19 10:00:00 2026 UTC"))
    #expect(events.count == 2)
    let unknown = try #require(events.last)
    #expect(unknown["DTSTART"]?.value == "20260820")
    #expect(try unknown.text("SUMMARY") == "ACK deadline unknown of 2 devices")
    let text = try #require(try unknown.text("DESCRIPTION"))
    #expect(
      text.contains("C9800-CL-K9:9ZZEXAMPLE7: ACK not required: the device names no deadline"))
    #expect(text.contains("C9800-CL-K9:9ZZEXAMPLE8: the device prints soon"))
    #expect(!text.contains("9ZZEXAMPLE9"))
    #expect(unknown.components.isEmpty)
  }

  /// The calendar of the next week moves the events of this one.
  @Test func theSameDeviceKeepsItsEvent() throws {
    let first = try calendar(
      device("9ZZEXAMPLE9", deadline: "Nov 19 10:00:00 2026 UTC")
        + device("9ZZEXAMPLE8", deadline: "Nov 18 10:00:00 2026 UTC"))
    let other = try calendar(
      device(
        "9ZZEXAMPLE9", deadline: "Feb 17 10:00:00 2027 UTC", lastAck: "Aug 20 10:00:00 2026 UTC"),
      at: "2026-08-27T13:00:00Z")
    let id = { (events: [CalendarReader.Component], serial: String) in
      try events.first { try $0.text("SUMMARY")?.contains(serial) == true }?["UID"]?.value
    }
    #expect(try id(first, "9ZZEXAMPLE9") != nil)
    #expect(try id(first, "9ZZEXAMPLE9") == id(other, "9ZZEXAMPLE9"))
    #expect(try id(first, "9ZZEXAMPLE9") != id(first, "9ZZEXAMPLE8"))
  }

  @Test func outputWithoutADeviceGivesNoCalendar() throws {
    try folder.write("nothing of a device\n", to: "note.txt")
    let run = try RumkitRun(["check", folder.path("note.txt"), "--format", "ics"])
    #expect(run.status == 2)
    #expect(run.stdout.isEmpty)
    #expect(try RumkitRun(["check", "Samples/show", "--monitor", "--format", "ics"]).status == 64)
  }

  @Test func theSamplesAreACalendar() throws {
    let run = try RumkitRun([
      "check", "Samples/show", "--format", "ics", "--fail-on", "never", "--now",
      "2026-08-20T13:00:00Z",
    ])
    #expect(try CalendarReader(run.standardOutput).events.count > 1)
  }
}
