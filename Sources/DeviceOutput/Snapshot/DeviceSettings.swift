import LicenseFiles

// What is configured now, as far as all the outputs of a device show it together: configurations, the
// block `Transport` of `show license`, and lines that were typed at the configuration prompt.
extension DeviceSnapshot {
  /// The settings in effect after the last output; nil when no output says any.
  ///
  /// 1. A whole configuration replaces what stood before it. What it leaves out is at its default,
  ///    unless the device printed in `Transport` that it is not.
  /// 2. Everything else changes only what it says.
  public var settings: RunningConfiguration? {
    var fold = SettingsFold()
    for observation in observations { fold.take(observation) }
    return fold.finish()
  }

  /// The same where a configuration or lines of one were printed, pasted or typed; nil where at most
  /// `show license` says something of it.
  public var configured: RunningConfiguration? { settings.flatMap { $0.lineCount > 0 ? $0 : nil } }
}

extension RunningConfiguration {
  /// The transport, in the words of its command; the default where a whole configuration sets none.
  package var transportInEffect: String? { transport?.value ?? (lacks(.transport) ? "cslu" : nil) }
}

private struct SettingsFold {
  private var settings: RunningConfiguration?
  /// The block `Transport` as last printed.
  private var printed: RunningConfiguration?
  private var typed: [TranscriptLine] = []
  private var typedFile = ""

  mutating func take(_ observation: Observation) {
    if let line = observation.typedSetting {
      if typedFile != observation.location.file { takeTyped() }
      typedFile = observation.location.file
      typed.append(line)
    } else if let configuration = observation.runningConfiguration {
      takeTyped()
      take(configuration)
    } else if let transport = observation.license?.transport {
      takeTyped()
      let block = RunningConfiguration(transport, at: observation.location)
      printed = block
      change(by: block)
    } else if case .callHomeProfiles(let profiles) = observation.content,
      let block = RunningConfiguration(profiles)
    {
      takeTyped()
      change(by: block)
    }
  }

  mutating func finish() -> RunningConfiguration? {
    takeTyped()
    return settings
  }

  private mutating func takeTyped() {
    guard !typed.isEmpty else { return }
    let lines = ShowRunningConfig(typed: typed, file: typedFile).configuration
    typed = []
    if lines.isUnmistakable { take(lines) }
  }

  private mutating func take(_ configuration: RunningConfiguration) {
    guard configuration.extent == .whole else { return change(by: configuration) }
    settings = configuration.completed(by: printed)
    printed = nil
  }

  private mutating func change(by later: RunningConfiguration) {
    if settings == nil { settings = later } else { settings?.change(by: later) }
  }
}

extension Observation {
  /// The line of a configuration that was typed behind a prompt, unless the device refused it.
  fileprivate var typedSetting: TranscriptLine? {
    guard case .other = content, let text = command?.text, command?.command == nil,
      let line = location.line, ShowRunningConfig.mayBeTyped(text),
      !unknownLines.contains(where: { $0.text.trimmingBlanks.utf8.first == 0x25 })
    else { return nil }
    return TranscriptLine(number: line, text: text)
  }
}

extension ShowRunningConfig {
  private static let typedWords: [[Substring]] = [
    "license smart transport", "license smart url", "license smart proxy", "license smart vrf",
    "license smart usage interval", "license smart privacy", "ip http client", "ip name-server",
    "ip host", "ip domain", "ip domain-lookup", "crypto pki trustpoint", "revocation-check",
    "ntp server", "call-home", "profile", "destination address http",
  ].map { $0[...].words }

  /// True for a line of the configuration prompt that this reader knows.
  fileprivate static func mayBeTyped(_ text: String) -> Bool {
    guard text.utf8.count <= 510 else { return false }
    let words = ConfigurationLines.spelledOut(text.words)
    let rest = ["no", "default"].contains(words.first) ? words.dropFirst() : words[...]
    return typedWords.contains { $0.elementsEqual(rest.prefix($0.count)) { $0 == $1 } }
  }
}

extension RunningConfiguration {
  /// Where the profiles that carry licensing point; nil where none of them does.
  fileprivate init?(_ profiles: [CallHomeProfile]) {
    let found = profiles.filter(\.carriesLicensing).flatMap(\.addresses)
      .filter { $0.value.contains("://") }
    guard let first = found.first else { return nil }
    self.init(location: first.location)
    extent = .filtered
    callHomeDestinations = found
  }

  /// What the block `Transport` says of the settings.
  fileprivate init(_ facts: TransportFacts, at location: SourceLocation) {
    self.init(
      location: facts.csluAddress?.location ?? facts.url?.location ?? facts.type?.location
        ?? location)
    extent = .filtered
    transport = facts.type.map { type in
      type.map { $0.lowercased().hasSuffix("off") ? "off" : $0.lowercased() }
    }
    if let address = facts.csluAddress {
      take(address, .cslu, absent: .csluURL)
    }
    if let url = facts.url { take(url, .smart, absent: .smartURL) }
    if let proxy = facts.proxy {
      if let host = proxy.value, host.lowercased() != "not configured" {
        proxyAddress = proxy.map { _ in host }
        proxyPort = facts.proxyPort.flatMap { port in
          port.value.map { text in port.map { _ in text } }
        }
      } else {
        cleared.insert(.proxy)
      }
    }
  }

