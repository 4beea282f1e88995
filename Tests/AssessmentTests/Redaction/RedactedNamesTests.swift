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

  /// People fetch files with a shell, and paste it.
  @Test(
    "logins of shell lines go, and what is none stays",
    arguments: [
      ("$ curl -k -u admin:CurlPw1 https://192.0.2.1/x", "CurlPw1", "curl -k -u"),
      ("$ curl --user=admin:CurlPw2 x", "CurlPw2", "--user="),
      ("$ sshpass -p SshPw1 scp rum.txt .", "SshPw1", "scp"),
      ("$ sshpass -pSshPw2 ssh x", "SshPw2", "sshpass -p"),
      ("crypto pki token default user-pin 7 1234ABCD", "1234ABCD", "user-pin"),
      ("$ mkdir -p place", "nothing of it", "place"),
    ])
  func shellLogins(_ line: String, _ secret: String, _ stays: String) throws {
    let copy = try RedactionRunner.device(
      "R1#show clock\n10:00:00.000 UTC Mon Jul 28 2025\n\(line)\n")
    #expect(!copy.contains(secret) && copy.contains(stays), "\(copy)")
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

  @Test(
    "what a person wrote into the lines of licensing goes, and its switches stay",
    arguments: [
      ("license smart utility customer_info name Quux Bank", "Quux"),
      ("license smart utility customer_info street Quux Road 4", "Quux"),
      ("license smart usage customer-tags tag1 QuuxTag", "QuuxTag"),
      ("ip domain list quux", "quux"),
    ])
  func customers(_ line: String, _ secret: String) throws {
    let copy = try RedactionRunner.device(
      "SW-1#show running-config\nhostname SW-1\n\(line)\nend\nSW-1#\n")
    #expect(!copy.contains(secret), "\(copy)")
  }

  /// Secrets without a word of their own, and words behind what other lines call otherwise.
  @Test(
    "secrets and names in commands, logs and messages",
    arguments: [
      "SW-1#test aaa group radius Quux1 Quux2 new-code",
      "SW-1#crypto pki import TP pkcs12 tftp://192.0.2.7/x Quux1",
      "SW-1#crypto key export rsa TP pem terminal 3des Quux1",
      "SW-1#cellular 0/1/0 lte profile create 1 apn.example chap Quux1 Quux2 ipv4",
      " profile id 1 apn apn.example authentication pap Quux1 Quux2 ipv4",
      "ip rcmd remote-host quux1 192.0.2.20 quux2 enable",
      "    1     1        quux1@vty0     |snmp-server community Quux2 RO",
      "CMD: 'snmp-server community Quux1 RO' 12:45:09 UTC Thu Aug 20 2026",
      "Community name: Quux1", "Community SecurityName: Quux1",
      "RADIUS:  User-Password       [2]    18  Quux1", "RADIUS:  User-Name  [1]  8   \"quux1\"",
      "*Aug 20 12:45:09.123: %SYS-6-LOGOUT: User quux1 has exited tty session 2(192.0.2.15)",
      "%CLIENT_ORCH_LOG-6-CLIENT_ADDED_TO_RUN_STATE: wncd: Username entry (quux1) joined with ssid (Quux2) for x",
      "%SESSION_MGR-5-SUCCESS: Authorization succeeded AuditSessionID 0A01 User-Name quux1",
      "%CDP-4-DUPLEX_MISMATCH: duplex mismatch discovered on Gi1/0/1 (not full duplex), with quux1 Gi1/0/24 (full duplex).",
      "%CAPWAPAC_SMGR_TRACE_MESSAGE-3-EWLC_GEN_ERR: Error in AP quux1 (00a3.8ebe.ef15) reset",
      "Trying quux1 (192.0.2.9)... Open", "Client Username : quux1",
      "Wireless LAN Network Name (SSID): Quux1",
      "Primary Cisco Controller Name                   : quux1",
      "Cisco AP Location                               : Quux1 town", "VTP Domain Name : QUUX1",
      "vtp domain QUUX1", "organization-name \"Quux1 Org\"", "snmp-server chassis-id Quux1",
      " neighbor 192.0.2.2 description Quux1 circuit", " vrrp 1 description Quux1 floor",
      " redirect for-login https://portal.example.org/x?key=Quux1",
      "   Authorization: Basic Quux1", "   Cookie: session=Quux1",
      " remove http://user@x:Quux1@members.example.org/", " action 1 syslog msg \"pw Quux1\"",
      "aaa authentication banner ^CProperty of Quux1^C", " vacant-message ^CQuux1^C",
      "aaa authentication fail-message ^C\nQuux1 again\n^C", "SW-1#ap name quux1 location Quux2",
    ])
  func secretsOfCommands(_ line: String) throws {
    let copy = try RedactionRunner.device("SW-1#show clock\n\(line)\nSW-1#show clock\n")
    #expect(!copy.lowercased().contains("quux"), "\(copy)")
    #expect(copy.contains("#show clock"), "\(copy)")
  }

  /// What the columns of tables hold that a site named.
  @Test(
    "names and keys in tables",
    arguments: [
      "Keyring      Hostname/Address            Preshared Key\n\ndefault      192.0.2.21                  Quux1",
      "    Line       User       Host(s)              Idle       Location\n*  1 vty 0     quux1      idle                 00:00:00 192.0.2.6",
      "ID   Profile Name                     SSID                             Status Security\n-----------\n1    Quux1                            Quux2                            UP     [WPA2]",
      "MAC Address    AP Name        Type ID   State\n------------\n00a3.8ebe.ef08 Quux1          WLAN 1    Run",
      "Device ID        Local Intrfce     Holdtme    Capability  Platform  Port ID\nquux1            Gig 1/0/2         120              S I   WS-C3850- Gig 1/0/24",
      "Interface                      Status         Protocol Description\nGi1/0/1                        up             up       Quux1 to Quux2",
      "Port         Name               Status       Vlan       Duplex  Speed Type\nGi1/0/1      Quux1 uplink       connected    1          a-full  a-100 10/100BaseTX",
    ])
  func tables(_ table: String) throws {
    let copy = try RedactionRunner.device("SW-1#show x\n\(table)\n\nSW-1#show clock\n")
    #expect(!copy.lowercased().contains("quux"), "\(copy)")
    #expect(copy.contains(table.split(separator: "\n")[0]), "the heading stays: \(copy)")
  }

  @Test(
    "a table ends where something else begins",
    arguments: [
      "------------------ show running-config ------------------\nhostname quux1",
      "!\nbanner motd ^C\nQuux1\n^C", "banner login ^C Quux1 ^C",
      "-----BEGIN CERTIFICATE-----\nQuux1\n-----END CERTIFICATE-----",
      "{\"hostname\":\"quux1\"}",
    ])
  func ends(_ text: String) throws {
    let copy = try RedactionRunner.device(
      "SW-1#show tech-support\nInterface              Status    Protocol Description\nGi1/0/1                up        up       x\n\(text)\nSW-1#\n"
    )
    #expect(!copy.lowercased().contains("quux"), "\(copy)")
    #expect(
      !text.hasPrefix("---") || text.contains("BEGIN") || copy.contains("show running-config -"),
      "\(copy)")
  }

  /// What stands after a block, beside a table or in a sentence stays.
  @Test(
    "what is no secret stays",
    arguments: [
      (
        "crypto pki certificate chain TP\n certificate self-signed 01 nvram:IOS-Self-Sig#1.cer",
        "license smart transport off"
      ),
      (
        " certificate ca 0104\n  30820252 308201FB A0030201\n  9F\n  \tquit",
        "license smart transport off"
      ),
      ("    Certificate configured.", "Certificate configured."),
      ("  Certificate Serial Number (hex): 01", "license smart transport off"),
      ("busy-message core ^C\nLine is busy\n^C", "license smart transport off"),
      (
        "%STACKMGR-4-VERSION_MISMATCH: Version mismatch with CSSM server",
        "mismatch with CSSM server"
      ),
      ("AP Name : AP1\nTag Type : default", "Tag Type : default"),
      (
        "Device ID        Local Intrfce     Holdtme    Capability  Platform  Port ID\nquux            Gig 1/0/2         120              S I   WS-C3850- Gig 1/0/24\nTotal cdp entries displayed : 1",
        "Total cdp entries displayed : 1"
      ),
      (
        "Interface                      Status         Protocol Description\nGi1/0/1                        up             up       x\n*Aug 20 12:00:03.000: %SMART_LIC-3-COMM_FAILED: Communications failure : Unable to resolve server hostname/domain name",
        "COMM_FAILED: Communications failure : Unable to resolve server hostname/domain name"
      ),
      ("User Access Verification\nswitchport access vlan 10", "switchport access vlan 10"),
      (
        "CMD: 'license smart trust idtoken abcdEFGH1234 all' 12:00:00 UTC Thu Aug 20 2026",
        "all' 12:00:00 UTC Thu Aug 20 2026"
      ),
      (
        "Description: Network Advantage License for Catalyst 9500X Switches",
        "Network Advantage License for Catalyst 9500X Switches"
      ),
      ("Trying again (2 of 3) ...", "Trying again"), ("pin mapping", "pin mapping"),
      ("crypto pki import TP1 pkcs12 bootflash:tp1.p12", "bootflash:tp1.p12"),
      ("ntp uptime is 44800 (1/100 of seconds)", "ntp uptime is"),
    ])
  func whatIsNoSecret(_ text: String, _ stays: String) throws {
    let copy = try RedactionRunner.device(
      "SW-1#show tech-support\n\(text)\nlicense smart transport off\nSW-1#show clock\n")
    #expect(copy.contains(stays) && copy.contains("#show clock"), "\(copy)")
    #expect(copy.contains("license smart transport off"), "\(copy)")
    #expect(!copy.contains("abcdEFGH1234") && !copy.contains("308201FB"), "\(copy)")
  }

  @Test(
    "a switch is no name",
    arguments: [
      "no ip domain lookup", "ip domain lookup", "license smart usage interval 30",
      "license smart utility",
    ])
  func switches(_ line: String) throws {
    let copy = try RedactionRunner.device(
      "SW-1#show running-config\nhostname SW-1\n\(line)\nend\nSW-1#\n")
    #expect(copy.contains("\n\(line)\n"), "\(copy)")
  }

  @Test("a code of a reservation goes, and the output around it stays")
  func reservationCodes() throws {
    let copy = try RedactionRunner.device(
      "SW-1#show license tech support\nReservation authorization code: <specificPLR><authorizationCode>"
        + "<flag>A</flag><version>C</version></authorizationCode><signature>MEYCIQDqAAAA</signature>"
        + "</specificPLR>\nLast Confirmation code: ab12\nSW-1#show version\n"
        + "Cisco IOS XE Software, Version 17.09.04\nSW-1#\n")
    #expect(!copy.contains("MEYCIQDqAAAA") && !copy.contains("<flag>A"), "\(copy)")
    #expect(copy.contains("Version 17.09.04"), "\(copy)")
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

  /// Whatever header is read, the device that it names is replaced.
  @Test(arguments: [
    "<189>1 2026-11-03T10:14:22.113Z wlc-reactor-7 - - - - %SMART_LIC-6-AGENT_READY: x",
    "2026-11-03T10:14:22+02:00 wlc-reactor-7 55: Nov  3 08:14:22.000 UTC: %SMART_LIC-6-AGENT_READY: x",
    "2026-11-03T10:14:22+02:00 wlc-reactor-7 %SMART_LIC-6-AGENT_READY: x",
    "<189>45: wlc-reactor-7: *Nov  3 10:14:22.000: %SMART_LIC-6-AGENT_READY: x",
    "Nov  3 10:14:22 UTC wlc-reactor-7 445: %SMART_LIC-6-AGENT_READY: x",
    "2026-11-03 10:14:22,local7.notice,wlc-reactor-7,%SMART_LIC-6-AGENT_READY: x",
  ])
  func sendersOfMessages(_ line: String) throws {
    let copy = try RedactionRunner.device(line)
    #expect(!copy.contains("wlc-reactor-7"), "\(copy)")
    #expect(copy.contains("%SMART_LIC-6-AGENT_READY: x"), "\(copy)")
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
