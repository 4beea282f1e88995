import Assessment
import LicenseFiles
import Testing

/// Values that are refused, and their nearest neighbours that are not.
@Suite struct PlanValueTests {
  typealias Change = @Sendable (inout PlanRequest) -> Void

  private static func findings(
    _ topology: ReportingTopology, _ change: Change
  ) -> [Finding] {
    var request = PlanRequest(topology)
    change(&request)
    do throws(PlanRefusal) { return try ConnectionPlan(request).findings } catch {
      return error.findings
    }
  }

  private static let proxy: Change = {
    $0.proxyAddress = "proxy.example.net"
    $0.proxyPort = "3128"
  }

  private static func url(_ text: String) -> Change { { $0.url = text } }

  private static func login(_ release: String?) -> Change {
    {
      proxy(&$0)
      $0.proxyHasLogin = true
      $0.release = release
    }
  }

  /// For each id the trigger and the near miss that its descriptor describes.
  private static let examples:
    [String: (
      topology: ReportingTopology, trigger: Change, near: ReportingTopology, nearMiss: Change
    )] = [
      "plan/token-given": (.direct, { $0.hasToken = true }, .direct, { _ in }),
      "plan/credentials-given": (
        .proxy,
        {
          proxy(&$0)
          $0.proxyAddress = "user:word@proxy.example.net"
        }, .proxy, proxy
      ),
      "plan/opens-the-gap": (
        .airGap, { $0.nameServers = ["192.0.2.53"] }, .airGap, { $0.privacy = [.hostname] }
      ),
      "plan/value-unused": (
        .direct, { $0.tenant = "EXAMPLE-1" }, .onPrem,
        {
          $0.tenant = "EXAMPLE-1"
          $0.server = "onprem.example.net"
        }
      ),
      "plan/value-missing": (.proxy, { $0.proxyAddress = "proxy.example.net" }, .proxy, proxy),
      "plan/tenant-missing": (
        .onPrem, { $0.server = "onprem.example.net" }, .onPrem,
        {
          $0.server = "onprem.example.net"
          $0.tenant = "EXAMPLE-1"
        }
      ),
      "plan/url-for-smart": (
        .direct, url("http://onprem.example.net/cslu/v1/pi/EXAMPLE-1"), .direct, { _ in }
      ),
      "plan/url-mismatch": (
        .cslu, url("http://192.0.2.20:8182/"), .cslu, url("http://192.0.2.20:8182/cslu/v1/pi")
      ),
      "plan/value-malformed": (
        .direct, { $0.trustpoint = "EXAMPLE-TP\nreload" }, .direct,
        { $0.trustpoint = "EXAMPLE-TP" }
      ),
      "plan/proxy-login": (.proxy, login("17.9.2"), .proxy, login("17.12.4")),
      "plan/proxy-login-untested": (.proxy, login("17.12.4"), .proxy, proxy),
      "plan/before-policy": (
        .direct, { $0.release = "17.3.1" }, .direct, { $0.release = "17.3.2" }
      ),
      "plan/cslu-port": (
        .cslu, url("http://192.0.2.20/cslu/v1/pi"), .cslu,
        url("http://192.0.2.20:8182/cslu/v1/pi")
      ),
      "plan/left-open": (
        .direct, { $0.sourceInterface = "Vlan10" }, .direct,
        {
          $0.sourceInterface = "Vlan10"
          $0.trustpoint = "EXAMPLE-TP"
        }
      ),
    ]

  @Test("trigger and near miss", arguments: FindingDescriptor.plans.map(\.id))
  func triggerAndNearMiss(_ id: String) throws {
    let example = try #require(Self.examples[id])
    let trigger = Self.findings(example.topology, example.trigger).map(\.id)
    #expect(trigger.contains(id), "\(trigger)")
    let nearMiss = Self.findings(example.near, example.nearMiss).map(\.id)
    #expect(!nearMiss.contains(id), "\(nearMiss)")
  }

