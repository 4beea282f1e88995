import LicenseFiles
import Testing

@testable import DeviceOutput

@Suite("Files of syslog servers")
struct SyslogFileTests {
  private let message = "%SMART_LIC-3-COMM_FAILED: Communications failure"

  @Test(
    "the sender in the header is the device",
    arguments: [
      ("Jul 29 13:49:12 192.0.2.44 894: 000893: Jul 29 2022 12:49:11.159 UTC: ", "192.0.2.44"),
      ("2022-07-29T15:49:12+01:00 sw-1 896: 000895: Jul 29 2022 14:49:11.159 UTC: ", "sw-1"),
      ("<187>897: sw-1: *Jul 29 2022 14:49:11.159 UTC: ", "sw-1"),
      (
        "<187>1 2022-07-29T14:49:12.000Z sw-1 - - - - 000895: Jul 29 2022 14:49:11.159 UTC: ",
        "sw-1"
      ),
      ("Jul 29 13:49:12 relay 192.0.2.44 894: Jul 29 2022 12:49:11.159 UTC: ", "192.0.2.44"),
      ("Jul 29 13:49:12 relay Jul 29 13:49:12 sw-1 894: Jul 29 2022 12:49:11.159 UTC: ", "sw-1"),
      ("Jul 29 13:49:12 Message forwarded from sw-1: 894: Jul 29 2022 12:49:11.159 UTC: ", "sw-1"),
      (
        "2022-07-29 13:49:12\tLocal7.Error\t192.0.2.44\t894: 000893: Jul 29 2022 12:49:11.159 UTC: ",
        "192.0.2.44"
      ),
      ("Jul 29 13:49:12 [192.0.2.44.2.2] 894: Jul 29 2022 12:49:11.159 UTC: ", "192.0.2.44"),
      ("Jul 29 13:49:12 2001:db8::44 894: Jul 29 2022 12:49:11.159 UTC: ", "2001:db8::44"),
      ("192.0.2.44 894: Jul 29 2022 12:49:11.159 UTC: ", "192.0.2.44"),
      ("Jul 29 13:49:12 sw-1 894: 000893: 1w2d: ", "sw-1"),
      ("Jul 29 13:49:12 192.0.2.44 : 000893: ", "192.0.2.44"),
      ("2022 Nov 19 14:53:07 sw1 ", "sw1"),
    ])
  func sender(_ header: String, _ sender: String) throws {
    let found = try device(header + message)
    #expect(found.logLines.map(\.sender) == [sender])
    #expect(found.hostName.latest?.value == sender)
    #expect(read(header + message).lineCount == 0)
  }

  @Test(
    "a message without a header names nobody",
    arguments: [
      "*Nov  8 19:02:12.340: ", "000893: Jul 29 2022 12:49:11.159 UTC: ", "<187>897: 1w2d: ", "",
      "Jul 29 12:49:11.159 CEST: ", "00:01:02: ",
    ])
  func nobody(_ header: String) throws {
    #expect(read(header + message).observations.flatMap(\.logLines).map(\.sender) == [nil])
    #expect(read(header + message).lineCount == 0)
  }

  @Test("the time is the device's own, and the mark before it is kept")
  func time() throws {
    let found = try device(
      "Jul 29 13:49:12 sw-1 894: .Jul 29 2022 12:49:11.159 UTC: \(message)\n"
        + "<187>1 2022-07-29T14:49:12.000Z sw-1 - - - - \(message)\n"
        + "Jul 29 13:49:12 sw-1: \(message)\n")
    #expect(found.logLines[0].time?.text == ".Jul 29 2022 12:49:11.159 UTC")
    #expect(found.logLines[0].time?.mark == .notSynchronised)
    #expect(found.logLines[1].time?.utc == 1_659_106_152)
    #expect(found.logLines[2].time?.zone == nil)
  }

  @Test("one file of four devices is four devices")
  func devices() {
    let text = """
      Jul 29 13:49:12 192.0.2.44 894: 000893: Jul 29 2022 12:49:11.159 UTC: \(message)
      Jul 29 13:49:15 192.0.2.45 120: 000119: Jul 29 2022 12:49:14.159 UTC: \(message)
      Jul 29 14:49:12 192.0.2.44 895: 000894: Jul 29 2022 13:49:11.159 UTC: \(message)
      2022-07-29T15:49:12+01:00 sw-3 896: 000895: Jul 29 2022 14:49:11.159 UTC: \(message)
      <187>897: sw-4: *Jul 29 2022 14:49:11.159 UTC: \(message)
      """
    let devices = read(text).devices
    #expect(
      devices.map { $0.hostName.latest?.value } == ["192.0.2.44", "192.0.2.45", "sw-3", "sw-4"])
    #expect(devices.map(\.logLines.count) == [2, 1, 1, 1])
  }

  @Test("in a terminal session a message belongs to the device of the prompt")
  func session() throws {
    let found = try device(
      "SW-1#show clock\n<187>897: sw-4: *Jul 29 2022 14:49:11.159 UTC: \(message)\n")
    #expect(found.hostName.latest?.value == "SW-1")
    #expect(found.logLines.count == 1)
  }

  @Test("an output that a message interrupts is not a header")
  func interrupted() throws {
    let text =
      "SW-1#show license status\n  Last ACK received: Aug 20 12:45:09 2026 UTC"
      + "Mar 31 17:29:43.447 CST: \(message)\n"
    #expect(try device(text).lastAck.latest?.value?.text == "Aug 20 12:45:09 2026 UTC")
  }
}

