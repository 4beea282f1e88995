public import DeviceOutput
public import LicenseFiles

/// How a device reports, how that is known, and what would be said if it were otherwise. It is read once,
/// and every command asks here:
///
/// 1. what was said (`--topology`);
/// 2. the site in use, which is air-gapped;
/// 3. a reservation (SLR) from before the policy, which reports to nobody;
/// 4. contact with a license server that the device itself shows, newer than a reset;
/// 5. a transport or an address that somebody configured;
/// 6. nothing, or the untouched default (`cslu` without an address): an air gap, assumed.
///
/// An address that is not Cisco's is never a direct connection.
public struct ReportingWay: Sendable, Hashable {
  /// How it is known, the strongest first.
  public enum Source: String, Sendable, Hashable, CaseIterable {
    /// The user said it.
    case given
    /// A site is in use, and sites are air-gapped.
    case site
    /// The device shows that it reached a server.
    case contact
    /// Somebody configured a transport or an address.
    case configured
    /// Nothing says otherwise.
    case assumed
  }

  /// The next likely way, and what would be said of the device then.
  public struct Otherwise: Sendable, Hashable {
    /// The topology.
    public let topology: ReportingTopology
    /// Why it is likely.
    public let reason: String
    /// What the judge of configurations would find besides.
    public let findings: [Finding]
  }

  /// The topology.
  public let topology: ReportingTopology
  /// How it is known.
  public let source: Source
  /// The reason in words. It may hold text of the device.
  public let reason: String
  /// The newest line in which the device shows that it reached a server; nil without one.
  public let contact: Observed<String>?
  /// The next likely way; nil where nothing speaks for another.
  public let otherwise: Otherwise?

  /// True where neither a person nor a site said it.
  public var isConcluded: Bool { source != .given && source != .site }

  /// Reads it.
  ///
  /// - Parameters:
  ///   - device: what the device printed; nil where nothing of it is at hand.
  ///   - given: the topology that the user named.
  ///   - isSite: true where a site is in use.
  public init(
    _ device: DeviceSnapshot?, given: ReportingTopology? = nil, isSite: Bool = false
  ) {
    self.init(device, device?.settings, given: given, isSite: isSite)
  }

  init(
    _ device: DeviceSnapshot?, _ settings: RunningConfiguration?, given: ReportingTopology?,
    isSite: Bool
  ) {
    let contact = device.flatMap { ServerContact.newest(in: $0, settings) }
    let shown = [
      contact.map { WayStep(contact: $0, settings) }, settings.flatMap { WayStep(configured: $0) },
    ].compactMap(\.self)
    let last = shown.isEmpty ? WayStep.assumed(settings, device) : .carried
    let isReserved = device.map { LicensingModel($0) == .reserved } ?? false
    let said = [
      given.map { WayStep($0, .given, "as --topology says") },
      isSite ? WayStep(.airGap, .site, "a site is in use, and sites are air-gapped") : nil,
      isReserved ? .reserved : nil,
    ].compactMap(\.self)
    let steps = said + (isReserved ? [] : shown) + [last]
    let first = steps.first ?? last
    self.contact = contact?.seen
    topology = first.topology
    source = first.source
    reason = first.reason
    let next =
      first.next
      ?? steps.first { $0.topology != first.topology }.map { ($0.topology, $0.reason) }
    let found = Set(ConfigurationJudge.signs(settings, device, first.topology).map(\.finding))
    otherwise = next.map { topology, reason in
      Otherwise(
        topology: topology, reason: reason,
        findings: ConfigurationJudge.signs(settings, device, topology).map(\.finding)
          .filter { !found.contains($0) })
    }
  }
}

/// What one of the steps says.
private struct WayStep {
  let topology: ReportingTopology
  let source: ReportingWay.Source
  let reason: String
  /// Another topology that the same evidence may mean, and why.
  let next: (ReportingTopology, String)?

  init(
    _ topology: ReportingTopology, _ source: ReportingWay.Source, _ reason: String,
    next: (ReportingTopology, String)? = nil
  ) {
    self.topology = topology
    self.source = source
    self.reason = reason
    self.next = next
  }

  static func assumed(_ settings: RunningConfiguration?, _ device: DeviceSnapshot?) -> WayStep {
    let why: String
    var next = (ReportingTopology.cslu, "cslu is the default transport")
    switch settings?.transport?.value {
    case let transport? where transport != "off":
      why =
        if let name = settings?.standardAddress {
          "the transport is \(transport), and \(name.value) is what it looks for where nobody named a CSLU"
        } else if settings?.lacks(.csluURL) == true {
          "the transport is \(transport) without an address, so nobody configured it"
        } else {
          "the transport is \(transport), and no address was printed"
        }
    case _ where settings?.lacks(.transport) == true:
      why = "no transport and no address is configured"
    default:
      why = "no transport was printed"
      if device?.looksForCSSM != nil {
        next = (.direct, "its newest failure message names CSSM")
      }
    }
    return WayStep(
      .airGap, .assumed, "assumed: \(why); --topology names another",
      next: next)
  }

  /// Under a reservation nothing is sent, whatever the transport says.
  static var reserved: WayStep {
    WayStep(
      .airGap, .configured,
      "a Specific License Reservation (SLR) from before the policy reports to nobody, whatever the transport"
    )
  }

