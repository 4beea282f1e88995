import ArgumentParser

/// `rumkit site status`: the one table for the weekly meeting.
struct SiteStatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Show the state of every device, the worst first.")

  @OptionGroup var status: StatusOptions

  func run() throws { try status.carryOut() }
}
