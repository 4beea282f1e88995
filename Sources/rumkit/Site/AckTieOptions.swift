import AirGap
import ArgumentParser

/// How files that show no device are matched to one.
struct AckTieOptions: ParsableArguments {
  @Option(
    name: .long, help: "The device of every file whose content names none: PID:SERIAL.")
  var device: String?
  @Option(
    name: .long, help: "A CSV table with the columns file, udi_pid and udi_serial_number.")
  var deviceMap: String?
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Match several files at once by the names of their uploads.", valueName: "reason"))
  var acceptNames: String?

  func validate() throws {
    if acceptNames?.holdsWord == false { throw ValidationError("--accept-names needs a reason") }
    if device?.isEmpty == true { throw ValidationError("--device takes PID:SERIAL") }
  }

  var ties: AckTies { AckTies(device: device, map: deviceMap, acceptNames: acceptNames) }
}
