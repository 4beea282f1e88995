import DeviceOutput
import LicenseFiles

// The interface, the certificate, names, the clock, and what was asked for.
extension ConfigurationJudge {
  mutating func judgeExtent() {
    let message: String? =
      switch configuration.extent {
      case _ where configuration.lineCount == 0: nil
      case .whole: nil
      case .pasted: "it is what somebody typed or pasted"
      case .filtered: "the command was filtered"
      case .cut: "it does not end with end"
      }
    if let message {
      add(
        .configPartial, at: configuration.location,
        "\(message): what is missing in the configuration was not judged")
    }
    // What the device prints of the policy is stronger than a number.
    if device.map({ LicensingModel($0) }) == .policy { return }
    if let release = device?.releaseBeforePolicy {
      let word = device?.release.latest == nil ? "version" : "release"
      add(.configBeforePolicy, at: release.location, "\(word) \(release.value.raw)")
    }
  }

  /// The operating system; nil where nothing tells.
  private var system: DeviceModel.System? { device?.system ?? configuration.system }

  mutating func judgeWay() {
    // The lines of the HTTP client and of certificates are those of IOS XE.
    guard system == nil || system == .iosXE else { return }
    judgeRevocation()
    guard topology.isBegunByDevice else { return }
    judgeSourceInterface()
    judgeTrustpoint()
    for vrf in [asked.vrf, configuration.licenseVRF?.value].compactMap(\.self)
    where isWhole && !configuration.vrfs.contains(vrf) {
      add(.configVRFUnknown, "VRF \(vrf) is not defined")
      break
    }
  }

  private mutating func judgeRevocation() {
    let setting = configuration.trustpoints["SLA-TrustPoint"]
    let methods = setting.flatMap(\.self)
    if topology == .onPrem {
      guard methods?.value != "none", isWhole || methods != nil else { return }
      // With none as the last method the device goes on when the others fail.
      let goesOn = methods?.value.hasSuffix(" none") ?? false
      add(
        .configRevocationCheck, at: methods?.location,
        methods.map { "SLA-TrustPoint has revocation-check \($0.value)" }
          ?? "SLA-TrustPoint has no revocation-check none",
        fixing: goesOn ? [] : lines.revocation, as: goesOn ? .note : nil)
    } else if let methods, methods.value == "none" {
      add(
        .configRevocationOff, at: methods.location,
        "SLA-TrustPoint has revocation-check none, which only On-Prem needs")
    }
  }

  private mutating func judgeSourceInterface() {
    guard let source = configuration.sourceInterface else {
      if configuration.lacks(.sourceInterface), topology != .cslu || asked.sourceInterface != nil {
        add(
          .configSourceInterfaceMissing, "no ip http client source-interface",
          fixing: [
            asked.sourceInterface.map(lines.sourceInterface)
              ?? PlanLine(.open, "ip http client source-interface <interface>", .client)
          ])
      }
      return
    }
    guard isWhole else { return }
    let interface = configuration.interface(named: source.value)
    let trouble: String? =
      if let interface {
        interface.isShutdown ? "is shut down" : interface.hasAddress ? nil : "has no address"
      } else { "is not configured" }
    if let trouble {
      add(
        .configSourceInterfaceUnusable, at: source.location,
        "the source interface \(source.value) \(trouble)")
    }
  }

  private mutating func judgeTrustpoint() {
    guard let trustpoint = configuration.secureTrustpoint else {
      if configuration.lacks(.secureTrustpoint), topology != .cslu || asked.trustpoint != nil {
        add(
          .configTrustpointMissing, "no ip http client secure-trustpoint",
          fixing: [
            asked.trustpoint.map(lines.secureTrustpoint)
              ?? PlanLine(
                .open, "ip http client secure-trustpoint <trustpoint>",
                note: PlanLines.trustpointNote, .client)
          ])
      }
      return
    }
    // The certificates of the manufacturer are there without a line.
    guard isWhole, configuration.trustpoints[trustpoint.value] == nil,
      !trustpoint.value.uppercased().hasPrefix("CISCO_IDEVID")
    else { return }
    add(
      .configTrustpointUnknown, at: trustpoint.location,
      "the trustpoint \(trustpoint.value) is not configured")
  }

