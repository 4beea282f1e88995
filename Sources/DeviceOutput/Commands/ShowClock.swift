import LicenseFiles

/// The device's own clock: `show clock`, or the line that IOS can print before every output.
public struct ClockFacts: Sendable, Hashable {
  /// The time. Its mark tells whether the device trusts it.
  public let time: Observed<DeviceTime>
  /// Where the time comes from: `NTP`, `user configuration`; nil when it was not printed, and
  /// `none` when the device says that it has no source.
  public internal(set) var source: Observed<String>?

  /// True when the device says that the source is NTP and that the time is authoritative and
  /// synchronised; nil when no source was printed.
  public var isSynchronised: Bool? {
    source.map { $0.value == "NTP" && time.value.mark == .authoritative }
  }
}

/// Reads `show clock` and the banner `Time source is NTP, 11:43:15.743 UTC Wed Nov 17 2021`.
enum ShowClock {
  static let reader = CommandReader(
    .showClock, takesMore: true, signs: [.typical(mayBeIndented: true, where: isClock)]
  ) { output in
    let (facts, unknown) = read(output.section.lines, output.context)
    return (facts.map(Observation.Content.clock) ?? .other, unknown)
  }

  /// A line that is nothing but a full time: `*17:05:54.449 UTC Mon Jul 29 2024`.
  @Sendable private static func isClock(_ line: Substring) -> Bool {
    guard let first = line.utf8.first, (10...60).contains(line.utf8.count),
      first == 0x2A || first == 0x2E || (0x30...0x39).contains(first)
    else { return false }
    let time = DeviceTime(line)
    return time.reading?.year != nil && time.zone != nil
  }

  static func read(
    _ lines: [TranscriptLine], _ context: OutputContext
  ) -> (facts: ClockFacts?, unknown: [TranscriptLine]) {
    var facts: ClockFacts?
    var source: Observed<String>?
    var unknown: [TranscriptLine] = []
    for line in lines {
      if TranscriptSplitter.isBanner(line.text) {
        let banner = banner(line, context)
        facts = facts ?? banner.facts
        source = banner.source ?? source
        continue
      }
      let time = DeviceTime(line.text, offsets: context.offsets)
      if time.reading != nil {
        facts = ClockFacts(time: context.observed(time, line.number))
      } else if !isSummerTime(line.text) {
        unknown.append(line)
      }
    }
    if let source { facts?.source = source }
    return (facts, unknown)
  }

  /// `Summer time starts 02:00:00 CET Sun Mar 29 2026` of `show clock detail`: it names zones without their offset.
  private static func isSummerTime(_ text: String) -> Bool {
    let text = text.trimmingBlanks
    return ["Summer time starts ", "Summer time ends "].contains {
      text.after(prefix: $0).map { DeviceTime($0).reading != nil } ?? false
    }
  }

  /// The time that IOS XR prints before every output: `Sat Aug 20 18:41:48.353 UTC`, without a year.
  static func isBanner(_ text: String) -> Bool {
    guard let first = text.utf8.first, (0x46...0x57).contains(first), text.utf8.count <= 60 else {
      return false
    }
    let words = text.words
    guard words.count == 5, words[2].number != nil, words[3].utf8.contains(0x2E),
      ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].contains(words[0])
    else { return false }
    let time = DeviceTime(text)
    return time.reading != nil && time.zone != nil
  }

  /// The clock of the banners before an output.
  static func banner(
    _ line: TranscriptLine, _ context: OutputContext
  ) -> (facts: ClockFacts?, source: Observed<String>?) {
    let text = line.text.trimmingBlanks
    if isBanner(line.text) {
      let time = DeviceTime(text, offsets: context.offsets)
      return (ClockFacts(time: context.observed(time, line.number)), nil)
    }
    let parts = text.parted(by: ", ")
    let head = parts?.before ?? text
    let name = head.after(prefix: "Time source is ")
    guard name != nil || head == "No time source" else { return (nil, nil) }
    let source = context.observed(name.map { String($0.trimmingBlanks) } ?? "none", line.number)
    let time = parts.map { DeviceTime($0.after, offsets: context.offsets) }
    guard let time, time.reading != nil else { return (nil, source) }
    return (ClockFacts(time: context.observed(time, line.number), source: source), source)
  }
}
