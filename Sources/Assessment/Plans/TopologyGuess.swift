public import DeviceOutput

/// The way of reporting that a configuration was made for, from its own lines.
public struct TopologyGuess: Sendable, Hashable {
  /// The way to report.
  public let topology: ReportingTopology
  /// What it was concluded from.
  public let reason: String

  /// Concludes from the transport first, then from the URL and the proxy.
  public init(_ configuration: RunningConfiguration) {
    (topology, reason) = Self.conclude(configuration)
  }

  private static func conclude(
    _ configuration: RunningConfiguration
  ) -> (ReportingTopology, String) {
    switch configuration.transport?.value {
    case "off": return (.airGap, "transport is off")
    case "smart":
      if let url = configuration.urls(.smart, .plain).last?.value, isOfAnotherServer(url) {
        return (.onPrem, "transport is smart, and its URL is not that of Cisco's receiver")
      }
      if configuration.proxyAddress != nil || configuration.proxyPort != nil {
        return (.proxy, "transport is smart, with a proxy")
      }
      return (.direct, "transport is smart, without a proxy")
    case "cslu": return conclude(configuration, whenNone: .csluInitiated)
    case nil: return conclude(configuration, whenNone: .airGap)
    default: return (.direct, "transport is one of Smart Licensing before the policy")
    }
  }

  private static func conclude(
    _ configuration: RunningConfiguration, whenNone: ReportingTopology
  ) -> (ReportingTopology, String) {
    guard let url = configuration.urls(.cslu).last else {
      return whenNone == .airGap
        ? (.airGap, "no line says how the device reports; name the topology if it has a connection")
        : (whenNone, "transport is cslu, and no URL says where CSLU is")
    }
    switch LicenseServerURL(url.value.text)?.kind {
    case .onPrem, .tenantMissing: return (.onPrem, "the URL for CSLU names a tenant's path")
    default: return (.cslu, "there is a URL for CSLU without a tenant")
    }
  }

  private static func isOfAnotherServer(_ url: RunningConfiguration.ServerURL) -> Bool {
    guard let url = LicenseServerURL(url.text) else { return false }
    // The server of Smart Licensing before the policy was Cisco's too.
    return url.kind != .receiver && !url.host.hasSuffix(".cisco.com")
  }
}

extension RunningConfiguration {
  func urls(_ kinds: URLKind...) -> [Observed<ServerURL>] {
    urls.filter { kinds.contains($0.value.kind) }
  }
}
