import AirGap
import ArgumentParser
import Presentation

/// The one line of a monitoring plugin, by every command that has it.
struct MonitorOptions: ParsableArguments {
  @Flag(name: .long, help: "Print one line for a monitoring system and exit with 0, 1, 2 or 3.")
  var monitor = false

  /// - Throws: where another form of the result was asked for too.
  func validate(beside form: OutputForm) throws {
    if monitor, form != .text { throw ValidationError("--monitor prints one line of its own") }
  }

  /// Writes the line, and ends with its status.
  func give(
    _ result: (line: String, status: Int32), _ console: Console, to output: OutputOptions
  ) throws {
    try console.give(result.line, to: output)
    if result.status != 0 { throw ExitCode(result.status) }
  }
}
