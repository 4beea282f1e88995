import DeviceOutput
import LicenseFiles

// Transport, the server and the proxy.
extension ConfigurationJudge {
  mutating func judgeTransport() {
    guard let transport = configuration.transport else {
      // cslu is the default, and a default may not be printed.
      if configuration.lacks(.transport), topology.transport != "cslu" {
        add(
          .configTransportDefault,
          "no license smart transport: the device is at its default, which is cslu",
          remedy: transportRemedy, fixing: [lines.transport],
          as: topology == .airGap ? .warning : nil)
      }
      return
    }
    guard !topology.takes(transport.value), !reachesByCallHome else { return }
    // Nobody configured that: the device looks for a CSLU and finds none.
    let isDefault =
      topology == .airGap && transport.value == "cslu" && configuration.csluURL == nil
    add(
      .configTransportWrong, at: transport.location,
      "transport is \(transport.value), but \(topology.rawValue) needs \(topology.transport)",
      remedy: transportRemedy, fixing: [lines.transport],
      // The document shows no line for a connection that CSLU begins.
      as: topology == .csluInitiated || isDefault ? .warning : nil)
  }

  /// On-Prem takes call home from older licensing; a device that shows that it is answered works.
  private var reachesByCallHome: Bool {
    topology == .onPrem && configuration.transport?.value == "callhome" && isAnswered
  }

  private var transportRemedy: String? {
    topology == .airGap
      ? "switch the transport off; usage leaves by file (rumkit-ritual(1))" : nil
  }

  mutating func judgeServer() {
    switch topology {
    case .airGap: judgeOutward()
    case .direct, .proxy: judgeReceiver()
    case .cslu, .onPrem: judgeCSLU()
    case .csluInitiated: break
    }
  }

  /// With transport off none of these lines acts; each would, as soon as somebody changed that.
  private mutating func judgeOutward() {
    if let url = configuration.urls.last {
      add(
        .configPointsOutward, at: url.location, "a license smart url is configured",
        removing: [Self.no("license smart url")])
    }
    if let proxy = configuration.proxyAddress ?? configuration.proxyPort {
      add(
        .configPointsOutward, at: proxy.location, "a license smart proxy is configured",
        removing: [Self.no("license smart proxy address"), Self.no("license smart proxy port")])
    }
  }

  private mutating func judgeReceiver() {
    // Call home has addresses of its own.
    guard configuration.transport?.value != "callhome" else { return }
    guard let url = configuration.smartURL else {
      if configuration.lacks(.smartURL) {
        add(
          .configURLDefault, "no license smart url: a device may not print the default",
          fixing: [lines.standardURL])
      }
      return
    }
    guard url.value.kind != .standard else { return }
    let parsed = LicenseServerURL(url.value.text)
    switch parsed?.kind {
    case .receiver: break
    case .cslu, .onPrem, .tenantMissing:
      add(
        .configURLForSmart, at: url.location,
        "the URL for transport smart has the path of CSLU and On-Prem",
        fixing: [lines.standardURL])
    case .other, nil:
      add(
        .configReceiverOther, at: url.location,
        parsed.map { "the URL is on \($0.host), not on \(LicenseServerURL.receiver)" }
          ?? "the URL cannot be read",
        fixing: [lines.standardURL])
    }
  }

  private mutating func judgeCSLU() {
    guard let url = configuration.csluURL else {
      judgeAbsentCSLU()
      return
    }
    let parsed = LicenseServerURL(url.value.text)
    let mend = [PlanLines(topology: topology, values: asked).csluURL]
    switch (topology, parsed?.kind) {
    case (.onPrem, .onPrem): break
    case (.cslu, .cslu):
      if let port = parsed?.effectivePort, port != LicenseServerURL.csluPort {
        add(.configCSLUPort, at: url.location, "the URL is on port \(port)", fixing: mend)
      }
    case (.onPrem, .tenantMissing), (.onPrem, .cslu):
      add(.configTenantMissing, at: url.location, "the URL names no tenant", fixing: mend)
    case (.cslu, .onPrem):
      add(
        .configURLMismatch, at: url.location, "the URL names a tenant, as for On-Prem",
        fixing: mend)
    case (.cslu, .tenantMissing), (.cslu, .receiver), (.cslu, .other), (.cslu, nil),
      (.onPrem, .receiver), (.onPrem, .other), (.onPrem, nil), (.airGap, _), (.direct, _),
      (.proxy, _), (.csluInitiated, _):
      add(
        .configURLMismatch, at: url.location,
        parsed == nil ? "the URL cannot be read" : "the path of the URL is not /cslu/v1/pi",
        fixing: mend)
    }
  }

  private mutating func judgeAbsentCSLU() {
    // Without an address it looks for the name cslu-local; what reached a server found one.
    guard !isAnswered else { return }
    let mend = [lines.csluURL]
    if let url = configuration.smartURL, url.value.kind != .standard, topology == .onPrem {
      add(
        .configURLForSmart, at: url.location,
        "On-Prem is configured as a server for transport smart", fixing: mend)
    } else if configuration.lacks(.csluURL) {
      let name = configuration.standardAddress
      add(
        .configURLMissing, at: name?.location,
        name.map {
          "the address is \($0.value), the name that a device looks for where none is configured"
        }
          ?? "no license smart url cslu", fixing: mend)
    }
  }

  mutating func judgeProxy() {
    if let place = configuration.proxyLogin {
      let release = asked.release ?? device?.release.latest?.value
      add(
        .configProxyLogin, at: place, "a login for the proxy is configured; it is not shown here",
        as: release.map { IOSRelease.hasNoProxyLogin($0) } == true ? .error : nil)
    }
    switch topology {
    case .proxy:
      if configuration.proxyAddress == nil, isWhole || configuration.lacks(.proxy) {
        add(.configProxyMissing, "no license smart proxy address", fixing: lines.proxyAddress)
      }
      if configuration.proxyPort == nil, isWhole || configuration.lacks(.proxy) {
        add(.configProxyMissing, "no license smart proxy port", fixing: lines.proxyPort)
      }
    case .direct, .cslu, .onPrem, .csluInitiated:
      guard let proxy = configuration.proxyAddress ?? configuration.proxyPort else { return }
      add(
        .configProxyUnused, at: proxy.location,
        "a proxy is configured, and \(topology.rawValue) has none",
        removing: [Self.no("license smart proxy address"), Self.no("license smart proxy port")])
    case .airGap: break
    }
  }
}
