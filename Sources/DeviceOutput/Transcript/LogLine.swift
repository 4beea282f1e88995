public import LicenseFiles

/// A system message: `*Nov 19 14:53:07.300: %SMART_LIC-6-AGENT_ENABLED: Smart Agent …`.
public struct LogLine: Sendable, Hashable {
  /// The file and the line.
  public let location: SourceLocation
  /// The time stamp; nil when the line has none or only an uptime. Most stamps have no year.
  public private(set) var time: DeviceTime?
  /// `SMART_LIC`; IOS XR's `LICENSE-SMART_LIC` is kept as printed.
  public let facility: String
  /// 0 (emergency) to 7 (debugging).
  public let severity: Int
  /// `AGENT_ENABLED`.
  public let mnemonic: String
  /// The name or the address of the device that sent it, as the file of a syslog server or the device
  /// itself puts it before the message; nil where nothing names one.
  public let sender: String?
  /// The text after the colon. Output that the console printed into the same line stays in it.
  public let text: String

  /// `SMART_LIC-6-AGENT_ENABLED`.
  public var name: String { "\(facility)-\(severity)-\(mnemonic)" }

  /// True when the device says that its clock was set.
  public var setsClock: Bool { ["CLOCKUPDATE", "SYSTEM_CLOCK_CHANGED"].contains(mnemonic) }

  /// True for a message as only NX-OS prints it: of its license manager, or with the year before the month in its
  /// own stamp (`2026 Nov 24 10:00:00 switch %…`).
  var isOfNXOS: Bool {
    if facility == "LICMGR" { return true }
    // IOS XR may begin with the year too, and then names a zone and no host.
    guard sender != nil, time?.zone == nil, let words = time?.text.words, words.count >= 4 else {
      return false
    }
    return words[0].utf8.count == 4 && words[0].number != nil && words[1].utf8.count == 3
  }

  mutating func place(_ zones: ZoneOffsets) { time = time?.placed(zones) }

  /// Creates a log line.
  init(
    location: SourceLocation, time: DeviceTime?, facility: String, severity: Int, mnemonic: String,
    sender: String? = nil, text: String
  ) {
    self.location = location
    self.time = time
    self.facility = facility
    self.severity = severity
    self.mnemonic = mnemonic
    self.sender = sender
    self.text = text
  }
}

extension LogLine {
  /// The name or the address that a line with a message has for the device that sent it; nil where it holds none or
  /// names none.
  package static func sender(of text: String) -> String? {
    LogLineCut(TranscriptLine(number: 1, text: text), file: "", offsets: .certain)?.log.sender
  }
}

/// A line that holds a log message, cut into the message and the output it interrupted.
struct LogLineCut {
  let log: LogLine
  /// What stood on the line before the message; empty in a line of its own.
  let interrupted: Substring

  init?(_ line: TranscriptLine, file: String, offsets: ZoneOffsets) {
    let text = line.text
    guard let name = LogName(in: text) ?? LogName(ofProcessIn: text) else { return nil }
    let stamp = LogStamp(before: name.start, of: text, offsets: offsets)
    // Without the sign only a process of IOS XR, which stamps every message, is taken at its word.
    guard text.utf8[name.start] == 0x25 || stamp.time != nil else { return nil }
    interrupted = stamp.interrupted
    log = LogLine(
      location: SourceLocation(file: file, line: line.number), time: stamp.time,
      facility: name.facility, severity: name.severity, mnemonic: name.mnemonic,
      sender: stamp.sender, text: String(text[name.end...].trimmingBlanks))
  }
}

/// `%FACILITY-SEVERITY-MNEMONIC:` and where it stands. A facility may hold hyphens.
private struct LogName {
  let start: String.Index
  let end: String.Index
  let facility: String
  let severity: Int
  let mnemonic: String

  private static let longest = 120

  init?(in text: String) {
    let bytes = text.utf8
    var from = bytes.startIndex
    while let percent = bytes[from...].firstIndex(of: 0x25) {
      let nameStart = bytes.index(after: percent)
      var end = nameStart
      var length = 0
      while end < bytes.endIndex, Self.isNameByte(bytes[end]), length <= Self.longest {
        end = bytes.index(after: end)
        length += 1
      }
      if length <= Self.longest, let parts = Self.parts(text[nameStart..<end]) {
        var colon = end
        if colon < bytes.endIndex, bytes[colon] == 0x20 { colon = bytes.index(after: colon) }
        if colon < bytes.endIndex, bytes[colon] == 0x3A {
          start = percent
          self.end = bytes.index(after: colon)
          (facility, severity, mnemonic) = parts
          return
        }
      }
      from = end
    }
    return nil
  }

