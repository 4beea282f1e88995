import Assessment
import LicenseFiles
import Testing

/// The lines of every topology, as the document has them.
@Suite struct PlanGoldenTests {
  private static func request(
    _ topology: ReportingTopology, _ change: (inout PlanRequest) -> Void = { _ in }
  ) -> PlanRequest {
    var request = PlanRequest(topology)
    change(&request)
    return request
  }

  private static func connected(_ request: inout PlanRequest) {
    request.sourceInterface = "Vlan10"
    request.trustpoint = "EXAMPLE-TP"
  }

  /// Each topology with what is typed, and what Cisco docs 217348 and 221758 configure.
  private static let golden: [(PlanRequest, [String], after: [String])] = [
    (request(.airGap), ["license smart transport off"], ["write memory"]),
    (
      request(.airGap) { $0.privacy = [.version, .hostname] },
      [
        "license smart transport off", "license smart privacy hostname",
        "license smart privacy version",
      ], ["write memory"]
    ),
    (
      request(.direct, connected),
      [
        "ip http client source-interface Vlan10", "ip http client secure-trustpoint EXAMPLE-TP",
        "license smart transport smart", "license smart url default",
      ],
      ["write memory", "terminal monitor", "license smart trust idtoken <token> all force"]
    ),
    (
      request(.proxy) {
        connected(&$0)
        $0.proxyAddress = "proxy.example.net"
        $0.proxyPort = "3128"
      },
      [
        "ip http client source-interface Vlan10", "ip http client secure-trustpoint EXAMPLE-TP",
        "license smart transport smart", "license smart url default",
        "license smart proxy address proxy.example.net", "license smart proxy port 3128",
      ],
      ["write memory", "terminal monitor", "license smart trust idtoken <token> all force"]
    ),
    (
      request(.cslu) { $0.server = "192.0.2.20" },
      [
        "license smart transport cslu",
        "license smart url cslu http://192.0.2.20:8182/cslu/v1/pi",
      ], ["write memory", "terminal monitor", "license smart sync all"]
    ),
    (request(.csluInitiated), [], []),
    (
      request(.onPrem) {
        connected(&$0)
        $0.url = "http://onprem.example.net/cslu/v1/pi/EXAMPLE-1"
      },
      [
        "ip http client source-interface Vlan10", "ip http client secure-trustpoint EXAMPLE-TP",
        "license smart transport cslu",
        "license smart url cslu http://onprem.example.net/cslu/v1/pi/EXAMPLE-1",
        "crypto pki trustpoint SLA-TrustPoint", " revocation-check none", " exit",
      ], ["write memory", "terminal monitor", "license smart sync all"]
    ),
  ]

  @Test(arguments: golden.indices)
  func theLinesAreThoseOfTheDocument(_ index: Int) throws {
    let (request, configuration, after) = Self.golden[index]
    let plan = try ConnectionPlan(request)
    #expect(plan.configuration == configuration)
    #expect(plan.stages.first { $0.name == .after }?.lines.map(\.text) ?? [] == after)
    #expect(plan.findings.isEmpty)
  }

  @Test func everyTopologyHasAPlanAndEveryLineItsSource() throws {
    #expect(Set(Self.golden.map(\.0.topology)) == Set(ReportingTopology.allCases))
    for (request, _, _) in Self.golden {
      let plan = try ConnectionPlan(request)
      let sources =
        plan.stages.flatMap(\.lines).map(\.source) + plan.signs.map(\.source)
        + plan.remarks.map(\.source)
      #expect(sources.allSatisfy { !$0.source.isEmpty })
      #expect(!plan.signs.isEmpty)
      #expect(plan.signs.contains { $0.isGood })
      #expect(plan.signs.contains { !$0.isGood })
    }
  }

  /// How a server without a connection to Cisco is served.
  @Test(arguments: [
    (4, "Download All For Cisco in CSLU", true), (4, "Upload From Cisco in CSLU", true),
    (5, "Download All For Cisco in CSLU", true), (6, "Synchronize now with Cisco", true),
    (0, "Download All For Cisco", false), (2, "Download All For Cisco", false),
  ])
  func theWayOfAServerOfflineIsSaid(_ index: Int, _ words: String, _ isSaid: Bool) throws {
    let plan = try ConnectionPlan(Self.golden[index].0)
    #expect(plan.remarks.contains { $0.text.contains(words) } == isSaid)
  }

  /// What a reachability test connects to.
  @Test(arguments: [
    (2, "telnet smartreceiver.cisco.com 443"), (3, "telnet proxy.example.net 3128"),
    (4, "telnet 192.0.2.20 8182"), (6, "telnet onprem.example.net 80"),
  ])
  func reachabilityIsTestedWithTelnet(_ index: Int, _ test: String) throws {
    let plan = try ConnectionPlan(Self.golden[index].0)
    let before = plan.stages.first { $0.name == .before }?.lines ?? []
    let line = try #require(before.first { $0.text == test }, "\(before.map(\.text))")
    // The session would swallow what is pasted after it.
    #expect(line.kind == .byHand)
    #expect(line.expects == "Open")
  }

