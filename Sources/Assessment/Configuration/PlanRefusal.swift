public import LicenseFiles

/// Why there is no plan: every reason at once, each with its remedy.
public struct PlanRefusal: CodedError {
  /// The reasons. The file of a place is the option that is concerned.
  public let findings: [Finding]
  /// Their ids.
  public var code: [String] { findings.map(\.id) }
  /// In words, one after the other.
  public var reason: String { reasons.joined(separator: "; ") }
  /// In words, one for each: the option, the id, what is wrong.
  public var reasons: [String] {
    findings.map { "\($0.location.file): \($0.id): \($0.message)" }
  }
}
