import ArgumentParser

/// `rumkit device`: what is done at devices over SSH.
struct DeviceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "device", abstract: "Do at the devices over SSH what is otherwise typed by hand.",
    subcommands: [DeviceCollectCommand.self])
}
