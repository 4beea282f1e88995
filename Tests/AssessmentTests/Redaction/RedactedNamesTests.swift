@testable import Assessment
import Foundation
import Testing

/// Secrets that a terminal has broken, tenants, names that a person chose, and MAC addresses.
@Suite("Redaction of names and of broken secrets") struct RedactedNamesTests {
  /// A terminal breaks a long line at its edge.
  @Test(
    "a secret that the terminal has broken is one",
    arguments: [
      (
        "Enter this request code in the Cisco portal:\nCB-ZC9300:9ZZEXAMPLE1-Q1w2\n3-86\nSW-1#",
        ["3-86"]
      ),
      (
        "Enter this return code in Cisco portal:\nAa1Bb2-cc3dd4-ee5ff6\n-gg7hh8-jj9\nkk\nSW-1#",
        ["gg7hh8", "kk"]
      ),
      (
        "    Return code: CrnKjq-Xk2LpQ-7hTgVc-9wRz\nNb-4sMdFy\n", ["4sMdFy"]
      ),
      (
        "SW-1#license smart trust idtoken NWU1MzY5ZmEtNjk0Ny00MzEzLWFmMDEtM2Q1ZTI2ZDkzY\nTZi local"
          + " force\n", ["TZi"]
      ),
    ])
  func brokenSecrets(_ text: String, _ secrets: [String]) throws {
    let copy = try RedactionRunner.device(text)
    for secret in secrets { #expect(!copy.contains(secret), "\(copy)") }
  }

  @Test("a host name that is a model takes no product id along")
  func modelNames() throws {
    let text = """
      C9300#show license udi
      UDI: PID:C9300-48P,SN:FZZ0000A111
      C9300#show license summary
        network-advantage       (C9300-24 Network Advan...)       1 IN USE

      """
    let copy = try RedactionRunner.device(text)
    #expect(copy.contains("PID:C9300-48P,SN:"), "\(copy)")
    #expect(copy.contains("(C9300-24 Network"), "\(copy)")
    #expect(!copy.contains("C9300#"), "\(copy)")
    // A name that says more is one wherever it stands.
    let other = try RedactionRunner.device(
      "C9300X1LAB#show clock\n10:00:00.000 UTC Thu Aug 20 2026\ncopied from C9300X1LAB-old\n")
    #expect(!other.contains("C9300X1LAB"), "\(other)")
  }

  @Test("a filter of a command is no shortened secret")
  func filters() throws {
    let copy = try RedactionRunner.device("SW-1(config)#do show run | sec license\n")
    #expect(copy.hasSuffix("#do show run | sec license\n"), "\(copy)")
  }

  @Test("what follows a secret and is no part of it stays")
  func afterSecrets() throws {
    let lines = [
      "    Return code: [removed]", "end", "SW-1#", "    Confirmation code: [removed]",
      "Reservation install file successful", "Last return code: [removed]", "  Status: OK",
      "enable secret 9 [removed]", "control-plane",
    ]
    let text = lines.joined(separator: "\n").replacing("[removed]", with: "0a1b2c3d4e").replacing(
      "SW-1", with: "Switch")
    let copy = try RedactionRunner.device(text)
    for line in lines where !line.hasSuffix("#") { #expect(copy.contains(line), "\(copy)") }
  }

  /// The tenant of an On-Prem server is the name of an account.
  @Test(
    "the tenant in an address is an account",
    arguments: [
      ("license smart url cslu https://192.0.2.7/cslu/v1/pi/EX-1", ["EX-1"]),
      ("  Cslu address: https://onprem.corp/cslu/v1/pi/My%20Site-1", ["My", "Site-1"]),
      ("failed: https://onprem.corp/cslu/v1/pi/Plant4, retry", ["Plant4"]),
      (
        "license smart url cslu https://o.corp/cslu/v1/pi/My%20Site-1\nVirtual Account: My Site-1",
        ["My", "Site-1"]
      ), ("the account My Site-1 of\n  URL: https://o.corp/cslu/v1/pi/My%20Site-1", ["Site-1"]),
    ])
  func tenants(_ text: String, _ names: [String]) throws {
    let copy = try RedactionRunner.device(text)
    for name in names { #expect(!copy.contains(name), "\(copy)") }
    #expect(copy.contains("account-"))
  }

  @Test("an address without a tenant keeps its path")
  func noTenant() throws {
    let line = "license smart url cslu http://cslu-local:8182/cslu/v1/pi"
    #expect(try RedactionRunner.device(line).contains("/cslu/v1/pi\n"))
  }

  /// A word in another notation must not unhide the rest of its line.
  @Test("secrets beside an escaped value are removed")
  func escapesBesideSecrets() throws {
    let copy = try RedactionRunner.device("username bob9 password 0 NOTASECRET from 192.0.2.%31%30")
    for word in ["bob9", "NOTASECRET", "%31%30", "192.0.2.10"] {
      #expect(!copy.contains(word), "\(copy)")
    }
  }

  @Test(
    "names that a person chose are replaced in their commands",
    arguments: [
      ("ip host plantwlc 192.0.2.9", "plantwlc"),
      ("ip host vrf Mgmt-vrf plantwlc 192.0.2.9", "plantwlc"),
      ("no ip host plantwlc", "plantwlc"), ("ntp server plantclock", "plantclock"),
      ("logging host ipv6 plantlog", "plantlog"),
      (" base-dn OU=Plant,DC=corp,DC=acme", "acme"),
      (" bind authenticate root-dn CN=svc,DC=acme password 0 NOTASECRET", "NOTASECRET"),
      ("search in dc=acme failed", "acme"),
      (
        "wireless mobility group member mac-address 0011.2233.4455 ip 192.0.2.8 group plantmob",
        "plantmob"
      ), ("wireless mobility group name plantmob", "plantmob"),
      ("Mobility Group Name: plantmob", "plantmob"),
      ("alias exec who show users | include bobby", "bobby"),
      ("SW-1#ssh -l bobby 192.0.2.4", "bobby"),
      ("ip http client proxy-server plantproxy proxy-port 8080", "plantproxy"),
      ("license smart proxy address plantproxy", "plantproxy"),
      ("  http-proxy plantproxy port 80", "plantproxy"), ("radius server plantise", "plantise"),
      ("aaa group server radius plantise", "plantise"), (" server name plantise", "plantise"),
      ("Last Confirmation code 0e9d8c7b", "0e9d8c7b"),
      ("cli: license smart reservation return code Aa1Bb2-cc3dd4-ee5ff6-gg7hh8", "gg7hh8"),
      ("license smart reservation return authorization \"Aa1Bb2-cc3dd4\"", "cc3dd4"),
      ("license smart reservation install authorization-code <a>xyz</a>", "xyz"),
    ])
  func names(_ line: String, _ name: String) throws {
    let copy = try RedactionRunner.device(line)
    #expect(!copy.contains(name), "\(copy)")
  }

  @Test(
    "MAC addresses of every notation are replaced",
    arguments: [
      "0011.22aa.bb55", "0011.2233.4455", "00:11:22:33:44:55", "00-11-22-33-44-55",
      "0011:2233:4455", "0011-2233-4455", "001122-334455", "00 1a 2b 3c 4d 5e", "00.1a.2b.3c.4d.5e",
      "001a 2b3c 4d5e", "001a2b:3c4d5e", "001a2b3c4d5e", "001A2B3C4D5E", "0100.1a2b.3c4d.5e",
    ])
  func macAddresses(_ address: String) throws {
    for line in ["\(address)", "client \(address).", "from \(address): up", "x \(address) added"] {
      let copy = try RedactionRunner.device(line)
      #expect(!copy.contains(address.suffix(8)), "\(copy)")
    }
  }
}
