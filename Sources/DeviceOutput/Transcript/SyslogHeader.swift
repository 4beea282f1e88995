/// What a syslog server, a relay or the device itself puts before the stamp of a message:
/// `Jul 29 13:49:12 192.0.2.44 894: 000893: `, `2022-07-29T15:49:12+01:00 sw-1 896: `,
/// `<187>1 2022-07-29T15:49:12Z sw-1 - - - - `, `<187>897: sw-1: `.
///
/// Source: RFC 3164 and RFC 5424; the sequence numbers and `logging origin-id` of IOS.
struct SyslogHeader {
  /// The name or the address of the device; nil where the header names none. Of several the one next to
  /// the message counts, for relays put their own before it.
  private(set) var sender: String?
  /// The time that the header itself has, where its form has a zone.
  private(set) var time: Substring?

  /// Longer than any known header.
  private static let longest = 300

  /// Reads all of a text; nil when a part of it is something else.
  init?(_ text: Substring) {
    guard text.utf8.count <= Self.longest else { return nil }
    var words = Self.words(of: text)[...]
    guard var first = words.first else { return nil }
    var isMarked = false
    if first.utf8.first == 0x3C, let (priority, rest) = first.dropFirst().parted(by: ">"),
      priority.number != nil
    {
      isMarked = true
      words = words.dropFirst()
      first = rest
      if rest == "1", let parsed = Self.structured(words) {
        self = parsed
        return
      }
      if !rest.isEmpty { words = [rest] + words }
    }
    var mayName = isMarked
    /// True directly after the name of the sender.
    var namedLast = false
    while let word = words.first {
      if let length = Self.stampLength(words) {
        if words.first?.utf8.contains(0x54) == true { time = word }
        words = words.dropFirst(length)
        (isMarked, mayName) = (true, true)
        continue
      }
      words = words.dropFirst()
      if word == ":" || word == "-" || Self.isPriority(word) || Self.isUptime(word) { continue }
      if ["Message", "forwarded", "from"].contains(word) {
        (isMarked, mayName) = (true, true)
        continue
      }
      let bare = word.utf8.last == 0x3A ? word.dropLast() : word
      // A number without its colon may be the beginning of an output that the message interrupts.
      let isNumbered = bare.number != nil && (isMarked || bare.endIndex < word.endIndex)
      if isNumbered || Self.isLocation(bare) {
        (isMarked, mayName, namedLast) = (true, true, false)
      } else if let name = Self.host(bare), mayName || Self.isAddress(name[...]) {
        // After the name may stand a program of the server: `sw-1 journal: `.
        let isProgram =
          namedLast && bare.endIndex < word.endIndex && !Self.isAddress(name[...])
          && name.utf8.allSatisfy { (0x61...0x7A).contains($0) }
        if !isProgram { sender = name }
        (isMarked, namedLast) = (true, true)
      } else {
        return nil
      }
    }
    guard isMarked else { return nil }
  }

  /// The words, also of a header whose fields are parted by commas: `2022-07-29 13:49:12,Local7.Error,…`.
  private static func words(of text: Substring) -> [Substring] {
    let words = text.words
    guard text.utf8.contains(0x2C) else { return words }
    let isTable = words.prefix(2).contains { $0.utf8.prefix(9).contains(0x2C) }
    guard isTable else { return words }
    return words.flatMap { $0.utf8.split { $0 == 0x2C || $0 == 0x22 }.map { Substring($0) } }
  }

  private init(sender: String?, time: Substring?) {
    self.sender = sender
    self.time = time
  }

  /// `TIMESTAMP HOST APP PROCID MSGID …` of RFC 5424, and whatever the device put after it.
  private static func structured(_ words: ArraySlice<Substring>) -> SyslogHeader? {
    guard words.count >= 5, let stamp = words.first, isISO(stamp) || stamp == "-" else {
      return nil
    }
    let name = words[words.startIndex + 1]
    return SyslogHeader(sender: host(name), time: stamp == "-" ? nil : stamp)
  }

