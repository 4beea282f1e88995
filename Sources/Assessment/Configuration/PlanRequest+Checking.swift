import DeviceOutput
import LicenseFiles

extension PlanRequest {
  /// Checks every value.
  ///
  /// - Parameter isComplete: false where a value that is missing is not an error, because a
  ///   configuration may have it.
  /// - Returns: the values, and the warnings that do not refuse the plan.
  /// - Throws: ``PlanRefusal`` with every reason. No value that was refused for a secret in it stands
  ///   in a message.
  func checked(
    isComplete: Bool = true
  ) throws(PlanRefusal) -> (values: PlanValues, warnings: [Finding]) {
    var checking = PlanChecking(self, isComplete: isComplete)
    checking.run()
    let errors = checking.findings.filter { $0.severity == .error }
    if !errors.isEmpty { throw PlanRefusal(findings: errors) }
    return (checking.values, checking.findings)
  }
}

/// One check of a request, value by value.
private struct PlanChecking {
  let request: PlanRequest
  let isComplete: Bool
  var values = PlanValues()
  var findings: [Finding] = []
  private var topology: ReportingTopology { request.topology }

  init(_ request: PlanRequest, isComplete: Bool) {
    self.request = request
    self.isComplete = isComplete
  }

  mutating func run() {
    if request.hasToken {
      add(.planTokenGiven, "--token", "a trust token was given; it is not shown here")
    }
    if request.hasCredentials {
      add(.planCredentialsGiven, "--proxy-user", "a login was given; it is not shown here")
    }
    takeDevice()
    takeWay()
    takeServer()
    takeProxy()
    values.privacy = PlanRequest.Privacy.allCases.filter(request.privacy.contains)
  }

  private mutating func takeDevice() {
    if let text = request.release {
      if let release = IOSRelease(text), PlanValue.isRelease(text) {
        values.release = release
        let system = request.pid.flatMap { DeviceModel($0).system }
        if PolicyStart.isAfter(release, on: system) {
          let first = system == .nxOS ? "10.2(1)F" : "17.3.2"
          add(
            .planBeforePolicy, "--release", "\(release.normalized) is older than \(first)",
            remedy: system == .nxOS ? PolicyStart.advice(for: system) : nil)
        }
      } else {
        malformed("--release", text, "a release such as 17.9.5")
      }
    }
    values.pid = word("--pid", request.pid, "a product id such as C9800-CL-K9") {
      PlanValue.isProductID($0)
    }
    for text in request.timeServers {
      if let server = word("--ntp-server", text, "a name or an address", PlanValue.isHost) {
        values.timeServers.append(server)
      }
    }
  }

  private mutating func takeWay() {
    values.sourceInterface = word(
      "--source-interface", placed("--source-interface", request.sourceInterface),
      "an interface with its number, such as Vlan10", PlanValue.isInterface)
    values.trustpoint = word(
      "--trustpoint", placed("--trustpoint", request.trustpoint), "the name of a trustpoint"
    ) { PlanValue.isName($0, limit: 64) }
    values.vrf = word("--vrf", placed("--vrf", request.vrf), "the name of a VRF") {
      PlanValue.isName($0, limit: 32)
    }
    for text in request.nameServers {
      guard let text = placed("--name-server", text) else { continue }
      if let server = word("--name-server", text, "an address", PlanValue.isAddress) {
        values.nameServers.append(server)
      }
    }
  }

  /// The value where the topology begins connections at the device.
  private mutating func placed(_ option: String, _ text: String?) -> String? {
    guard let text else { return nil }
    if topology.isBegunByDevice { return text }
    unused(option)
    return nil
  }

  private mutating func takeServer() {
    let isServed = topology == .cslu || topology == .onPrem || topology == .csluInitiated
    if request.tenant != nil, topology != .onPrem { unused("--tenant") }
    if request.server != nil, !isServed { unused("--server") }
    if let text = request.url, LicenseServerURL.holdsLogin(text) {
      add(.planCredentialsGiven, "--url", "the URL holds a login; it is not shown here")
      return
    }
    let server = word("--server", request.server, "a name or an address", PlanValue.isHost)
    let tenant = word("--tenant", request.tenant, "a tenant id such as EXAMPLE-1") {
      PlanValue.isName($0, limit: 64)
    }
    if request.url != nil, request.server != nil {
      add(.planValueUnused, "--server", "--url already names the server; give one of the two")
      return
    }
    guard let text = request.url else { return takeServer(server?.lowercased(), tenant) }
    guard let url = LicenseServerURL(text) else {
      return malformed("--url", text, "http://ADDRESS and a path, in one word without ? or < >")
    }
    switch (topology, url.kind) {
    case (.airGap, _), (.csluInitiated, _): unused("--url")
    case (.direct, .receiver), (.proxy, .receiver): break
    case (.direct, _), (.proxy, _):
      add(.planURLForSmart, "--url", "\(url.text) is not Cisco's receiver")
    case (.cslu, .cslu):
      values.url = url
      if url.effectivePort != LicenseServerURL.csluPort {
        add(.planCSLUPort, "--url", "\(url.text) is on port \(url.effectivePort)")
      }
    case (.onPrem, .onPrem(let found)):
      values.url = url
      if let tenant, tenant != found {
        add(.planURLMismatch, "--tenant", "the URL names the tenant \(found), not \(tenant)")
      }
    case (.onPrem, .tenantMissing), (.onPrem, .cslu):
      add(.planTenantMissing, "--url", "\(url.text) names no tenant")
    case (.cslu, .onPrem):
      add(
        .planURLMismatch, "--url", "\(url.text) names a tenant, so it is a URL of On-Prem",
        remedy: "use rumkit plan on-prem, or leave the tenant out")
    case (.cslu, .tenantMissing), (.cslu, .receiver), (.cslu, .other), (.onPrem, .receiver),
      (.onPrem, .other):
      add(.planURLMismatch, "--url", "\(url.text) does not have the path \(Self.path(topology))")
    }
  }

