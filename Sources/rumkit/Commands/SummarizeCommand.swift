import ArgumentParser
import Assessment
import LicenseFiles
import Presentation

/// `rumkit summarize`: usage per product instance and entitlement.
struct SummarizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "summarize",
    abstract: "Show usage per device and entitlement.")

  @OptionGroup var inputs: InputOptions
  @Option(name: .long, help: "Write the result as text, json or csv.")
  var format: ResultFormat = .text
  @Flag(name: .long, help: "Leave cells as they are, also where a spreadsheet sees a formula.")
  var csvRaw = false
  @OptionGroup var findings: FindingOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    var fold = UsageSummaryFold()
    var report = FindingsReport(listsAll: findings.allFindings)
    var damaged = false
    var reading = try InputReading(inputs.files, common, writingTo: output)
    reading.each(
      begin: { fold.begin($0) },
      item: { item in
        switch item {
        case .report(let usage): fold.add(usage)
        case .finding(let finding): report.add(finding)
        case .block: break
        }
      },
      end: { damaged = damaged || !$0.isComplete })

    try common.console.give(text(SummaryReport(fold.finish())), to: output)
    for finding in report.listed where finding.severity == .error || common.verbose {
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
    case .text: report.text
    case .json: report.json.text
    case .csv: report.csv(isRaw: csvRaw)
    }
  }
}