  private static let months: Set<Substring> = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// How many words a time takes: `Jul 29 13:49:12`, `Jul 29 2022 13:49:12`, `2022-07-29 13:49:12`,
  /// `2022-07-29T13:49:12Z`; nil when none begins here.
  private static func stampLength(_ words: ArraySlice<Substring>) -> Int? {
    guard let first = words.first else { return nil }
    if isISO(first) { return 1 }
    let next = words.dropFirst().prefix(4)
    var length: Int?
    if months.contains(first), let day = next.first, day.utf8.count <= 2, day.number != nil {
      let clock = next.dropFirst().prefix(2).firstIndex { isClock($0) }
      length = clock.map { $0 - words.startIndex + 1 }
    } else if first.utf8.count == 10, first.split(separator: "-").count == 3,
      let clock = next.first, isClock(clock)
    {
      length = 2
    }
    guard let length else { return nil }
    let behind = words.dropFirst(length).first
    let isZone = behind.map {
      ["UTC", "GMT", "Z"].contains($0) || "+-".contains($0.prefix(1)) && $0.count == 5
    }
    return length + (isZone == true ? 1 : 0)
  }

  private static func isISO(_ word: Substring) -> Bool {
    guard let (date, clock) = word.parted(by: "T") else { return false }
    return date.utf8.count == 10 && date.split(separator: "-").count == 3
      && isClock(clock.prefix(8))
  }

  private static func isClock(_ word: Substring) -> Bool {
    let bytes = word.utf8.prefix(8)
    return bytes.count == 8 && bytes.split(separator: 0x3A).count == 3
      && bytes.allSatisfy { (0x30...0x3A).contains($0) }
  }

  /// `local7.error`, as servers print facility and severity.
  private static func isPriority(_ word: Substring) -> Bool {
    let parts = word.lowercased().split(separator: ".")
    guard parts.count == 2, let facility = parts.first else { return false }
    return facility.hasPrefix("local") && facility.utf8.count == 6
      || ["user", "daemon", "syslog", "kern", "auth"].contains(facility)
        && parts[1].allSatisfy(\.isLetter)
  }

  /// `1w2d:` or `00:01:02:`.
  private static func isUptime(_ word: Substring) -> Bool {
    let bytes = word.utf8
    guard let first = bytes.first, bytes.last == 0x3A, (0x30...0x39).contains(first) else {
      return false
    }
    let isSpan = bytes.dropLast().allSatisfy {
      (0x30...0x39).contains($0) || [0x79, 0x77, 0x64, 0x68, 0x6D].contains($0)
    }
    return isClock(word) || isSpan && word.dropLast().number == nil
  }

  /// `RP/0/RP0/CPU0`.
  private static func isLocation(_ word: Substring) -> Bool {
    let parts = word.split(separator: "/")
    return parts.count >= 3 && ["RP", "LC", "0"].contains(parts[0]) && parts[1].number != nil
  }

  /// A host name or an address, also as relays write it: `[192.0.2.44.2.2]`, `src@sw-1`, `sw-1/relay`.
  private static func host(_ word: Substring) -> String? {
    var name = word
    if name.utf8.first == 0x5B, name.utf8.last == 0x5D {
      let inner = name.dropFirst().dropLast().split(separator: ".").prefix(4)
      guard inner.count == 4, inner.allSatisfy({ $0.number != nil }) else { return nil }
      return inner.joined(separator: ".")
    }
    if let (_, rest) = name.parted(by: "@") { name = rest }
    if let (origin, _) = name.parted(by: "/") { name = origin }
    guard (1...80).contains(name.utf8.count), let first = name.utf8.first, isLetterOrDigit(first),
      name.utf8.allSatisfy({ isLetterOrDigit($0) || [0x2D, 0x2E, 0x5F, 0x3A].contains($0) }),
      isAddress(name) || name.unicodeScalars.contains(where: { $0.properties.isAlphabetic })
    else { return nil }
    return String(name)
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case _: false
    }
  }

  private static func isAddress(_ name: Substring) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy { ($0.number ?? 256) < 256 }
      || name.utf8.filter { $0 == 0x3A }.count >= 2
        && name.allSatisfy { $0.isHexDigit || $0 == ":" }
  }
}
