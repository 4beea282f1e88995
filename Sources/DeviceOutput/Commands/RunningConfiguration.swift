public import LicenseFiles

/// What the configuration of a device says about licensing and about the way to a license server.
///
/// A device leaves out what is at its default, so a line that is absent says nothing more than that.
/// Secrets are not kept: of a login for a proxy only the place is known.
///
/// Source: the configuration lines of Cisco doc 217348; `Cisco-IOS-XE-license.yang` for the rest.
public struct RunningConfiguration: Sendable, Hashable {
  /// How much of the configuration was printed.
  public enum Extent: String, Sendable, Hashable {
    /// All of it: it ends with `end`.
    case whole
    /// What a filter or a section let through.
    case filtered
    /// It does not end with `end`: cut off, or a part that somebody copied.
    case cut
    /// Lines for the configuration prompt, as a block after `configure terminal`.
    case pasted
  }

  /// A setting that a line can take away.
  public enum Setting: Sendable, Hashable, CaseIterable {
    case transport, csluURL, smartURL, proxy, usageInterval, privacy, reservation, licenseVRF
    case sourceInterface, secureTrustpoint, nameServers, timeServers, lookupOff
  }

  /// Which kind of server a `license smart url` is for.
  public enum URLKind: Sendable, Hashable {
    /// `license smart url default`.
    case standard
    /// `license smart url cslu URL`.
    case cslu
    /// `license smart url smart URL`.
    case smart
    /// `license smart url URL`, which names no kind.
    case plain
  }

  /// A `license smart url`.
  public struct ServerURL: Sendable, Hashable {
    /// The kind of server.
    public let kind: URLKind
    /// As configured; empty for the default. It may hold a login: do not print it.
    public let text: String
  }

  /// A name server or a time server.
  public struct Server: Sendable, Hashable {
    /// Address or name.
    public let address: String
    /// The VRF; nil for the global table.
    public let vrf: String?
  }

  /// An interface, as far as a source interface matters.
  public struct Interface: Sendable, Hashable {
    /// As configured.
    public let name: String
    /// The VRF; nil for the global table.
    public internal(set) var vrf: String?
    /// True with an address, also one from DHCP.
    public internal(set) var hasAddress = false
    /// True with `shutdown`.
    public internal(set) var isShutdown = false
  }

  /// Where it begins.
  public internal(set) var location: SourceLocation
  /// How much of it was printed.
  public internal(set) var extent = Extent.cut
  /// How many lines were read, comments apart.
  public internal(set) var lineCount = 0
  /// `hostname`.
  public internal(set) var hostName: Observed<String>?
  /// `version`, which has no maintenance number: `17.9`.
  public internal(set) var version: Observed<String>?
  /// The operating system, where its configurations begin in a way of their own.
  public internal(set) var system: DeviceModel.System?
  /// `license udi pid … sn …`.
  public internal(set) var udi: Observed<UDI>?
  /// True where a wireless management interface is configured.
  public internal(set) var hasWirelessManagement = false

  /// `license smart transport`, in lower case.
  public internal(set) var transport: Observed<String>?
  /// What is known not to be configured, though not all of the configuration was printed.
  public internal(set) var cleared: Set<Setting> = []
  /// Where `destination address http` of the profiles of `call-home` points.
  public internal(set) var callHomeDestinations: [Observed<String>] = []
  /// `license smart url`; a device can keep one of each kind.
  public internal(set) var urls: [Observed<ServerURL>] = []
  /// `Cslu address: cslu-local`: the name that a device looks for when nobody named a CSLU.
  public internal(set) var standardAddress: Observed<String>?
  /// `license smart proxy address`.
  public internal(set) var proxyAddress: Observed<String>?
  /// `license smart proxy port`.
  public internal(set) var proxyPort: Observed<String>?
  /// Where a user name or a password for the proxy is configured.
  public internal(set) var proxyLogin: SourceLocation?
  /// `license smart vrf`.
  public internal(set) var licenseVRF: Observed<String>?
  /// `license smart usage interval`, days as configured.
  public internal(set) var usageInterval: Observed<String>?
  /// `license smart privacy`: `all`, `hostname`, `version`.
  public internal(set) var privacy: [Observed<String>] = []
  /// `license smart reservation`, of Smart Licensing before the policy.
  public internal(set) var reservation: SourceLocation?
  /// Where `license smart` lines stand that are not understood.
  public internal(set) var unread: [TranscriptLine] = []

