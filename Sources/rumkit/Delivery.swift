import AirGap
import ArgumentParser
import Assessment
import Foundation
import LicenseFiles
import Presentation

/// How the result of an errand is written: by a command's options, or plainly.
struct Delivery {
  let console: Console
  var form = OutputForm.text
  var layout = Layout()
  /// Lists every finding.
  var listsAll = false
  /// From which severity on findings fail.
  var failOn = FailLevel.error
  /// nil for standard output.
  var output: OutputOptions?

  var isVerbose: Bool { layout.isVerbose }

  /// By a command's options.
  ///
  /// - Parameter format: nil without a choice.
  init<Result: Report>(
    _ common: CommonOptions, _ format: OutputFormat<Result>, _ output: OutputOptions? = nil,
    table: TableOptions? = nil, _ findings: FindingOptions? = nil
  ) {
    console = common.console
    form = format.form
    layout = Layout(
      columns: Screen().columns(for: output), isVerbose: common.verbose,
      isRaw: table?.csvRaw ?? false)
    self.output = output
    listsAll = findings?.allFindings ?? false
    failOn = findings?.failOn ?? .error
  }

  /// As text on standard output.
  init(_ common: CommonOptions) { self.init(common, OutputFormat<FindingsReport>.text) }

  /// True where the person who reads the messages sees the text of the result above them.
  var isOnScreen: Bool {
    form == .text && output?.output == nil && isatty(1) == 1 && isatty(2) == 1
  }

  /// Writes the result.
  ///
  /// - Throws: ``ExitStatus``; the reason has been printed.
  func give(_ report: some Report) throws(ExitStatus) {
    let stream = try ResultStream(output, console)
    report.write(form, layout) { stream.write($0) }
    try stream.finish()
  }

  /// Refuses to pour a page onto a terminal, where nobody reads it, unless that was asked for.
  ///
  /// - Parameters:
  ///   - isChosen: the form was named.
  ///   - forms: others that it has.
  /// - Throws: ``ExitStatus/usage``; the reason has been printed.
  func refusePageOnTerminal(isChosen: Bool, forms: String) throws(ExitStatus) {
    guard form == .html, !isChosen, output?.output == nil, isatty(1) == 1 else { return }
    console.error("a page is not for a terminal")
    let typed = ShellText.command(CommandLine.arguments.dropFirst() + ["--output", "report.html"])
    console.hint("type `\(typed)`, or add --format \(forms)")
    throw .usage
  }

  /// The status of findings that fail the command, by the gravest of them.
  func failures(_ reaches: (Severity) -> Bool) -> [ExitStatus] {
    failOn.severity.map(reaches) ?? false ? [.findings] : []
  }
}
