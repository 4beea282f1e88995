/// A part of what an output says, which an older output may complete.
struct Completion<Facts>: Sendable {
  /// Takes what the newer one does not say from the older one.
  let complete: @Sendable (_ newer: inout Facts, _ older: Facts) -> Void

  init<Value>(_ path: any WritableKeyPath<Facts, Value?> & Sendable) {
    complete = { newer, older in
      if newer[keyPath: path] == nil { newer[keyPath: path] = older[keyPath: path] }
    }
  }

  init<Value>(_ path: any WritableKeyPath<Facts, [Value]> & Sendable) {
    complete = { newer, older in
      if newer[keyPath: path].isEmpty { newer[keyPath: path] = older[keyPath: path] }
    }
  }
}

/// What several outputs of a device say in parts.
protocol Completable {
  /// Every part that an older output may complete.
  static var parts: [Completion<Self>] { get }
  /// True when what is absent here may be taken from an older output.
  func mayBeCompleted(by older: Self) -> Bool
}

extension Completable {
  func mayBeCompleted(by older: Self) -> Bool { true }

  func completed(by older: Self) -> Self {
    var result = self
    if mayBeCompleted(by: older) {
      for part in Self.parts { part.complete(&result, older) }
    }
    return result
  }
}

extension TransportFacts: Completable {
  static let parts: [Completion<Self>] = [
    .init(\.type), .init(\.url), .init(\.csluAddress), .init(\.vrf), .init(\.proxy),
    .init(\.proxyPort), .init(\.proxyUser), .init(\.hasProxyPassword),
    .init(\.serverIdentityCheck), .init(\.ipMode), .init(\.trustPoint),
  ]

  /// An address belongs to its type: another one has none of it.
  func mayBeCompleted(by older: Self) -> Bool {
    type == nil || older.type == nil || type?.value == older.type?.value
  }
}

extension PolicyFacts: Completable {
  static let parts: [Completion<Self>] = [
    .init(\.inUse), .init(\.installedOn), .init(\.name), .init(\.ackRequired), .init(\.classes),
  ]

  func mayBeCompleted(by older: Self) -> Bool {
    inUse == nil || older.inUse == nil || inUse?.value == older.inUse?.value
  }
}

extension UsageReportingFacts: Completable {
  static let parts: [Completion<Self>] = [
    .init(\.lastAck), .init(\.nextAckDeadline), .init(\.pushInterval), .init(\.nextAckPushCheck),
    .init(\.nextReportPush), .init(\.lastReportPush), .init(\.lastFileWrite),
  ]
}

extension UsageReportSummary: Completable {
  static let parts: [Completion<Self>] = [
    .init(\.total), .init(\.purged), .init(\.acknowledged), .init(\.waitingForAck),
    .init(\.availableToReport), .init(\.collectingData), .init(\.maximumDisplay),
    .init(\.inStorage), .init(\.missing), .init(\.moduleStatus),
  ]
}

extension RegistrationFacts: Completable {
  static let parts: [Completion<Self>] = [
    .init(\.status), .init(\.exportControlled), .init(\.initialRegistration), .init(\.lastRenewal),
    .init(\.nextRenewal), .init(\.expires),
  ]

  func mayBeCompleted(by older: Self) -> Bool {
    status == nil || older.status == nil || status?.value == older.status?.value
  }
}

extension ComplianceFacts: Completable {
  static let parts: [Completion<Self>] = [
    .init(\.status), .init(\.lastCommunication), .init(\.nextCommunication), .init(\.deadline),
    .init(\.settings),
  ]

  func mayBeCompleted(by older: Self) -> Bool {
    status == nil || older.status == nil || status?.value.outcome == older.status?.value.outcome
  }
}

extension VersionFacts: Completable {
  static let parts: [Completion<Self>] = [
    .init(\.release), .init(\.releaseText), .init(\.hostName), .init(\.uptime),
    .init(\.processorUptime), .init(\.restartedAt), .init(\.reloadReason),
    .init(\.processorBoardID), .init(\.model), .init(\.modelNumber), .init(\.systemSerial),
    .init(\.licensingStatus), .init(\.airLevel), .init(\.nextAirLevel), .init(\.imageFile),
    .init(\.installationMode), .init(\.returnedToROM), .init(\.configurationRegister),
    .init(\.stack), .init(\.packages), .init(\.settings),
  ]

