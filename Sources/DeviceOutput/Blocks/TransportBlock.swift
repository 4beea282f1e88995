/// How the device reports: the block `Transport`.
public struct TransportFacts: Sendable, Hashable {
  /// `Type`, as printed: `Transport Off`, `cslu`, `Smart`, `Callhome` in known outputs.
  public internal(set) var type: Observed<String>?
  /// `URL`, of the smart transport.
  public internal(set) var url: Observed<String?>?
  /// `Cslu address`.
  public internal(set) var csluAddress: Observed<String?>?
  /// `VRF`, on the same line or the next.
  public internal(set) var vrf: Observed<String?>?
  /// The address of the proxy, or what the device prints in its place (`Not Configured`).
  public internal(set) var proxy: Observed<String?>?
  /// The port of the proxy.
  public internal(set) var proxyPort: Observed<String?>?
  /// The user name at the proxy.
  public internal(set) var proxyUser: Observed<String?>?
  /// True when a password for the proxy is printed. The password itself is not kept.
  public internal(set) var hasProxyPassword: Observed<Bool>?
  /// `Server Identity Check`.
  public internal(set) var serverIdentityCheck: Observed<Bool>?
  /// `IP Mode`, printed by newer Smart Agents: `IPv4 ONLY`.
  public internal(set) var ipMode: Observed<String?>?
  /// `Trust Point`, printed by newer Smart Agents.
  public internal(set) var trustPoint: Observed<String?>?

  /// True when the device is told to report nowhere; nil when the type was not printed.
  public var isOff: Bool? { type.map { $0.value.lowercased().hasSuffix("off") } }
}

extension TransportFacts: SettingBlock {
  mutating func take(_ setting: BlockSetting, _ context: OutputContext) -> Bool {
    let line = setting.line.number
    switch setting.name {
    case "Type": type = context.observed(setting.value, line)
    case "URL": url = context.text(setting.value, line)
    case "Cslu address": csluAddress = context.text(setting.value, line)
    case "VRF": vrf = context.text(setting.value, line)
    case "Proxy", "Proxy/Address": proxy = context.text(setting.value, line)
    case "Proxy/Port": proxyPort = context.text(setting.value, line)
    case "Proxy/Username": proxyUser = context.text(setting.value, line)
    case "Proxy/Password":
      hasProxyPassword = context.text(setting.value, line).map { $0 != nil }
    case "Server Identity Check": serverIdentityCheck = context.truth(setting.value, line)
    case "IP Mode": ipMode = context.text(setting.value, line)
    case "Trust Point": trustPoint = context.text(setting.value, line)
    default: return false
    }
    return true
  }
}
