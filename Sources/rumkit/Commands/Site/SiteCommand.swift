import ArgumentParser

/// `rumkit site`: the ledger and the register of a site.
struct SiteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "site",
    abstract: "The ledger and the register of devices of a site.",
    subcommands: [SiteDevicesCommand.self])
}
