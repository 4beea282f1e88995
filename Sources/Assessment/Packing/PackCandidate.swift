public import LicenseFiles

/// What an input of `pack` turned out to be, as far as packing needs to know. Made by
/// `inspectCandidate`; the plan is a pure judgement over these values.
public struct PackCandidate: Sendable {
  /// What the document is for.
  public enum Purpose: String, Sendable, Hashable, CaseIterable {
    /// RUM reports.
    case usage
    /// A request for a SLAC, or for its return.
    case authorizationRequest = "authorization-request"
    /// A request for a trust code.
    case trustRequest = "trust-request"
    /// What the user named as belonging to a device: an authorization, trust or return file whose
    /// shape the tool does not know.
    case request
    /// Nothing that goes out.
    case unfit
  }

  /// Where the bytes come from.
  public var input: PackInput
  /// SHA-256 of the bytes as they stand on the disk.
  public var sha256: SHA256Digest
  /// The number of bytes as they stand on the disk.
  public var byteCount: Int
  /// What the reader says of the document.
  public var outline: DocumentOutline
  /// What the document is for.
  public var purpose: Purpose
  /// The devices that the document is about, in the order of their first appearance.
  public var devices: [UDI]
  /// One mark per report, in the order of the file.
  public var reports: [ReportMark]
  /// What the rules and the reader found in this document.
  public var findings: [Finding]
  /// How many more findings of the same kinds there are.
  public var omittedFindings: [Severity: Int]
  /// What the document reveals to whoever reads it.
  public var disclosure: FileDisclosure
  /// Why the bytes could not be had; the other members are then empty.
  public var unreadable: String?
  /// When the device saved it, by `timestamp` of `smartLicenseSystemInfo`: epoch seconds UTC; nil when
  /// the document does not say.
  public var savedAt: Int64?
  /// The HA pair or stack as the latest report lists it (`meta.ha_udi`); empty without a list.
  public var members: [UDI] = []

  /// Creates a candidate.
  public init(
    input: PackInput, sha256: SHA256Digest, byteCount: Int, outline: DocumentOutline,
    purpose: Purpose, devices: [UDI] = [], reports: [ReportMark] = [], findings: [Finding] = [],
    omittedFindings: [Severity: Int] = [:], disclosure: FileDisclosure = FileDisclosure(),
    unreadable: String? = nil
  ) {
    self.input = input
    self.sha256 = sha256
    self.byteCount = byteCount
    self.outline = outline
    self.purpose = purpose
    self.devices = devices
    self.reports = reports
    self.findings = findings
    self.omittedFindings = omittedFindings
    self.disclosure = disclosure
    self.unreadable = unreadable
  }

  /// True when it holds reports in a shape that `--wrap` may put into a document.
  public var canBeWrapped: Bool {
    purpose == .usage && unreadable == nil && !outline.form.isDeviceDocument
      && !outline.form.wrappings.contains(.redacted) && outline.isComplete
  }

  /// The device whose file this is: the one that its latest report is about. After a switchover the
  /// older reports keep the UDI of the former active member.
  public var owner: UDI? {
    var best: (end: Int64, device: Int)?
    for report in reports {
      guard let device = report.device else { continue }
      let end = report.latestEnd ?? .min
      if best.map({ end >= $0.end }) ?? true { best = (end, device) }
    }
    if let best, devices.indices.contains(best.device) { return devices[best.device] }
    return devices.first
  }

  /// The end of the latest measurement, in epoch seconds UTC.
  public var latestEnd: Int64? { reports.lazy.compactMap(\.latestEnd).max() }
}

/// A few bytes per report, enough to see whether one file contains another, and where the payload
/// stands.
public struct ReportMark: Sendable, Hashable {
  /// The position of the device in the candidate's list.
  public var device: Int?
  /// The report id.
  public var reportID: UInt64?
  /// The hash of the payload string.
  public var payload: SHA256Digest
  /// The place of the payload string in the decoded document.
  public var offset: Int?
  /// True while the device still collects.
  public var isOpen: Bool
  /// The end of the last measurement, in epoch seconds UTC.
  public var latestEnd: Int64?
  /// True for telemetry, which is not usage and is not waited for.
  public var isTelemetry: Bool

  /// Creates a mark.
  public init(
    device: Int?, reportID: UInt64?, payload: SHA256Digest, offset: Int? = nil,
    isOpen: Bool = false, latestEnd: Int64? = nil, isTelemetry: Bool = false
  ) {
    self.device = device
    self.reportID = reportID
    self.payload = payload
    self.offset = offset
    self.isOpen = isOpen
    self.latestEnd = latestEnd
    self.isTelemetry = isTelemetry
  }
}

/// What one outbound file tells whoever reads it.
public struct FileDisclosure: Sendable, Hashable {
  /// Serial numbers of product instances, standby and stack members included.
  public var productInstances: Set<UDI> = []
  /// Access points that joined or left a count.
  public var accessPoints: Set<UDI> = []
  /// Host names in `smartLicenseSystemInfo`.
  public var hostNames: Set<String> = []
  /// Software versions.
  public var softwareVersions: Set<String> = []

  /// Reveals nothing.
  public init() {}
}

extension [ReportMark] {
  /// `8 reports and 2 telemetry reports`: no ACK is awaited for telemetry, so it is counted apart.
  package var amount: String {
    let telemetry = count { $0.isTelemetry }
    return counted(count - telemetry, "report")
      + (telemetry == 0 ? "" : " and \(counted(telemetry, "telemetry report"))")
  }
}
