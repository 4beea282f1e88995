public import LicenseFiles

/// What programs put before every line of a capture, and the device did not print: the signs of a quoted
/// mail, the time of a terminal program's log, the margin of a ticket; and how a web page writes its signs.
public enum LineFrame {
  /// The lines as the device printed them.
  public static func removed(from lines: [TranscriptLine]) -> [TranscriptLine] {
    var lines = withoutQuotes(withoutMarkup(lines))
    lines = withoutStamps(lines)
    // A ticket may indent a whole capture.
    let margin = lines.count > 1 ? lines.lazy.map(\.text.indentation).min() ?? 0 : 0
    guard margin > 0 else { return lines }
    return lines.map { TranscriptLine(number: $0.number, text: String($0.text.dropFirst(margin))) }
  }

  /// `Last ACK received: &lt;none&gt;`: a copy of the source of a page, in which no `<` stands but in tags.
  private static func withoutEntities(_ lines: [TranscriptLine]) -> [TranscriptLine] {
    var isPage = false
    for line in lines where line.text.utf8.contains(0x26) || line.text.utf8.contains(0x3C) {
      let text = line.text.trimmingBlanks
      if text.contains("&lt;") || text.contains("&gt;") { isPage = true }
      if text.utf8.contains(0x3C), !(text.hasPrefix("<") && text.hasSuffix(">")) { return lines }
    }
    guard isPage else { return lines }
    return lines.map { TranscriptLine(number: $0.number, text: PageMarkup.decoded($0.text)) }
  }

  /// `<pre>WLC-1#show license status`: the tags of the source of a page go, and what is a line of them alone.
  private static func withoutMarkup(_ lines: [TranscriptLine]) -> [TranscriptLine] {
    guard lines.contains(where: { PageMarkup.stands(in: $0.text) }) else {
      return withoutEntities(lines)
    }
    return lines.compactMap { line in
      let text = PageMarkup.shown(line.text)
      return text.trimmingBlanks.isEmpty ? nil : TranscriptLine(number: line.number, text: text)
    }
  }

  /// `> > WLC-1#show license all`: no line of a device begins so.
  private static func withoutQuotes(_ lines: [TranscriptLine]) -> [TranscriptLine] {
    let quoted = lines.count { isQuoted($0.text) }
    guard quoted >= 2, quoted * 3 >= lines.count else { return lines }
    return lines.compactMap { line in
      var text = line.text[...]
      while isQuoted(text) {
        text = text.drop { $0 == " " || $0 == "\t" }.dropFirst()
        if text.utf8.first == 0x20 { text = text.dropFirst() }
      }
      guard !text.trimmingBlanks.isEmpty else { return nil }
      return TranscriptLine(number: line.number, text: String(text))
    }
  }

  private static func isQuoted(_ text: some StringProtocol) -> Bool {
    text.utf8.first { $0 != 0x20 && $0 != 0x09 } == 0x3E
  }

  /// `[2026-08-20 10:15:02.123] WLC-1#show clock`, `10:15:02 WLC-1#show clock`. The stamp of a syslog
  /// server is not a frame: it belongs to its message.
  private static func withoutStamps(_ lines: [TranscriptLine]) -> [TranscriptLine] {
    guard lines.count >= 2, let first = lines.first, stampEnd(first.text) != nil else {
      return lines
    }
    var isSession = false
    var messages = 0
    var stamped = 0
    var found: [TranscriptLine] = []
    for line in lines {
      guard let end = stampEnd(line.text) else {
        // A program may write some lines of its own, and the rest of what a terminal wrapped.
        found.append(line)
        continue
      }
      stamped += 1
      let text = String(line.text[end...])
      if PromptLine(text).map({ !$0.rest.isEmpty }) == true { isSession = true }
      if text.parted(by: "%")?.after.parted(by: ": ") != nil { messages += 1 }
      if !text.trimmingBlanks.isEmpty {
        found.append(TranscriptLine(number: line.number, text: text))
      }
    }
    guard stamped * 10 >= lines.count * 9, isSession || messages * 2 < stamped else { return lines }
    return found
  }

  /// Where the text begins after a stamp and the blank after it; nil without one.
  private static func stampEnd(_ text: String) -> String.Index? {
    let bytes = Array(text.utf8.prefix(40))
    var index = 0
    let close: UInt8? =
      switch bytes.first {
      case 0x5B: 0x5D
      case 0x28: 0x29
      case 0x3C: 0x3E
      case _: nil
      }
    if close != nil { index = 1 }
    if let date = digits(bytes, index, [4, 2, 2], [0x2D, 0x2F, 0x2E]) {
      guard date < bytes.count, [0x20, 0x54, 0x5F].contains(bytes[date]) else { return nil }
      index = date + 1
    }
    // MobaXterm parts the minutes from the seconds by a dot.
    guard var end = digits(bytes, index, [2, 2, 2], [0x3A, 0x2E]) else { return nil }
    if end < bytes.count, [0x2E, 0x2C, 0x3A].contains(bytes[end]) {
      var fraction = end + 1
      while fraction < bytes.count, (0x30...0x39).contains(bytes[fraction]) { fraction += 1 }
      if fraction > end + 1 || bytes[end] == 0x3A { end = fraction }
    }
    if let close {
      guard end < bytes.count, bytes[end] == close else { return nil }
      end += 1
    }
    guard
      end == text.utf8.count || end < bytes.count && [0x20, 0x09, 0x3A, 0x7C].contains(bytes[end])
    else { return nil }
    if end < bytes.count, bytes[end] != 0x20 { end += 1 }
    if end + 1 < bytes.count, bytes[end] == 0x20, bytes[end + 1] == 0x7C { end += 2 }
    if end < bytes.count, bytes[end] == 0x20 { end += 1 }
    return text.utf8.index(text.utf8.startIndex, offsetBy: min(end, text.utf8.count))
  }

  /// The end of groups of digits of these lengths, with one of these signs between them.
  private static func digits(
    _ bytes: [UInt8], _ start: Int, _ lengths: [Int], _ signs: [UInt8]
  ) -> Int? {
    var index = start
    for (place, length) in lengths.enumerated() {
      if place > 0 {
        guard index < bytes.count, signs.contains(bytes[index]) else { return nil }
        index += 1
      }
      guard index + length <= bytes.count,
        bytes[index..<index + length].allSatisfy({ (0x30...0x39).contains($0) })
      else { return nil }
      index += length
    }
    return index
  }
}