  @Test func everyFindingIsPublishedAndNothingInferredIsAnError() {
    for descriptors in [FindingDescriptor.plans, FindingDescriptor.configuration] {
      #expect(Set(descriptors.map(\.id)).count == descriptors.count)
      for descriptor in descriptors {
        if case .inferred = descriptor.basis { #expect(descriptor.severity < .error) }
        #expect(descriptor.id.wholeMatch(of: /(plan|config)\/[a-z0-9-]+/) != nil)
      }
    }
    #expect(Set(FindingDescriptor.plans.map(\.id)) == Set(Self.examples.keys))
  }

  @Test(arguments: [
    "http://onprem.example.net/cslu/v1/pi", "http://onprem.example.net/cslu/v1/pi/",
  ])
  func aURLOfOnPremNeedsATenant(_ text: String) {
    #expect(Self.findings(.onPrem, Self.url(text)).map(\.id) == ["plan/tenant-missing"])
  }

  @Test(arguments: [
    (ReportingTopology.cslu, "http://192.0.2.20:8182/cslu/v1/pi/EXAMPLE-1"),
    (.onPrem, "https://onprem.example.net/SmartTransport"), (.onPrem, "http://x/cslu/v1/pi/a/b"),
    (.cslu, "https://smartreceiver.cisco.com/cslu/v1/pi"),
  ])
  func aURLOfAnotherTopologyIsRefused(_ topology: ReportingTopology, _ text: String) {
    #expect(Self.findings(topology, Self.url(text)).map(\.id) == ["plan/url-mismatch"])
  }

  @Test func twoTenantsAreOneTooMany() {
    let ids = Self.findings(.onPrem) {
      $0.url = "http://onprem.example.net/cslu/v1/pi/EXAMPLE-1"
      $0.tenant = "EXAMPLE-2"
    }.map(\.id)
    #expect(ids.contains("plan/url-mismatch"))
  }

  @Test func allReasonsAreToldAtOnce() {
    let findings = Self.findings(.airGap) {
      $0.url = "http://192.0.2.20:8182/cslu/v1/pi"
      $0.proxyAddress = "proxy.example.net"
      $0.sourceInterface = "Vlan10"
      $0.hasToken = true
    }
    #expect(
      findings.map(\.location.file) == [
        "--token", "--source-interface", "--url", "--proxy-address",
      ])
  }

  @Test(arguments: ["u:WORD@192.0.2.20", "http://u:WORD@192.0.2.20:8182/cslu/v1/pi", "WORD\n"])
  func whatMayBeASecretIsNotShown(_ text: String) {
    for topology in [ReportingTopology.cslu, .onPrem, .direct] {
      let findings = Self.findings(topology) {
        $0.url = text
        $0.trustpoint = text
        $0.nameServers = [text]
        $0.release = text
      }
      #expect(!findings.isEmpty)
      #expect(findings.allSatisfy { !$0.message.contains("WORD") && !$0.remedy.contains("WORD") })
    }
  }

  @Test(arguments: ["192.0.2.53", "2001:db8::53", "2001:db8:0:0:0:0:0:53", "::1"])
  func addressesAreTaken(_ text: String) throws {
    var request = PlanRequest(.direct)
    request.nameServers = [text]
    #expect(try ConnectionPlan(request).configuration.contains("ip name-server \(text)"))
  }

  @Test(arguments: [
    "192.0.2", "192.0.2.256", "192.0.2.1.1", "2001:db8", "1:::2", "g::1", "dns", "",
  ])
  func otherWordsAreNoAddresses(_ text: String) {
    let ids = Self.findings(.direct) { $0.nameServers = [text] }.map(\.id)
    #expect(ids == ["plan/value-malformed"])
  }

  @Test(arguments: [
    ("Vlan10", true), ("TenGigabitEthernet0/0/0", true), ("Port-channel1.20", true),
    ("GigabitEthernet 1", true), ("Loopback0", true), ("Vlan", false), ("10", false),
    ("Vlan10 shutdown", false), ("Vlan10?", false), ("Vlan10\r", false), ("Vlan  10", false),
  ])
  func interfaces(_ text: String, _ isTaken: Bool) {
    let ids = Self.findings(.direct) { $0.sourceInterface = text }.map(\.id)
    #expect(!ids.contains("plan/value-malformed") == isTaken)
  }

  /// Whatever is given, the device gets the lines of the topology and no other.
  @Test("no value makes a line", arguments: 0..<40)
  func hostileValues(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let alphabet = Array("aA1.-_:/@ \n\r\t\u{0}\u{1B}\u{2028}?!|;\"'<>^~é\u{202E}")
    func word() -> String {
      String(
        (0...Int.random(in: 0...6, using: &random)).compactMap { _ in
          alphabet.randomElement(using: &random)
        })
    }
    for topology in ReportingTopology.allCases {
      var request = PlanRequest(topology)
      let place = Int.random(in: 0..<9, using: &random)
      let text = word()
      switch place {
      case 0: request.sourceInterface = text
      case 1: request.trustpoint = text
      case 2: request.vrf = text
      case 3: request.nameServers = [text]
      case 4: request.timeServers = [text]
      case 5: request.url = "http://\(text)/cslu/v1/pi/\(word())"
      case 6: request.server = text
      case 7: request.proxyAddress = text
      default: request.tenant = text
      }
      if topology == .proxy { request.proxyPort = "3128" }
      if topology == .onPrem, place == 6 { request.tenant = "EXAMPLE-1" }
      guard let plan = try? ConnectionPlan(request) else { continue }
      for line in plan.stages.flatMap(\.lines) where line.kind != .open {
        let isPlain = line.text.unicodeScalars.allSatisfy {
          (0x20...0x7E).contains($0.value) && $0 != "?" && $0 != "!"
        }
        #expect(isPlain, "seed \(seed): \(line.text.debugDescription)")
      }
    }
  }
}
