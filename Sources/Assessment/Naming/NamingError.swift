public import LicenseFiles

/// Why a device that a person named is not taken.
public struct NamingError: CodedError {
  /// What kind of fault it is.
  public struct Code: Sendable, Hashable {
    private let name: String
    private init(_ name: String) { self.name = name }
    /// It does not name a device.
    package static let unreadable = Code("unreadable")
    /// No such device is known.
    package static let unknown = Code("unknown")
    /// Several devices may be meant.
    package static let ambiguous = Code("ambiguous")
    /// The serial number is known under another PID.
    package static let otherPID = Code("other-pid")
    /// A new device has to be named as it is printed.
    package static let notAsPrinted = Code("not-as-printed")
  }

  /// What kind of fault it is.
  public let code: Code
  /// In words: lower case, no full stop.
  public let reason: String
  /// What to do; empty where that is plain.
  public let hint: String

  /// Creates an error.
  package init(_ code: Code, _ reason: String, hint: String = "") {
    self.code = code
    self.reason = reason
    self.hint = hint
  }

  /// The reason, and what to do.
  public var description: String { hint.isEmpty ? reason : "\(reason); \(hint)" }
}
