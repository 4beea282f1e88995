import AirGap
import ArgumentParser
import Assessment
import LicenseFiles
import Presentation

/// `rumkit ack match`: which reports are acknowledged, and which ACK belongs to which device.
struct AckMatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "match",
    abstract: "Show which reports are acknowledged, and which ACK belongs to which device.")

  @OptionGroup var inputs: InputOptions
  @Option(
    name: .long, parsing: .upToNextOption,
    help: "What was exported: usage files, folders, outbound media, evidence bags.")
  var usage: [String] = []
  @Option(name: .long, help: "The device of every ACK whose content names none: PID:SERIAL.")
  var device: String?
  @Option(
    name: .long, help: "A CSV table with the columns file, udi_pid and udi_serial_number.")
  var deviceMap: String?
  @Option(
    name: .long, help: "Let the names of uploads tie several ACKs at once, for this reason.")
  var acceptNames: String?
  @Option(name: .long, help: "Write the result as text, json or csv.")
  var format: ResultFormat = .text
  @Flag(name: .long, help: "Leave cells as they are, also where a spreadsheet sees a formula.")
  var csvRaw = false
  @OptionGroup var findings: FindingOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if usage.isEmpty { throw ValidationError("name what was exported with --usage") }
    if acceptNames?.isEmpty == true { throw ValidationError("--accept-names needs a reason") }
    if let device, device.isEmpty { throw ValidationError("--device takes PID:SERIAL") }
  }

  func run() throws {
    let now = try time.seconds()
    var reading = AckReading(common, output)
    let map = try deviceMap.map { path throws(ExitStatus) in try reading.deviceMap(path) }
    let exports = try reading.exports(usage)
    let contents = try reading.contents(inputs.files, now: now)
    let choices = AckChoices(
      device: try chosenDevice(exports.known), map: map ?? [:], acceptNames: acceptNames)
    let matcher = AckMatcher(
      known: exports.known, names: exports.names, choices: choices, now: now)
    let result = matcher.match(contents)

    var report = FindingsReport(listsAll: findings.allFindings)
    for finding in result.findings { report.add(finding) }
    try common.console.give(
      text(AckMatchReport(result, report, acceptedNames: acceptNames)), to: output)
    try ExitStatus.end(
      (reading.failed ? [.unreadable] : []) + (findings.fails(report) ? [.findings] : []))
  }

  /// `PID:SERIAL`, or a serial number that one device alone has.
  private func chosenDevice(_ known: KnownReports) throws(ExitStatus) -> UDI? {
    guard let device else { return nil }
    if let udi = UDI(device) { return udi }
    let named = known.devices.filter { $0.serial == device }
    guard named.count == 1 else {
      common.console.error(
        named.isEmpty
          ? "--device takes PID:SERIAL, or the serial number of a device of --usage, not '\(device)'"
          : "several devices have the serial number \(device): name it as PID:SERIAL")
      throw .usage
    }
    return named.first
  }

  private func text(_ report: AckMatchReport) -> String {
    switch format {
    case .text: report.text(isVerbose: common.verbose)
    case .json: report.json.text
    case .csv: report.csv(isRaw: csvRaw)
    }
  }
}
