import AirGap
import ArgumentParser
import Presentation

/// `rumkit site verify`: the chain, its index, and what was recorded of it elsewhere.
struct SiteVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check every event, the chain and the index, against bags and backups too.")

  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp(
      "Evidence bags and backups that recorded the end of the chain.", valueName: "bag-or-backup"),
    completion: .file())
  var anchor: [String] = []
  @Flag(name: .long, help: "Rebuild the index from the events, if they are sound.")
  var rebuildIndex = false
  @Flag(
    name: .long, help: "Check only what came after the last verification that was recorded.")
  var sinceLast = false
  @Option(name: .long, help: "Write the result as text or json.")
  var format: OutputFormat<LedgerVerificationReport> = .text
  @Flag(name: .long, help: "List every finding, not only the first 100 of a kind.")
  var allFindings = false
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if sinceLast, rebuildIndex {
      throw ValidationError("--rebuild-index needs every event: leave out --since-last")
    }
  }

  func run() throws {
    let console = common.console
    let errand = VerifySite(anchors: anchor, rebuildsIndex: rebuildIndex, goesOn: sinceLast)
    let outcome = try console.errand(errand.run(at: site.place, site.acting(time), console.tell))
    let report = LedgerVerificationReport(outcome, listsAll: allFindings)
    try Delivery(common, format, output).give(report)
    try ExitStatus.end(
      outcome.isUnrecorded ? [.failed] : outcome.verification.isSound ? [] : [.findings])
  }
}