  /// Some processes of IOS XR leave the sign out: `smartlicserver[186]: SMART_LIC-6-AGENT_READY:Smart …`.
  init?(ofProcessIn text: String) {
    guard let (before, behind) = text.prefix(300).parted(by: "]: "), before.utf8.contains(0x5B)
    else { return nil }
    let name = behind.prefix { $0.utf8.allSatisfy(Self.isNameByte) }
    let rest = behind[name.endIndex...].trimmingBlanks
    guard name.utf8.count <= Self.longest, rest.utf8.first == 0x3A, let parts = Self.parts(name)
    else { return nil }
    start = name.startIndex
    end = text.utf8.index(after: rest.startIndex)
    (facility, severity, mnemonic) = parts
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x5F, 0x2D: true
    default: false
    }
  }

  private static func parts(
    _ text: Substring
  ) -> (facility: String, severity: Int, mnemonic: String)? {
    let pieces = text.split(separator: "-", omittingEmptySubsequences: false)
    guard
      let index = pieces.indices.dropFirst().first(where: {
        pieces[$0].utf8.count == 1 && ("0"..."7").contains(pieces[$0])
      }), index < pieces.count - 1, let severity = pieces[index].number,
      pieces.allSatisfy({ !$0.isEmpty })
    else { return nil }
    return (
      pieces[..<index].joined(separator: "-"), severity,
      pieces[(index + 1)...].joined(separator: "-")
    )
  }
}

/// The time before a message, who sent it, and the output before both.
private struct LogStamp {
  var time: DeviceTime?
  var sender: String?
  var interrupted: Substring

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  init(before end: String.Index, of text: String, offsets: ZoneOffsets) {
    let head = text[..<end]
    interrupted = head
    // The stamp ends with a colon; after it may stand the name of a process (IOS XR).
    let near = head.suffix(160)
    for start in Self.starts(near) {
      let candidate = near[start...]
      for (end, name) in Self.ends(candidate) {
        var time = DeviceTime(candidate[..<end], offsets: offsets)
        guard time.reading != nil else { continue }
        var host = name
        if host == nil, let zone = time.zone, Self.isHost(zone),
          let (clock, _) = time.text.lastParted(by: zone)
        {
          time = DeviceTime(clock, offsets: offsets)
          host = zone
        }
        self.time = time
        takeHeader(text[..<start])
        sender = host ?? sender
        return
      }
    }
    takeHeader(head)
  }

  /// What is left before the stamp is not output where it is the header of a syslog server.
  private mutating func takeHeader(_ text: Substring) {
    guard let header = SyslogHeader(text) else {
      interrupted = Self.output(text)
      return
    }
    interrupted = text[..<text.startIndex]
    sender = header.sender
    if time == nil, let printed = header.time { time = DeviceTime(printed) }
  }

  /// True for the usual name of a zone.
  private static func isZone(_ word: Substring) -> Bool {
    (2...5).contains(word.utf8.count) && word.utf8.allSatisfy { (0x41...0x5A).contains($0) }
  }

  /// True for a word that no zone is called, but the device of `Jul 29 13:49:12 sw-1: %…`.
  private static func isHost(_ zone: String) -> Bool {
    guard !zone.uppercased().hasPrefix("UTC"), !zone.uppercased().hasPrefix("GMT") else {
      return false
    }
    return zone.utf8.contains { $0 == 0x2D || $0 == 0x2E || (0x30...0x39).contains($0) }
      && zone.utf8.first.map { $0 != 0x2B && $0 != 0x2D } == true
  }

  /// Where a stamp can begin: at a mark or a month, or at a year before a month.
  private static func starts(_ text: Substring) -> [Substring.Index] {
    var found: [Substring.Index] = []
    var index = text.startIndex
    while index < text.endIndex {
      if months.contains(where: { text[index...].utf8.starts(with: $0.utf8) }) {
        var start = index
        let before = text[..<index]
        if let year = before.trimmingBlanks.words.last, year.utf8.count == 4, year.number != nil {
          start = year.startIndex
        } else if let last = before.last, "*.".contains(last) {
          start = text.index(before: index)
        }
        found.append(start)
      }
      index = text.index(after: index)
    }
    // The stamp of the device stands nearest to its message; a syslog server puts its own before
    // it.
    return found.suffix(3).reversed()
  }

  /// Where a stamp can end: at a colon that no digit follows, at the end of the text, or before the
  /// last word, which is a host name then.
  private static func ends(_ text: Substring) -> [(end: Substring.Index, host: String?)] {
    var found: [(end: Substring.Index, host: String?)] = []
    for index in text.indices where text[index] == ":" && found.count < 3 {
      let next = text.index(after: index)
      if next == text.endIndex || !text[next].isWholeNumber { found.append((index, nil)) }
    }
    // NX-OS prints the host name and no colon: `2021 Nov 19 14:53:07 switch %…`.
    if let last = text.trimmingBlanks.words.last, last.utf8.last != 0x3A, !isZone(last) {
      found.append((last.startIndex, String(last)))
    }
    return found + [(text.endIndex, nil)]
  }

  /// What is left before the stamp is not output when it is a sequence number, the mark of a syslog
  /// server, an uptime or the place of a line card.
  private static func output(_ text: Substring) -> Substring {
    let trimmed = text.trimmingBlanks
    guard let last = trimmed.utf8.last, last == 0x3A || last == 0x3E else { return text }
    let isOrigin = trimmed.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x3A, 0x3C, 0x3E, 0x2E, 0x20, 0x2F: true
      case 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
      default: false
      }
    }
    let hasDigit = trimmed.utf8.contains { (0x30...0x39).contains($0) }
    return isOrigin && hasDigit && trimmed.words.count <= 6 ? trimmed[..<trimmed.startIndex] : text
  }
}
