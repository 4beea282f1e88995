import LicenseFiles

/// A table whose columns hold what a site calls its own: access points, networks, neighbours, users, keys.
///
/// Source: the headings of `show ap summary`, `show wlan summary`, `show wireless client summary`,
/// `show cdp neighbors`, `show lldp neighbors`, `show interfaces description`, `show interfaces status`, `show users`,
/// `show hosts`, `show crypto isakmp key` and `show archive log config`.
struct PrintedTable {
  /// The words of headings that tell it, in lower case: all of one line.
  private static let signs: [[String]] = [
    ["ap name "], ["id ", " profile name ", " ssid "], ["mac address ", " ap name "],
    ["device id ", " local int"], ["interface ", " protocol ", " description"],
    ["port ", " name ", " status ", " vlan"], ["line ", " user ", " host(s)"],
    ["host ", " flags ", " address"], ["keyring ", " preshared key"], ["idx ", " user@line "],
  ]
  /// The columns, and what they hold; nil for what is taken out.
  private static let titles: [(String, IdentityKind?)] = [
    ("ap name", .hostName), ("location", nil), ("site tag", .name), ("profile name", .name),
    ("ssid", .name), ("device id", .hostName), ("description", nil), (" name ", nil),
    (" user ", .user), ("host(s)", .hostName), ("host ", .hostName), ("preshared key", nil),
    ("user@line", .user),
  ]

  private var columns: [(start: Int, end: Int, kind: IdentityKind?)] = []

  init?(_ header: String) {
    let line = header.lowercasedASCII
    let framed = " " + line.trimmed + " "
    // `AP Name : x` is a label and its value.
    guard !line.contains(":"),
      Self.signs.contains(where: { words in
        framed.hasPrefix(" " + words[0]) && words.allSatisfy { framed.contains($0) }
      })
    else { return nil }
    let bytes = Array((line + " ").utf8)
    for (title, kind) in Self.titles {
      guard let found = LabelledValues.position(of: Array(title.utf8), in: bytes, from: 0),
        title != "host " || line.trimmed.hasPrefix(title)
      else { continue }
      let start = title.utf8.first == 0x20 ? found + 1 : found
      var end = found + title.utf8.count
      while end < bytes.count, bytes[end] <= 0x20 { end += 1 }
      if columns.contains(where: { $0.start == start }) { continue }
      columns.append((start, end >= bytes.count ? .max : end, kind))
    }
    guard !columns.isEmpty else { return nil }
  }

  func spans(_ row: String) -> [TextRedaction.Span] {
    let bytes = Array(row.utf8)
    guard bytes.contains(where: \.isWordByte) else { return [] }
    return columns.compactMap { column in
      guard column.start < bytes.count else { return nil }
      var start = column.start
      var end = min(column.end, bytes.count)
      // A name that is wider than its column pushes the others; its word is taken whole.
      while start > 0, start < end, bytes[start - 1] > 0x20 { start -= 1 }
      while start < end, bytes[start] <= 0x20 { start += 1 }
      if column.start == 0 || column.kind != nil {
        end = start
        while end < bytes.count, bytes[end] > 0x20 { end += 1 }
        // A word that stands further right is the next column's.
        if start >= column.end { return nil }
      }
      while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
      let word = String(decoding: bytes[start..<end], as: UTF8.self)
      if column.kind == .hostName, word == "idle" { return nil }
      return end > start ? TextRedaction.Span(range: start..<end, kind: column.kind) : nil
    }
  }
}
