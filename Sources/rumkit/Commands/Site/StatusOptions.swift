import AirGap
import ArgumentParser
import Presentation

/// What `site status` and `status` take, and what both do.
struct StatusOptions: ParsableArguments {
  @Option(
    name: .long, help: "Write the result as text, json, csv, html or md, or the deadlines as ics.")
  var format: OutputFormat<SiteStatusReport> = .text
  @Option(name: .long, help: "Show this device and its reports.", completion: .devices)
  var device: String?
  @Flag(name: .long, help: "List devices that are retired or replaced too.")
  var all = false
  @OptionGroup var monitoring: MonitorOptions
  @OptionGroup var table: TableOptions
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func validate() throws { try monitoring.validate(beside: format.form) }

  /// Writes the state of every device.
  func carryOut() throws {
    let console = common.console
    guard !monitoring.monitor else {
      // A plugin that fails is unknown to the monitoring system, whatever failed.
      return try monitoring.give(
        SiteStatusReport.monitoring(try? report(console)), console, to: output)
    }
    try Delivery(common, format, output, table: table).give(try report(console))
  }

  private func report(_ console: Console) throws(ExitStatus) -> SiteStatusReport {
    let session = try site.lookingSession(time, console)
    let errand = ReadStatus(device: device, listsAll: all)
    return SiteStatusReport(
      try console.errand(errand.run(in: session, console.tell)), toolVersion: ThisProgram.version)
  }
}
