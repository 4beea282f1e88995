import LicenseFiles

/// What `show logging` says besides its log messages, which are ``Observation/logLines``.
public struct LoggingFacts: Sendable, Hashable {
  /// The lines before the messages: which logs are kept, and how much of them.
  public internal(set) var settings: [Observed<PrintedSetting>] = []
  /// Lines with a time that are not log messages: `debug` output and traces of processes.
  public internal(set) var traces: [Observed<TraceLine>] = []
  /// The factory resets whose warning stands among the messages: it is not one by its form.
  public internal(set) var resets: [FactoryReset] = []
}

/// A line of `debug license …` or of `show logging process …`.
public struct TraceLine: Sendable, Hashable {
  /// The time before it.
  public let time: DeviceTime
  /// The process in braces: `iosrp_R0-0`; nil for a line of `debug`.
  public let process: String?
  /// The module in brackets: `smart-agent`; nil for a line of `debug`.
  public let module: String?
  /// The level in parentheses: `info`, `note`, `ERR`; nil for a line of `debug`.
  public let level: String?
  /// The text. May hold what the debugged messages held, so it is not shown as it is.
  public let text: String
}

/// Reads `show logging` and `show logging process …`. Log messages have been taken out before.
enum ShowLogging {
  static let reader = CommandReader(
    .showLogging, takesMore: true, signs: [.opening("Syslog logging: ")]
  ) { output in
    let (facts, unknown) = read(output.lines, output.context)
    return (.logging(facts), unknown)
  }

  static func read(
    _ lines: [TranscriptLine], _ context: OutputContext
  ) -> (facts: LoggingFacts, unknown: [TranscriptLine]) {
    var facts = LoggingFacts()
    var unknown: [TranscriptLine] = []
    var hasBegun = false
    for line in lines {
      if line.text.trimmingBlanks.utf8.starts(with: "Log Buffer (".utf8) { hasBegun = true }
      if let reset = FactoryReset(loggedWarning: line, context) {
        facts.resets.append(reset)
      } else if let trace = TraceLine(line.text, context) {
        facts.traces.append(context.observed(trace, line.number))
        hasBegun = true
      } else if line.text.isRule {
        continue
      } else if let (key, value) = line.text.keyAndValue, !hasBegun || value.isEmpty {
        facts.settings.append(
          context.observed(
            PrintedSetting(block: "Logging", name: String(key), value: String(value)),
            line.number))
      } else if !hasBegun, isHeading(line.text) {
        continue
      } else {
        unknown.append(line)
      }
    }
    return (facts, unknown)
  }

  private static func isHeading(_ text: String) -> Bool {
    let line = text.trimmingBlanks
    return [
      "No Active Message Discriminator", "No Inactive Message Discriminator",
      "Logging Source-Interface", "filtering disabled", "Executing cmd on chassis",
      "Displaying logs from", "Unified Decoder Library", "Decoder Input Information",
      "Num of Unique Streams", "Total UTF To Process", "Unified Decoder Library Init",
      "----------- Decoder Output Information -----------", "Collecting files on current",
      "xml disabled",
    ].contains { line.utf8.starts(with: $0.utf8) }
  }
}

extension TraceLine {
  /// `2026/06/01 10:00:00.123456 {iosrp_R0-0}{1}: [smart-agent] [12345]: (info): …`, or the stamp of a
  /// log message with any text after it.
  init?(_ line: String, _ context: OutputContext) {
    let text = line.trimmingBlanks
    if let (stamp, rest) = text.parted(by: " {"), stamp.utf8.count <= 40,
      let (process, behind) = rest.parted(by: "}")
    {
      let time = DeviceTime(stamp, offsets: context.offsets)
      guard time.reading != nil else { return nil }
      self.time = time
      self.process = String(process)
      module = behind.parted(by: "[").flatMap { $0.after.parted(by: "]") }.map {
        String($0.before.trimmingBlanks)
      }
      let tail = behind.parted(by: "(").flatMap { $0.after.parted(by: "):") }
      level = tail.map { String($0.before) }
      self.text = String((tail?.after ?? behind).trimmingBlanks)
      return
    }
    guard let (stamp, rest) = text.prefix(60).parted(by: ": "), stamp.utf8.count >= 14 else {
      return nil
    }
    let time = DeviceTime(stamp, offsets: context.offsets)
    guard time.reading != nil else { return nil }
    self.time = time
    process = nil
    module = nil
    level = nil
    self.text = String(text[rest.startIndex...].trimmingBlanks)
  }
}
