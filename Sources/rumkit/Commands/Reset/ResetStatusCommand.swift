import AirGap
import ArgumentParser
import Presentation

/// `rumkit reset status`: which waits are not over.
struct ResetStatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Show for each device that was reset when its hour is over.")

  @Option(
    name: .long, help: "Only this device: PID:SERIAL, or its host name or serial number.",
    completion: .devices)
  var device: String?
  @Option(name: .long, help: "Write the result as text or json.")
  var format: OutputFormat<ResetReport> = .text
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let console = common.console
    let session = try site.lookingSession(time, console)
    let devices = try console.errand(
      try ResetStatus(device: device).run(in: session, console.tell))
    let report = ResetReport(devices, now: session.now, isRehearsal: session.isRehearsal)
    try Delivery(common, format, output).give(report)
    try ExitStatus.end(report.refuses ? [.refused] : [])
  }
}
