/// What is wrong with files.
public struct ValidationOutcome: Sendable {
  /// The findings, those of one file together.
  public package(set) var findings: FindingsReport
  /// True when something could not be read or checked.
  public package(set) var isIncomplete = false

  package init(listsAll: Bool) { findings = FindingsReport(listsAll: listsAll) }
}
