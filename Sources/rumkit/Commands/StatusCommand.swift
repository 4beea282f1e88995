import ArgumentParser

/// `rumkit status`: what `rumkit site status` shows, under the name that is typed every month.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: SiteStatusCommand.configuration.abstract)

  @OptionGroup var status: StatusOptions

  func run() throws { try status.carryOut() }
}
