/// The access points in a controller's count, and what inventories say of them.
public struct AccessPointOutcome: Sendable {
  /// What the reports list.
  public var history: AccessPointHistory
  /// What was found by reading and by comparing.
  public var findings: FindingsReport
  /// What the inventories have that the reports have not, and the other way round; nil without any.
  public var comparison: InventoryComparison?
  /// The inventories.
  public var inventories: [AccessPointInventory]
  /// True when something could not be read whole, or holds no report, so that lists are incomplete.
  public var isIncomplete: Bool

  /// Creates an outcome.
  public init(
    history: AccessPointHistory, findings: FindingsReport, comparison: InventoryComparison?,
    inventories: [AccessPointInventory], isIncomplete: Bool
  ) {
    self.history = history
    self.findings = findings
    self.comparison = comparison
    self.inventories = inventories
    self.isIncomplete = isIncomplete
  }
}
