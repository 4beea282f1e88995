public import LicenseFiles

/// The rules of a run, in the order in which they judge.
public struct RuleSet: Sendable {
  /// The rules.
  public var rules: [any Rule.Type]

  /// Creates a set.
  init(_ rules: [any Rule.Type]) { self.rules = rules }

  /// The published texts of the rules.
  public var descriptors: [FindingDescriptor] { rules.map { $0.descriptor } }

  /// Every rule. A test holds this list against the files of this folder.
  public static let standard = RuleSet([
    APCountMismatch.self, AckDataUnreadable.self, AckEdited.self, AckGiven.self,
    AckSignatureMissing.self, AckStatusFailed.self, AckUDIUnprintable.self, ClockChange.self,
    CountNotANumber.self,
    HANoActive.self,
    InTheFuture.self, IntervalMismatch.self, ManyReports.self, MeasurementGap.self,
    MeasurementOutOfOrder.self, MeasurementOverlap.self, NoReports.self, NoRumAck.self,
    NotAnAck.self, OneDeviceTwoHosts.self, OpenReport.self,
    PayloadEdited.self, PayloadReEscaped.self, Redacted.self, ReportGap.self, ReportGrown.self,
    ReportIDDuplicate.self, ReportIDMissing.self, ReportRepeated.self, ReportShrunk.self,
    SeveralDevices.self, SignatureMissing.self, SignatureSize.self, TooManyReports.self,
    UDIMismatch.self, UDIUnprintable.self, UnknownEntitlementTag.self, UnknownMetric.self,
  ])

  /// The rules that say whether figures of one device are those of one.
  public static let identity = RuleSet([OneDeviceTwoHosts.self])

  /// The rules that concern what the portal returns, and need no other file.
  static let acknowledgement = RuleSet([
    NotAnAck.self, NoRumAck.self, AckDataUnreadable.self, AckEdited.self, AckSignatureMissing.self,
    AckStatusFailed.self, AckUDIUnprintable.self,
    Redacted.self,
  ])
}
