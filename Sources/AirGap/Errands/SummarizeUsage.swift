public import Assessment
import LicenseFiles

/// Usage per product instance and entitlement, and what ACKs say.
public struct SummarizeUsage: Sendable {
  private let request: InputRequest

  /// - Parameter request: usage files, ACKs, media and bags.
  public init(_ request: InputRequest) { self.request = request }

  /// Reads the files.
  ///
  /// - Throws: ``ErrandError``. A file that cannot be read is not an error: the outcome tells.
  public func run(_ tell: @escaping Notice.Teller) throws(ErrandError) -> SummaryOutcome {
    var fold = UsageSummaryFold()
    var outcome = SummaryOutcome(findings: FindingsReport(listsAll: request.listsAll))
    let context = RuleContext(now: 0)
    var builder = AckContentBuilder("", context: context)
    var judge = Judge(.identity, context: context)
    var reading = try InputReading(request, tell)
    reading.each(
      begin: {
        fold.begin($0)
        builder = AckContentBuilder($0, context: context)
      },
      item: { item in
        builder.take(item)
        if case .block = item { judge.take(item).forEach { outcome.findings.add($0) } }
        switch item {
        case .report(let usage): fold.add(usage)
        case .finding(let finding): outcome.findings.add(finding)
        case .block: break
        }
      },
      end: {
        if !$0.isComplete { outcome.isIncomplete = true }
        let content = builder.end($0)
        if content.comesFromPortal { outcome.acknowledgements.append(content) }
      })
    outcome.usage = fold.finish()
    if reading.failed { outcome.isIncomplete = true }
    return outcome
  }
}