  /// `ip http client source-interface`.
  public internal(set) var sourceInterface: Observed<String>?
  /// `ip http client secure-trustpoint`.
  public internal(set) var secureTrustpoint: Observed<String>?
  /// `revocation-check` of each `crypto pki trustpoint`; nil where none is configured.
  public internal(set) var trustpoints: [String: Observed<String>?] = [:]
  /// Interfaces in order.
  public internal(set) var interfaces: [Interface] = []
  /// VRFs that are defined.
  public internal(set) var vrfs: Set<String> = []
  /// `ip name-server`.
  public internal(set) var nameServers: [Observed<Server>] = []
  /// `ntp server`.
  public internal(set) var timeServers: [Observed<Server>] = []
  /// `clock timezone`: the name that the device prints, and its seconds east of UTC.
  public internal(set) var timeZone: Observed<ConfiguredZone>?
  /// `clock summer-time`: the name that the device prints, and its seconds east of UTC. Nil where no
  /// ``timeZone`` stands before it.
  public internal(set) var summerTime: Observed<ConfiguredZone>?
  /// When summer time begins and ends; nil where that cannot be read.
  public internal(set) var summerTimeRule: SummerTimeRule?
  /// `service timestamps`, as configured: whether log messages carry a date, a year and a zone.
  public internal(set) var timeStamps: [Observed<String>] = []
  /// Names with a fixed address, in lower case.
  public internal(set) var hosts: Set<String> = []
  /// Where the lookup of names is switched off.
  public internal(set) var lookupOff: SourceLocation?

  init(location: SourceLocation) { self.location = location }

  /// An interface by its name, whatever its case and blanks; as last printed.
  public func interface(named name: String) -> Interface? {
    let wanted = Self.key(name)
    return interfaces.last { Self.key($0.name) == wanted }
  }

  static func key(_ name: some StringProtocol) -> String {
    name.lowercased().filter { $0 != " " }
  }

  /// True when a line that was not printed is not configured.
  public func lacks(_ setting: Setting) -> Bool {
    guard extent == .whole || cleared.contains(setting) else { return false }
    switch setting {
    case .transport: return transport == nil
    case .csluURL: return !urls.contains { $0.value.kind == .cslu || $0.value.kind == .plain }
    case .smartURL: return !urls.contains { $0.value.kind != .cslu }
    case .proxy: return proxyAddress == nil && proxyPort == nil
    case .usageInterval: return usageInterval == nil
    case .privacy: return privacy.isEmpty
    case .reservation: return reservation == nil
    case .licenseVRF: return licenseVRF == nil
    case .sourceInterface: return sourceInterface == nil
    case .secureTrustpoint: return secureTrustpoint == nil
    case .nameServers: return nameServers.isEmpty
    case .timeServers: return timeServers.isEmpty
    case .lookupOff: return lookupOff == nil
    }
  }

  /// The last URL of one of these kinds.
  public func url(_ kinds: URLKind...) -> Observed<ServerURL>? {
    urls.last { kinds.contains($0.value.kind) }
  }

  /// True when a line says what only a configuration says: anybody may write `interface` in a letter.
  var isUnmistakable: Bool {
    saysHowItReports || hostName != nil || udi != nil || sourceInterface != nil
      || secureTrustpoint != nil || !trustpoints.isEmpty || !nameServers.isEmpty
      || !timeServers.isEmpty || timeZone != nil || !timeStamps.isEmpty
      || ((extent == .pasted || extent == .whole) && !interfaces.isEmpty)
  }

  private var saysHowItReports: Bool {
    transport != nil || !urls.isEmpty || proxyAddress != nil || proxyPort != nil
      || proxyLogin != nil || usageInterval != nil || !privacy.isEmpty || reservation != nil
      || licenseVRF != nil || !callHomeDestinations.isEmpty || !cleared.isEmpty
  }
}

/// A time zone as configured.
public struct ConfiguredZone: Sendable, Hashable {
  /// The name that the device prints.
  public let name: String
  /// Seconds east of UTC.
  public let seconds: Int64
}

extension RunningConfiguration {
  /// Takes `clock timezone CET 1 0` and `clock summer-time CEST recurring …`.
  mutating func takeClock(_ words: [String], at line: TranscriptLine, _ context: OutputContext) {
    guard words.count >= 2 else { return }
    if words[0] == "timezone", words.count >= 3, let hours = Int64(words[2]),
      (-23...23).contains(hours)
    {
      let minutes = Int64(words.count > 3 ? words[3][...].number.map { min($0, 59) } ?? 0 : 0)
      let seconds = hours * 3600 + (hours < 0 ? -minutes : minutes) * 60
      timeZone = context.observed(ConfiguredZone(name: words[1], seconds: seconds), line.number)
      summerTime = summerTime?.map { summer($0.name) }
    } else if words[0] == "summer-time" {
      summerTimeRule = SummerTimeRule(words.dropFirst(2))
      summerTime = context.observed(summer(words[1]), line.number)
    }
  }

  /// Without a zone the clock is that of UTC.
  private func summer(_ name: String) -> ConfiguredZone {
    ConfiguredZone(
      name: name, seconds: (timeZone?.value.seconds ?? 0) + (summerTimeRule?.ahead ?? 3600))
  }

  /// The zones that the configuration names; only the certain ones when it names none.
  public var zoneOffsets: ZoneOffsets {
    ZoneOffsets(standard: timeZone?.value, summer: summerTime?.value, rule: summerTimeRule)
  }
}