@Suite("IOS XR")
struct IOSXRTests {
  private let text = """
    RP/0/RP0/CPU0:xr-1#show version
    Sat Aug 20 18:41:48.353 UTC
    Cisco IOS XR Software, Version 7.7.1
    RP/0/RP0/CPU0:xr-1#show logging
    RP/0/RP0/CPU0:Aug 20 18:41:28.381 UTC: smartlicserver[266]: %LICENSE-SMART_LIC-3-COMM_FAILED : Communications failure
    RP/0/RP0/CPU0:Aug 20 18:41:20.101 UTC: smartlicserver[186]: SMART_LIC-6-AGENT_READY:Smart Agent for Licensing is initialized
    RP/0/RP0/CPU0:xr-1#
    """

  @Test("it is read as IOS XR")
  func system() throws {
    let found = try device(text)
    #expect(found.system == .iosXR)
    #expect(found.release.latest?.value == IOSRelease("7.7.1"))
    #expect(found.hostName.latest?.value == "xr-1")
    #expect(found.clock.latest?.value.reading?.hour == 18)
    #expect(read(text).unknownLineCount == 0)
  }

  @Test("messages without the sign are messages")
  func messages() throws {
    let logs = try device(text).logLines
    #expect(logs.map(\.mnemonic) == ["COMM_FAILED", "AGENT_READY"])
    #expect(logs.last?.text == "Smart Agent for Licensing is initialized")
    #expect(logs.last?.time?.text == "Aug 20 18:41:20.101 UTC")
  }

  @Test("what looks like one in other output is none")
  func noMessage() {
    let reading = read("SW-1#show foo\nitem[3]: SMART_LIC-6-AGENT_READY: as an example\n")
    #expect(reading.observations.flatMap(\.logLines).isEmpty)
  }

  @Test("another system is told by its own lines")
  func others() throws {
    #expect(
      try device("SW-1#show version\nCisco IOS XE Software, Version 17.06.05\n").system == .iosXE)
    #expect(try device("SW-1#show clock\n").system == nil)
  }
}

@Suite("Zones with one name")
struct SeasonalZoneTests {
  private func offsets(_ summer: String, _ standard: String = "CET 1 0") -> ZoneOffsets {
    let text = """
      WLC1#show running-config
      clock timezone \(standard)
      clock summer-time \(summer)
      end
      """
    return read(text).devices.first?.zoneOffsets ?? .certain
  }

  private func utc(_ text: String, _ zones: ZoneOffsets) -> Int64? {
    DeviceTime(text, offsets: zones).utc
  }

  @Test("the date decides by the rule of the configuration")
  func recurring() {
    let zones = offsets("CET recurring last Sun Mar 2:00 last Sun Oct 2:00")
    #expect(utc("13:56:37 CET Wed Mar 13 2024", zones) == 1_710_334_597)
    #expect(utc("13:56:37 CET Sat Jul 13 2024", zones) == 1_720_871_797)
    #expect(utc("01:59:59 CET Sun Mar 31 2024", zones) == 1_711_846_799)
    #expect(utc("03:00:00 CET Sun Mar 31 2024", zones) == 1_711_846_800)
    // This hour comes twice, and that one not at all.
    #expect(utc("01:30:00 CET Sun Oct 27 2024", zones) == nil)
    #expect(utc("02:30:00 CET Sun Mar 31 2024", zones) == nil)
    let twice = DeviceTime("01:30:00 CET Sun Oct 27 2024", offsets: zones)
    #expect(twice.latest.flatMap { latest in twice.earliest.map { latest - $0 } } == 3600)
  }

  @Test("south of the equator summer lies over the new year")
  func south() {
    let zones = offsets("NZ recurring last Sun Sep 2:00 1 Sun Apr 3:00", "NZ 12 0")
    #expect(utc("12:00:00 NZ Mon Jan 15 2024", zones) == 1_705_273_200)
    #expect(utc("12:00:00 NZ Mon Jul 15 2024", zones) == 1_721_001_600)
  }

  @Test("a rule for one year, and the rule that IOS has when none is given")
  func others() {
    let dated = offsets("CET date 31 March 2024 2:00 27 October 2024 3:00")
    #expect(utc("13:56:37 CET Sat Jul 13 2024", dated) == 1_720_871_797)
    #expect(utc("13:56:37 CET Sun Jul 13 2025", dated) == 1_752_411_397)
    let american = offsets("EST recurring", "EST -5 0")
    #expect(utc("12:00:00 EST Mon Mar 11 2024", american) == 1_710_172_800)
    #expect(utc("12:00:00 EST Fri Mar 8 2024", american) == 1_709_917_200)
  }

  @Test("a rule that cannot be read leaves the range of both")
  func unknownRule() {
    let time = DeviceTime(
      "13:56:37 CET Wed Mar 13 2024", offsets: offsets("CET recurring someday"))
    #expect(time.utc == nil)
    #expect(time.earliest == 1_710_330_997)
    #expect(time.latest == 1_710_334_597)
  }

  @Test("two names decide by themselves")
  func twoNames() {
    let zones = offsets("CEST recurring last Sun Mar 2:00 last Sun Oct 2:00")
    #expect(utc("13:56:37 CET Sat Jul 13 2024", zones) == 1_720_875_397)
    #expect(utc("13:56:37 CEST Wed Mar 13 2024", zones) == 1_710_330_997)
  }
}
