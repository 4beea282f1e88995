public import LicenseFiles

extension DeviceOutputReader {
  /// Says of the beginning of a text whether a device printed it. Every command asks here.
  @Sendable public static func recognise(_ head: [UInt8]) -> TerminalText {
    let opening = head.count > longest ? Array(head[..<longest]) : head
    let lines = TranscriptLines(cleaning: opening, limits: .standard).lines
    let observations = TranscriptSplitter.sections(lines, file: "", offsets: .certain).map {
      Observation($0, offsets: .certain)
    }
    let known = observations.filter(\.isKnownOutput)
    if known.contains(where: { $0.promptName != nil }) { return .output }
    // Any text may quote a device: without a prompt a good part of it has to be output.
    let understood = known.reduce(0) { $0 + $1.lineCount - $1.unknownLines.count }
    if understood > 0, understood * 4 >= observations.reduce(0, { $0 + $1.lineCount }) {
      return .output
    }
    return observations.contains(where: \.isOfSession) ? .session : .other
  }

  /// The most that is looked at.
  private static let longest = 64 << 10
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