  private mutating func take(
    _ address: Observed<String?>, _ kind: URLKind, absent setting: Setting
  ) {
    if let text = address.value, !Self.isStandardName(text) {
      urls.append(address.map { _ in ServerURL(kind: kind, text: text) })
    } else {
      standardAddress = address.value.map { text in address.map { _ in text } }
      cleared.insert(setting)
    }
  }

  /// `http://cslu-local:8182/…`: the name that a device looks for when nobody named a CSLU.
  private static func isStandardName(_ text: String) -> Bool {
    let host = text.firstRange(of: "://").map { text[$0.upperBound...] } ?? text[...]
    return host.prefix { $0 != "/" && $0 != ":" }.lowercased() == "cslu-local"
  }

  /// This configuration, which is whole, with what the device printed elsewhere where it says nothing.
  fileprivate func completed(by block: RunningConfiguration?) -> RunningConfiguration {
    guard let block else { return self }
    var result = self
    result.transport = transport ?? block.transport
    for url in block.urls where !urls.contains(where: { $0.value.kind.isSame(url.value.kind) }) {
      result.urls.append(url)
    }
    if proxyAddress == nil, proxyPort == nil {
      result.proxyAddress = block.proxyAddress
      result.proxyPort = block.proxyPort
    }
    return result
  }

  /// Takes a later output, which says only some.
  fileprivate mutating func change(by later: RunningConfiguration) {
    // Who configured the standard name is not contradicted by a device that prints it.
    let isKept =
      later.standardAddress != nil
      && urls.contains { $0.value.kind != .smart && Self.isStandardName($0.value.text) }
    clear(isKept ? later.cleared.subtracting([.csluURL]) : later.cleared)
    if extent != .whole, later.lineCount > 0 {
      location = later.location
      extent = later.extent
    }
    hostName = later.hostName ?? hostName
    version = later.version ?? version
    system = later.system ?? system
    udi = later.udi ?? udi
    hasWirelessManagement = hasWirelessManagement || later.hasWirelessManagement
    transport = later.transport ?? transport
    for url in later.urls { urls.removeAll { $0.value.kind.isSame(url.value.kind) } }
    urls += later.urls
    if !isKept, !later.urls.isEmpty || later.cleared.contains(.csluURL) {
      standardAddress = later.standardAddress
    }
    if !later.callHomeDestinations.isEmpty { callHomeDestinations = later.callHomeDestinations }
    proxyAddress = later.proxyAddress ?? proxyAddress
    proxyPort = later.proxyPort ?? proxyPort
    proxyLogin = later.proxyLogin ?? proxyLogin
    licenseVRF = later.licenseVRF ?? licenseVRF
    usageInterval = later.usageInterval ?? usageInterval
    privacy += later.privacy
    reservation = later.reservation ?? reservation
    unread += later.unread
    sourceInterface = later.sourceInterface ?? sourceInterface
    secureTrustpoint = later.secureTrustpoint ?? secureTrustpoint
    trustpoints.merge(later.trustpoints) { old, new in new ?? old }
    interfaces += later.interfaces
    vrfs.formUnion(later.vrfs)
    nameServers += later.nameServers
    timeServers += later.timeServers
    timeZone = later.timeZone ?? timeZone
    summerTime = later.summerTime ?? summerTime
    timeStamps += later.timeStamps
    hosts.formUnion(later.hosts)
    lookupOff = later.lookupOff ?? lookupOff
    lineCount = lineCount &+ later.lineCount
  }

  private mutating func clear(_ settings: Set<Setting>) {
    cleared.formUnion(settings)
    for setting in settings {
      switch setting {
      case .transport: transport = nil
      case .csluURL: urls.removeAll { $0.value.kind == .cslu || $0.value.kind == .plain }
      case .smartURL: urls.removeAll { $0.value.kind.isSame(.smart) }
      case .proxy:
        proxyAddress = nil
        proxyPort = nil
      case .usageInterval: usageInterval = nil
      case .privacy: privacy = []
      case .reservation: reservation = nil
      case .licenseVRF: licenseVRF = nil
      case .sourceInterface: sourceInterface = nil
      case .secureTrustpoint: secureTrustpoint = nil
      case .nameServers: nameServers = []
      case .timeServers: timeServers = []
      case .lookupOff: lookupOff = nil
      }
    }
  }
}

extension RunningConfiguration.URLKind {
  /// True where one takes the place of the other: the default is one of transport smart.
  fileprivate func isSame(_ other: Self) -> Bool {
    self == other || [self, other].allSatisfy { $0 == .standard || $0 == .smart }
  }
}
