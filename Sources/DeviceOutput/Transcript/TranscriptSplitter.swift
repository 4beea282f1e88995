import LicenseFiles

/// Cuts the lines of a transcript into sections: one for each command, whether it was echoed after
/// a prompt or is known only by the shape of its output.
struct TranscriptSplitter {
  private let file: String
  private let offsets: ZoneOffsets
  private var sections: [TranscriptSection] = []
  private var current: TranscriptSection?
  /// The log lines of each device that a syslog server names, in the order in which they appear.
  private var senders: [(name: String, section: TranscriptSection)] = []
  private var senderIndex: [String: Int] = [:]
  private var headings: Set<String> = []
  private var session = 0
  /// The line that a log message cut off, while its other half may still come.
  private var interruptedAt: Int?

  init(file: String, offsets: ZoneOffsets) {
    self.file = file
    self.offsets = offsets
  }

  static func sections(
    _ lines: [TranscriptLine], file: String, offsets: ZoneOffsets
  ) -> [TranscriptSection] {
    var splitter = TranscriptSplitter(file: file, offsets: offsets)
    for line in LineFrame.removed(from: lines) { splitter.take(line) }
    splitter.close()
    return splitter.sections + splitter.senders.map(\.section)
  }

  private mutating func take(_ line: TranscriptLine) {
    if let cut = LogLineCut(line, file: file, offsets: offsets) {
      // A prompt before the message opens its section first, so that the message follows it.
      if !cut.interrupted.trimmingBlanks.isEmpty {
        place(TranscriptLine(number: line.number, text: String(cut.interrupted)))
        interruptedAt = line.number
      } else if interruptedAt == line.number - 1 {
        interruptedAt = line.number
      }
      append(cut.log, at: line)
    } else {
      place(line)
    }
  }

  /// A message of a terminal session belongs to its device, whoever is named in it; one of a file that
  /// several devices write to belongs to its sender.
  private mutating func append(_ log: LogLine, at line: TranscriptLine) {
    guard let sender = log.sender, current?.device == nil, current?.command?.command == nil else {
      begin(at: line)
      current?.logLines.append(log)
      return
    }
    if let index = senderIndex[sender] {
      senders[index].section.logLines.append(log)
      return
    }
    senderIndex[sender] = senders.count
    var section = TranscriptSection(
      device: sender, command: nil, location: SourceLocation(file: file, line: line.number),
      session: -1 - senders.count)
    section.logLines = [log]
    senders.append((sender, section))
  }

  private mutating func place(_ line: TranscriptLine) {
    if let at = interruptedAt {
      interruptedAt = nil
      if at == line.number - 1, continues(line) { return }
    }
    if SessionHeader.matches(line.text) {
      session += 1
      open(device: nil, command: nil, at: line)
    } else if let prompt = PromptLine(line.text, after: current?.device) {
      end(at: prompt.name)
      open(
        device: prompt.name, place: prompt.place, command: TypedCommand(echo: prompt.rest), at: line
      )
    } else if let echo = Self.separator(line.text) ?? Self.bareEcho(line.text) {
      end(at: current?.device)
      open(device: current?.device, command: echo, at: line)
    } else if current?.command?.command != nil, ShowRunningConfig.beginsBlock(line.text) {
      // A block that was pasted after a command, without prompts.
      open(device: current?.device, command: nil, at: line)
      current?.lines.append(line)
    } else {
      if let shape = OutputShape(line.text) { follow(shape, at: line) }
      begin(at: line)
      current?.lines.append(line)
    }
  }

  /// Joins the second half of a line that a log message cut in two.
  private mutating func continues(_ line: TranscriptLine) -> Bool {
    guard let last = current?.lines.last, let whole = CutLine.joined(last.text, line.text) else {
      return false
    }
    current?.lines.removeLast()
    current?.lines.append(TranscriptLine(number: last.number, text: whole))
    return true
  }

  private mutating func follow(_ shape: OutputShape, at line: TranscriptLine) {
    // What lies in a file may be old: nothing in it is an output of now.
    if current?.command?.showsFile == true { return }
    let command = current?.command?.command
    if case .sign(_, .showVersion) = shape, isOfAnother { return }
    let isMadeOfBlocks = CommandReader.of(command)?.isMadeOfBlocks == true
    switch shape {
    case .sign(.opening, let opened):
      if command == .showLicenseTechSupport, opened == .showLicenseAll { return }
      if command == opened, current?.lines.contains(where: { !Self.isBanner($0.text) }) != true {
        return
      }
      found(opened, at: line)
    case .sign(.typical, let typical):
      if command == typical || command == .showLogging { return }
      if command == .showLicenseAll, typical == .showLicense { return }
      // After an echo a time is a part of the output; without one it is an output of its own.
      if typical == .showClock, command != nil, current?.command?.text != nil { return }
      if isMadeOfBlocks, CommandReader.of(typical)?.isMadeOfBlocks == true { return }
      found(typical, at: line)
    case .sign(.lone, let lone):
      if command == nil { found(lone, at: line) }
    case .licenseBlock(let heading):
      // Histories and communication statistics use this heading too.
      if heading == "Usage Reporting:", isMadeOfBlocks { return }
      if heading == "Usage Reporting:", command == .showLicenseHistoryMessage { return }
      let isRepeated = !headings.insert(heading).inserted
      if isMadeOfBlocks, !isRepeated || command == .showLicenseTechSupport { return }
      found(.showLicenseStatus, at: line)
      headings = [heading]
    case .loadBanner:
      if current?.lines.isEmpty == false { open(device: current?.device, command: nil, at: line) }
    }
  }

