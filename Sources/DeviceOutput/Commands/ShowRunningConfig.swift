public import LicenseFiles

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

  private(set) var configuration: RunningConfiguration
  private let context: OutputContext
  private var block = Block.none
  private var bannerEnd: String?

  /// The block that indented lines belong to.
  private enum Block {
    case none
    case trustpoint(String)
    case interface(Int)
  }

  init(_ section: TranscriptSection, _ lines: [TranscriptLine], _ context: OutputContext) {
    self.context = context
    configuration = RunningConfiguration(location: section.location)
    var reachedEnd = false
    for line in lines where !reachedEnd {
      if skipsBanner(line.text) { continue }
      // A comment of the device begins in the first column.
      guard line.text.utf8.first != 0x21 else { continue }
      configuration.lineCount += 1
      reachedEnd = line.text == "end" || line.text.utf8.elementsEqual("end ".utf8)
      if !reachedEnd { take(line) }
    }
    configuration.extent = Self.extent(section.command, reachedEnd: reachedEnd)
  }

  /// A filter is told by the echo; a whole configuration by its last line.
  private static func extent(
    _ command: TypedCommand?, reachedEnd: Bool
  ) -> RunningConfiguration.Extent {
    let words = command?.arguments.filter { !["all", "brief", "full"].contains($0) } ?? []
    if command?.filter != nil || !words.isEmpty { return .filtered }
    return reachedEnd ? .whole : .cut
  }

  /// The text of a banner is no configuration, whatever it looks like.
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

  private mutating func take(_ line: TranscriptLine) {
    let words = line.text.words
    if line.text.indentation == 0 {
      // Copied from a page, the lines of a block may stand at the margin.
      if words.first == "revocation-check", case .trustpoint = block {
      } else {
        block = .none
        takeGlobal(words, line)
        return
      }
    }
    takeInner(words, line)
  }

  private mutating func takeGlobal(_ words: [Substring], _ line: TranscriptLine) {
    let text = words.map(String.init)
    guard let first = text.first else { return }
    let rest = Array(text.dropFirst())
    switch first {
    case "hostname" where rest.count == 1: configuration.hostName = observed(rest[0], line)
    case "version" where rest.count == 1: configuration.version = observed(rest[0], line)
    case "interface" where !rest.isEmpty:
      configuration.interfaces.append(.init(name: rest.joined(separator: " ")))
      block = .interface(configuration.interfaces.count - 1)
    case "vrf" where rest.count == 2 && rest[0] == "definition": configuration.vrfs.insert(rest[1])
    case "wireless" where rest.starts(with: ["management", "interface"]):
      configuration.hasWirelessManagement = true
    case "crypto" where rest.count == 3 && rest.starts(with: ["pki", "trustpoint"]):
      if configuration.trustpoints[rest[2]] == nil {
        configuration.trustpoints.updateValue(nil, forKey: rest[2])
      }
      block = .trustpoint(rest[2])
    case "license": takeLicense(rest, line)
    case "clock": configuration.takeClock(rest, at: line, context)
    case "service" where rest.first == "timestamps":
      configuration.timeStamps.append(observed(rest.joined(separator: " "), line))
    case "ip": takeIP(rest, line)
    case "ntp" where rest.first == "server":
      if let server = server(Array(rest.dropFirst())).first {
        configuration.timeServers.append(observed(server, line))
      }
    case "no"
    where rest.starts(with: ["ip", "domain", "lookup"]) || rest == ["ip", "domain-lookup"]:
      configuration.lookupOff = place(line)
    default: break
    }
  }

  private mutating func takeInner(_ words: [Substring], _ line: TranscriptLine) {
    switch block {
    case .trustpoint(let name):
      guard words.first == "revocation-check", words.count >= 2 else { return }
      let methods = words.dropFirst().joined(separator: " ")
      configuration.trustpoints.updateValue(observed(methods, line), forKey: name)
    case .interface(let index):
      if words.count >= 3, words[0] == "vrf", words[1] == "forwarding" {
        configuration.interfaces[index].vrf = words.last.map(String.init)
      } else if words.count >= 4, words.starts(with: ["ip", "vrf", "forwarding"]) {
        configuration.interfaces[index].vrf = String(words[3])
      } else if words == ["shutdown"] {
        configuration.interfaces[index].isShutdown = true
      } else if words.count >= 3, words[1] == "address", ["ip", "ipv6"].contains(words[0]) {
        configuration.interfaces[index].hasAddress = true
      }
    case .none: break
    }
  }

  private mutating func takeLicense(_ words: [String], _ line: TranscriptLine) {
    if words.count == 5, words[0] == "udi", words[1] == "pid", words[3] == "sn" {
      configuration.udi = UDI(printed: "PID:\(words[2]),SN:\(words[4])").map { observed($0, line) }
      return
    }
    guard words.first == "smart", words.count >= 2 else { return }
    let value = words.count >= 3 ? words[2] : ""
    switch (words[1], words.count) {
    case ("transport", 3): configuration.transport = observed(value.lowercased(), line)
    case ("url", 3) where value == "default":
      configuration.urls.append(observed(.init(kind: .standard, text: ""), line))
    case ("url", 3):
      configuration.urls.append(observed(.init(kind: .plain, text: value), line))
    case ("url", 4) where value == "cslu" || value == "smart":
      let kind = value == "cslu" ? RunningConfiguration.URLKind.cslu : .smart
      configuration.urls.append(observed(.init(kind: kind, text: words[3]), line))
    case ("proxy", 4) where value == "address":
      configuration.proxyAddress = observed(words[3], line)
    case ("proxy", 4) where value == "port": configuration.proxyPort = observed(words[3], line)
    case ("proxy", _) where value == "username" || value == "password":
      configuration.proxyLogin = place(line)
    case ("vrf", 3): configuration.licenseVRF = observed(value, line)
    case ("usage", 4) where value == "interval":
      configuration.usageInterval = observed(words[3], line)
    case ("privacy", 3): configuration.privacy.append(observed(value.lowercased(), line))
    case ("reservation", _): configuration.reservation = place(line)
    case ("enable", 2): break
    default: configuration.unread.append(line)
    }
  }

  private mutating func takeIP(_ words: [String], _ line: TranscriptLine) {
    if words.starts(with: ["http", "client", "source-interface"]), words.count >= 4 {
      configuration.sourceInterface = observed(words[3...].joined(separator: " "), line)
    } else if words.starts(with: ["http", "client", "secure-trustpoint"]), words.count == 4 {
      configuration.secureTrustpoint = observed(words[3], line)
    } else if words.first == "vrf", words.count == 2 {
      configuration.vrfs.insert(words[1])
    } else if words.first == "name-server" {
      configuration.nameServers += server(Array(words.dropFirst())).map { observed($0, line) }
    } else if words.first == "host" {
      let named = words.count >= 4 && words[1] == "vrf" ? words.dropFirst(3) : words.dropFirst()
      if let name = named.first { configuration.hosts.insert(name.lowercased()) }
    }
  }

  /// `[vrf NAME] ADDRESS …`; for a time server only the first word is an address.
  private func server(_ words: [String]) -> [RunningConfiguration.Server] {
    let hasVRF = words.count >= 3 && words[0] == "vrf"
    return words.dropFirst(hasVRF ? 2 : 0).map {
      RunningConfiguration.Server(address: $0, vrf: hasVRF ? words[1] : nil)
    }
  }

  private func observed<Value>(_ value: Value, _ line: TranscriptLine) -> Observed<Value> {
    context.observed(value, line.number)
  }

  private func place(_ line: TranscriptLine) -> SourceLocation {
    SourceLocation(file: context.file, line: line.number)
  }
}

extension RunningConfiguration {
  /// Reads a file that is nothing but a configuration, without a prompt or a heading: what
  /// `copy running-config` lays down, or lines that somebody copied.
  ///
  /// Nil when no line of it is of use.
  public init?(
    plain bytes: [UInt8], name: String, limits: TranscriptLimits = .standard
  ) {
    let lines = TranscriptLines(cleaning: bytes, limits: limits).lines
    let context = OutputContext(file: name, command: .showRunningConfig, offsets: .certain)
    let section = TranscriptSection(
      device: nil, command: nil,
      location: SourceLocation(file: name, line: lines.first?.number))
    self = ShowRunningConfig(section, lines, context).configuration
    guard saysSomething else { return nil }
  }
}
