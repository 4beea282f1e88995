import AirGap
import ArgumentParser
import Assessment
import LicenseFiles
import Presentation

/// `rumkit aps`: the access points behind a controller's count, and an inventory beside them.
struct APsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "aps",
    abstract: "List the access points behind a controller's count, and compare an inventory.")

  @OptionGroup var inputs: InputOptions
  @Option(
    name: .long,
    help:
      "Compare with this table, or with show ap summary, inventory or config general; repeatable."
  )
  var inventory: [String] = []
  @Flag(name: .long, help: "Show how many of each model there were over time.")
  var byModel = false
  @Option(name: .long, help: "Write the result as text, json or csv.")
  var format: ResultFormat = .text
  @OptionGroup var table: TableOptions
  @OptionGroup var findings: FindingOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let inventories = try inventory.map { path throws(ExitStatus) in try read(path) }
    var fold = AccessPointFold()
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

    let history = fold.finish { report.add($0) }
    let comparison = inventories.isEmpty ? nil : InventoryComparison(history, inventories)
    for finding in comparison?.findings ?? [] { report.add(finding) }
    let isUseless = history.reports == 0 && history.omittedReports == 0 && !reading.failed
    if isUseless {
      common.console.error("no usage report was found in \(inputs.files.joined(separator: ", "))")
      common.console.hint("rumkit inspect says what the files are")
    }
    report.sortByPlace()
    let result = AccessPointReport(
      history, report, comparison: comparison, inventories: inventories)
    try common.console.give(text(result), to: output)
    // The lists need the content: what could not be read makes them incomplete.
    try ExitStatus.end(
      (reading.failed || damaged || isUseless ? [.unreadable] : [])
        + (findings.fails(report) ? [.findings] : []))
  }

  private func read(_ path: String) throws(ExitStatus) -> AccessPointInventory {
    try common.console.refuseToReplace([path], with: output.output)
    let bytes: [UInt8]
    do throws(ReadingError) {
      bytes = try tableBytes(path)
    } catch {
      common.console.error(error.description)
      throw .unreadable
    }
    do throws(TableError) {
      return try InventoryReader.read(bytes, file: path)
    } catch {
      common.console.error("\(path):\(error.line): \(error.reason)")
      common.console.hint("man rumkit-aps says which columns and outputs are read")
      throw .unreadable
    }
  }

  private func text(_ report: AccessPointReport) -> String {
    switch format {
    case .text: report.text(byModel: byModel)
    case .json: report.json.text
    case .csv: report.csv(byModel: byModel, isRaw: table.csvRaw)
    }
  }
}
