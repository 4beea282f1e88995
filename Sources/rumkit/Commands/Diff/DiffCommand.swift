import AirGap
import ArgumentParser
import Presentation

/// `rumkit diff`: what changed between two sets of files.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show what changed between two usage files, ACKs, or sets of them.",
    usage: "rumkit diff [<options>] <old> <new>\n       rumkit diff --last-export [<options>] <new>"
  )

  @Argument(
    help: "OLD and NEW: each a file, a folder, a pattern, media, a bag, or - for standard input.",
    completion: .file())
  var files: [String]
  @Flag(
    name: .long,
    help: "Compare with what was exported last, from the evidence of the site; name NEW alone.")
  var lastExport = false
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The folder of the site; otherwise RUMKIT_SITE, otherwise ~/.local/state/rumkit.",
      valueName: "dir"),
    completion: .directory)
  var site: String?
  @Option(name: .long, help: "Write the result as text, json or csv.")
  var format: OutputFormat<DiffReport> = .text
  @OptionGroup var table: TableOptions
  @OptionGroup var findings: FindingOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  /// A site that is named with NEW alone asks for the last export too.
  private var usesLastExport: Bool { lastExport || (site != nil && files.count == 1) }

  func validate() throws {
    if usesLastExport {
      if files.count != 1 { throw ValidationError("--last-export takes NEW alone") }
      if files == ["-"] {
        throw ValidationError("--last-export reads NEW twice, so it cannot be standard input")
      }
    } else if files.count != 2 {
      throw ValidationError("name OLD and NEW; or NEW alone with --last-export, in a site")
    }
    if files == ["-", "-"] { throw ValidationError("only one of the two can be standard input") }
  }

  func run() throws {
    let console = common.console
    let request = InputRequest(Array(files.suffix(1)), common, findings, output)
    let errand = CompareFiles(
      usesLastExport ? .lastExport(SitePlace(option: site)) : .files(files[0]), with: request)
    let outcome = try console.errand(errand.run(console.tell))
    let report = DiffReport(outcome)
    try Delivery(common, format, output, table: table).give(report)
    let isFound = report.differs || findings.fails(outcome.findings)
    try ExitStatus.end(
      (outcome.isIncomplete ? [.unreadable] : []) + (isFound ? [.findings] : []))
  }
}
