import AirGap
import ArgumentParser
import Assessment
import LicenseFiles
import Presentation

/// `rumkit reset status`: which waits are not over.
struct ResetStatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Show for each device that was reset when its hour is over.")

  @Option(name: .long, help: "Only this device: PID:SERIAL, or its host name or serial number.")
  var device: String?
  @Option(name: .long, help: "Write the result as text or json.")
  var format: ReportFormat = .text
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let console = common.console
    let session = try site.lookingSession(time, console)
    let devices: [UDI]
    if let device {
      devices = [try session.device(named: device, mustBeKnown: false, console)]
    } else {
      let resets = try session.read(console) { reader throws(LedgerError) in
        try reader.events([.resetRecorded])
      }
      devices = Set(resets.compactMap(\.device)).sorted()
    }
    var report = ResetReport(now: session.now, isRehearsal: session.identity.mode == .rehearsal)
    let gate = ResetGate(
      session: session, options: .none, console: console,
      command: "reset status", records: false)
    for device in devices { report.add(device, try gate.ask(.save, of: device).verdict) }
    try console.give(format == .json ? report.json.text : report.text, to: output)
    try ExitStatus.end(report.refuses ? [.refused] : [])
  }
}
