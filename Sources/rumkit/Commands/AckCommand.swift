import ArgumentParser

/// `rumkit ack`: what the portal returned.
struct AckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ack",
    abstract: "Match ACKs to devices and reports.",
    subcommands: [AckMatchCommand.self])
}
