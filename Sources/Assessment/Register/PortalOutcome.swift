public import LicenseFiles

/// What came of the words of the portal.
public struct PortalOutcome: Sendable {
  /// The files, and what happened to them.
  public var recording: PortalRecording
  /// Rows that nobody filled in.
  public var emptyRows: Int
  /// What is wrong; then nothing was recorded.
  public var findings: [Finding]
  /// False when this is not a form at all.
  public var isUsable: Bool
  /// False for a dry run, and when something is wrong.
  public var isRecorded: Bool
  /// True in a site that is for practice.
  public package(set) var isRehearsal = false
  /// Of files that the portal refused as duplicates, the reports that were in no earlier upload, by the
  /// event of the export.
  public var newReports: [Int64: [UInt64]] = [:]

  /// Rows that something is wrong with.
  public var badRows: Int {
    Set(findings.map(\.location).filter { $0.line != nil }).count
  }

  /// Creates an outcome.
  ///
  /// - Parameters:
  ///   - recording: the files and what happened to them.
  ///   - forms: the forms; none when a person spoke of one file.
  ///   - isDryRun: true when nothing is to be recorded.
  public init(_ recording: PortalRecording, forms: [PortalForm], isDryRun: Bool) {
    self.recording = recording
    emptyRows = forms.reduce(0) { $0 + $1.emptyRows }
    findings = forms.flatMap(\.findings) + recording.findings
    isUsable = forms.allSatisfy(\.isUsable)
    isRecorded = findings.isEmpty && !isDryRun
  }
}
