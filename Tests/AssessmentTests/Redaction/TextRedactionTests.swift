@testable import Assessment
import Foundation
import Testing

/// Lines of devices: what is replaced, what is removed, and what must stay as it is.
@Suite("Redaction of device output") struct TextRedactionTests {
  @Test(
    "what says nothing of a site stays",
    arguments: [
      "Cisco IOS XE Software, Version 17.09.05",
      "XOS version: 10.12.0.1",
      "08:10:21.402 UTC Thu Aug 20 2026",
      "*Nov 19 14:53:07.300: %SMART_LIC-6-AGENT_ENABLED: Smart Agent for Licensing is enabled",
      "  Description: AIR Network Advantage",
      "  Entitlement Tag: regid.2018-06.com.cisco.DNA_NWStack,1.0_e7244e71-3ad5-4608-8bf0-d12f67c80896",
      "1671840750          ACK       N     air-network-advantage",
      "License type: Perpetual", "CF: True", "  Status: NOT INSTALLED",
      "Technical Support: http://www.cisco.com/techsupport",
      "export@cisco.com.", "ip address dhcp", "service password-encryption",
      " ip mask 255.255.255.0 0.0.0.255",
      "A key named SLA-KeyPair has been removed from key storage",
      "Smart Agent for Licensing: 4.8.5.4_rel/22", "UDI: PID:C9300-24UX",
      "System image file is \"bootflash:packages.conf\"", "Policy name: SLE Policy",
      "key chain PLANT", " key 1", "aaa authentication login default group radius local",
      " authentication mode md5", " ip authentication mode eigrp 10 md5", "security wpa psk",
      "crypto key generate rsa modulus 2048", "tunnel key 123456", "password encryption aes",
      " ip ospf authentication message-digest", "Key type: RSA KEYS",
      " action 1.2 cli command \"enable\"",
      "  Password: <none>", "0011 2233 4455", "10 20 30 40 50 60",
      "license smart proxy port 8080", "event manager applet A1", "no service user-x",
      "  Interval: 00:15:00", "Hash of nothing: 1a2b", "Trust Code Installed: <none>",
    ])
  func harmless(_ line: String) throws {
    #expect(try RedactionRunner.device(line) == line + "\n")
  }

  /// A code frees or takes licenses of its account.
  @Test(
    "codes are secrets",
    arguments: [
      ("Last Confirmation code: 0a1b2c3d", "0a1b2c3d"),
      ("  Authorization code: Xy12-77", "Xy12-77"),
      ("the portal gave CA-ZC9500-16X:9ZZEXAMPLE1-Ab1Cd2-3f to us", "Ab1Cd2"),
      ("return it: Aa1Bb2-cc3dd4-ee5ff6-gg7hh8-jj9 please", "cc3dd4"),
      ("Enter this request code in the Cisco portal:\nCB-ZC9300:9ZZEXAMPLE1-Q1w2", "Q1w2"),
      ("Enter this return code in Cisco Smart Software Manager portal:\nanything", "anything"),
      ("license smart trust idtoken EXAMPLETOKEN0000 all force", "EXAMPLETOKEN0000"),
      ("sw-a#lic smart trust id EXAMPLETOKEN0000 all force", "EXAMPLETOKEN0000"),
      ("sw-a#lic sm tr idt EXAMPLETOKEN0000", "EXAMPLETOKEN0000"),
      ("sw-a#do license smart reg idt EXAMPLETOKEN0000", "EXAMPLETOKEN0000"),
      ("  lice smart trust id EXAMPLETOKEN0000 local", "EXAMPLETOKEN0000"),
      ("sw-a(config)#username bob pass 0 EXAMPLETOKEN0000", "EXAMPLETOKEN0000"),
      ("sw-a(config)#ena sec EXAMPLETOKEN0000", "EXAMPLETOKEN0000"),
      ("sw-a(config)#snmp-s comm EXAMPLETOKEN0000 ro", "EXAMPLETOKEN0000"),
      ("sw-a(config-keychain-key)#key-str EXAMPLETOKEN0000", "EXAMPLETOKEN0000"),
    ])
  func codes(_ text: String, _ secret: String) throws {
    let copy = try RedactionRunner.device(text)
    #expect(!copy.contains(secret), "\(copy)")
    #expect(copy.contains("[removed]"))
  }

