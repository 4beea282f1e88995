import LicenseFiles

// What one output says, by its kind.
extension Observation {
  /// The factory resets of the licensing that it shows.
  public var resets: [FactoryReset] {
    if case .factoryReset(let reset) = content { return [reset] }
    let logged = if case .logging(let facts) = content { facts.resets } else { [FactoryReset]() }
    return logged + logLines.compactMap { FactoryReset($0) }
  }

  /// What `show license …` says; nil for another command.
  public var license: LicenseFacts? {
    if case .license(let facts) = content { facts } else { nil }
  }

  /// What `show version` says; nil for another command.
  public var version: VersionFacts? {
    if case .version(let facts) = content { facts } else { nil }
  }

  /// What `show running-config` says; nil for another command.
  public var runningConfiguration: RunningConfiguration? {
    if case .runningConfiguration(let configuration) = content { configuration } else { nil }
  }

  /// What `show license history message` says; nil for another command.
  public var history: MessageHistory? {
    if case .history(let history) = content { history } else { nil }
  }

  /// What `show inventory` lists; nil for another command.
  public var inventory: [Observed<InventoryPart>]? {
    if case .inventory(let parts) = content { parts } else { nil }
  }

  /// The access points that `show ap …` lists; nil for another command.
  public var accessPoints: AccessPointListing? {
    if case .accessPoints(let listing) = content { listing } else { nil }
  }

  /// What `show license rum id N detail` says; empty for another command.
  public var reportDetails: [ReportDetail] {
    if case .reportDetails(let details) = content { details } else { [] }
  }

  var reportStates: [(id: UInt64, state: Observed<String>)] {
    if case .reportStates(let rows) = content {
      rows.map { ($0.value.reportID, $0.map(\.state)) }
    } else {
      reportDetails.compactMap { detail in detail.state.map { (detail.reportID.value, $0) } }
    }
  }

  /// Every UDI in the output that belongs to the device or to a member of its group.
  var udis: [UDI] { printedUDIs + logLines.compactMap { $0.observedUDI?.value } }

  /// Those that the device prints for itself and its group; log lines may name others.
  var printedUDIs: [UDI] {
    if let configuration = runningConfiguration {
      return configuration.udi.map { [$0.value] } ?? []
    }
    if let history { return history.udi.map { [$0.value] } ?? [] }
    if let inventory { return inventory.filter(\.value.isChassis).compactMap(\.value.udi) }
    guard let license else { return reportDetails.compactMap { $0.udi?.value } }
    return (license.udi.map { [$0.value] } ?? []) + license.roles.map(\.value.udi)
  }
}
