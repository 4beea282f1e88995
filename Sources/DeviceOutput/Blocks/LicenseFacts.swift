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
  /// The `As of` date behind the Smart Account.
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
  /// The licences, in the order of the output; nil when no list of them was printed.
  public internal(set) var licenses: [Observed<LicenseUse>]?
  /// `UDI`.
  public internal(set) var udi: Observed<UDI>?
  /// `HA UDI List`; empty without one.
  public internal(set) var members: [Observed<HighAvailabilityMember>] = []
  /// `Smart Agent for Licensing`.
  public internal(set) var agentVersion: Observed<String>?
  /// The block `Usage Report Summary`.
  public internal(set) var reportSummary: UsageReportSummary?
  /// Settings of known blocks that have no field of their own, as printed.
  public internal(set) var settings: [Observed<PrintedSetting>] = []
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
