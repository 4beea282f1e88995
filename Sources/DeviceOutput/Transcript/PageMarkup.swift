/// How a copy of a web page's source writes what a device printed: tags around it, signs as entities.
enum PageMarkup {
  /// Tags of text in pages. What else stands in angle brackets is the device's: `<none>`, `<cr>`.
  private static let names: Set<String> = [
    "html", "head", "title", "body", "pre", "p", "div", "span", "br", "hr", "code", "tt", "samp",
    "kbd",
    "b", "i", "u", "em", "strong", "font", "table", "tbody", "thead", "tr", "td", "th", "ul", "ol",
    "li", "a", "blockquote", "section", "article", "meta", "style",
  ]
  /// The most bytes of a tag.
  private static let longestTag = 400

  /// True for a line with an end of such a tag, or a break of a line.
  static func stands(in text: String) -> Bool {
    guard text.utf8.contains(0x3C) else { return false }
    return tags(Array(text.utf8)).contains { $0.isEnd || $0.name == "br" }
  }

  /// The line as the page shows it.
  static func shown(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var shown: [UInt8] = []
    var from = 0
    for tag in tags(bytes) {
      shown += bytes[from..<tag.range.lowerBound]
      from = tag.range.upperBound
    }
    shown += bytes[from...]
    return decoded(String(decoding: shown, as: UTF8.self))
  }

  /// `&lt;none&gt;` as `<none>`.
  static func decoded(_ text: String) -> String {
    guard text.utf8.contains(0x26) else { return text }
    // The sign of the entities comes last, so that nothing is decoded twice.
    return entities.reduce(text) { text, entity in text.replacing(entity.0, with: entity.1) }
  }

  private static let entities = [
    ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#34;", "\""), ("&#39;", "'"),
    ("&#x27;", "'"), ("&apos;", "'"), ("&nbsp;", " "), ("&#160;", " "), ("&amp;", "&"),
  ]

  private static func tags(
    _ bytes: [UInt8]
  ) -> [(range: Range<Int>, name: String, isEnd: Bool)] {
    var found: [(range: Range<Int>, name: String, isEnd: Bool)] = []
    var index = 0
    while let start = bytes[index...].firstIndex(of: 0x3C) {
      index = start + 1
      let last = min(bytes.count, start + longestTag)
      guard let end = bytes[start..<last].firstIndex(of: 0x3E) else { continue }
      let isEnd = bytes[start + 1] == 0x2F
      let name = bytes[(start + (isEnd ? 2 : 1))..<max(end, start + (isEnd ? 2 : 1))]
        .prefix { (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) }
      let text = String(decoding: name, as: UTF8.self).lowercased()
      guard names.contains(text) else { continue }
      found.append((start..<end + 1, text, isEnd))
      index = end + 1
    }
    return found
  }
}
