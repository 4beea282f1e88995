import LicenseFiles
import Testing

@testable import DeviceOutput

/// What the configuration of a device says of its zones holds for everything that the device prints.
@Suite("Zones of the configuration")
struct ConfiguredZoneTests {
  private static let outputs = """
    WLC-1#show clock
    13:56:37.100 CET Wed Jul 10 2024
    WLC-1#show version
    Cisco IOS XE Software, Version 17.09.04
    WLC-1 uptime is 5 minutes
    System restarted at 13:51:37 CET Wed Jul 10 2024
    WLC-1#show license status
    Usage Reporting:
      Last ACK received: Mar 20 13:00:00 2024 CET
      Next ACK deadline: Jul 10 13:00:00 2024 CET
    Jul 10 13:57:00.100 CET: %SYS-5-CONFIG_I: Configured from console

    """

  private static func configuration(_ lines: String...) -> String {
    "WLC-1#show running-config\nCurrent configuration : 100 bytes\n!\nhostname WLC-1\n"
      + lines.map { $0 + "\n" }.joined() + "end\nWLC-1#\n"
  }

  private static let oneName = [
    "clock timezone CET 1 0", "clock summer-time CET recurring last Sun Mar 2:00 last Sun Oct 3:00",
  ]

  @Test("one name for standard and summer time is decided by the date, whatever was printed first")
  func placed() throws {
    let configuration = Self.configuration(Self.oneName[0], Self.oneName[1])
    let turned = Self.configuration(Self.oneName[1], Self.oneName[0])
    for text in [Self.outputs + configuration, configuration + Self.outputs, Self.outputs + turned]
    {
      let found = try device(text)
      #expect(found.lastAck.latest?.value?.utc == 1_710_936_000)
      #expect(found.nextAckDeadline.latest?.value?.utc == 1_720_609_200)
      #expect(found.clock.latest?.value.utc == 1_720_612_597)
      #expect(found.restartedAt.latest?.value.utc == 1_720_612_297)
      #expect(
        found.logLines.first?.time?.inYear(2024, offsets: found.zoneOffsets)?.utc == 1_720_612_620)
    }
  }

  @Test("the configuration may stand in another file")
  func otherFile() throws {
    let outputs = read(Self.outputs, name: "a")
    let named = NamedOutputs([
      outputs, read(Self.configuration(Self.oneName[0], Self.oneName[1]), name: "b"),
    ]).named(try #require(outputs.devices.first))
    #expect(named.clock.latest?.value.utc == 1_720_612_597)
  }

  @Test("without the configuration the zone stays open, also beside that of another device")
  func open() throws {
    #expect(try device(Self.outputs).clock.latest?.value.utc == nil)
    let other = Self.configuration(Self.oneName[0]).replacing("WLC-1", with: "WLC-2")
    let devices = read(Self.outputs + other).devices
    #expect(devices.first?.clock.latest?.value.utc == nil)
  }
}
