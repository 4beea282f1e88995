/// A line that begins with the prompt of a device: `WLC-1#show license status`, `Switch>`,
/// `WLC(config)#`, `RP/0/RP0/CPU0:router#`.
struct PromptLine {
  /// The host name, without the location that IOS XR puts before it.
  let name: String
  /// `RP/0/RP0/CPU0`, on IOS XR.
  let place: String?
  /// What stands behind the prompt, without blanks around it.
  let rest: Substring

  /// A longer name is no host name.
  private static let longestName = 80

  init?(_ text: String) {
    let line = text.trimmingBlanks
    var end = line.utf8.startIndex
    var count = 0
    while end < line.utf8.endIndex, Self.isNameByte(line.utf8[end]) {
      end = line.utf8.index(after: end)
      count += 1
      if count > Self.longestName { return nil }
    }
    guard count > 0, end < line.utf8.endIndex else { return nil }
    var mark = end
    if line.utf8[mark] == 0x28 {
      guard let close = line.utf8[mark...].prefix(Self.longestName).firstIndex(of: 0x29) else {
        return nil
      }
      mark = line.utf8.index(after: close)
    }
    guard mark < line.utf8.endIndex, [0x23, 0x3E].contains(line.utf8[mark]) else { return nil }
    var name = line[..<end]
    var place: Substring?
    if let colon = name.utf8.lastIndex(of: 0x3A) {
      place = name[..<colon].utf8.contains(0x2F) ? name[..<colon] : nil
      name = name[name.utf8.index(after: colon)...]
    }
    guard let first = name.unicodeScalars.first, first.properties.isAlphabetic else { return nil }
    rest = line[line.utf8.index(after: mark)...].trimmingBlanks
    guard Self.mayFollow(rest) else { return nil }
    self.name = String(name)
    self.place = place.map(String.init)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x2F, 0x3A, 0x7E: true
    default: false
    }
  }

  /// A command begins with a letter; `!` begins a comment, `?` asks for help, and a log line may
  /// be printed behind a waiting prompt.
  private static func mayFollow(_ rest: Substring) -> Bool {
    guard let first = rest.unicodeScalars.first else { return true }
    return first.properties.isAlphabetic || "!?*.%".unicodeScalars.contains(first)
  }
}
