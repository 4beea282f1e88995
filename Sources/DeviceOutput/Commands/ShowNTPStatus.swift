import LicenseFiles

/// What `show ntp status` says.
public struct NTPFacts: Sendable, Hashable {
  /// True for `Clock is synchronized`.
  public internal(set) var isSynchronised: Observed<Bool>?
  /// `stratum`.
  public internal(set) var stratum: Observed<Int>?
  /// `reference is`, as printed.
  public internal(set) var reference: Observed<String>?
  /// Every other line, as printed.
  public internal(set) var lines: [Observed<String>] = []
}

/// Reads `show ntp status`.
enum ShowNTPStatus {
  static let reader = CommandReader(
    .showNTPStatus,
    signs: [
      .typical("Clock is synchronized, stratum"), .typical("Clock is unsynchronized, stratum"),
    ]
  ) { output in
    let (facts, unknown) = read(output.lines, output.context)
    return (.ntp(facts), unknown)
  }

  static let opening = "Clock is "

  static func read(
    _ lines: [TranscriptLine], _ context: OutputContext
  ) -> (facts: NTPFacts, unknown: [TranscriptLine]) {
    var facts = NTPFacts()
    var unknown: [TranscriptLine] = []
    for line in lines where !take(line, &facts, context) { unknown.append(line) }
    return (facts, unknown)
  }

  /// `Clock is synchronized, stratum 3, reference is 192.0.2.1`.
  private static func take(
    _ line: TranscriptLine, _ facts: inout NTPFacts, _ context: OutputContext
  ) -> Bool {
    let text = line.text.trimmingBlanks
    if let head = text.after(prefix: opening) {
      let parts = head.split(separator: ",").map(\.trimmingBlanks)
      switch parts.first {
      case "synchronized": facts.isSynchronised = context.observed(true, line.number)
      case "unsynchronized": facts.isSynchronised = context.observed(false, line.number)
      default: return false
      }
      for part in parts {
        if let number = part.after(prefix: "stratum ")?.number {
          facts.stratum = context.observed(number, line.number)
        }
        if let name = part.after(prefix: "reference is ") {
          facts.reference = context.observed(String(name), line.number)
        }
      }
      return true
    }
    let known = [
      "nominal freq is ", "ntp uptime is ", "reference time is ", "clock offset is ",
      "root dispersion is ", "loopfilter state is ", "system poll interval is ",
    ]
    guard known.contains(where: { text.utf8.starts(with: $0.utf8) }) else { return false }
    facts.lines.append(context.observed(String(text), line.number))
    return true
  }
}
