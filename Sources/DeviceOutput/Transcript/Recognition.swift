public import LicenseFiles

extension DeviceOutputReader {
  /// Says of the beginning of a text whether a device printed it. Every command asks here.
  @Sendable public static func recognise(_ head: [UInt8]) -> DeviceText {
    let opening = head.count > longest ? Array(head[..<longest]) : head
    let lines = TranscriptLines(cleaning: opening, limits: .standard).lines
    let observations = TranscriptSplitter.sections(lines, file: "", offsets: .certain).map {
      Observation($0, offsets: .certain)
    }
    if lines.prefix(400).contains(where: { headings.contains($0.text.trimmingBlanks) }) {
      return .output
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

  /// Lines that stand in no other text, however they are indented.
  private static let headings: Set<Substring> = [
    "Smart Licensing is ENABLED", "Smart Licensing is DISABLED",
  ]
  /// The most that is looked at.
  private static let longest = 64 << 10
}

extension Observation {
  fileprivate var isKnownOutput: Bool {
    guard content != .other, lineCount > unknownLines.count, let command else { return false }
    if promptName != nil { return true }
    if let configuration = runningConfiguration { return configuration.begins(near: location) }
    if let license, lineCount - unknownLines.count < 2 { return !license.isHeadingAlone }
    let isFoundByShape = command.text == nil
    // A time by itself may stand in any text.
    if isFoundByShape { if case .clock = content { return false } else { return true } }
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

extension LicenseFacts {
  /// True where nothing but a heading was found that may stand in any text.
  fileprivate var isHeadingAlone: Bool {
    var rest = self
    if rest.policy == PolicyFacts() { rest.policy = nil }
    if rest.transport == TransportFacts() { rest.transport = nil }
    if rest.reportSummary == UsageReportSummary() { rest.reportSummary = nil }
    if rest.communications == CommunicationFacts() { rest.communications = nil }
    return rest == LicenseFacts()
  }
}

extension RunningConfiguration {
  /// True where it is whole, or its settings begin soon: a manual quotes some further on.
  fileprivate func begins(near place: SourceLocation) -> Bool {
    let settings = [
      hostName?.location, transport?.location, urls.first?.location, udi?.location,
      sourceInterface?.location, secureTrustpoint?.location, nameServers.first?.location,
      timeServers.first?.location, usageInterval?.location, proxyAddress?.location,
      privacy.first?.location, licenseVRF?.location, reservation,
    ].compactMap { $0?.line }
    guard let first = settings.min(), let begin = place.line else { return extent == .whole }
    return extent == .whole || first - begin <= 40
  }
}
