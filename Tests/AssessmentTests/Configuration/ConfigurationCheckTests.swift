import Assessment
import DeviceOutput
import LicenseFiles
import Testing

/// What is wrong in a configuration, and what fixes it.
@Suite struct ConfigurationCheckTests {
  private static func device(_ text: String) throws -> DeviceSnapshot {
    try #require(DeviceOutputReader.read(name: "t.txt", bytes: Array(text.utf8)).devices.first)
  }

  private static func whole(_ lines: String...) -> String {
    "version 17.9\nhostname WLC-1\nntp server 192.0.2.123\n" + lines.joined(separator: "\n")
      + "\nend\n"
  }

  private static func check(
    _ text: String, _ topology: ReportingTopology? = nil,
    _ change: (inout PlanRequest) -> Void = { _ in }
  ) throws -> ConfigurationVerdict {
    var request = PlanRequest(topology ?? .airGap)
    change(&request)
    return try check(text, topology, with: request)
  }

  private static func check(
    _ text: String, _ topology: ReportingTopology?, with request: PlanRequest
  ) throws -> ConfigurationVerdict {
    let device = try device(text)
    return try #require(
      try ConfigurationCheck.check(
        device, with: request, reporting: ReportingWay(device, given: topology)))
  }

  /// The topologies of the examples that show it only against one that was given.
  private static let topologies: [String: ReportingTopology] = [
    "config/transport-wrong": .airGap, "config/transport-default": .airGap,
    "config/url-for-smart": .direct, "config/url-missing": .cslu, "config/url-mismatch": .cslu,
    "config/tenant-missing": .onPrem, "config/proxy-missing": .proxy,
    "config/proxy-unused": .direct,
  ]
  /// What the examples are asked to have.
  private static let asked: [String: PlanRequest] = {
    var privacy = PlanRequest(.airGap)
    privacy.privacy = [.hostname]
    var proxy = PlanRequest(.proxy)
    proxy.proxyAddress = "proxy.example.net"
    return ["config/privacy-missing": privacy, "config/value-differs": proxy]
  }()

  private static func ids(_ id: String, _ example: FindingExample) throws -> [String] {
    guard case .document(let text) = example else { return ["no document"] }
    if let request = asked[id] {
      return try check(text, request.topology, with: request).findings.map(\.id)
    }
    return try check(text, topologies[id]).findings.map(\.id)
  }

  @Test("trigger and near miss", arguments: FindingDescriptor.configuration)
  func triggerAndNearMiss(_ descriptor: FindingDescriptor) throws {
    let trigger = try Self.ids(descriptor.id, descriptor.trigger)
    #expect(trigger.contains(descriptor.id), "\(trigger)")
    if descriptor.id == "config/topology-guessed" {
      guard case .document(let text) = descriptor.nearMiss else { return }
      #expect(try Self.check(text, .airGap).findings.map(\.id).contains(descriptor.id) == false)
      return
    }
    let nearMiss = try Self.ids(descriptor.id, descriptor.nearMiss)
    #expect(!nearMiss.contains(descriptor.id), "\(nearMiss)")
  }

  /// A configuration as the plan of each topology makes it has nothing to fix.
  @Test(arguments: ReportingTopology.allCases)
  func whatAPlanConfiguresPassesItsCheck(_ topology: ReportingTopology) throws {
    var request = PlanRequest(topology)
    if topology.isBegunByDevice {
      request.sourceInterface = "Vlan10"
      request.trustpoint = "CISCO_IDEVID_SUDI"
      request.nameServers = ["192.0.2.53"]
    }
    switch topology {
    case .proxy:
      request.proxyAddress = "proxy.example.net"
      request.proxyPort = "3128"
    case .cslu: request.server = "cslu.example.net"
    case .onPrem:
      request.server = "onprem.example.net"
      request.tenant = "EXAMPLE-1"
    default: break
    }
    let plan = try ConnectionPlan(request)
    let text =
      "version 17.9\nhostname WLC-1\nntp server 192.0.2.123\n"
      + "interface Vlan10\n ip address 192.0.2.10 255.255.255.0\n"
      + plan.configuration.filter { $0 != " exit" }.joined(separator: "\n") + "\nend\n"
    let verdict = try Self.check(text, topology, with: request)
    #expect(verdict.findings.isEmpty, "\(verdict.findings.map(\.message))")
    #expect(verdict.fixes.isEmpty)
    if topology != .csluInitiated {
      #expect(ReportingWay(try Self.device(text)).topology == topology)
    }
  }

  /// What fixes a configuration makes it pass.
  @Test func theMendedConfigurationPasses() throws {
    let lines = [
      "license smart transport smart",
      "license smart url smart http://onprem.example.net/cslu/v1/pi/EXAMPLE-1",
      "crypto pki trustpoint SLA-TrustPoint", " revocation-check crl",
      "interface Vlan10", " ip address 192.0.2.10 255.255.255.0",
    ]
    let change: (inout PlanRequest) -> Void = {
      $0.sourceInterface = "Vlan10"
      $0.trustpoint = "CISCO_IDEVID_SUDI"
      $0.nameServers = ["192.0.2.53"]
    }
    let head = "version 17.9\nhostname WLC-1\nntp server 192.0.2.123\n"
    let before = head + lines.joined(separator: "\n") + "\nend\n"
    let verdict = try Self.check(before, nil, change)
    #expect(verdict.way.topology == .onPrem)
    #expect(
      verdict.fixes.map(\.text) == [
        "license smart transport cslu",
        "license smart url cslu http://onprem.example.net/cslu/v1/pi/EXAMPLE-1",
        "crypto pki trustpoint SLA-TrustPoint", " revocation-check none", " exit",
        "ip http client source-interface Vlan10",
        "ip http client secure-trustpoint CISCO_IDEVID_SUDI", "ip name-server 192.0.2.53",
      ])
    let mended =
      head
      + (lines.filter { !$0.contains("revocation") && !$0.contains("transport") }
      + verdict.fixes.map(\.text).filter { $0 != " exit" }).joined(separator: "\n") + "\nend\n"
    let after = try Self.check(mended, .onPrem, change)
    #expect(after.fixes.isEmpty, "\(after.findings.map(\.message))")
  }

  @Test func anAirGapIsClosedAndNeverOpened() throws {
    let verdict = try Self.check(
      Self.whole(
        "license smart transport smart", "license smart url default",
        "license smart proxy address proxy.example.net", "license smart proxy port 3128",
        "license smart usage interval 5"), .airGap)
    #expect(
      verdict.fixes.map(\.text) == [
        "no license smart url", "no license smart proxy address", "no license smart proxy port",
        "no license smart usage interval", "license smart transport off",
      ])
  }

  @Test func aTopologyThatNobodyNamedIsANote() throws {
    let text = Self.whole("license smart transport smart")
    #expect(try Self.check(text).findings.first?.id == "config/topology-guessed")
    #expect(!(try Self.check(text, .direct).findings.map(\.id).contains("config/topology-guessed")))
  }

  /// The default of a device that nobody configured is not an error; a connection in an air gap is.
  @Test(arguments: [
    ("license smart transport cslu", Severity.warning), ("ip http server", .warning),
    ("license smart transport smart", .error), ("license smart transport callhome", .error),
    (
      "license smart url cslu http://192.0.2.20:8182/cslu/v1/pi\nlicense smart transport cslu",
      .error
    ),
  ])
  func theTransportOfAnAirGap(_ lines: String, _ severity: Severity) throws {
    let found = try Self.check(Self.whole(lines), .airGap).findings.filter {
      $0.id.hasPrefix("config/transport-")
    }
    #expect(found.map(\.severity) == [severity])
  }

  /// `license smart url URL` is the address of CSLU or On-Prem, unless transport smart uses it.
  @Test(arguments: [
    ("license smart transport cslu", ReportingTopology.onPrem, [String]()),
    ("license smart transport smart", .onPrem, ["config/transport-wrong"]),
  ])
  func aURLWithoutAKindIsThatOfCSLU(
    _ transport: String, _ topology: ReportingTopology, _ ids: [String]
  ) throws {
    let verdict = try Self.check(
      Self.whole(
        transport, "license smart url https://onprem.example.net/cslu/v1/pi/EXAMPLE-1",
        "ip host onprem.example.net 192.0.2.80", "crypto pki trustpoint SLA-TrustPoint",
        " revocation-check none", "interface Vlan10", " ip address 192.0.2.10 255.255.255.0",
        "ip http client source-interface Vlan10",
        "ip http client secure-trustpoint CISCO_IDEVID_SUDI"))
    #expect(verdict.way.topology == topology)
    #expect(verdict.findings.dropFirst().map(\.id) == ids)
  }

  /// None as the last method lets the device go on, late: that is not an error.
  @Test(arguments: [("crl none", Severity.note), ("crl", .error), ("crl ocsp", .error)])
  func theLastMethodOfRevocationCounts(_ methods: String, _ severity: Severity) throws {
    let verdict = try Self.check(
      Self.whole(
        "license smart transport cslu",
        "license smart url cslu http://192.0.2.20/cslu/v1/pi/EXAMPLE-1",
        "crypto pki trustpoint SLA-TrustPoint", " revocation-check \(methods)"))
    let found = verdict.findings.first { $0.id == "config/revocation-check" }
    #expect(found?.severity == severity)
  }

  @Test func whatAPartLeavesOutIsNotMissing() throws {
    let text = "WLC-1#show run | include license\nlicense smart transport smart\nWLC-1#\n"
    let verdict = try Self.check(text, .direct)
    #expect(verdict.findings.map(\.id) == ["config/partial"])
    // What is there is judged all the same.
    let wrong = try Self.check(text, .airGap)
    #expect(wrong.findings.map(\.id).contains("config/transport-wrong"))
  }

  @Test func aNameThatNobodyLooksUpNeedsNoServer() throws {
    let line = "license smart url cslu http://192.0.2.20:8182/cslu/v1/pi"
    let verdict = try Self.check(Self.whole("license smart transport cslu", line), .cslu)
    #expect(verdict.findings.isEmpty, "\(verdict.findings.map(\.id))")
  }

  @Test func theDeviceItselfSaysItsRelease() throws {
    let text =
      "WLC-1#show version\nCisco IOS XE Software, Version 17.09.02\n"
      + "WLC-1 uptime is 4 weeks\nWLC-1#show running-config\nversion 17.9\nhostname WLC-1\n"
      + "license smart transport smart\nlicense smart proxy address proxy.example.net\n"
      + "license smart proxy port 3128\nlicense smart proxy username example\nend\n"
    let verdict = try Self.check(text, .proxy)
    let login = try #require(verdict.findings.first { $0.id == "config/proxy-login" })
    #expect(login.severity == .error)
    #expect(!login.message.contains("username"))
  }

  @Test func noLineOfTheConfigurationGoesIntoALineThatMends() throws {
    let verdict = try Self.check(
      Self.whole(
        "license smart transport cslu",
        "license smart url cslu http://user:WORD@onprem.example.net/cslu/v1/pi/EXAMPLE-1",
        "license smart proxy address bad|WORD", "license smart WORD"), .onPrem)
    #expect(!verdict.fixes.contains { $0.text.contains("WORD") })
    #expect(!verdict.findings.contains { "\($0)".contains("WORD") })
    #expect(verdict.findings.map(\.id).contains("config/url-mismatch"))
  }

  /// A device from before the policy is sent to its migration, whatever its transport: no line is offered for it.
  @Test(arguments: [("16.12", true), ("17.3", false), ("17.9", false)])
  func beforeThePolicyNoLineIsOffered(_ version: String, _ isOlder: Bool) throws {
    let text = "version \(version)\nhostname SW-1\nlicense smart transport smart\nend\n"
    let verdict = try Self.check(text, .airGap)
    #expect(verdict.fixes.isEmpty == isOlder)
    let judged = RequirementOutput.judge(text)
    #expect((judged[.beforePolicy] != nil) == isOlder)
    #expect((judged[.transport]?.verdict == .notApplicable) == isOlder)
    let found = verdict.findings.first { $0.id == "config/before-policy" }
    #expect((found?.remedy.contains("rumkit migrate start") ?? false) == isOlder)
  }
}
