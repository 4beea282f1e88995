public import LicenseFiles

/// Authorization codes: the blocks `License Authorizations` and `Reservation Info`, and what
/// `show license authorization` and `show license reservation` print.
///
/// Since IOS XE 17.3.2 a code is needed for enforced and export-controlled licenses only; one of the
/// older Specific License Reservation stays valid after an upgrade.
public struct AuthorizationFacts: Sendable, Hashable {
  /// `License reservation`: `DISABLED` in known outputs of Smart Licensing Using Policy.
  public internal(set) var reservation: Observed<String>?
  /// `Last Data Push`.
  public internal(set) var lastDataPush: Observed<DeviceTime?>?
  /// `Last File Export`.
  public internal(set) var lastFileExport: Observed<DeviceTime?>?
  /// `Overall status`, one for each member.
  public internal(set) var members: [MemberAuthorization] = []
  /// The licenses that a code authorises or reserves.
  public internal(set) var licenses: [AuthorizedLicense] = []
  /// The lines under `Purchased Licenses`.
  public internal(set) var purchased: [Observed<String>] = []
  /// The entitlement tags under `Last Reporting Not Required`.
  public internal(set) var reportingNotRequired: [Observed<String>] = []
  /// The entitlement tags under `Derived Licenses`.
  public internal(set) var derived: [Observed<String>] = []
  /// Other lines of the form `Key: value`, as printed.
  public internal(set) var settings: [Observed<PrintedSetting>] = []
}

/// The authorization codes of one member.
public struct MemberAuthorization: Sendable, Hashable {
  /// The member with its role as printed.
  public let member: Observed<HighAvailabilityMember>
  /// `Status` or `Reservation status`, without its date: `NOT INSTALLED`, `SPECIFIC INSTALLED`.
  public internal(set) var status: Observed<String>?
  /// The date after the status.
  public internal(set) var installedOn: Observed<DeviceTime>?
  /// `Request code`: belongs to the portal. It holds the PID and the serial number.
  public internal(set) var requestCode: Observed<String?>?
  /// `Last return code`: belongs to the portal, and frees the licenses there.
  public internal(set) var lastReturnCode: Observed<String?>?
  /// `Last Confirmation code`: belongs to the portal.
  public internal(set) var lastConfirmationCode: Observed<String?>?
  /// `Reservation authorization code`.
  public internal(set) var authorizationCode: Observed<String?>?
  /// `Export-Controlled Functionality`.
  public internal(set) var exportControlled: Observed<String>?
  /// Other lines of the form `Key: value`, as printed.
  public internal(set) var settings: [Observed<PrintedSetting>] = []

  /// True when a code is installed; nil when no status was printed.
  public var isInstalled: Bool? {
    status.map { !$0.value.hasPrefix("NOT ") && $0.value.contains("INSTALLED") }
  }
}

/// A license that a code authorises or reserves.
public struct AuthorizedLicense: Sendable, Hashable {
  /// As printed before the parentheses.
  public let name: Observed<String>
  /// The text in the parentheses.
  public let entitlement: String?
  /// `Description`.
  public internal(set) var description: Observed<String>?
  /// `Total available count` or `Total reserved count`.
  public internal(set) var totalCount: Observed<UInt64>?
  /// `Enforcement type`.
  public internal(set) var enforcementType: Observed<String>?
  /// `Term information`.
  public internal(set) var terms: [AuthorizationTerm] = []
  /// Other lines of the form `Key: value`, as printed.
  public internal(set) var settings: [Observed<PrintedSetting>] = []
}

/// For whom and for how long a license is authorised.
public struct AuthorizationTerm: Sendable, Hashable {
  /// The member with its role as printed; nil when none was printed.
  public let member: Observed<HighAvailabilityMember>?
  /// `Authorization type`: `SMART AUTHORIZATION INSTALLED` (SLAC) or `SPECIFIC INSTALLED` (SLR).
  public internal(set) var authorizationType: Observed<String>?
  /// `License type`: `PERPETUAL`, `TERM`.
  public internal(set) var licenseType: Observed<String>?
  /// `Start Date`, as printed: `2020-FEB-03 UTC`.
  public internal(set) var startDate: Observed<String>?
  /// `End Date`, as printed.
  public internal(set) var endDate: Observed<String>?
  /// `Term Count`.
  public internal(set) var count: Observed<UInt64>?
  /// `Subscription ID`.
  public internal(set) var subscriptionID: Observed<String?>?
  /// Other lines of the form `Key: value`, as printed.
  public internal(set) var settings: [Observed<PrintedSetting>] = []
}
