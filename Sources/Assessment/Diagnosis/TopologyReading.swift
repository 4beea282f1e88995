import DeviceOutput
import LicenseFiles

/// Decides how a device reports.
enum TopologyReading {
  /// What was said wins; then a site, which is air-gapped; then the device's own transport.
  static func choose(
    given: ReportingTopology?, isSite: Bool, _ device: DiagnosedDevice?
  ) -> TopologyChoice {
    if let given {
      return TopologyChoice(topology: given, source: .given, reason: "as --topology says")
    }
    if isSite {
      return TopologyChoice(
        topology: .airGap, source: .site, reason: "a site is in use, and sites are air-gapped")
    }
    return device.flatMap(ofDevice)
      ?? TopologyChoice(
        topology: .airGap, source: .assumed,
        reason: "assumed: no transport was printed; --topology names another")
  }

  private static func ofDevice(_ device: DiagnosedDevice) -> TopologyChoice? {
    guard let type = transport(of: device)?.type else { return nil }
    let facts = device.snapshot.observations.reversed().lazy.compactMap { $0.license?.transport }
      .first
    switch type {
    case let type where type.hasSuffix("off"):
      return choice(.airGap, "the device's transport is off")
    case "smart":
      let proxy = (facts?.proxy?.value).flatMap { $0 } ?? ""
      let hasProxy =
        (!proxy.isEmpty && proxy.lowercased() != "not configured")
        || device.configuration.contains { $0.quote.hasPrefix("license smart proxy address") }
      return hasProxy
        ? choice(.proxy, "the device's transport is smart, with a proxy")
        : choice(.direct, "the device's transport is smart")
    case "callhome": return choice(.direct, "the device's transport is callhome")
    case "cslu":
      guard let address = serverAddress(of: device), !address.isEmpty else {
        return choice(
          .airGap,
          "assumed: the transport is the default, cslu, without an address; --topology "
            + "names another", .assumed)
      }
      return LicenseServerURL(address)?.isOnPrem == true
        ? choice(.onPrem, "the device's CSLU address is that of an On-Prem server")
        : choice(.cslu, "the device's transport is cslu, with an address")
    default: return nil
    }
  }

  private static func choice(
    _ topology: ReportingTopology, _ reason: String, _ source: TopologyChoice.Source = .device
  ) -> TopologyChoice {
    TopologyChoice(topology: topology, source: source, reason: reason)
  }

  /// The transport as last printed or typed, in lower case, and where.
  static func transport(
    of device: DiagnosedDevice
  ) -> (type: String, evidence: DiagnosisEvidence)? {
    var found: (String, DiagnosisEvidence)?
    for (observation, section) in zip(device.snapshot.observations, device.sections) {
      if let type = observation.license?.transport?.type {
        found = (
          type.value.lowercased(),
          DiagnosisEvidence(location: type.location, quote: "Type: \(type.value)", time: nil)
        )
      }
      let one = DiagnosedDevice(
        snapshot: DeviceSnapshot(observations: [observation]), sections: [section])
      for line in one.configuration {
        guard let rest = line.quote.after("license smart transport ") else { continue }
        found = (rest.withoutBlanks.lowercased(), line)
      }
    }
    return found
  }

  /// The CSLU address as last printed or configured; empty when the device says that there is none.
  static func serverAddress(of device: DiagnosedDevice) -> String? {
    let configured = device.configuration.last { $0.quote.hasPrefix("license smart url cslu ") }
    if let configured { return configured.quote.after("license smart url cslu ").map(String.init) }
    let printed = device.snapshot.licenseSeries { $0.transport?.csluAddress }.latest
    return printed.map { $0.value ?? "" }
  }
}

extension String {
  /// What stands behind a beginning; nil when it begins otherwise.
  func after(_ beginning: String) -> Substring? {
    hasPrefix(beginning) ? dropFirst(beginning.count) : nil
  }
}
