import ArgumentParser

/// `rumkit migrate`: checklists that are kept in the ledger.
struct MigrateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate",
    abstract: "Move a device to offline reporting, step by step, with a proof for each.",
    subcommands: [
      MigrateStartCommand.self,
      MigrateNextCommand.self,
      MigrateRecordCommand.self,
      MigrateRunCommand.self,
      MigrateStatusCommand.self,
      MigrateReportCommand.self,
    ])
}