  @Test(
    "of a typed command only what is no secret is shown",
    arguments: [
      ("lic sm trust id EXAMPLETOKEN0000 all", "lic sm trust id [removed] all"),
      ("username bob pass 0 Example", "username bob pass 0 [removed]"),
      ("show run | sec license", "show run | sec license"), ("conf t", "conf t"),
      ("show license status", "show license status"), ("", ""),
    ])
  func shownCommands(_ typed: String, _ shown: String) {
    #expect(SecretWords.shown(typed) == shown)
  }

  @Test(
    "what is not a code stays",
    arguments: [
      "Last Confirmation code: <none>", "A licensing authorization code has been removed",
      "202608201015", "up 001122.334455 s", "license smart trust", "lic smart save usage all",
      "license smart reservation install file bootflash:a.txt",
      "DNA-Adv-C9300-24", "a five-word-long-hyphen-chain of words",
      "Enter this return code in the portal:\nSome features may not function properly.",
    ])
  func noCodes(_ text: String) throws { #expect(try RedactionRunner.device(text) == text + "\n") }

  @Test(
    "what identifies goes",
    arguments: [
      ("UDI: PID:C9800-CL-K9,SN:9EXAMPLE001", "9EXAMPLE001"),
      ("Processor board ID 9EXAMPLE001", "9EXAMPLE001"),
      ("Processor board ID ab1", "ab1"),
      ("System Serial Number               : ZZ12", "ZZ12"),
      ("installed on P:C9800-CL-K9,S:x77", "x77"),
      ("wlc-north-7#show clock", "wlc-north-7"),
      ("wlc-north-7 uptime is 4 weeks", "wlc-north-7"),
      ("Aug  3 10:20:31 wlc-north 45: *Aug  3 10:20:30.1: %SYS-5-X: text", "wlc-north"),
      ("hostname northern", "northern"), (" ip address 10.20.30.41 255.255.0.0", "10.20.30.41"),
      ("neighbor 2001:db9:1::53 up", "2001:db9:1::53"), ("MAC: aabb.cc00.1122", "aabb.cc00.1122"),
      ("MAC: AA:BB:CC:00:11:22", "AA:BB:CC:00:11:22"),
      ("mac aa-bb-cc-00-11-22 x", "aa-bb-cc-00-11"),
      ("  Smart Account: North Ltd As of Sep 01 09:38:50 2025 UTC", "North Ltd"),
      ("  Virtual Account: Plant Two", "Plant Two"),
      ("  Policy name: North Policy", "North Policy"),
      ("username jdoe privilege 15", "jdoe"), ("Login Success [user: jdoe] [Source: x]", "jdoe"),
      ("Configured from console by jdoe on vty0 (x)", "jdoe"), ("User 'jdoe' failed", "jdoe"),
      ("write to jane.doe@north.example.de", "jane.doe"), ("see www.north-ltd.de/x", "north-ltd"),
      ("id 0e0a0b0c-1111-4222-8333-444455556666", "0e0a0b0c"),
      ("AP Name: ap-floor-2 joined", "ap-floor-2"), ("snmp-server contact Jane Doe", "Jane"),
      ("sw(config)#snmp-server location North Hall", "North"),
      ("sw(config-if)#description to North", "North"),
      (" description to the north hall", "north hall"), ("SSID: NorthNet", "NorthNet"),
      ("subject-name CN=x,O=North Ltd,C=DE", "North Ltd"),
      ("crypto TP-self-signed-3141592653", "314159"),
      ("mac 0011:2233:44aa seen", "2233"), ("mac 0011-2233-44aa", "2233"),
      ("port 001122-3344aa up", "3344aa"), ("mac address 00 11 22 33 44 55 x", "22 33"),
      ("mac-address 001122334455", "22334455"), ("ipv6 ::ffff:10.20.30.40/128", "10.20.30.40"),
      ("ipv6 address 2001:db9::ffff:192.0.2.33/64", ".2.33"),
      ("ip http proxy user jdoe port 1", "jdoe"),
      ("host 64:ff9b::10.1.2.3 up", "10.1"), ("2001:db9:1:2:3:4:10.1.2.3", ".2.3"),
    ])
  func identity(_ line: String, _ value: String) throws {
    let copy = try RedactionRunner.device(line)
    #expect(!copy.contains(value), "\(copy)")
    #expect(!copy.contains("\u{0}"))
  }

  @Test(
    "secrets are removed, whatever their form",
    arguments: [
      "username a password 7 S3cr3tWord", "enable secret 9 $9$S3cr3tWord$abc",
      "snmp-server community S3cr3tWord RO", "snmp-server host 10.0.0.1 version 2c S3cr3tWord",
      "snmp-server host 10.0.0.1 S3cr3tWord",
      "snmp-server user u g v3 auth sha S3cr3tWord priv aes 128 S3cr3tWord",
      " key 7 S3cr3tWord", "tacacs-server key S3cr3tWord",
      "crypto isakmp key S3cr3tWord address 1.1.1.1",
      "ntp authentication-key 1 md5 S3cr3tWord 7", " security wpa psk set-key ascii 0 S3cr3tWord",
      "license smart trust idtoken S3cr3tWord local", "Authorization: Bearer S3cr3tWord",
      "https://u:S3cr3tWord@host/", " key-string S3cr3tWord", "pre-shared-key S3cr3tWord",
      "password: S3cr3tWord", #"{"token":"S3cr3tWord","x":1}"#, #"got {"csr":"S3cr3tWord"} there"#,
      #"{"a":"{\"nonce\":\"S3cr3tWord\"}"}"#,
      "key config-key password-encrypt S3cr3tWord", "key config-key newpass S3cr3tWord",
      " pac key S3cr3tWord", " pac key 7 S3cr3tWord", " server-key S3cr3tWord",
      " server-private 10.2.2.2 auth-port 1812 acct-port 1813 key S3cr3tWord",
      " client 10.11.11.11 server-key 7 S3cr3tWord",
      " standby 10 authentication S3cr3tWord", " standby authentication S3cr3tWord",
      " standby 10 authentication text S3cr3tWord",
      " standby 10 authentication md5 key-string 7 S3cr3tWord",
      " vrrp 1 authentication text S3cr3tWord", " glbp 5 authentication md5 key-string S3cr3tWord",
      " ip ospf authentication-key S3cr3tWord", " ip ospf message-digest-key 1 md5 7 S3cr3tWord",
      " area 0 virtual-link 10.3.3.3 message-digest-key 1 md5 S3cr3tWord",
      " ip nhrp authentication S3cr3tWord", "   authentication mode hmac-sha-256 S3cr3tWord",
      " area-password S3cr3tWord", " domain-password S3cr3tWord level-1",
      "  pre-shared-key address 10.6.6.6 key S3cr3tWord", "  pre-shared-key remote S3cr3tWord",
      "ip msdp password peer 10.1.1.2 S3cr3tWord", "enable password level 15 7 S3cr3tWord",
      "radius-server host 10.1.1.1 foo secret bar S3cr3tWord",
      "cts credentials id x password S3cr3tWord",
      "mgmt credentials admin S3cr3tWord", "telemetry api-key S3cr3tWord", " api-key 7 S3cr3tWord",
      " secret-key S3cr3tWord", "x-api-key: S3cr3tWord", "vtp password S3cr3tWord hidden",
      "ip http proxy-server user x password S3cr3tWord",
      "event manager environment _email_pw S3cr3tWord", "event manager environment _x S3cr3tWord",
      " action 1.1 set _pw \"S3cr3tWord\"", " action 1.3 cli command \"S3cr3tWord\"",
      "alias exec t license smart trust idtoken S3cr3tWord all",
      "alias exec b copy run scp://u:S3cr3tWord@10.9.9.9/x",
      "ssh-rsa AAAAS3cr3tWord root@nms", "ecdsa-sha2-nistp256 AAAAS3cr3tWord x",
      "   key-hash ssh-ed25519 S3cr3tWord", "key-string\nS3cr3tWord0AAA\n exit",
      "SW-1(config)#snmp-server community S3cr3tWord RO", "SW-1(config)# key S3cr3tWord",
      "SW-1(config-if)#standby 1 authentication S3cr3tWord",
      "%PARSER-5-CFGLOG_LOGGEDCMD: User:a  logged command:snmp-server community S3cr3tWord RW",
      "%PARSER-5-CFGLOG_LOGGEDCMD: User:a  logged command:key 7 S3cr3tWord",
      "RP/0/RP0/CPU0:r1(config)#username a secret S3cr3tWord",
      "app: x-api-key=S3cr3tWord, done", "app: password=\"S3cr3tWord\" ok",
      "a: password='S3cr3tWord'.",
      "POST {\"password\": \"S3cr3tWord\", \"x\": 1}", "app: secret=S3cr3tWord&x=1",
      "t: token=\"S3cr3tWord\"",
      "a b c: PASSWORD:S3cr3tWord, and so on.", "app, pwd=S3cr3tWord.",
      "a, passphrase=\"one S3cr3tWord\".",
      "x, client_secret=S3cr3tWord;", "password 123 S3cr3tWord",
      "mysql password=x token S3cr3tWord",
    ])
  func secret(_ line: String) throws {
    let copy = try RedactionRunner.device(line)
    #expect(!copy.contains("S3cr3tWord"), "\(copy)")
    #expect(copy.contains("removed"), "\(copy)")
  }

  @Test("a proxy called proxy leaves the words of the settings alone")
  func proxyName() throws {
    let copy = try RedactionRunner.device(
      "license smart proxy address proxy.north.local\nlicense smart proxy port 8080\n")
    #expect(copy.hasPrefix("license smart proxy address "))
    #expect(copy.contains("license smart proxy port 8080"))
    #expect(!copy.contains("north"))
  }

  @Test("certificates, keys and banners go whole")
  func blocks() throws {
    let copy = try RedactionRunner.device(
      """
      wlc#show running-config
      crypto pki certificate chain SLA-TrustPoint
       certificate ca 01
        30820321 30820209 A0030201 02020101
        AABBCCDD
        	quit
      banner motd ^C
      Welcome at North
      ^C
      -----BEGIN RSA PRIVATE KEY-----
      MIIEpAIBAAKCAQEA7
      -----END RSA PRIVATE KEY-----
      end
      """)
    for gone in ["30820321", "AABBCCDD", "North", "MIIEp"] { #expect(!copy.contains(gone)) }
    #expect(copy.contains("\nend\n"))
  }

  @Test("a common host name is replaced in its place and wrecks nothing")
  func commonName() throws {
    let copy = try RedactionRunner.device(
      "Active#show license status\nStandby peer: Active\nc#show clock\nrole c is Active\n")
    #expect(!copy.contains("Active#"))
    #expect(!copy.contains("c#"))
    #expect(copy.contains("Standby peer: Active"))
    #expect(copy.contains("role c is Active"))
  }

  @Test("a name inside a longer name is another name")
  func borders() throws {
    let copy = try RedactionRunner.device(
      "wlc-north-1#show x\ncopy of wlc-north-10 and WLC-NORTH-1, flash:/wlc-north-1_rum.txt\n")
    #expect(copy.contains("wlc-north-10"))
    let name = try #require(copy.split(separator: "#").first)
    #expect(copy.components(separatedBy: "\(name)").count == 4)
  }

  @Test("a message that the terminal wrapped is put together")
  func wrapped() throws {
    let copy = try RedactionRunner.device(
      "wlc#show license history message\nREQUEST: Aug 23 10:18:08 2021 UTC\n"
        + #"{"request":"{\"sudi\":{\"udi_pid\":\"C9800-CL-K9\",\"udi_serial_number\":\"9EXAM"#
        + "\n"
        + #"PLE001\"}}"}"# + "\nRESPONSE: Aug 23 10:18:10 2021 UTC\n{\"response\": cut\nwlc#\n")
    #expect(copy.contains(#""{\"sudi\":{\"udi_pid\":\"C9800-CL-K9\",\"udi_serial_number\":\""#))
    #expect(!copy.contains("9EXAM"))
    #expect(!copy.contains("PLE001"))
    #expect(copy.contains("no whole JSON"))
    #expect(!copy.contains("cut"))
  }

  /// Long words cost what they are long, not their square; and what is hidden in them goes.
  @Test(
    arguments: ["a-b.", "A1+b/", "x", "a.b@", "0f:", "AAAAAA-", "1.2.", "regid.", "9Z-"])
  func longWordsCostWhatTheyAreLong(_ part: String) {
    func cost(_ bytes: Int) -> Duration {
      let text = TextRedaction(vault: IdentityVault(key: RedactionRunner.key))
      let line = Array(String(repeating: part, count: bytes / part.utf8.count).utf8)
      return ContinuousClock().measure { _ = text.redacted(line) }
    }
    // Eight times as long costs eight times as much; its square would be 64 times.
    #expect(cost(160_000) < cost(20_000) * 24 + .seconds(2))
  }
}
