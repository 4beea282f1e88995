import LicenseFiles

/// Reads `show running-config`, or the text of a configuration.
struct ShowRunningConfig {
  static let reader = CommandReader(
    .showRunningConfig, takesMore: true,
    signs: [.typical("Current configuration : "), .typical("! Last configuration change at ")]
  ) { output in
    let configuration = ShowRunningConfig(output.section, output.lines, output.context)
      .configuration
    return (.runningConfiguration(configuration), configuration.unread)
  }

  /// What the lines set.
  private var lines: ConfigurationLines
  private var bannerEnd: String?
  var configuration: RunningConfiguration { lines.configuration }

  init(_ section: TranscriptSection, _ lines: [TranscriptLine], _ context: OutputContext) {
    self.lines = ConfigurationLines(context, at: section.location)
    var reachedEnd = false
    let isEcho = section.command?.text.map { Self.beginsBlock($0) } ?? false
    var isPasted = isEcho
    // Text that no command announces.
    let isBare = (section.command?.text ?? "").isEmpty
    if isPasted { self.lines.margin = lines.first?.text.indentation ?? 0 }
    for (index, line) in lines.enumerated() {
      if reachedEnd {
        // After one pasted block there may be another, whose lines win.
        guard isPasted, Self.beginsBlock(line.text) else { continue }
        reachedEnd = false
        self.lines.beginBlock(margin: lines.dropFirst(index + 1).first?.text.indentation ?? 0)
        continue
      }
      if skipsBanner(line.text) { continue }
      // A comment of the device begins in the first column.
      guard line.text.utf8.first != 0x21 else {
        self.lines.takeComment(line)
        continue
      }
      // In a letter or a ticket, words stand before it.
      if self.lines.isEmpty || isBare && !self.lines.hasHead, Self.beginsBlock(line.text) {
        isPasted = true
        self.lines.beginBlock(margin: lines.dropFirst(index + 1).first?.text.indentation ?? 0)
        continue
      }
      reachedEnd = self.lines.take(line)
    }
    if isBare, reachedEnd, !self.lines.hasHead { isPasted = true }
    self.lines.configuration.extent =
      isPasted ? .pasted : Self.extent(section.command, reachedEnd: reachedEnd)
  }

  /// Reads lines that were typed one by one at the configuration prompt.
  init(typed lines: [TranscriptLine], file: String) {
    self.lines = ConfigurationLines(
      OutputContext(file: file, command: nil, offsets: .certain),
      at: SourceLocation(file: file, line: lines.first?.number))
    for line in lines { self.lines.takeTyped(line) }
    self.lines.configuration.extent = .pasted
    // What is not of the configuration prompt was typed at the other one.
    self.lines.configuration.unread = []
  }

  /// True for text without a command that is a configuration, or a part of one that somebody pasted.
  static func matches(_ section: TranscriptSection) -> Bool {
    let echo = section.command?.text ?? ""
    guard echo.isEmpty || beginsBlock(echo), holdsConfiguration(section.lines) else { return false }
    let context = OutputContext(
      file: section.location.file, command: .showRunningConfig, offsets: .certain)
    return ShowRunningConfig(section, section.lines, context).configuration.isUnmistakable
  }

  private static let firstWords: Set<Substring> = [
    "!", "aaa", "access-list", "active", "address", "archive", "banner", "boot", "building",
    "call-home",
    "class-map", "clock", "conf", "configure", "contact-email-addr", "control-plane", "crypto",
    "current", "default", "description", "destination", "diagnostic", "do", "enable", "end", "exit",
    "http", "hostname", "interface", "ip", "ipv6", "license", "line", "logging", "login", "memory",
    "no", "ntp", "platform", "policy-map", "profile", "redundancy", "revocation-check", "router",
    "service", "shutdown", "snmp-server", "spanning-tree", "switch", "switchport", "transport",
    "username", "version", "vlan", "vrf", "vtp", "wireless", "ap", "radius", "tacacs",
  ]

  /// True where a third of the lines at the margin begin as lines of a configuration do: any other text
  /// may quote one.
  private static func holdsConfiguration(_ lines: [TranscriptLine]) -> Bool {
    guard let margin = lines.lazy.map(\.text.indentation).min() else { return false }
    let outer = lines.filter { $0.text.indentation == margin }
    let found = outer.count { line in
      let word = line.text.words.first?.lowercased() ?? ""
      return word.utf8.first == 0x21 || firstWords.contains(word[...])
    }
    return found * 3 >= outer.count
  }

  /// `configure terminal`, shortened as IOS allows.
  static func beginsBlock(_ text: String) -> Bool {
    let words = text.lowercased().words
    guard words.count == 2 else { return false }
    return words[0].count >= 4 && "configure".hasPrefix(words[0]) && "terminal".hasPrefix(words[1])
  }

  /// A filter is told by the echo; a whole configuration by its last line.
  private static func extent(
    _ command: TypedCommand?, reachedEnd: Bool
  ) -> RunningConfiguration.Extent {
    let words = command?.arguments.filter { !["all", "brief", "full"].contains($0) } ?? []
    if command?.filter != nil || !words.isEmpty { return .filtered }
    return reachedEnd ? .whole : .cut
  }

  /// The text of a banner is not a configuration, whatever it looks like.
  private mutating func skipsBanner(_ text: String) -> Bool {
    if let end = bannerEnd {
      if text.parted(by: end) != nil { bannerEnd = nil }
      return true
    }
    let words = text.words
    guard words.first == "banner", words.count >= 3, let mark = words[2].first else { return false }
    // The control character is printed as ^C.
    let end = mark == "^" ? String(words[2].prefix(2)) : String(mark)
    guard let (_, rest) = text.parted(by: " " + end) else { return false }
    if rest.parted(by: end) == nil { bannerEnd = end }
    return true
  }
}
