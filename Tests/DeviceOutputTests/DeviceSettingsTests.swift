import DeviceOutput
import LicenseFiles
import Testing

/// What is configured, from all the outputs of a device together.
@Suite struct DeviceSettingsTests {
  private func settings(_ texts: String...) throws -> RunningConfiguration {
    let readings = texts.enumerated().map { index, text in
      DeviceOutputReader.read(name: "\(index).txt", bytes: Array(text.utf8))
    }
    let joined = readings.dropFirst().reduce(readings[0]) { $0.joined(with: $1) }
    return try #require(joined.devices.first?.settings)
  }

  private static func status(_ type: String, _ rest: String = "") -> String {
    "WLC-1#show license status\nTransport:\n  Type: \(type)\n\(rest)"
  }
  private static func whole(_ lines: String) -> String {
    "WLC-1#show running-config\nhostname WLC-1\n\(lines)end\n"
  }

  /// A block for the configuration prompt, as pages and tickets show it: its own margin, its own exits.
  @Test(
    arguments: ["conf t", "configure terminal", "Configure Term", "config t"], ["", " ", "   "])
  func aPastedBlockIsAConfigurationInPart(_ head: String, _ margin: String) throws {
    let lines = [
      "ip name-server 192.0.2.53", "call-home", " contact-email-addr noc@example.com",
      " profile CiscoTAC-1", "  destination address http https://onprem.example.net/its",
      "  active",
      " exit", "exit", "crypto pki trustpoint SLA-TrustPoint", " revocation-check none", " exit",
      "ip http client source-interface vlan 10", "no license smart privacy hostname",
      "license smart transport callhome",
    ]
    let text =
      head + "\n" + lines.map { margin + $0 + "\n" }.joined()
      + "end\n\nlicense smart trust idtoken EXAMPLETOKEN0000 all force\n"
    let read = try settings(text)
    #expect(read.extent == .pasted)
    #expect(read.transport?.value == "callhome")
    #expect(read.callHomeDestinations.map(\.value) == ["https://onprem.example.net/its"])
    #expect(read.nameServers.map(\.value.address) == ["192.0.2.53"])
    #expect(read.sourceInterface?.value == "vlan 10")
    #expect(read.trustpoints["SLA-TrustPoint"]??.value == "none")
    #expect(read.lacks(.privacy))
    #expect(!read.lacks(.csluURL))
    #expect(!"\(read)".contains("EXAMPLETOKEN"))
  }

  /// At the margin of a page the lines of a block have no indentation at all.
  @Test func aFlatBlockIsReadByItsWords() throws {
    let read = try settings(
      "conf t\ninterface Vlan10\nip address 192.0.2.10 255.255.255.0\nexit\n"
        + "license smart url https://onprem.example.net/cslu/v1/pi/EXAMPLE-1\nend\n")
    #expect(read.interface(named: "Vlan10")?.hasAddress == true)
    #expect(read.urls.map(\.value.kind) == [.plain])
  }

  @Test func aBlockBehindAPromptIsTheSame() throws {
    let read = try settings("WLC-1#conf t\n license smart transport off\nend\nWLC-1#\n")
    #expect(read.extent == .pasted)
    #expect(read.transport?.value == "off")
  }

  @Test(arguments: [
    "lic sm trans off", "license smart trans off", "lice smar tr off", "license smart transport of",
  ])
  func aLineMayBeShortenedAsIOSLetsIt(_ line: String) throws {
    let before = "WLC-1(config)#license smart transport cslu\n"
    #expect(try settings("\(before)WLC-1(config)#\(line)\n").transport?.value == "off")
  }

