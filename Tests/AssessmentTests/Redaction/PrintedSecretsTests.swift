import Testing

@testable import Assessment

/// What is quoted in a report, next to what may be quoted as it is.
@Suite struct PrintedSecretsTests {
  @Test(arguments: [
    ("username admin password 7 0822455D0A16", "0822455D0A16"),
    ("username admin privilege 15 secret 9 $9$EXAMPLE", "$9$EXAMPLE"),
    ("enable secret NOTASECRET", "NOTASECRET"),
    ("license smart trust idtoken NOTAREALTOKEN1234 all force", "NOTAREALTOKEN1234"),
    ("  key-string 7 094F471A1A0A", "094F471A1A0A"),
    ("snmp-server community NOTPUBLIC RO", "NOTPUBLIC"),
    ("license smart proxy password short", "short"),
    ("User:a  logged command:snmp-server community NOTPUBLIC RW", "NOTPUBLIC"),
    ("{\"token\":\"NOTAREALTOKEN\"}", "NOTAREALTOKEN"),
  ])
  func aSecretIsWithheld(_ line: String, _ secret: String) {
    let shown = PrintedSecrets.shown(line)
    #expect(!shown.contains(secret))
    #expect(shown.contains(PrintedSecrets.withheld))
  }

  @Test(arguments: [
    "license smart transport off", "A key named SLA-KeyPair has been removed from key storage",
    "password recovery is enabled", "Trust Code Installed: <none>",
    "%SMART_LIC-6-TRUST_INSTALL_SUCCESS: A new licensing trust code was successfully installed",
  ])
  func theRestStaysAsItIs(_ line: String) {
    #expect(PrintedSecrets.shown(line) == line)
  }

  @Test func aWordLongerThanAnyOfADeviceIsWithheld() {
    let piece = String(repeating: "A", count: 121)
    #expect(PrintedSecrets.shown("value \(piece) end") == "value (withheld) end")
    let known = String(repeating: "A", count: 120)
    #expect(PrintedSecrets.shown("value \(known) end") == "value \(known) end")
  }
}