  /// Beside what a device shows, an air gap is always possible.
  static var carried: WayStep {
    WayStep(.airGap, .assumed, "files may be carried, whatever is configured")
  }

  init?(configured settings: RunningConfiguration) {
    guard let found = ConfiguredServer(settings) else { return nil }
    self.init(found.topology, .configured, found.reason, next: found.next)
  }

  init(contact: ServerContact, _ settings: RunningConfiguration?) {
    let seen = "the device reached a server (\(contact.seen.value))"
    if let settings, let found = ConfiguredServer(settings), found.topology != .airGap {
      self.init(found.topology, .contact, "\(seen); \(found.reason)", next: found.next)
      return
    }
    switch contact.server {
    case .onPrem: self.init(.onPrem, .contact, "\(seen), and it is an On-Prem one")
    case .cssm: self.init(.direct, .contact, "\(seen), and it is CSSM")
    case .cslu: self.init(.cslu, .contact, "\(seen), and it is CSLU, or On-Prem in its place")
    case nil:
      self.init(
        .cslu, .contact, "\(seen), and no address is known; cslu is the default transport")
    }
  }
}

/// What the lines of a configuration, or the block `Transport`, say of the server.
private struct ConfiguredServer {
  let topology: ReportingTopology
  let reason: String
  /// What the same lines may mean, and why.
  let next: (ReportingTopology, String)?

  private init(
    _ topology: ReportingTopology, _ reason: String, next: (ReportingTopology, String)? = nil
  ) {
    self.topology = topology
    self.reason = reason
    self.next = next
  }

  /// Nil where nobody configured anything: the default is `cslu` without an address.
  init?(_ settings: RunningConfiguration) {
    switch settings.transport?.value {
    case "off": self.init(.airGap, "the transport is off")
    case "smart":
      if settings.smartURL == nil, let url = settings.csluURL {
        self.init(csluAddress: url.value.text, "though the transport is smart, ")
      } else {
        self.init(smart: settings, "smart", to: settings.smartURL?.value.text)
      }
    case "callhome":
      let destinations = settings.callHomeDestinations.map(\.value)
      self.init(
        smart: settings, "callhome",
        to: destinations.first { !LicenseServerURL.isCisco($0) } ?? destinations.last)
    // It chooses by itself among what is configured.
    case "automatic" where settings.csluURL == nil && settings.smartURL != nil:
      self.init(smart: settings, "automatic", to: settings.smartURL?.value.text)
    // What is not known, of a later release, is judged by the address, or not at all.
    default:
      guard let url = settings.csluURL else { return nil }
      self.init(csluAddress: url.value.text)
    }
  }

  private init(smart settings: RunningConfiguration, _ transport: String, to address: String?) {
    if let address, LicenseServerURL(address)?.isOnPrem == true {
      self.init(
        .onPrem, "the transport is \(transport), and its address names a tenant, as On-Prem's does")
    } else if let address, !address.isEmpty, !LicenseServerURL.isCisco(address) {
      self.init(
        .onPrem, "the transport is \(transport), and its address is not Cisco's",
        next: (.cslu, "the address may be that of CSLU"))
    } else if settings.proxyAddress != nil || settings.proxyPort != nil {
      self.init(.proxy, "the transport is \(transport), with a proxy")
    } else {
      self.init(.direct, "the transport is \(transport)")
    }
  }

  private init(csluAddress text: String, _ beginning: String = "") {
    let orOnPrem: (ReportingTopology, String) = (.onPrem, "the address may be that of On-Prem")
    switch LicenseServerURL(text)?.kind {
    case .onPrem: self.init(.onPrem, beginning + "the address names a tenant, as On-Prem's does")
    case .tenantMissing:
      self.init(
        .onPrem, beginning + "the address has the path of On-Prem, without its tenant",
        next: (.cslu, "the address may be that of CSLU"))
    case .cslu: self.init(.cslu, beginning + "the address is one of CSLU", next: orOnPrem)
    case .receiver, .other, nil:
      self.init(.cslu, beginning + "there is an address for transport cslu", next: orOnPrem)
    }
  }
}

extension RunningConfiguration {
  /// The address that transport cslu uses. `license smart url URL` names CSLU or On-Prem, unless the
  /// transport is smart and the path is not theirs.
  var csluURL: Observed<ServerURL>? {
    if let url = url(.cslu) { return url }
    guard let plain = url(.plain) else { return nil }
    switch LicenseServerURL(plain.value.text)?.kind {
    case .cslu, .onPrem, .tenantMissing: return plain
    case .receiver: return nil
    case .other, nil:
      return transport.map { $0.value == "smart" || $0.value == "callhome" } == true ? nil : plain
    }
  }

  /// The address that transport smart uses.
  var smartURL: Observed<ServerURL>? {
    let plain = csluURL
    return urls.last { $0.value.kind != .cslu && $0 != plain }
  }
}

extension ReportingWay {
  /// True where a filter may have hidden the address of a `cslu` that was printed without one: then nothing is
  /// concluded from there being none.
  func leavesTransportOpen(_ device: DeviceSnapshot, _ settings: RunningConfiguration?) -> Bool {
    guard source == .assumed, topology == .airGap, let type = settings?.transport,
      type.value == "cslu"
    else { return false }
    return device.observations.last {
      $0.location.file == type.location.file
        && ($0.location.line ?? 0) <= (type.location.line ?? 0)
    }?.isFiltered ?? false
  }
}