  /// True where the next line tells of another device: of a neighbour, or in a file.
  private var isOfAnother: Bool {
    guard let current else { return false }
    if current.command?.tellsOfOthers == true { return true }
    guard let last = current.lines.last, ShowVersion.isLabel(last.text) else { return false }
    return current.lines.suffix(24).contains { line in
      line.text.keyAndValue.map { Self.neighbourKeys.contains($0.key) } ?? false
    }
  }

  /// What CDP and LLDP print of a neighbour before its version.
  private static let neighbourKeys: Set<Substring> = [
    "Device ID", "Entry address(es)", "Platform", "Interface", "Holdtime", "Local Intf",
    "Chassis id",
    "Port id", "System Name",
  ]

  /// The output of this command begins here, without an echo. Banners before it belong to it.
  private mutating func found(_ command: DeviceCommand, at line: TranscriptLine) {
    let typed = TypedCommand(command: command, text: nil)
    let isWaiting =
      current?.command?.command == nil
      && current?.lines.allSatisfy { Self.isBanner($0.text) } == true
    if isWaiting {
      let echo = current?.command
      current?.command = TypedCommand(
        command: command, text: echo?.text?.isEmpty == true ? nil : echo?.text, filter: echo?.filter
      )
    } else {
      open(device: current?.device, command: typed, at: line)
    }
  }

  private mutating func begin(at line: TranscriptLine) {
    if current == nil { open(device: nil, command: nil, at: line) }
  }

  /// The same device says that it is done with the output before.
  private mutating func end(at device: String?) {
    if current?.device == nil || current?.device == device { current?.isEnded = true }
  }

  private mutating func open(
    device: String?, place: String? = nil, command: TypedCommand?, at line: TranscriptLine
  ) {
    close()
    headings = []
    current = TranscriptSection(
      device: device, promptPlace: place, command: command,
      location: SourceLocation(file: file, line: line.number), session: session)
  }

  private mutating func close() {
    guard var section = current else { return }
    current = nil
    if section.isIdle {
      section.command = nil
      // What is logged at a waiting prompt follows the command before it.
      if let last = sections.indices.last, sections[last].device == section.device,
        sections[last].session == section.session
      {
        sections[last].logLines += section.logLines
        return
      }
      if section.logLines.isEmpty { return }
    }
    if let typed = section.command, typed.command == .showLicenseAll,
      section.lines.contains(where: { ShowLicenseFeatures.head($0.text) != nil })
    {
      section.command = TypedCommand(
        command: .showLicense, text: typed.text, arguments: typed.arguments, filter: typed.filter)
    } else if section.command?.command == .showLicenseStatus, section.command?.text == nil {
      section.command = TypedCommand(command: Self.licenseCommand(section.lines), text: nil)
    } else if section.command?.command == nil, ShowRunningConfig.matches(section) {
      section.command = TypedCommand(command: .showRunningConfig, text: section.command?.text)
    }
    sections.append(section)
  }

  /// Which of the commands that share their blocks printed these.
  private static func licenseCommand(_ lines: [TranscriptLine]) -> DeviceCommand {
    let texts = Set(lines.map { $0.text.trimmingBlanks })
    if texts.contains(where: LicenseUse.isTableHead) { return .showLicenseSummary }
    if texts.contains("Transport:") || texts.contains("Policy:") { return .showLicenseStatus }
    let hasEntries = texts.contains { $0.utf8.starts(with: "Description:".utf8) }
    return hasEntries ? .showLicenseUsage : .showLicenseStatus
  }

  static func isBanner(_ text: String) -> Bool {
    let line = text.trimmingBlanks.utf8
    return line.starts(with: "Load for five secs:".utf8) || line.starts(with: "Time source is".utf8)
      || line.starts(with: "No time source".utf8)
      || line.starts(with: "Building configuration...".utf8) || ShowClock.isBanner(text)
  }

  /// `------------------ show version ------------------`, as in `show tech-support`.
  private static func separator(_ text: String) -> TypedCommand? {
    guard text.utf8.starts(with: "----".utf8), text.utf8.count <= 200 else { return nil }
    let inner = text.split(separator: "-", maxSplits: .max, omittingEmptySubsequences: true)
    let command = inner.joined(separator: "-").trimmingBlanks
    guard command.utf8.starts(with: "show ".utf8) else { return nil }
    return TypedCommand(echo: command)
  }

  /// A known command typed in full on a line of its own, where somebody cut the prompt away.
  private static func bareEcho(_ text: String) -> TypedCommand? {
    let line = text.trimmingBlanks
    guard line.utf8.count <= 120,
      line.utf8.starts(with: "show ".utf8) || line.utf8.starts(with: "license smart ".utf8)
    else { return nil }
    let typed = TypedCommand(echo: line)
    guard let command = typed.command else { return nil }
    let isOfConfiguration =
      [.licenseReservation, .licenseAuthorization].contains(command) && typed.arguments.isEmpty
    return isOfConfiguration ? nil : typed
  }
}
