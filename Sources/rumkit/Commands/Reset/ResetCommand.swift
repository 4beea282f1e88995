import ArgumentParser

/// `rumkit reset`: the factory-reset clock of a device.
struct ResetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reset",
    abstract: "Record license factory resets, and show when their hour is over.",
    subcommands: [ResetRecordCommand.self, ResetStatusCommand.self, ResetClearCommand.self])
}
