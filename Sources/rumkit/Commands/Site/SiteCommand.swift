import ArgumentParser

/// `rumkit site`: the ledger and the register of devices.
struct SiteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "site",
    abstract: "Keep the ledger of a site: what left, what came back, what is due.",
    subcommands: [
      SiteInitCommand.self, SiteStatusCommand.self, SiteLogCommand.self, SiteVerifyCommand.self,
      SiteExportCommand.self, SiteBackupCommand.self, SiteRestoreCommand.self,
      SiteClockCommand.self, SiteDevicesCommand.self,
    ])
}
