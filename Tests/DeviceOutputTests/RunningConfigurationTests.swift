import DeviceOutput
import LicenseFiles
import Testing

/// What a configuration says, line by line.
@Suite struct RunningConfigurationTests {
  private static let body = """
    version 17.9
    hostname WLC-1
    vrf definition Mgmt-intf
    ip vrf OTHER
    ip name-server vrf Mgmt-intf 192.0.2.53 192.0.2.54
    ip host onprem.example.net 192.0.2.80
    no ip domain lookup
    crypto pki trustpoint SLA-TrustPoint
     revocation-check crl
    crypto pki trustpoint TP-self-signed-1
     enrollment selfsigned
    license udi pid C9800-L-F-K9 sn 9EXAMPLE001
    license smart transport smart
    license smart url smart https://smartreceiver.cisco.com/licservice/license
    license smart url cslu http://192.0.2.20:8182/cslu/v1/pi
    license smart url default
    license smart proxy address proxy.example.net
    license smart proxy port 3128
    license smart proxy password EXAMPLE-WORD
    license smart privacy version
    license smart usage interval 5
    license smart vrf Mgmt-intf
    license smart reservation
    license smart example
    interface Vlan10
     vrf forwarding Mgmt-intf
     ip address 192.0.2.10 255.255.255.0
    interface GigabitEthernet0
     ip vrf forwarding OTHER
     no ip address
     shutdown
    ip http client source-interface Vlan10
    ip http client secure-trustpoint TP-self-signed-1
    ntp server vrf Mgmt-intf 192.0.2.123
    wireless management interface Vlan10
    end

    """

  private func configurations(_ text: String) -> [RunningConfiguration] {
    DeviceOutputReader.read(name: "t.txt", bytes: Array(text.utf8)).devices.compactMap(\.configured)
  }

  private func configuration(_ text: String) throws -> RunningConfiguration {
    let found = configurations(text)
    try #require(found.count == 1, "\(found.count)")
    return found[0]
  }

  @Test func everyLineIsRead() throws {
    let read = try configuration("WLC-1#show running-config\n" + Self.body + "WLC-1#\n")
    #expect(read.extent == .whole)
    #expect(read.hostName?.value == "WLC-1")
    #expect(read.version?.value == "17.9")
    #expect(read.udi?.value == UDI(pid: "C9800-L-F-K9", serial: "9EXAMPLE001"))
    #expect(read.vrfs == ["Mgmt-intf", "OTHER"])
    #expect(read.nameServers.map(\.value.address) == ["192.0.2.53", "192.0.2.54"])
    #expect(read.nameServers.map(\.value.vrf) == ["Mgmt-intf", "Mgmt-intf"])
    #expect(read.timeServers.map(\.value.address) == ["192.0.2.123"])
    #expect(read.hosts == ["onprem.example.net"])
    #expect(read.lookupOff?.line == 8)
    #expect(read.transport?.value == "smart")
    #expect(read.transport?.location == SourceLocation(file: "t.txt", line: 14))
    #expect(read.urls.map(\.value.kind) == [.smart, .cslu, .standard])
    #expect(read.urls[1].value.text == "http://192.0.2.20:8182/cslu/v1/pi")
    #expect(read.proxyAddress?.value == "proxy.example.net")
    #expect(read.proxyPort?.value == "3128")
    #expect(read.proxyLogin?.line == 20)
    #expect(read.privacy.map(\.value) == ["version"])
    #expect(read.usageInterval?.value == "5")
    #expect(read.licenseVRF?.value == "Mgmt-intf")
    #expect(read.reservation?.line == 24)
    #expect(read.unread.map(\.number) == [25])
    #expect(read.trustpoints["SLA-TrustPoint"]??.value == "crl")
    #expect(read.trustpoints["TP-self-signed-1"] == .some(nil))
    #expect(read.interface(named: "vlan 10")?.vrf == "Mgmt-intf")
    #expect(read.interface(named: "Vlan10")?.hasAddress == true)
    #expect(read.interface(named: "GigabitEthernet0")?.vrf == "OTHER")
    #expect(read.interface(named: "GigabitEthernet0")?.hasAddress == false)
    #expect(read.interface(named: "GigabitEthernet0")?.isShutdown == true)
    #expect(read.sourceInterface?.value == "Vlan10")
    #expect(read.secureTrustpoint?.value == "TP-self-signed-1")
    #expect(read.hasWirelessManagement)
  }

  @Test func aPasswordIsNotKept() throws {
    #expect(!"\(try configuration(Self.body))".contains("EXAMPLE-WORD"))
  }

