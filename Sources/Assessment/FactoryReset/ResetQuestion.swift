public import LicenseFiles

/// What somebody is about to do with a group of devices that may have been reset.
public enum ResetQuestion: Sendable, Hashable {
  /// Save usage on the device.
  case save
  /// Carry usage files out.
  case pack([UsageExport])
  /// Import an ACK, a policy or an authorization code. The exports are those whose reports the ACK
  /// acknowledges; none for what acknowledges no report.
  case importAck([UsageExport])
  /// Lead through the whole loop.
  case ritual

  var exports: [UsageExport] {
    switch self {
    case .pack(let exports), .importAck(let exports): exports
    case .save, .ritual: []
    }
  }

  // Packing looks back at what the device did; everything else is licensing done now.
  var isAboutThePresent: Bool {
    if case .pack = self { false } else { true }
  }
}

/// A usage file, by what it says itself about the moment when the device saved it. The time that a file
/// system gives it plays no part: copying changes it.
public struct UsageExport: Sendable, Hashable {
  /// Where the moment stands in the file.
  public enum Source: Sendable, Hashable {
    /// `timestamp` of `smartLicenseSystemInfo`, milliseconds there.
    case systemTime
    /// The end of the last measurement: the file was not saved before it.
    case lastMeasurement
  }

  /// The file, as the user named it or as the ledger knows it.
  public let file: String
  /// The device that saved it.
  public let device: UDI
  /// When it was saved: epoch seconds UTC by the device's clock; nil when the file does not say.
  public let savedAt: Int64?
  /// Where that stands.
  public let source: Source

  /// Creates an export.
  public init(file: String, device: UDI, savedAt: Int64?, source: Source = .systemTime) {
    self.file = file
    self.device = device
    self.savedAt = savedAt
    self.source = source
  }
}
