import ArgumentParser

/// `rumkit site status`: the one table of a Monday.
struct SiteStatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Show where every device stands, the worst first.")

  @OptionGroup var status: StatusOptions

  func run() throws { try status.carryOut() }
}
