import LicenseFiles
import Testing

@testable import DeviceOutput

/// What a neighbour or an old file says of its version says nothing of the device.
@Suite("Versions of others")
struct NeighbourVersionTests {
  private static let own = """
    SW-1#show version | i Version
    Cisco IOS XE Software, Version 17.06.05
    Cisco IOS Software [Bengaluru], Catalyst L3 Switch Software (CAT9K_IOSXE), Version 17.6.5, RELEASE

    """
  private static let line =
    "Cisco IOS Software [Dublin], C9800-CL Software (C9800-CL-K9_IOSXE), Version 17.12.4, RELEASE\n"

  @Test(
    "the output of another command is not taken for show version",
    arguments: [
      ("show cdp neighbors detail", "Device ID: wlc.example.net\nVersion :\n" + line),
      ("sh lldp nei det", "System Description: \n" + line),
      (
        "do show cdp entry *",
        "Version :\nCisco IOS Software, C2960X Software (C2960X-M), Version 15.2\n"
      ),
      (
        "show cdp neighbors detail",
        "Version :\nCisco Nexus Operating System (NX-OS) Software, Version 10.2\n"
      ),
      ("more flash:old-show-version.txt", "Cisco IOS XE Software, Version 16.12.05\n"),
    ])
  func echoed(_ command: String, _ output: String) throws {
    let ack = "SW-1#show license status | i ACK\n  Last ACK received: <none>\n"
    var texts = [
      Self.own + "SW-1#\(command)\n\(output)" + ack, "SW-1#\(command)\n\(output)" + Self.own + ack,
    ]
    if command.hasPrefix("show ") {
      texts.append(Self.own + "------------------ \(command) ------------------\n\(output)" + ack)
    }
    for text in texts {
      let found = try device(text)
      #expect(found.release.all.map(\.value.raw) == ["17.06.05"])
      #expect(found.system == .iosXE)
      #expect(found.model?.isVirtualController != true)
      #expect(found.observations.filter { $0.version != nil }.count == 1)
    }
    let alone = try device("SW-1#\(command)\n\(output)" + ack)
    #expect(alone.release.latest == nil)
    #expect(alone.productID == nil)
  }

  @Test("without prompts the label above the version says whose it is")
  func bare() throws {
    let text =
      "show license status\n\(statusText())Device ID: wlc.example.net\nVersion :\n" + Self.line
    #expect(try device(text).release.latest == nil)
    // Somebody may write a title over the device's own.
    #expect(try device("Version:\n" + Self.line).release.latest?.value.raw == "17.12.4")
    let after = "Cisco IOS XE Software, Version 17.06.05\nVersion :\n" + Self.line
    #expect(try device(after).version?.image == nil)
  }

  @Test(
    "the device's own version counts without its command, in a collection of outputs, and after a reload",
    arguments: [
      "", "SW-1#show tech-support\n", "SW-1#reload\n", "SW-1#sh tech\n", "SW-1#show hardware\n",
    ])
  func ownVersion(_ before: String) throws {
    #expect(try device(before + Self.line).release.latest?.value.raw == "17.12.4")
  }
}
