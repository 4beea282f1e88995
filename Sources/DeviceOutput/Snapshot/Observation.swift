public import LicenseFiles

/// One output of one command, read. Two outputs of the same command are two observations: a capture
/// may hold the state before an import and after it.
public struct Observation: Sendable, Hashable {
  /// What was printed, kept so that its times can be read again when more is known of the zones.
  private let section: TranscriptSection
  /// What the output says.
  public let content: Content
  /// The device's clock at the time of the command, where IOS printed it before the output.
  public let clock: ClockFacts?
  /// The processor's load at that time, where IOS printed it before the output.
  public let load: Observed<ProcessorLoad>?
  /// The lines that were not understood. All of them, for a command that this room does not read.
  public let unknownLines: [TranscriptLine]
}

extension Observation {
  /// The command; its text is nil when it was found from the shape of the output.
  public var command: TypedCommand? { section.command }
  /// The host name in the prompt, or the sender of log lines; nil where neither was seen.
  public var promptName: String? { section.device }
  /// The place that IOS XR prints before the host name: `RP/0/RP0/CPU0`; nil for another system.
  var promptPlace: String? { section.promptPlace }
  /// True when the prompt or the next command follows: the output was not cut off before.
  var isEnded: Bool { section.isEnded }
  /// Where it begins.
  public var location: SourceLocation { section.location }
  /// The terminal session in its file.
  var session: Int { section.session }
  /// Log lines that were printed meanwhile and after it.
  public var logLines: [LogLine] { section.logLines }
  /// How many lines were printed, blank ones and log lines apart.
  public var lineCount: Int { section.lines.count }

  /// The same output with its times in these zones.
  func placed(_ zones: ZoneOffsets) -> Observation {
    var section = section
    for index in section.logLines.indices { section.logLines[index].place(zones) }
    return Observation(section, offsets: zones)
  }
}

/// `Load for five secs: 1%/0%; one minute: 3%; five minutes: 2%`.
public struct ProcessorLoad: Sendable, Hashable {
  /// Percent over five seconds.
  public let fiveSeconds: Int
  /// Percent over five seconds, in interrupts.
  public let interrupts: Int
  /// Percent over one minute.
  public let oneMinute: Int
  /// Percent over five minutes.
  public let fiveMinutes: Int

  init?(_ text: String) {
    guard let rest = text.trimmingBlanks.after(prefix: "Load for five secs: ") else { return nil }
    let numbers = rest.utf8.prefix(80).split { !(0x30...0x39).contains($0) }.map {
      Substring($0).number ?? 0
    }
    guard numbers.count == 4 else { return nil }
    fiveSeconds = numbers[0]
    interrupts = numbers[1]
    oneMinute = numbers[2]
    fiveMinutes = numbers[3]
  }
}

extension Observation {
  /// True when the device printed a part only, as a filter after `|` chose it: what is absent in it
  /// says nothing.
  public var isFiltered: Bool { command?.filter != nil }

  init(_ section: TranscriptSection, offsets: ZoneOffsets) {
    let context = OutputContext(
      file: section.location.file, command: section.command?.command, offsets: offsets,
      isFiltered: section.command?.filter != nil)
    let banners = section.lines.filter { TranscriptSplitter.isBanner($0.text) }
    let lines = section.lines.filter { !TranscriptSplitter.isBanner($0.text) }
    let reading =
      CommandReader.of(context.command).map {
        $0.read(CommandOutput(section: section, lines: lines, context: context))
      } ?? (content: .other, unknown: lines)
    self.section = section
    content = reading.content
    clock = banners.lazy.compactMap { ShowClock.banner($0, context).facts }.first
    load =
      banners.lazy.compactMap { banner in
        ProcessorLoad(banner.text).map { context.observed($0, banner.number) }
      }.first
    unknownLines = reading.unknown.sorted { $0.number < $1.number }
  }
}