  @Test(arguments: [
    ("WLC-1#show running-config\n", "", RunningConfiguration.Extent.whole),
    ("WLC-1#sh run\n", "", .whole), ("WLC-1#show running-config all\n", "", .whole),
    ("", "", .whole),
    ("Building configuration...\n\nCurrent configuration : 99 bytes\n", "", .whole),
    ("! Last configuration change at 10:00:00 UTC Mon Aug 17 2026\n!\n", "", .whole),
    ("------------------ show running-config ------------------\n", "", .whole),
    ("WLC-1#show running-config | section license\n", "", .filtered),
    ("WLC-1#show running-config interface Vlan10\n", "", .filtered),
    ("WLC-1#show running-config\n", "cut", .cut),
  ])
  func howMuchWasPrintedIsKnown(
    _ head: String, _ change: String, _ extent: RunningConfiguration.Extent
  ) throws {
    let body = change == "cut" ? Self.body.replacing("\nend\n", with: "\n") : Self.body
    let read = try configuration(head + body)
    #expect(read.extent == extent)
    #expect(read.transport?.value == "smart")
  }

  @Test func aBannerIsNoConfiguration() throws {
    let banner = "banner motd ^C\nlicense smart transport off\nhostname OTHER\n^C\n"
    let read = try configuration(
      "hostname WLC-1\nlicense smart transport smart\n\(banner)end\n")
    #expect(read.transport?.value == "smart")
    #expect(read.hostName?.value == "WLC-1")
    let line = try configuration(
      "hostname WLC-1\nbanner login ^CWelcome^C\nlicense smart transport off\nend\n")
    #expect(line.transport?.value == "off")
  }

  @Test func linesOfOtherBlocksAreNotTaken() throws {
    let applet =
      "event manager applet X\n action 1.0 cli command \"x\"\n license smart transport off\n"
    let read = try configuration("hostname WLC-1\n\(applet)end\nlicense smart transport off\n")
    #expect(read.transport == nil)
  }

  @Test func copiedFromAPageTheRevocationMayStandAtTheMargin() throws {
    let read = try configuration(
      "crypto pki trustpoint SLA-TrustPoint\nrevocation-check none\nlicense smart transport cslu\n")
    #expect(read.trustpoints["SLA-TrustPoint"]??.value == "none")
    #expect(read.transport?.value == "cslu")
  }

  @Test func pagersAndPromptsDoNoHarm() throws {
    let erase =
      "\u{8}\u{8}\u{8}\u{8}\u{8}\u{8}\u{8}\u{8}\u{8}        \u{8}\u{8}\u{8}\u{8}\u{8}\u{8}\u{8}\u{8}\u{8}"
    let paged = Self.body.replacing(
      "license smart transport", with: " --More-- \(erase)license smart transport")
    let read = try configuration(
      "WLC-1#terminal length 24\r\nWLC-1#show running-config\r\n"
        + paged.replacing("\n", with: "\r\n") + "WLC-1#exit\r\n")
    #expect(read.transport?.value == "smart")
    #expect(read.extent == .whole)
  }

  @Test func severalDevicesAreSeveralConfigurations() {
    let text =
      "A#show running-config\nhostname A\nlicense smart transport off\nend\n"
      + "B#show running-config\nhostname B\nlicense smart transport cslu\nend\n"
      + "A#show running-config\nhostname A\nlicense smart transport smart\nend\n"
    let found = configurations(text)
    #expect(found.map(\.hostName?.value) == ["A", "B"])
    #expect(found.map(\.transport?.value) == ["smart", "cslu"])
  }

  @Test(arguments: [
    "", "nothing of use\n", "WLC-1#show license status\n" + statusText(), "<smartLicense/>",
    "WLC-1#show version\n", "dear colleague,\ninterface Vlan10 is down\nend\n".dropLast(4) + "",
    "the command license smart transport off is what you need\n",
    "WLC-1#conf t\nEnter configuration commands, one per line. End with CNTL/Z.\n",
  ])
  func otherTextsHoldNone(_ text: String) {
    #expect(configurations(text).isEmpty)
  }

  @Test("any bytes are read to an end", arguments: 0..<20)
  func hostile(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let pieces: [Substring] =
      Self.body.split(separator: "\n") + [
        "banner motd ^", "banner x", "\u{0}", "end", "license smart", "ip host",
        "ip name-server vrf", "vrf", "interface",
      ]
    let text = (0..<200).map { _ in
      let piece = pieces.randomElement(using: &generator) ?? ""
      return String(piece.prefix(Int.random(in: 0...60, using: &generator)))
    }.joined(separator: "\n")
    #expect(configurations(text).count <= 1, "seed \(seed)")
  }
}
