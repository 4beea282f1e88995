/// What the reader delivers, in the order of the file.
public enum DocumentItem: Sendable, Hashable {
  /// A RUM report.
  case report(UsageReport)
  /// Another block.
  case block(Block)
  /// Something that the reader itself found: damage, a limit, a tolerated form.
  case finding(Finding)
}
