/// One RUM report as the device wrote it, with the place it came from.
///
/// Times are epoch seconds, UTC. What the file does not contain is nil, never zero. Report ids are
/// 64-bit numbers that look like times and are not.
///
/// Source: real reports of IOS XE 17.6 (payload generation 1) and 17.9 (generation 2).
public struct UsageReport: Sendable, Hashable {
  /// Which of the two known payload layouts the report has.
  package enum Generation: Sendable, Hashable {
    /// No `version`; `meta.report_id`; inner signature under `asset_identification`.
    case v1
    /// `version` "2.0"; `asset_identification.report_id`; inner signature at the top.
    case v2
  }

  /// The position of its block among the reports of the file, counted from 0.
  public var ordinal: Int
  /// Where its block begins.
  public var location: SourceLocation
  /// The exact payload string.
  public var payload: PayloadBytes
  /// The payload layout.
  package var generation: Generation
  /// `version` of the payload, when it has one.
  public var version: String?
  /// The report id; nil when neither known place has one.
  public var reportID: UInt64?
  /// `asset_identification.instance.sudi`: the device that the report is about.
  public var productInstance: UDI?
  /// `asset_identification.instance.product_instance_identifier`, given after registration.
  public var productInstanceIdentifier: String?
  /// `asset_identification.asset.name`: the software tag, one per platform.
  package var softwareTag: String?
  /// The inner signature, over the asset identity.
  package var assetSignature: ReportSignature?
  /// The outer signature, over the payload string. nil when the report came as a bare payload.
  public var envelopeSignature: ReportSignature?
  /// False when only the payload string was given, without the envelope that signs it.
  public var hasEnvelope: Bool
  /// `header.type`, usually `rum`.
  package var headerType: String?
  /// `meta.entitlement_tag`.
  public var entitlementTag: String?
  /// `meta.software_version`, as written (`17.09.02`).
  public var softwareVersion: String?
  /// `meta.utility_enabled`.
  package var utilityEnabled: Bool?
  /// `meta.report_type`; `telemetry` in telemetry reports, else usually absent.
  package var reportType: String?
  /// `meta.ha_udi`; nil when the list is absent.
  public var highAvailability: [HighAvailabilityMember]?
  /// `measurements`, in the order of the file.
  public var measurements: [Measurement]
  /// Keys that this reader does not know, kept for display.
  public var unknownFields: [UnknownField]

  /// True for telemetry, which is listed apart and never counted as usage.
  public var isTelemetry: Bool { reportType == "telemetry" }

  /// True while the device still collects: its last measurement gives no reason for its end.
  public var isOpen: Bool {
    guard let last = measurements.last else { return true }
    return last.terminationReason == nil && last.closeReason == nil
  }

  /// Creates a report.
  package init(
    ordinal: Int, location: SourceLocation, payload: PayloadBytes, generation: Generation = .v2,
    version: String? = nil, reportID: UInt64? = nil, productInstance: UDI? = nil,
    productInstanceIdentifier: String? = nil, softwareTag: String? = nil,
    assetSignature: ReportSignature? = nil, envelopeSignature: ReportSignature? = nil,
    hasEnvelope: Bool = true, headerType: String? = nil, entitlementTag: String? = nil,
    softwareVersion: String? = nil, utilityEnabled: Bool? = nil, reportType: String? = nil,
    highAvailability: [HighAvailabilityMember]? = nil, measurements: [Measurement] = [],
    unknownFields: [UnknownField] = []
  ) {
    self.ordinal = ordinal
    self.location = location
    self.payload = payload
    self.generation = generation
    self.version = version
    self.reportID = reportID
    self.productInstance = productInstance
    self.productInstanceIdentifier = productInstanceIdentifier
    self.softwareTag = softwareTag
    self.assetSignature = assetSignature
    self.envelopeSignature = envelopeSignature
    self.hasEnvelope = hasEnvelope
    self.headerType = headerType
    self.entitlementTag = entitlementTag
    self.softwareVersion = softwareVersion
    self.utilityEnabled = utilityEnabled
    self.reportType = reportType
    self.highAvailability = highAvailability
    self.measurements = measurements
    self.unknownFields = unknownFields
  }
}

/// A device of an HA pair or stack as a report lists it (`meta.ha_udi`).
public struct HighAvailabilityMember: Sendable, Hashable {
  /// The role as written: `Active`, `Standby` or `Member` in known data.
  public let role: String
  /// The device.
  public let udi: UDI

  /// Creates a member.
  public init(role: String, udi: UDI) {
    self.role = role
    self.udi = udi
  }
}

/// A key that the reader does not know, with its value as it stands in the file.
public struct UnknownField: Sendable, Hashable {
  /// The JSON path, for example `meta.customer_tag`.
  public let path: String
  /// The value as written, cut after 200 bytes.
  public let text: String

  /// Creates a field.
  package init(path: String, text: String) {
    self.path = path
    self.text = text
  }
}
