public import LicenseFiles

/// What `show license all`, `status`, `summary` and `usage` say. They share their blocks; which
/// blocks an output has, and in which order, differs between commands and releases.
///
/// A value that was not printed is nil. See ``Observed`` for one that is printed as `<none>`.
public struct LicenseFacts: Sendable, Hashable {
  /// `Smart Licensing is ENABLED`.
  public internal(set) var smartLicensing: Observed<String>?
  /// `Smart Licensing Using Policy: Status`: the licensing model since IOS XE 17.3.2.
  public internal(set) var usingPolicy: Observed<String>?
  /// `Reporting Mode`, printed by newer Smart Agents.
  public internal(set) var reportingMode: Observed<String>?
  /// `Smart Account`, without its date.
  public internal(set) var smartAccount: Observed<String?>?
  /// The `As of` date after the Smart Account.
  public internal(set) var smartAccountAsOf: Observed<DeviceTime>?
  /// `Virtual Account`.
  public internal(set) var virtualAccount: Observed<String?>?
  /// The block `Transport`.
  public internal(set) var transport: TransportFacts?
  /// The block `Policy`.
  public internal(set) var policy: PolicyFacts?
  /// The block `Usage Reporting`.
  public internal(set) var reporting: UsageReportingFacts?
  /// `Trust Code Installed`.
  public internal(set) var trust: TrustFacts?
  /// The licenses, in the order of the output; nil when no list of them was printed.
  public internal(set) var licenses: [Observed<LicenseUse>]?
  /// `UDI`.
  public internal(set) var udi: Observed<UDI>?
  /// The PID of a `UDI` whose serial number is missing.
  var productID: Observed<String>?
  /// `HA UDI List`; empty without one.
  public internal(set) var members: [Observed<HighAvailabilityMember>] = []
  /// `Smart Agent for Licensing`.
  public internal(set) var agentVersion: Observed<String>?
  /// The block `Usage Report Summary`.
  public internal(set) var reportSummary: UsageReportSummary?
  /// `License Reservation is ENABLED`, printed before Smart Licensing Using Policy.
  public internal(set) var licenseReservation: Observed<String>?
  /// The block `License Conversion`.
  public internal(set) var conversion: ConversionFacts?
  /// `Export Authorization Key: Features Authorized`; empty for `<none>`, nil when not printed.
  public internal(set) var exportFeatures: [Observed<String>]?
  /// `Utility: Status`.
  public internal(set) var utility: Observed<String>?
  /// The block `Registration`, printed before Smart Licensing Using Policy.
  public internal(set) var registration: RegistrationFacts?
  /// The block `License Authorization`.
  public internal(set) var compliance: ComplianceFacts?
  /// The block `Data Privacy`.
  public internal(set) var privacy: PrivacyFacts?
  /// `Custom Id`.
  public internal(set) var customID: Observed<String?>?
  /// The table of `show license udi` of older releases.
  public internal(set) var slots: [Observed<UDISlot>] = []
  /// `License Authorizations`, and what `show license authorization` prints.
  public internal(set) var authorizations: AuthorizationFacts?
  /// `Reservation Info`, and what `show license reservation` prints.
  public internal(set) var reservation: AuthorizationFacts?
  /// `Upcoming Scheduled Jobs`.
  public internal(set) var jobs: ScheduledJobs?
  /// `Communication Statistics`.
  public internal(set) var communications: CommunicationFacts?
  /// `License Certificates`: `Production Cert`.
  public internal(set) var isProductionCertificate: Observed<Bool>?
  /// The other lines of `License Certificates`.
  public internal(set) var certificateLines: [Observed<String>] = []
  /// `HA Info`, as printed.
  public internal(set) var highAvailability: [Observed<PrintedSetting>] = []
  /// `Device Telemetry Report Summary` and `Product Analytics Report Summary`.
  public internal(set) var reportChannels: [ReportChannel] = []
  /// `Device Enforcement State`, printed by Smart Agent 6.3 and later.
  public internal(set) var enforcementState: Observed<String>?
  /// `Other Info`.
  public internal(set) var agent: AgentFacts?
  /// `Platform Provided Mapping Table`.
  public internal(set) var platformTable: PlatformTable?
  /// Settings of known blocks that have no field of their own, as printed.
  public internal(set) var settings: [Observed<PrintedSetting>] = []
}

extension LicenseFacts {
  /// The members with their roles, wherever they are listed: for themselves, with their trust codes, with
  /// their authorization codes.
  var roles: [Observed<HighAvailabilityMember>] {
    members + (trust?.members.map(\.member) ?? [])
      + [authorizations, reservation].compactMap(\.self).flatMap { $0.members.map(\.member) }
  }

  /// The member that is in charge, whose UDI is that of the device; nil where no list names one.
  var activeMember: Observed<HighAvailabilityMember>? {
    roles.first { $0.value.role == "Active" }
  }
}

/// A row of the old table of `show license udi`.
public struct UDISlot: Sendable, Hashable {
  /// `SlotID`: `*` for the active one.
  public let slot: String
  /// The UDI.
  public let udi: UDI
}

/// A setting as printed.
public struct PrintedSetting: Sendable, Hashable {
  /// The heading of the block.
  public let block: String
  /// The headings inside the block and the key, with `/` between them.
  public let name: String
  /// As printed.
  public let value: String
}