  /// What fits several words is none of them, and values stay as they are.
  @Test func whatIsShortenedTooFarIsNotGuessed() throws {
    let before = "WLC-1(config)#license smart transport cslu\n"
    #expect(
      try settings("\(before)WLC-1(config)#license smart transport c\n").transport?.value != "off")
    let url = try settings("WLC-1(config)#lic sm ur cs http://192.0.2.5:8182/cslu/v1/pi\n")
    #expect(url.urls.map(\.value.text) == ["http://192.0.2.5:8182/cslu/v1/pi"])
    #expect(url.urls.map(\.value.kind) == [.cslu])
  }

  @Test func settingsWithoutAWayToAServerAreUnderstood() throws {
    let lines = [
      "license smart utility", "license smart url utility https://192.0.2.77/util",
      "license smart custom_id example", "license smart usage customer-tags tag1 example",
    ]
    for line in lines { #expect(try settings(Self.whole("\(line)\n")).unread == [], "\(line)") }
    #expect(try settings(Self.whole("license smart transprot off\n")).unread.count == 1)
  }

  @Test func theLastOutputThatSaysItCounts() throws {
    let empty = Self.status("cslu", "  Cslu address: <empty>\n")
    let typed = "WLC-1(config)#license smart transport off\nWLC-1(config)#end\n"
    #expect(try settings(empty + typed).transport?.value == "off")
    #expect(try settings(typed + empty).transport?.value == "cslu")
    #expect(
      try settings(Self.whole("license smart transport smart\n") + empty).transport?.value == "cslu"
    )
  }

  /// What a device prints in `Transport` is more than what its configuration leaves out.
  @Test func aDefaultThatIsPrintedCounts() throws {
    let read = try settings(Self.status("Smart"), Self.whole("ip domain name example.net\n"))
    #expect(read.transport?.value == "smart")
    #expect(read.extent == .whole)
    #expect(!read.lacks(.transport))
    #expect(try settings(Self.whole("ip domain name example.net\n")).lacks(.transport))
  }

  @Test func whatADeviceRefusesIsNotConfigured() throws {
    let refused =
      "WLC-1(config)#license smart transport off\n"
      + "                                  ^\n% Invalid input detected at '^' marker.\n"
    #expect(try settings(Self.status("cslu") + refused).transport?.value == "cslu")
  }

  @Test func whatIsTakenAwayIsGone() throws {
    let before = Self.whole(
      "license smart transport smart\nlicense smart proxy address proxy.example.net\n"
        + "license smart proxy port 3128\nlicense smart url cslu http://192.0.2.20:8182/cslu/v1/pi\n"
        + "ip name-server 192.0.2.53 192.0.2.54\nno ip domain lookup\n")
    let read = try settings(
      before + "WLC-1(config)#no license smart proxy address\n"
        + "WLC-1(config)#no license smart proxy port\nWLC-1(config)#no license smart url cslu\n"
        + "WLC-1(config)#ip domain lookup\n")
    #expect(read.proxyAddress == nil)
    #expect(read.proxyPort == nil)
    #expect(read.urls.isEmpty)
    #expect(read.lookupOff == nil)
    #expect(read.transport?.value == "smart")
    #expect(read.nameServers.count == 2)
  }

  /// The name that a device looks for by itself is nobody's configuration.
  @Test(arguments: [
    ("http://cslu-local:8182/cslu/v1/pi", 0), ("http://cslu-local.example.net:8182/cslu/v1/pi", 1),
    ("http://192.0.2.20:8182/cslu/v1/pi", 1),
  ])
  func theStandardNameIsNoAddress(_ address: String, _ count: Int) throws {
    let read = try settings(Self.status("cslu", "  Cslu address: \(address)\n"))
    #expect(read.urls.count == count)
    #expect(read.lacks(.csluURL) == (count == 0))
  }

  /// Many small outputs of one device are folded in one pass.
  @Test func manyPartsAreFoldedOnce() throws {
    let part = "WLC-1#show running-config | include name-server\nip name-server 192.0.2.53\n"
    let read = try settings(String(repeating: part, count: 20_000))
    #expect(read.nameServers.count == 20_000)
  }
}