  mutating func judgeNames() {
    judgeClock()
    guard lines.looksUpNames, !hasFixedAddress, system != .iosXR else { return }
    if let place = configuration.lookupOff {
      add(
        .configLookupOff, at: place, "names are not looked up",
        fixing: [
          PlanLine(
            .configuration, "ip domain lookup",
            .inferred("the configured line without its no"))
        ])
    }
    guard let first = configuration.nameServers.first else {
      if configuration.lacks(.nameServers) {
        add(.configNameServerMissing, "no ip name-server", fixing: lines.names)
      }
      return
    }
    guard isWhole else { return }
    // Without a source interface nobody knows which table the connection leaves by.
    guard asked.vrf != nil || asked.sourceInterface != nil || configuration.sourceInterface != nil
    else { return }
    let vrf = values.vrf
    guard !configuration.nameServers.contains(where: { $0.value.vrf == vrf }) else { return }
    let servers = configuration.nameServers.map(\.value.address).filter(PlanValue.isAddress)
    add(
      .configNameServerVRF, at: first.location,
      "no name server is in \(vrf.map { "VRF \($0)" } ?? "the global table"), which the "
        + "connection leaves by",
      fixing: asked.nameServers.isEmpty ? servers.prefix(1).map(lines.nameServer) : lines.names)
  }

  /// True when the name that matters has an address in the configuration.
  private var hasFixedAddress: Bool {
    switch topology {
    case .direct: configuration.hosts.contains(LicenseServerURL.receiver)
    case .proxy: values.proxyAddress.map { configuration.hosts.contains($0.lowercased()) } ?? false
    case .cslu, .onPrem: values.url.map { configuration.hosts.contains($0.host) } ?? false
    case .airGap, .csluInitiated: true
    }
  }

  private mutating func judgeClock() {
    guard configuration.lacks(.timeServers) else { return }
    let mend =
      asked.timeServers.isEmpty
      ? [
        PlanLine(
          .open, "ntp server <address>", note: "a time server of the site",
          .inferred("reports and ACKs carry the device's time"))
      ] : lines.clock
    add(
      .configTimeServerMissing, "no ntp server", fixing: mend,
      as: topology.needsToken ? nil : .note)
  }

  /// What was asked for on the command line and is configured otherwise.
  mutating func judgeAsked() {
    func differs(_ observed: Observed<String>?, _ wanted: String?) -> SourceLocation? {
      guard let observed, let wanted,
        RunningConfiguration.isSame(observed.value, wanted) == false
      else { return nil }
      return observed.location
    }
    let pairs: [(Observed<String>?, String?, [PlanLine])] = [
      (
        configuration.sourceInterface, asked.sourceInterface,
        asked.sourceInterface.map { [lines.sourceInterface($0)] } ?? []
      ),
      (
        configuration.secureTrustpoint, asked.trustpoint,
        asked.trustpoint.map { [lines.secureTrustpoint($0)] } ?? []
      ),
      (configuration.proxyAddress, asked.proxyAddress, lines.proxyAddress),
      (configuration.proxyPort, asked.proxyPort.map(String.init), lines.proxyPort),
    ]
    for (observed, wanted, mend) in pairs {
      if let place = differs(observed, wanted), let line = mend.first {
        add(.configValueDiffers, at: place, "requested: \(line.text)", fixing: mend)
      }
    }
    if let wanted = asked.url, topology == .cslu || topology == .onPrem,
      let url = configuration.csluURL,
      let found = LicenseServerURL(url.value.text), found != wanted
    {
      add(
        .configValueDiffers, at: url.location, "requested: \(lines.csluURL.text)",
        fixing: [PlanLines(topology: topology, values: asked).csluURL])
    }
    for server in asked.nameServers where isWhole {
      guard !configuration.nameServers.contains(where: { $0.value.address == server }),
        !configuration.nameServers.isEmpty
      else { continue }
      add(
        .configValueDiffers, "requested: \(lines.nameServer(server).text)",
        fixing: [lines.nameServer(server)])
    }
    let kept = Set(configuration.privacy.map(\.value))
    for privacy in asked.privacy
    where isWhole && !kept.contains(privacy.rawValue) && !kept.contains("all") {
      add(
        .configPrivacyMissing, "no license smart privacy \(privacy.rawValue)",
        fixing: lines.privacy)
    }
  }

  mutating func judgeRest() {
    if let interval = configuration.usageInterval {
      let isController =
        (asked.model ?? device?.model ?? configuration.udi.map { DeviceModel($0.value.pid) })?
        .isWirelessController ?? configuration.hasWirelessManagement
      if isController || topology == .airGap {
        add(
          .configReportingInterval, at: interval.location,
          isController
            ? "a 9800 reports every 8 hours, whatever the interval"
            : "with transport off nothing is pushed, whatever the interval",
          removing: [Self.no("license smart usage interval")])
      }
    }
    if let place = configuration.reservation {
      add(.configReservation, at: place, "a line of license reservation is left")
    }
    for line in configuration.unread.prefix(10) {
      add(
        .configNotUnderstood,
        at: SourceLocation(file: configuration.location.file, line: line.number),
        "a license smart line is not understood; it is not shown, because it may hold a secret")
    }
  }
}

extension RunningConfiguration {
  /// Names of interfaces differ in case and blanks.
  static func isSame(_ left: String, _ right: String) -> Bool {
    left.lowercased().filter { $0 != " " } == right.lowercased().filter { $0 != " " }
  }
}
