import AirGap
import ArgumentParser
import Assessment

/// `rumkit reset clear`: a person declares that the wait is over.
struct ResetClearCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clear", abstract: "Declare that the wait of a device is over, with a reason.")

  @Option(
    name: .long, help: "The device: PID:SERIAL, or its host name or serial number.",
    completion: .devices)
  var device: String
  @Argument(help: "The reason; it stays in the ledger.")
  var reason: String
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if !reason.holdsWord { throw ValidationError("clearing needs a reason") }
  }

  func run() throws {
    let console = common.console
    let session = try site.session(time, console)
    let cleared = try console.errand(
      try ClearReset(device: device, reason: reason).run(in: session))
    console.warning(
      "\(cleared): the wait was declared over by hand; this is recorded in the ledger")
  }
}