  private mutating func takeServer(_ server: String?, _ tenant: String?) {
    switch topology {
    case .cslu:
      guard let server else {
        if request.server == nil, isComplete {
          add(
            .planValueMissing, "--server", "the address of CSLU is missing",
            remedy: "give --server ADDRESS, or --url http://ADDRESS:8182/cslu/v1/pi")
        }
        return
      }
      values.url = LicenseServerURL(
        host: server, port: LicenseServerURL.csluPort, path: LicenseServerURL.csluPath)
    case .csluInitiated:
      values.url = server.map { LicenseServerURL(host: $0, port: nil, path: "") }
    case .onPrem:
      if request.tenant == nil, isComplete || request.server != nil {
        add(
          .planTenantMissing, "--tenant",
          request.server == nil
            ? "neither the URL of On-Prem nor its server and tenant were given"
            : "a server without a tenant")
      } else if request.server == nil, request.tenant != nil {
        add(
          .planValueMissing, "--server", "a tenant without a server",
          remedy: "give --server ADDRESS too, or the whole URL with --url")
      }
      if let server, let tenant {
        values.url = LicenseServerURL(
          host: server, port: nil, path: "\(LicenseServerURL.csluPath)/\(tenant)")
      }
    case .airGap, .direct, .proxy: break
    }
  }

  private mutating func takeProxy() {
    guard topology == .proxy else {
      if request.proxyAddress != nil { unused("--proxy-address") }
      if request.proxyPort != nil { unused("--proxy-port") }
      if request.proxyHasLogin { unused("--proxy-login") }
      return
    }
    if let text = request.proxyAddress {
      if LicenseServerURL.holdsLogin(text) {
        add(.planCredentialsGiven, "--proxy-address", "it holds a login; it is not shown here")
      } else {
        values.proxyAddress = word(
          "--proxy-address", text, "a name or an address, without http:// and port",
          PlanValue.isHost)
      }
    } else if isComplete {
      add(.planValueMissing, "--proxy-address", "the address of the proxy is missing")
    }
    if let text = request.proxyPort {
      values.proxyPort = PlanValue.port(text)
      if values.proxyPort == nil { malformed("--proxy-port", text, "a number from 1 to 65535") }
    } else if isComplete {
      add(.planValueMissing, "--proxy-port", "the port of the proxy is missing")
    }
    guard request.proxyHasLogin else { return }
    if let release = values.release, !IOSRelease.hasNoProxyLogin(release) {
      add(.planProxyLoginUntested, "--proxy-login", "\(release.normalized) is later than 17.9.2")
    } else {
      let release = values.release.map { "release \($0.normalized)" } ?? "an unknown release"
      add(.planProxyLogin, "--proxy-login", "a proxy with a login and \(release)")
    }
  }

  private static func path(_ topology: ReportingTopology) -> String {
    topology == .onPrem ? "/cslu/v1/pi/TENANT" : "/cslu/v1/pi"
  }

  private mutating func word(
    _ option: String, _ text: String?, _ shape: String, _ fits: (String) -> Bool
  ) -> String? {
    guard let text else { return nil }
    if fits(text) { return text }
    malformed(option, text, shape)
    return nil
  }

  /// What was typed is not shown: it may hold a secret that was put to the wrong option.
  private mutating func malformed(_ option: String, _ text: String, _ shape: String) {
    let why =
      text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
      ? "it holds a control character or a line end" : "it does not have that form"
    add(.planValueMalformed, option, "\(option) takes \(shape); \(why)")
  }

  private mutating func unused(_ option: String) {
    if topology == .airGap {
      add(.planOpensTheGap, option, "\(option) belongs to a connection, and an air gap has none")
    } else {
      add(.planValueUnused, option, "\(option) has no line in the plan \(topology.rawValue)")
    }
  }

  private mutating func add(
    _ descriptor: FindingDescriptor, _ option: String, _ message: String, remedy: String? = nil
  ) {
    findings.append(
      descriptor.finding(at: SourceLocation(file: option), message, remedy: remedy))
  }
}

extension IOSRelease {
  /// True up to 17.9.2, the last release of which the document says that it cannot log in to a proxy.
  static func hasNoProxyLogin(_ release: IOSRelease) -> Bool {
    IOSRelease("17.9.2").map { release <= $0 } ?? true
  }
}
