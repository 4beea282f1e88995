import AirGap
import ArgumentParser
import Assessment
import LicenseFiles
import Presentation

/// `rumkit summarize`: usage per product instance and entitlement, and what ACKs say.
struct SummarizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "summarize",
    abstract: "Show usage per device and entitlement, and what ACKs say.")

  @OptionGroup var inputs: InputOptions
  @Option(name: .long, help: "Write the result as text, json or csv.")
  var format: ResultFormat = .text
  @Flag(name: .long, help: "Draw the counts over time, as wide as the terminal.")
  var chart = false
  @OptionGroup var table: TableOptions
  @OptionGroup var findings: FindingOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if chart, format != .text { throw ValidationError("--chart draws text: leave --format out") }
  }

  func run() throws {
    var fold = UsageSummaryFold()
    var report = FindingsReport(listsAll: findings.allFindings)
    var damaged = false
    let context = RuleContext(now: 0)
    var acks: [AckContent] = []
    var builder = AckContentBuilder("", context: context)
    var judge = Judge(.identity, context: context)
    var reading = try InputReading(inputs.files, common, writingTo: output)
    reading.each(
      begin: {
        fold.begin($0)
        builder = AckContentBuilder($0, context: context)
      },
      item: { item in
        builder.take(item)
        if case .block = item { judge.take(item).forEach { report.add($0) } }
        switch item {
        case .report(let usage): fold.add(usage)
        case .finding(let finding): report.add(finding)
        case .block: break
        }
      },
      end: {
        damaged = damaged || !$0.isComplete
        let content = builder.end($0)
        if content.comesFromPortal { acks.append(content) }
      })

    let summary = SummaryReport(fold.finish(), acknowledgements: acks)
    try common.console.give(text(summary), to: output)
    let told = Set(RuleSet.identity.descriptors.map(\.id))
    for finding in report.listed
    where finding.severity == .error || told.contains(finding.id) || common.verbose {
      common.console.warning(
        "\(finding.location.file)\(finding.location.line.map { ":\($0)" } ?? ""): \(finding.message)"
      )
    }
    // The figures need the content: what could not be read makes them incomplete.
    try ExitStatus.end(
      (reading.failed || damaged ? [.unreadable] : [])
        + (findings.fails(report) ? [.findings] : []))
  }

  private func text(_ report: SummaryReport) -> String {
    switch format {
    case .text: chart ? drawn(report) : report.text
    case .json: report.json.text
    case .csv: report.csv(isRaw: table.csvRaw)
    }
  }

  private func drawn(_ report: SummaryReport) -> String {
    let screen = Screen()
    return report.chart(columns: screen.columns(for: output) ?? 80, glyphs: screen.glyphs)
  }
}
