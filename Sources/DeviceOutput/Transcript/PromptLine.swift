/// A line that begins with the prompt of a device: `WLC-1#show license status`, `Switch>`,
/// `WLC(config)#`, `RP/0/RP0/CPU0:router#`.
struct PromptLine {
  /// The host name, without the location that IOS XR puts before it.
  let name: String
  /// `RP/0/RP0/CPU0`, on IOS XR.
  let place: String?
  /// What comes after the prompt, without blanks around it.
  let rest: Substring

  /// A longer name is not a host name.
  private static let longestName = 80

  /// - Parameter known: the name in the prompt before this line.
  init?(_ text: String, after known: String? = nil) {
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
    rest = line[line.utf8.index(after: mark)...].trimmingBlanks
    guard let first = name.unicodeScalars.first, Self.mayFollow(rest) else { return nil }
    if !first.properties.isAlphabetic {
      // One that begins with a digit or "_", which IOS calls no legal name and takes, is believed before a
      // command, and alone where it is not a number.
      guard (0x30...0x39).contains(first.value) || first == "_", !name.utf8.contains(0x3A) else {
        return nil
      }
      let isName =
        name.utf8.count >= 3 && name.unicodeScalars.contains { $0.properties.isAlphabetic }
      guard Self.isCommand(rest) || rest.isEmpty && isName || known == String(name) else {
        return nil
      }
    }
    self.name = String(name)
    self.place = place.map(String.init)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2D, 0x2E, 0x5F, 0x2F, 0x3A, 0x7E: true
    default: false
    }
  }

  private static let commands = [
    "show", "license", "configure", "terminal", "enable", "exit", "end", "write", "copy", "more",
    "dir",
    "reload", "do", "no", "clear", "debug", "ping", "telnet",
  ]

  /// True for a command that people type at a device, in full or in two letters or more.
  private static func isCommand(_ text: Substring) -> Bool {
    guard let word = text.words.first?.lowercased(), word.utf8.count >= 2 else { return false }
    return commands.contains { $0.hasPrefix(word) }
  }

  /// A command begins with a letter; `!` begins a comment, `?` asks for help, and a log line may
  /// be printed after a waiting prompt.
  private static func mayFollow(_ rest: Substring) -> Bool {
    guard let first = rest.unicodeScalars.first else { return true }
    return first.properties.isAlphabetic || "!?*.%".unicodeScalars.contains(first)
  }
}