  @Test func noPlanHasAnAddressOfTheDocument() throws {
    for (request, _, _) in Self.golden {
      let plan = "\(try ConnectionPlan(request))"
      for address in ["172.163.", "192.168.220", "192.330."] { #expect(!plan.contains(address)) }
    }
  }

  /// Nothing that a plan for an air gap says opens it.
  @Test func anAirGapStaysClosed() throws {
    let plan = try ConnectionPlan(Self.golden[0].0)
    let lines = plan.stages.flatMap(\.lines).map(\.text)
    for outward in ["url", "proxy", "name-server", "http client", "telnet", "ping", "idtoken"] {
      #expect(!lines.contains { $0.contains(outward) }, "\(outward)")
    }
    #expect(lines.contains("license smart privacy hostname"))
    #expect(
      plan.stages.flatMap(\.lines).filter { $0.text.contains("privacy") }
        .allSatisfy { $0.kind == .open })
  }

  @Test func aTokenIsTypedByHand() throws {
    let plan = try ConnectionPlan(Self.golden[2].0)
    let line = try #require(plan.stages.flatMap(\.lines).first { $0.text.contains("idtoken") })
    #expect(line.kind == .byHand)
    #expect(line.expects == "%SMART_LIC-6-TRUST_INSTALL_SUCCESS")
  }

  @Test func aVRFIsInTheLinesThatTakeOne() throws {
    let plan = try ConnectionPlan(
      Self.request(.direct) {
        Self.connected(&$0)
        $0.vrf = "Mgmt-intf"
        $0.nameServers = ["192.0.2.53"]
        $0.timeServers = ["ntp.example.net"]
      })
    #expect(plan.configuration.contains("ip name-server vrf Mgmt-intf 192.0.2.53"))
    #expect(plan.configuration.contains("ntp server vrf Mgmt-intf ntp.example.net"))
    let line = try #require(
      plan.stages.flatMap(\.lines).first { $0.text == "license smart vrf Mgmt-intf" })
    // The line is in no source, so it is not pasted.
    #expect(line.kind == .open)
    #expect(line.source.certainty == "unverified")
  }

  @Test(arguments: [
    ("C9800-CL-K9", "17.7.1", true), ("C9800-CL-K9", "17.6.5", false),
    ("C9800-80-K9", "17.12.4", false), ("C9300-24UX", "17.12.4", false),
  ])
  func theAckOfA9800CLIsSaid(_ pid: String, _ release: String, _ isSaid: Bool) throws {
    let plan = try ConnectionPlan(
      Self.request(.airGap) {
        $0.pid = pid
        $0.release = release
      })
    #expect(plan.remarks.contains { $0.text.contains("9800-CL") } == isSaid)
    #expect(plan.remarks.contains { $0.text.contains("no effect") } == pid.hasPrefix("C9800"))
  }

  /// Each system has its own first release, and its own way to keep a configuration.
  @Test(
    arguments: [
      ("ISR4331/K9", "17.3.1", nil), ("ISR4331/K9", "17.9.4", "end"),
      ("N9K-C93180YC-FX3", "10.3(4a)", "end"), ("N9K-C93180YC-FX3", "9.3(8)", nil),
      ("NCS-5501-SE", "7.11.2", "commit"),
    ] as [(String, String, String?)])
  func theSystemOfThePIDDecides(_ pid: String, _ release: String, _ ending: String?) throws {
    let request = Self.request(.airGap) {
      $0.pid = pid
      $0.release = release
    }
    guard let ending else {
      let refusal = #expect(throws: PlanRefusal.self) { try ConnectionPlan(request) }
      #expect(refusal?.code == ["plan/before-policy"])
      return
    }
    let plan = try ConnectionPlan(request)
    #expect(plan.values.dialect.typed(["end"]).first == ending)
    let after = plan.stages.flatMap(\.lines).map(\.text)
    #expect(after.contains("write memory") == pid.hasPrefix("ISR"))
    #expect(after.contains("copy running-config startup-config") == pid.hasPrefix("N9K"))
  }

  @Test func whatWasNotGivenIsLeftOpen() throws {
    let plan = try ConnectionPlan(Self.request(.direct))
    #expect(plan.configuration == ["license smart transport smart", "license smart url default"])
    let open = plan.stages.flatMap(\.lines).filter { $0.kind == .open }.map(\.text)
    #expect(
      open == [
        "ip http client source-interface <interface>",
        "ip http client secure-trustpoint <trustpoint>", "ip name-server <address>",
      ])
    #expect(plan.findings.map(\.id) == ["plan/left-open", "plan/left-open"])
  }
}