  /// What another release printed says nothing of this one.
  func mayBeCompleted(by older: Self) -> Bool {
    releaseText == nil || older.releaseText == nil || releaseText?.value == older.releaseText?.value
  }
}

extension AirEntities: Completable {
  static let parts: [Completion<Self>] = [
    .init(\.lastReport), .init(\.upcomingReport), .init(\.active), .init(\.added), .init(\.deleted),
  ]
}

extension RunningConfiguration: Completable {
  static let parts: [Completion<Self>] = [
    .init(\.hostName), .init(\.version), .init(\.system), .init(\.udi), .init(\.transport),
    .init(\.urls),
    .init(\.proxyAddress), .init(\.proxyPort), .init(\.proxyLogin), .init(\.licenseVRF),
    .init(\.usageInterval), .init(\.privacy), .init(\.reservation), .init(\.unread),
    .init(\.sourceInterface), .init(\.secureTrustpoint), .init(\.interfaces), .init(\.nameServers),
    .init(\.timeServers), .init(\.timeZone), .init(\.summerTime), .init(\.timeStamps),
    .init(\.lookupOff),
  ]
}

extension RunningConfiguration {
  /// An older configuration with what this part of a newer one says: how much was printed, and what is
  /// absent, is told by the older one.
  func changing(_ older: Self) -> Self {
    var result = completed(by: older)
    result.trustpoints = older.trustpoints.merging(trustpoints) { $1 ?? $0 }
    result.vrfs.formUnion(older.vrfs)
    result.hosts.formUnion(older.hosts)
    result.hasWirelessManagement = hasWirelessManagement || older.hasWirelessManagement
    result.extent = older.extent
    result.lineCount = older.lineCount
    result.location = older.location
    return result
  }
}

extension LicenseUse: Completable {
  static let parts: [Completion<Self>] = [
    .init(\.count), .init(\.status), .init(\.statusCode), .init(\.licenseType),
    .init(\.enforcementType), .init(\.entitlementTag), .init(\.currentReport), .init(\.handle),
    .init(\.description), .init(\.version), .init(\.statusTime), .init(\.requestTime),
    .init(\.exportStatus), .init(\.featureName), .init(\.featureDescription), .init(\.interval),
    .init(\.currentValue), .init(\.previousReport), .init(\.isSoftEnforced),
    .init(\.reservationStatus), .init(\.reservedCount), .init(\.subscriptionID), .init(\.settings),
  ]

  /// The same license: `show license summary` cuts the text in parentheses with `...`.
  func mayBeCompleted(by older: Self) -> Bool {
    guard name == older.name else { return false }
    guard let entitlement, let other = older.entitlement else { return true }
    let (mine, others) = (Self.uncut(entitlement), Self.uncut(other))
    return mine.utf8.starts(with: others.utf8) || others.utf8.starts(with: mine.utf8)
  }

  private static func uncut(_ text: String) -> Substring {
    text.utf8.suffix(3).elementsEqual("...".utf8) ? text.dropLast(3) : text[...]
  }
}

extension Array where Element == Observed<LicenseUse> {
  /// Each license with what an older list says of the same one; where several may be meant, of none.
  ///
  /// A license that only the older list has is gone when the newer one is whole.
  func completed(by older: Self, isWhole: Bool) -> Self {
    let byName = Dictionary(grouping: older) { $0.value.name }
    var result = map { license in
      let same = (byName[license.value.name] ?? []).filter {
        license.value.mayBeCompleted(by: $0.value)
      }
      guard same.count == 1, let only = same.first else { return license }
      return license.map { $0.completed(by: only.value) }
    }
    if !isWhole {
      let names = Set(map(\.value.name))
      result += older.filter { !names.contains($0.value.name) }
    }
    return result
  }
}
