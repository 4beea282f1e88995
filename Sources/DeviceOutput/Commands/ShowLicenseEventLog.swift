import LicenseFiles

/// One event of `show license eventlog`.
public struct EventLogEntry: Sendable, Hashable {
  /// The time before the event; nil when the line begins with none.
  public let time: DeviceTime?
  /// `SAEVT_ENDPOINT_USAGE`, `SAEVT_PLATFORM`.
  public let name: String
  /// As printed, from the name on.
  public let text: String
  /// The values after the name: `count="0"`.
  public let attributes: [EventAttribute]

  /// The value of an attribute; nil when it was not printed.
  package func value(_ name: String) -> String? { attributes.first { $0.name == name }?.value }
}

/// `name="value"` of an event.
public struct EventAttribute: Sendable, Hashable {
  /// As printed before the sign.
  public let name: String
  /// As printed between the quotes.
  public let value: String
}

/// Reads `show license eventlog`.
enum ShowLicenseEventLog {
  static let reader = CommandReader(
    .showLicenseEventLog, takesMore: true,
    signs: [
      .opening("**** Event Log ****"),
      .typical(mayBeIndented: true) { $0.utf8.starts(with: "No EventLog Found".utf8) },
      .lone { $0.parted(by: " SAEVT_") != nil && DeviceTime($0.prefix(28)).reading != nil },
    ]
  ) { output in
    let (facts, unknown) = read(output.lines, output.context)
    return (.eventLog(facts), unknown)
  }

  static func read(
    _ lines: [TranscriptLine], _ context: OutputContext
  ) -> (entries: [Observed<EventLogEntry>], unknown: [TranscriptLine]) {
    var entries: [Observed<EventLogEntry>] = []
    var unknown: [TranscriptLine] = []
    /// The line at which an event begins, with those that the terminal made of its end.
    var pending: TranscriptLine?
    func close() {
      guard let line = pending else { return }
      pending = nil
      if let entry = entry(line.text.trimmingBlanks, context) {
        entries.append(context.observed(entry, line.number))
      } else {
        unknown.append(line)
      }
    }
    for line in lines {
      let text = line.text.trimmingBlanks
      if text == "**** Event Log ****" || text == "No EventLog Found." || line.text.isRule {
        continue
      }
      if let begun = pending, let whole = joined(begun, line) {
        pending = whole
      } else {
        close()
        pending = line
      }
    }
    close()
    return (entries, unknown)
  }

  /// An event and the next line, where that holds its attributes: `SAEVT_HA_ROLE udi="PID:…"` and
  /// `haRole="Active"`. A longer event is not joined: no known one is.
  private static func joined(_ first: TranscriptLine, _ second: TranscriptLine) -> TranscriptLine? {
    guard first.text.utf8.count + second.text.utf8.count <= 2000,
      second.text.parted(by: "SAEVT_") == nil || first.text.parted(by: "SAEVT_") == nil
    else { return nil }
    let isOpen = !first.text.utf8.count { $0 == 0x22 }.isMultiple(of: 2)
    let begins = first.text.parted(by: "SAEVT_") != nil
    let isAttribute = second.text.parted(by: "=\"").map { $0.before.words.count == 1 } ?? false
    let isStamp =
      second.text.trimmingBlanks.utf8.starts(with: "SAEVT_".utf8)
      && DeviceTime(first.text).reading != nil
    guard begins ? isOpen || isAttribute : isStamp else { return nil }
    return TranscriptLine(
      number: first.number,
      text: "\(first.text.trimmingBlanks) \(second.text.trimmingBlanks)")
  }

  /// `2021-11-17 03:31:32.921 UTC SAEVT_ENDPOINT_USAGE count="0" entitlementTag="…"`.
  private static func entry(_ text: Substring, _ context: OutputContext) -> EventLogEntry? {
    guard let (head, rest) = text.parted(by: "SAEVT_"), head.utf8.count <= 60 else { return nil }
    let time = DeviceTime(head, offsets: context.offsets)
    let event = text[head.endIndex...]
    guard head.isEmpty || time.reading != nil, !rest.isEmpty else { return nil }
    let name = event.prefix { $0 != " " }
    return EventLogEntry(
      time: head.isEmpty ? nil : time, name: String(name), text: String(event),
      attributes: attributes(event[name.endIndex...]))
  }

  private static func attributes(_ text: Substring) -> [EventAttribute] {
    var found: [EventAttribute] = []
    var rest = text
    while let (before, after) = rest.parted(by: "=\""), found.count < 64 {
      guard let (value, following) = after.parted(by: "\"") else { break }
      found.append(
        EventAttribute(name: String(before.words.last ?? before), value: String(value)))
      rest = following
    }
    return found
  }
}
