import DeviceOutput
import LicenseFiles
import Testing

@testable import Assessment

/// How a device reports, read once and told by every command.
@Suite struct ReportingWayTests {
  private static func device(_ texts: [String]) -> DeviceSnapshot? {
    let readings = texts.enumerated().map { index, text in
      DeviceOutputReader.read(name: "\(index).txt", bytes: Array(text.utf8))
    }
    return readings.dropFirst().reduce(readings[0]) { $0.joined(with: $1) }.devices.first
  }

  private static func way(
    _ texts: String..., given: ReportingTopology? = nil, isSite: Bool = false
  ) -> ReportingWay {
    ReportingWay(device(texts), given: given, isSite: isSite)
  }

  /// Under a reservation from before the policy nothing is sent, whatever the transport says.
  @Test(arguments: [
    ("REGISTERED - SPECIFIC LICENSE RESERVATION", ReportingTopology.airGap),
    ("REGISTERED", .direct),
  ])
  func aReservationReportsToNobody(_ status: String, _ topology: ReportingTopology) {
    let text =
      "SW-1#show license all\nSmart Licensing is ENABLED\n\nRegistration:\n  Status: \(status)\n"
      + "\nTransport:\n  Type: Smart\n  URL: https://smartreceiver.cisco.com/licservice/license\nSW-1#\n"
    #expect(Self.way(text).topology == topology)
    #expect(Self.way(text, given: .cslu).topology == .cslu)
  }

  /// The release and the configuration say it where no registration was printed; under the policy a code only stays.
  @Test(arguments: [
    ("16.12.05b", ReportingTopology.airGap), ("17.09.04a", .direct),
  ])
  func aReservationOfAnOldReleaseReportsToNobody(_ release: String, _ topology: ReportingTopology) {
    let text =
      "SW-1#show version\nCisco IOS XE Software, Version \(release)\nSW-1#show running-config\n"
      + "version \(release.prefix(5))\nhostname SW-1\nlicense smart reservation\n"
      + "license smart transport smart\nlicense smart url https://smartreceiver.cisco.com/licservice/license\n"
      + "end\nSW-1#\n"
    #expect(Self.way(text).topology == topology)
  }

  private static func whole(_ lines: String) -> String { "hostname SW-1\n\(lines)\nend\n" }
  private static func status(
    _ transport: String, push: String = "<none>", ack: String = "<none>", trust: String = "<none>"
  ) -> String {
    "SW-1#show license status\nTransport:\n  Type: \(transport)\nUsage Reporting:\n"
      + "  Last ACK received: \(ack)\n  Next ACK deadline: Nov 17 09:03:25 2026 UTC\n"
      + "  Last report push: \(push)\n\nTrust Code Installed: \(trust)\nSW-1#\n"
  }
  private static let untouched = "cslu\n  Cslu address: <empty>"
  private static let cslu = "cslu\n  Cslu address: http://192.0.2.48:8182/cslu/v1/pi"
  private static let time = "Aug 19 09:03:26 2026 UTC"

  /// It chooses by itself among what is configured.
  @Test(arguments: [
    (
      "license smart url smart https://smartreceiver.cisco.com/licservice/license",
      ReportingTopology.direct
    ),
    ("license smart url cslu http://192.0.2.48:8182/cslu/v1/pi", .cslu), ("ip routing", .airGap),
  ])
  func automaticFollowsTheAddress(_ line: String, _ topology: ReportingTopology) {
    let text = Self.whole("\(line)\nlicense smart transport automatic")
    #expect(Self.way(text).topology == topology)
  }

  /// A slash after the tenant changes nothing.
  @Test(arguments: ["TENANT-1", "TENANT-1/"])
  func aTenantIsOneWithASlashAfterIt(_ tenant: String) {
    let found = Self.way(
      Self.status("cslu\n  Cslu address: http://ssm.example.net/cslu/v1/pi/\(tenant)"))
    #expect(found.topology == .onPrem)
  }

