public import LicenseFiles

/// What came of a try to record a step.
public enum MigrationResult: Sendable, Hashable {
  /// One thing that is missing.
  public struct Missing: Sendable, Hashable {
    /// What.
    public var what: String
    /// What would show it.
    public var shownBy: [String]
  }

  /// It is recorded by these events; what proved it.
  case recorded([SiteEventDraft], seen: [String])
  /// It is not proved.
  case missing([Missing])
  /// A guard refused: the finding, the file that it is about, and the first moment at which the same is
  /// possible, epoch seconds UTC.
  case refused(Finding, file: String?, sha256: String?, until: Int64?)
  /// These files do not say when they were made.
  case needsDate([String])
}
