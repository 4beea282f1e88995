import AirGap
import LicenseFiles
import Presentation

/// How the result of an errand is given out: by a command's options, or plainly.
struct Delivery {
  let console: Console
  var format = ResultFormat.text
  var isVerbose = false
  /// Leaves CSV cells as they are.
  var isRaw = false
  /// Lists every finding.
  var listsAll = false
  /// From which severity on findings fail.
  var failOn = FailLevel.error
  /// nil for standard output.
  var output: OutputOptions?

  init(_ console: Console) { self.console = console }

  init(
    _ common: CommonOptions, _ format: ReportFormat, _ output: OutputOptions? = nil,
    _ findings: FindingOptions? = nil
  ) {
    self.init(common, format == .json ? ResultFormat.json : .text, nil, output, findings)
  }

  init(
    _ common: CommonOptions, _ format: ResultFormat, _ table: TableOptions?,
    _ output: OutputOptions?, _ findings: FindingOptions? = nil
  ) {
    console = common.console
    isVerbose = common.verbose
    self.format = format
    isRaw = table?.csvRaw ?? false
    self.output = output
    listsAll = findings?.allFindings ?? false
    failOn = findings?.failOn ?? .error
  }

  /// Gives the result out.
  ///
  /// - Throws: ``ExitStatus``; the reason has been said.
  func give(
    _ text: @autoclosure () -> String, json: @autoclosure () -> JSONText,
    csv: @autoclosure () -> String = ""
  ) throws(ExitStatus) {
    switch format {
    case .text: try console.give(text(), to: output)
    case .json: try console.give(json().text, to: output)
    case .csv: try console.give(csv(), to: output)
    }
  }

  /// The status of findings that fail the command, by the gravest of them.
  func failures(_ reaches: (Severity) -> Bool) -> [ExitStatus] {
    failOn.severity.map(reaches) ?? false ? [.findings] : []
  }
}
