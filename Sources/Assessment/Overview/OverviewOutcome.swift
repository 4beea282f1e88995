/// What was read for a report of a site or of a set of files.
public struct OverviewOutcome: Sendable {
  /// What the report is made of.
  public package(set) var material: OverviewMaterial
  /// True when something that was named could not be read whole.
  public package(set) var isIncomplete = false
  /// True when media, a bag or the ledger is not what it was.
  public package(set) var foundDamage = false

  package init(_ material: OverviewMaterial) { self.material = material }
}
