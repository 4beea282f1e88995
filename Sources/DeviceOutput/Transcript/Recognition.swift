public import LicenseFiles

extension DeviceOutputReader {
  /// Says of the beginning of a text whether a device printed it. Every command asks here.
  @Sendable public static func recognise(_ head: [UInt8]) -> TerminalText {
    let observations = read(name: "", bytes: head).observations
    if observations.contains(where: \.isKnownOutput) { return .output }
    return observations.contains(where: \.isOfSession) ? .session : .other
  }
}

extension Observation {
  fileprivate var isKnownOutput: Bool {
    guard content != .other, lineCount > unknownLines.count, let command else { return false }
    let isFoundByShape = command.text == nil
    if isFoundByShape || promptName != nil { return true }
    // Of an answer every line is kept, so what follows a command in a letter would be one.
    switch content {
    case .importAnswer, .saveAnswer, .reservationAnswer, .factoryReset, .reload: return false
    case .version, .inventory, .clock, .license, .reportStates, .reportDetails, .history, .eventLog,
      .airEntities, .features, .logging, .ntp, .trustpoints, .callHomeProfiles,
      .runningConfiguration, .accessPoints, .other:
      return true
    }
  }

  /// Commands that a person types at a device, in their shortest usual form.
  private static let commands = [
    "sh ", "sho ", "show ", "license ", "dir", "more ", "copy ", "term", "test license", "conf",
    "write", "wr", "reload", "debug ", "service ",
  ]

  fileprivate var isOfSession: Bool {
    if !logLines.isEmpty || load != nil || clock != nil { return true }
    guard promptName != nil, let echo = command?.text?.lowercased() else { return false }
    return Self.commands.contains { (echo + " ").hasPrefix($0) }
  }
}
