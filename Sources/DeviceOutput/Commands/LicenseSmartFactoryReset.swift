import LicenseFiles

/// `license smart factory reset` and what the device says of it.
public struct FactoryReset: Sendable, Hashable {
  /// Where a time of the reset comes from.
  public enum TimeBasis: String, Sendable, Hashable {
    /// The stamp before the warning itself.
    case warning
    /// A log message that speaks of the factory reset.
    case logMessage = "log message"
    /// The clock that IOS prints before the output of a command.
    case clockBanner = "clock banner"
  }

  /// The command, the warning or the log message that shows the reset. A command alone may have
  /// been refused: ``otherLines`` tells.
  public let line: Observed<String>
  /// `%Warning: reload required after "license smart factory reset" command`; nil when the device
  /// did not print it.
  public internal(set) var warning: Observed<String>?
  /// When it was, if anything that was printed says so.
  public internal(set) var time: Observed<DeviceTime>?
  /// Where the time comes from.
  public internal(set) var timeBasis: TimeBasis?
  /// Everything else that was printed.
  public internal(set) var otherLines: [Observed<String>] = []
}

/// Reads the answer to `license smart factory reset`.
enum LicenseSmartFactoryReset {
  static let reader = CommandReader(
    .licenseFactoryReset,
    signs: [
      .typical(mayBeIndented: true) { line in
        line.parted(by: "%Warning: reload required after")?.after.contains("factory reset") == true
      }
    ]
  ) { (.factoryReset(read($0.section, $0.context)), []) }

  static func read(_ section: TranscriptSection, _ context: OutputContext) -> FactoryReset {
    let echo = section.command?.text ?? DeviceCommand.licenseFactoryReset.rawValue
    var reset = FactoryReset(line: context.observed(echo, section.location.line ?? 0))
    var clock: ClockFacts?
    for line in section.lines {
      let text = line.text.trimmingBlanks
      let observed = context.observed(String(text), line.number)
      if let (stamp, rest) = text.parted(by: "%Warning: reload required after") {
        reset.warning = observed.map { _ in "%Warning: reload required after" + rest }
        let time = Self.time(stamp, context)
        if time.reading != nil { reset.take(observed.map { _ in time }, .warning) }
      } else if TranscriptSplitter.isBanner(line.text) {
        clock = ShowClock.banner(line, context).facts ?? clock
      } else {
        reset.otherLines.append(observed)
      }
    }
    if reset.time == nil, let log = section.logLines.first(where: Self.speaksOfReset),
      let time = log.time
    {
      reset.take(Observed(time, at: log.location, command: nil), .logMessage)
    }
    if reset.time == nil, let clock { reset.take(clock.time, .clockBanner) }
    return reset
  }

  static func speaksOfReset(_ log: LogLine) -> Bool {
    log.text[...].parted(by: "license smart factory reset") != nil
  }

  fileprivate static func time(_ stamp: Substring, _ context: OutputContext) -> DeviceTime {
    var text = stamp.trimmingBlanks
    if text.utf8.last == 0x3A { text = text.dropLast() }
    return DeviceTime(text, offsets: context.offsets)
  }
}

extension FactoryReset {
  /// A reset that only its warning among log messages shows.
  init?(loggedWarning line: TranscriptLine, _ context: OutputContext) {
    let text = line.text.trimmingBlanks
    guard let (stamp, rest) = text.parted(by: "%Warning: reload required after"),
      rest.parted(by: "license smart factory reset") != nil
    else { return nil }
    let observed = context.observed(String(text), line.number)
    self.line = observed
    warning = observed.map { _ in "%Warning: reload required after" + rest }
    let time = LicenseSmartFactoryReset.time(stamp, context)
    if time.reading != nil { take(observed.map { _ in time }, .warning) }
  }

  /// A reset that only a log message shows.
  init?(_ log: LogLine) {
    guard LicenseSmartFactoryReset.speaksOfReset(log) else { return nil }
    line = Observed(log.text, at: log.location, command: nil)
    if let time = log.time { take(Observed(time, at: log.location, command: nil), .logMessage) }
  }

  fileprivate mutating func take(_ time: Observed<DeviceTime>, _ basis: TimeBasis) {
    self.time = time
    timeBasis = basis
  }
}
