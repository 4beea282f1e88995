public import Assessment
import LicenseFiles

/// Finds everything that is wrong with files, so that one trip is enough.
public struct ValidateFiles: Sendable {
  private let request: InputRequest
  private let context: RuleContext

  /// - Parameters:
  ///   - request: usage files, ACKs, media and bags.
  ///   - context: what the rules expect.
  public init(_ request: InputRequest, _ context: RuleContext) {
    self.request = request
    self.context = context
  }

  /// Reads the files, then checks the promises of media and bags.
  ///
  /// - Throws: ``ErrandError``. A file that cannot be read is not an error: the outcome tells.
  public func run(_ tell: @escaping Notice.Teller) async throws(ErrandError) -> ValidationOutcome {
    var outcome = ValidationOutcome(listsAll: request.listsAll)
    for holding in try read(into: &outcome, tell) {
      do throws(ReadingError) {
        // Each by itself: media and bags that lie side by side need not be of one run.
        outcome.findings.addNew(try await verifyMedia([holding.path]).findings)
      } catch {
        tell(.error(error.description))
        outcome.isIncomplete = true
      }
    }
    outcome.findings.sortByPlace()
    return outcome
  }

  /// - Returns: the media and bags among the files.
  private func read(
    into outcome: inout ValidationOutcome, _ tell: @escaping Notice.Teller
  ) throws(ErrandError) -> [Holding] {
    var judge = Judge(.standard, context: context)
    var findings = outcome.findings
    var holdings: [Holding] = []
    var reading = try InputReading(request, tell)
    reading.each(
      holding: { if let holding = $0, holding.isOfThisTool { holdings.append(holding) } },
      begin: { judge.begin($0) },
      item: { for finding in judge.take($0) { findings.add(finding) } },
      end: { for finding in judge.end($0) { findings.add(finding) } })
    for finding in judge.finish() { findings.add(finding) }
    outcome.findings = findings
    outcome.isIncomplete = reading.failed
    return holdings
  }
}