  /// Who configured the standard name is not contradicted by a device that prints it, in whatever order.
  @Test(arguments: [true, false])
  func theOrderOfOutputsDoesNotMatter(_ isConfigurationFirst: Bool) {
    let url = "http://cslu-local:8182/cslu/v1/pi"
    let both = [
      Self.whole("license smart url cslu \(url)\nlicense smart transport cslu"),
      Self.status("cslu\n  Cslu address: \(url)"),
    ]
    let texts = isConfigurationFirst ? both : both.reversed()
    #expect(Self.way(texts[0], texts[1]).topology == .cslu)
    // A near miss: the device alone prints it, which nobody configured.
    let alone = Self.way(both[1])
    #expect(alone.topology == .airGap)
    #expect(
      alone.reason.contains("is what it looks for where nobody named a CSLU"), "\(alone.reason)")
  }

  // MARK: What was said, and the site

  @Test func whatWasSaidWins() {
    let found = Self.way(Self.status(Self.cslu, push: Self.time), given: .direct, isSite: true)
    #expect(found.topology == .direct)
    #expect(found.source == .given)
    #expect(found.otherwise?.topology == .airGap)
  }

  @Test func aSiteIsAirGapped() {
    let found = Self.way(Self.status(Self.cslu, push: Self.time), isSite: true)
    #expect(found.topology == .airGap)
    #expect(found.source == .site)
    // That the device reaches a server is said all the same.
    #expect(found.contact?.value == "Last report push: \(Self.time)")
    #expect(found.otherwise?.topology == .cslu)
  }

  // MARK: Contact

  @Test(arguments: [
    (status(cslu, push: time, ack: time, trust: time), ReportingTopology.cslu),
    (status(untouched, push: time), .cslu),
    (status("cslu\n  Cslu address: http://192.0.2.48/cslu/v1/pi/EXAMPLE-1", ack: time), .onPrem),
    (
      status("Smart\n  URL: https://smartreceiver.cisco.com/licservice/license", push: time),
      .direct
    ),
    (
      status(
        "Smart\n  URL: https://smartreceiver.cisco.com/x\n  Proxy:\n    Address: proxy.example.net\n"
          + "    Port: 3128", ack: time), .proxy
    ),
  ])
  func contactThatTheDeviceShows(_ text: String, _ topology: ReportingTopology) {
    let found = Self.way(text)
    #expect(found.topology == topology)
    #expect(found.source == .contact)
    #expect(found.reason.contains(Self.time))
  }

  /// An ACK or a trust code beside an untouched transport came as a file, and what was reached before the transport was
  /// switched off is not how the device reports.
  @Test(arguments: [
    (status(untouched, ack: time), ReportingWay.Source.assumed),
    (status(untouched, trust: time), .assumed), (status("cslu", ack: time, trust: time), .assumed),
    (status("Transport Off", push: time, ack: time, trust: time), .configured),
    (status(untouched), .assumed), (status("Transport Off", ack: time), .configured),
  ])
  func whatIsNoContact(_ text: String, _ source: ReportingWay.Source) {
    let found = Self.way(text)
    #expect(found.topology == .airGap)
    #expect(found.source == source)
    #expect(found.contact == nil)
  }

  @Test(arguments: [status(cslu, ack: time), status(cslu, trust: time)])
  func whatWasImportedIsNoContact(_ status: String) {
    let imported = "SW-1#license smart import bootflash:ACK.txt\nImport Data Successful\n" + status
    #expect(Self.way(imported).source == .configured)
    #expect(Self.way(status).source == .contact)
  }

  private static let trusted =
    "Nov 19 2026 12:13:11.879 UTC: %SMART_LIC-6-TRUST_INSTALL_SUCCESS: A new licensing trust code was "
    + "successfully installed on P:C9800-CL-K9,S:9ZZEXAMPLE1.\n"
  private static func failed(_ server: String) -> String {
    "Nov 20 2026 06:15:03.456 UTC: %SMART_LIC-3-COMM_FAILED: Communications failure with the Cisco "
      + "\(server) : No detailed information given\n"
  }
  private static let toCSSM = failed("Smart Software Manager (CSSM)")
  private static let toCSLU = failed("Smart License Utility (CSLU)")

  /// A trust code may come as a file. It shows contact only where the device looks for a server: what
  /// names CSSM later is stronger than the default transport.
  @Test(arguments: [
    (trusted, ReportingTopology.airGap, ReportingWay.Source.assumed),
    (trusted + toCSSM, .direct, .contact), (toCSSM + trusted, .airGap, .assumed),
    (trusted + toCSLU, .airGap, .assumed),
    (trusted + toCSSM + toCSLU, .airGap, .assumed),
    (status("cslu") + trusted + toCSSM, .airGap, .assumed),
    (status("smart", trust: time), .direct, .contact),
    (
      "SW-1#license smart import bootflash:ACK_treq.txt\nImport Data Successful\n" + trusted
        + toCSSM, .airGap, .assumed
    ),
  ])
  func aTrustCodeAlone(
    _ text: String, _ topology: ReportingTopology, _ source: ReportingWay.Source
  ) throws {
    let found = Self.way(text)
    #expect(found.topology == topology)
    #expect(found.source == source)
    let device = try #require(Self.device([text]))
    let judged = RequirementsJudge.judge([device], .init(now: diagnosisNow)).first
    #expect(judged?.way == found)
    #expect(diagnoses([text]).first?.way == found)
  }

  @Test func contactBeforeAResetIsOver() {
    let reset =
      "SW-1#license smart factory reset\n"
      + "%Warning: reload required after \"license smart factory reset\" command\n"
    let before = Self.status(Self.untouched, push: Self.time)
    #expect(Self.way(before + reset).source == .assumed)
    #expect(Self.way(before + reset + Self.status(Self.untouched)).source == .assumed)
    #expect(Self.way(reset + before).source == .contact)
  }

  /// The log of a device that reported to On-Prem by the wrong transport, and then by the right one.
  @Test(arguments: [
    (
      "%SMART_LIC-4-REPORTING_NOT_SUPPORTED: Smart Agent for Licensing CSSM OnPrem is down rev",
      ReportingTopology.onPrem
    ),
    (
      "%SMART_LIC-5-COMM_RESTORED: Communications with Cisco Smart License Utility (CSLU) restored",
      .cslu
    ),
    (
      "%SMART_LIC-5-COMM_RESTORED: Communications with the Cisco Smart Software Manager (CSSM) restored",
      .direct
    ),
  ])
  func aLogThatNamesTheServer(_ message: String, _ topology: ReportingTopology) {
    let failed =
      "Jun 22 20:31:00.101: %SMART_LIC-3-COMM_FAILED: Communications failure with the Cisco Smart "
      + "Software Manager (CSSM) : Received empty response from server\n"
    let found = Self.way(failed + "Jun 22 20:45:00.101: \(message)\n")
    #expect(found.topology == topology)
    #expect(found.source == .contact)
    #expect(Self.way(failed).source == .assumed)
  }

  // MARK: What somebody configured

  @Test(arguments: [
    ("license smart transport off", ReportingTopology.airGap),
    ("license smart transport smart", .direct), ("license smart transport callhome", .direct),
    ("license smart transport smart\nlicense smart proxy port 3128", .proxy),
    ("license smart url cslu http://192.0.2.20:8182/cslu/v1/pi", .cslu),
    ("license smart url http://192.0.2.20:8182/cslu/v1/pi", .cslu),
    ("license smart url cslu http://192.0.2.20/cslu/v1/pi/EXAMPLE-1", .onPrem),
    ("license smart url http://192.0.2.20/cslu/v1/pi/EXAMPLE-1", .onPrem),
    (
      "license smart transport cslu\nlicense smart url http://192.0.2.20/cslu/v1/pi/EXAMPLE-1",
      .onPrem
    ),
    ("license smart transport cslu\nlicense smart url cslu http://192.0.2.20/cslu/v1/pi/", .onPrem),
    ("license smart url cslu HTTP://CSLU.EXAMPLE.NET:8182/cslu/v1/pi/", .cslu),
    // A blank in the name of the tenant.
    ("license smart url cslu http://192.0.2.20/cslu/v1/pi/My%20Site-1", .onPrem),
    ("license smart url cslu http://192.0.2.20/cslu/v1/pi/My%2-1", .cslu),
    ("license smart transport cslu\nlicense smart url https://licenses.example.net/x", .cslu),
    (
      "license smart transport smart\nlicense smart url smart https://onprem.example.net/x", .onPrem
    ),
    ("license smart transport smart\nlicense smart url https://onprem.example.net/x", .onPrem),
    (
      "license smart transport smart\nlicense smart url smart https://u:w@onprem.example.net/x",
      .onPrem
    ),
    ("license smart transport smart\nlicense smart url https://tools.cisco.com/its", .direct),
    (
      "license smart transport smart\nlicense smart url https://tools.cisco.com.example.net/x",
      .onPrem
    ),
    ("license smart transport smart\nlicense smart url https://notcisco.com/x", .onPrem),
    (
      "license smart transport smart\nlicense smart url cslu http://192.0.2.20:8182/cslu/v1/pi",
      .cslu
    ),
    (
      "call-home\n profile X\n  destination address http https://onprem.example.net/x\n"
        + "license smart transport callhome", .onPrem
    ),
    (
      "call-home\n profile X\n  destination address http https://tools.cisco.com/its/x\n"
        + "license smart transport callhome", .direct
    ),
  ])
  func whatSomebodyConfigured(_ lines: String, _ topology: ReportingTopology) {
    let found = Self.way(Self.whole(lines))
    #expect(found.topology == topology)
    #expect(found.source == .configured)
  }

  private static func profile(
    _ address: String, status: String = "ACTIVE", data: String = "Smart Call Home, Smart Licensing"
  ) -> String {
    "SW-1#show call-home profile all\nProfile Name: EXAMPLE\n    Profile status: \(status)\n"
      + "    Reporting Data: \(data)\n    Transport Method: http\n"
      + "    HTTP  address(es):  \(address)\n    Other address(es): default\n"
  }
  private static let gateway =
    "https://satellite.example.net/Transportgateway/services/DeviceRequestHandler"

  /// A destination counts whether a configuration or `show call-home profile` says it; one that licensing
  /// does not use says nothing.
  @Test(arguments: [
    (profile(gateway), ReportingTopology.onPrem),
    (profile("https://tools.cisco.com/its/service/oddce/services/DDCEService"), .direct),
    (profile(gateway, status: "INACTIVE"), .direct),
    (profile(gateway, data: "Smart Call Home"), .direct), (profile("default"), .direct),
  ])
  func aDestinationThatWasShown(_ profile: String, _ topology: ReportingTopology) throws {
    for text in [profile + Self.status("Callhome"), Self.status("Callhome") + profile] {
      let found = Self.way(text)
      #expect(found.topology == topology)
      #expect(found.source == .configured)
      let judged = RequirementsJudge.judge(
        [try #require(Self.device([text]))], .init(now: diagnosisNow)
      ).first
      #expect(judged?.way == found)
      let answer = judged?.results.flatMap(\.steps) ?? []
      #expect(
        answer.contains { $0.contains("idtoken") || $0.contains("direct") } == (topology == .direct)
      )
    }
  }

  /// An address that names a tenant is that of On-Prem, whatever the transport: CSLU is not likely.
  @Test(arguments: [
    ("https://onprem.example.net/cslu/v1/pi/EXAMPLE-1", ReportingTopology.airGap),
    ("https://onprem.example.net/SmartTransport", .cslu),
  ])
  func theNextLikelyOneOfAnotherServer(_ url: String, _ next: ReportingTopology) {
    let found = Self.way(
      Self.whole("license smart transport smart\nlicense smart url smart \(url)"))
    #expect(found.topology == .onPrem)
    #expect(found.otherwise?.topology == next)
  }

  // MARK: Nothing

  @Test(arguments: [
    whole("license smart transport cslu"), whole("ip http server"),
    whole("license smart transport automatic"),
    status(untouched), status("cslu\n  Cslu address: http://cslu-local:8182/cslu/v1/pi"),
    "SW-1#show clock\n10:00:00.000 UTC Tue Nov 24 2026\n",
  ])
  func theUntouchedDefaultIsAnAirGap(_ text: String) {
    let found = Self.way(text)
    #expect(found.topology == .airGap)
    #expect(found.source == .assumed)
    #expect(found.otherwise?.topology == .cslu)
  }

  @Test func nothingAtAllIsAnAirGap() {
    #expect(ReportingWay(nil).source == .assumed)
  }

  /// What would be said under the next likely topology is what the judge finds there.
  @Test func theNextLikelyOneIsJudgedToo() {
    let found = Self.way(Self.whole("license smart transport cslu\nntp server 192.0.2.1"))
    #expect(found.otherwise?.findings.map(\.id).contains("config/url-missing") == true)
    let tenant = Self.way(
      Self.whole("license smart url cslu https://onprem.example.net/cslu/v1/pi/"))
    #expect(tenant.otherwise?.topology == .cslu)
    #expect(tenant.otherwise?.findings.map(\.id).contains("config/url-mismatch") == true)
  }

  /// No line that opens a gap is printed on a guess.
  @Test(arguments: [
    whole("license smart transport cslu"), whole("ip http server"), status(untouched),
    "Jun 22 20:31:00.101: %SMART_LIC-3-COMM_FAILED: Communications failure with the Cisco Smart "
      + "License Utility (CSLU) : Unable to resolve server hostname/domain name\n",
  ])
  func aGuessOpensNothing(_ text: String) throws {
    let device = try #require(Self.device([text]))
    let way = ReportingWay(device)
    let lines = ConfigurationSign.lines(
      ConfigurationJudge.signs(device.settings, device, way.topology)
    ).map(\.text)
    for word in ["transport smart", "transport cslu", "url", "proxy", "name-server", "http client"]
    {
      #expect(!lines.contains { $0.contains(word) && !$0.hasPrefix("no ") }, "\(lines)")
    }
  }
}
