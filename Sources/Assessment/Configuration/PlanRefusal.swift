public import LicenseFiles

/// Why there is no plan: every reason at once, each with its remedy.
public struct PlanRefusal: Error, Sendable, Hashable {
  /// The reasons. The file of a place is the option that is concerned.
  public let findings: [Finding]
}
