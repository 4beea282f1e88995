import DeviceOutput
import LicenseFiles

/// Redacts one line: what its words announce (`Serial Number:`, `password 7`, `uptime is`) and what
/// shows by its shape.
struct LineRedaction {
  let text: TextRedaction
  let vault: IdentityVault

  init(_ vault: IdentityVault) {
    self.vault = vault
    text = TextRedaction(vault: vault)
  }

  func redacted(_ line: String) -> String {
    String(decoding: redacted(Array(line.utf8)), as: UTF8.self)
  }

  func redacted(_ line: [UInt8], extra: [TextRedaction.Span] = []) -> [UInt8] {
    guard line.count <= TextRedaction.longestLine else { return text.redacted(line) }
    let words = LineWords(line)
    for pid in LabelledValues.productIDs(line) { vault.keep(pid) }
    return text.redacted(
      line,
      spans: extra + LabelledValues.spans(line, words) + SecretWords.spans(words)
        + SecretWords.assignments(line) + SecretWords.elements(line) + Self.sender(line))
  }

  /// The device that sent the message of a line, by the header that a syslog server or the device itself put before
  /// it. An address is known by its shape.
  private static func sender(_ line: [UInt8]) -> [TextRedaction.Span] {
    guard let mark = line.firstIndex(of: 0x25) ?? line.firstIndex(of: 0x5D),
      let name = LogLine.sender(of: String(decoding: line, as: UTF8.self)),
      name.contains(where: \.isLetter), !name.contains(":"),
      let place = LabelledValues.position(of: Array(name.utf8), in: line, from: 0), place < mark
    else { return [] }
    return [TextRedaction.Span(range: place..<place + name.utf8.count, kind: .hostName)]
  }
}

/// The words of a line, in lower case, with their places.
struct LineWords {
  let words: [String]
  let ranges: [Range<Int>]

  init(_ line: [UInt8]) {
    var words: [String] = []
    var ranges: [Range<Int>] = []
    func add(_ range: Range<Int>) {
      ranges.append(range)
      words.append(String(decoding: line[range].map(\.lowered), as: UTF8.self))
    }
    var index = 0
    while index < line.count {
      while index < line.count, line[index] <= 0x20 { index += 1 }
      let start = index
      while index < line.count, line[index] > 0x20 { index += 1 }
      guard index > start else { continue }
      let end = Self.introduction(line[start..<index], isFirst: words.isEmpty)
      if end > start { add(start..<end) }
      if end < index { add(end..<index) }
    }
    self.words = words
    self.ranges = ranges
  }

  private init(_ words: ArraySlice<String>, _ ranges: ArraySlice<Range<Int>>) {
    self.words = Array(words)
    self.ranges = Array(ranges)
  }

  subscript(_ index: Int) -> String { words.indices.contains(index) ? words[index] : "" }

  /// The command in the line: what stands after a prompt (`SW(config)#snmp-server …`), or after
  /// `logged command:` of a message; the whole line where there is neither.
  var statement: LineWords {
    let logged = words.indices.first { index in
      let word = words[index]
      // A filter has a blank after its bar.
      let isGlued =
        index + 1 < words.count && ranges[index].upperBound == ranges[index + 1].lowerBound
      return word == "command:" || word.hasSuffix(":command:")
        || isGlued && (word == "|" || word == "'")
    }
    let first = logged ?? (words.first.map(Self.isPrompt) == true ? 0 : nil)
    guard let first, first + 1 < words.count else { return self }
    // In the history of a terminal the command ends with its quote, and a time comes after it.
    let isQuoted = words[first] == "'"
    let end = isQuoted ? words[(first + 1)...].firstIndex { $0.hasSuffix("'") } : nil
    let whole = (first + 1)...(end ?? words.count - 1)
    var (part, places) = (Array(words[whole]), Array(ranges[whole]))
    if end != nil, let last = places.indices.last, part[last].utf8.count > 1 {
      part[last].removeLast()
      places[last] = places[last].lowerBound..<places[last].upperBound - 1
    }
    return LineWords(part[...], places[...])
  }

  /// True for what was typed at a prompt of the configuration, where every word may be shortened.
  var isTypedAsSetting: Bool {
    guard let first = words.first, Self.isPrompt(first) else { return false }
    return first.contains("(config")
  }

  /// The same with the words spelled out that announce secrets.
  var spelledOut: LineWords {
    // `do show run | sec aaa` is a command that asks.
    guard self[0] != "do", !words.contains("|") else { return self }
    let whole = words.map { word in
      // `key`, `message` and `pre` are words of other commands: of two parts the second has to be begun.
      Self.announcing.first { name in
        word.utf8.count >= 3 && name.hasPrefix(word)
          && (word.utf8.contains(0x2D) || !name.utf8.contains(0x2D))
      } ?? word
    }
    return LineWords(whole[...], ranges[...])
  }

  private static let announcing = [
    "password", "passphrase", "secret", "community", "key-string", "pre-shared-key",
    "authentication-key", "message-digest-key", "config-key", "snmp-server", "credentials",
  ]

  private static func isPrompt(_ word: String) -> Bool {
    guard word.utf8.count > 1, let last = word.utf8.last else { return false }
    return last == 0x23 || last == 0x3E && word.utf8.first != 0x3C
  }

  /// Where a word ends that is glued to what it introduces: a prompt, or `command:`.
  private static func introduction(_ word: ArraySlice<UInt8>, isFirst: Bool) -> Int {
    // The log of configurations, `|snmp-server …`, and the history of a terminal, `CMD: 'snmp-server …`.
    if word.count > 1, word.first == 0x7C || word.first == 0x27, !isFirst {
      return word.startIndex + 1
    }
    let label = Array("command:".utf8)
    if word.count > label.count, word.prefix(label.count).map(\.lowered) == label {
      return word.startIndex + label.count
    }
    guard isFirst, let mark = word.firstIndex(where: { $0 == 0x23 || $0 == 0x3E }),
      mark > word.startIndex, mark + 1 < word.endIndex,
      word[..<mark].allSatisfy({
        $0.isWordByte || [0x28, 0x29, 0x2D, 0x2E, 0x2F, 0x3A, 0x5F].contains($0)
      })
    else { return word.endIndex }
    return mark + 1
  }
}
