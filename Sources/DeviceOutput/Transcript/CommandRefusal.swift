import LicenseFiles

extension Observation {
  /// The words with which a device says that it does not know a command of its image.
  private static let refusals = [
    "% Invalid input detected", "% Invalid command at", "% Unknown command",
  ]

  /// The line with which the device refused the command; nil where it took it.
  public var refusal: Observed<String>? {
    guard command?.text != nil else { return nil }
    let line = unknownLines.first { line in
      Self.refusals.contains { line.text.trimmingBlanks.utf8.starts(with: $0.utf8) }
    }
    return line.map {
      Observed(
        String($0.text.trimmingBlanks),
        at: SourceLocation(file: location.file, line: $0.number), command: command?.command)
    }
  }
}

extension DeviceSnapshot {
  /// The commands that the device refused and never answered.
  public var refused: Set<DeviceCommand> {
    var refused: Set<DeviceCommand> = []
    var answered: Set<DeviceCommand> = []
    for observation in observations {
      guard let command = observation.command?.command else { continue }
      if observation.refusal == nil { answered.insert(command) } else { refused.insert(command) }
    }
    return refused.subtracting(answered)
  }

  /// True for a command line that the device refused.
  public func refuses(_ line: String) -> Bool {
    guard let command = TypedCommand(echo: line[...]).command else { return false }
    return refused.contains(command)
  }
}
