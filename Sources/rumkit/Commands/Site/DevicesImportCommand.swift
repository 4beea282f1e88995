import AirGap
import ArgumentParser
import Assessment
import Presentation

/// `rumkit site devices import`.
struct DevicesImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Take the devices of a CSV table into the register.")

  @Argument(help: "The table, or - for standard input.", completion: .file())
  var table: String
  @Flag(name: .long, help: "Show what would change; record nothing.")
  var dryRun = false
  @Flag(name: .long, help: "Leave bad rows out and record the others.")
  var skipBad = false
  @Option(name: .long, help: "Write the result as text or json.")
  var format: OutputFormat<RegisterImportReport> = .text
  @OptionGroup var findings: FindingOptions
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let console = common.console
    let session = try site.session(isDryRun: dryRun, time, console)
    let errand = ImportDevices(table: table, isDryRun: dryRun, skipsBad: skipBad)
    let outcome = try console.errand(errand.run(in: session))
    let found = FindingsReport(outcome.changes.findings, listsAll: findings.allFindings)
    let report = RegisterImportReport(outcome, findings: found)
    try Delivery(common, format).give(report)
    if !outcome.isUsable { throw ExitStatus.unreadable }
    if outcome.badRows > 0 {
      if !skipBad {
        console.error("nothing was recorded; --skip-bad records the good rows")
        throw ExitStatus.findings
      }
      throw outcome.isUseless ? ExitStatus.findings : ExitStatus.partly
    }
    try ExitStatus.end(findings.fails(found) ? [.findings] : [])
  }
}
