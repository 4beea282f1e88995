public import LicenseFiles

/// Runs a set of rules over the documents of a run and hands out what they find, in the order in
/// which it is found.
public struct Judge: Sendable {
  private var rules: [any Rule]
  private var memory = ReportMemory()

  /// Creates a judge with fresh rules.
  public init(_ set: RuleSet, context: RuleContext) {
    rules = set.rules.map { $0.init(context) }
  }

  /// A new document begins.
  public mutating func begin(_ file: String) {
    memory.begin(file)
    for index in rules.indices { rules[index].begin(file) }
  }

  /// One item of the document. What the reader itself found passes through.
  public mutating func take(_ item: DocumentItem) -> [Finding] {
    var findings: [Finding] = []
    switch item {
    case .finding(let finding): findings.append(finding)
    case .report(let report):
      let recurrence = memory.take(report)
      for index in rules.indices {
        rules[index].see(report, &findings)
        if let recurrence { rules[index].see(again: report, recurrence, &findings) }
      }
    case .block(let block):
      for index in rules.indices { rules[index].see(block, &findings) }
    }
    return findings
  }

  /// The document is over.
  public mutating func end(_ outline: DocumentOutline) -> [Finding] {
    var findings: [Finding] = []
    for index in rules.indices { rules[index].end(outline, &findings) }
    return findings
  }

  /// The run is over.
  public mutating func finish() -> [Finding] {
    var findings: [Finding] = []
    for index in rules.indices { rules[index].finish(&findings) }
    return findings
  }
}
