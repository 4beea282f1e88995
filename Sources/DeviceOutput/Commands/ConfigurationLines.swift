import LicenseFiles

/// What the lines of a configuration set, line by line, and what a `no` before them takes away.
struct ConfigurationLines {
  var configuration: RunningConfiguration
  /// The blanks before every line, where somebody pasted a block that is indented as a whole.
  var margin = 0
  private let context: OutputContext
  private var block = Block.none

  /// The block that indented lines belong to.
  private enum Block {
    case none
    case trustpoint(String)
    case interface(Int)
    case callHome
    case ntp
  }

  init(_ context: OutputContext, at location: SourceLocation) {
    self.context = context
    configuration = RunningConfiguration(location: location)
  }

  var isEmpty: Bool { configuration.lineCount == 0 }

  /// True with what a whole configuration begins with, readable or not: a release or a host name, or the comment of
  /// its system.
  var hasHead: Bool { namesItself || configuration.system != nil }
  private var namesItself = false

  /// Another block that somebody pasted.
  mutating func beginBlock(margin: Int) {
    block = .none
    self.margin = margin
  }

  /// Takes the next line; true for the `end` of the whole.
  mutating func take(_ line: TranscriptLine) -> Bool {
    configuration.lineCount += 1
    if line.text.trimmingBlanks == "end", line.text.indentation <= margin { return true }
    set(line)
    return false
  }

  /// Takes a comment of the device: `!! IOS XR Configuration 7.11.1`, `!Command: show running-config`.
  mutating func takeComment(_ line: TranscriptLine) {
    if let release = line.text[...].after(prefix: "!! IOS XR Configuration ") {
      configuration.version = observed(String(release.trimmingBlanks), line)
      configuration.system = .iosXR
    } else if line.text.utf8.starts(with: "!Command: ".utf8) {
      configuration.system = .nxOS
    } else if line.text.hasPrefix("! Last configuration change at ") {
      namesItself = true
    }
  }

  /// Takes a line that was typed by itself.
  mutating func takeTyped(_ line: TranscriptLine) {
    configuration.lineCount += 1
    set(line)
  }

  private mutating func set(_ line: TranscriptLine) {
    let words = line.text.words
    // Copied from a page, the lines of a block may stand at the margin.
    if line.text.indentation <= margin, !isInner(words) {
      block = .none
      takeGlobal(words, line)
    } else {
      takeInner(words, line)
    }
  }

  /// True for a line at the margin that means nothing outside of the block that is open.
  private func isInner(_ words: [Substring]) -> Bool {
    switch block {
    case .none: false
    case .trustpoint: words.first == "revocation-check"
    case .interface:
      words == ["shutdown"] || words == ["no", "shutdown"]
        || (words.count >= 3 && words[1] == "address" && ["ip", "ipv6"].contains(words[0]))
        || words.starts(with: ["vrf", "forwarding"])
    case .callHome:
      words.first.map { ["profile", "destination", "active", "exit"].contains($0) } ?? false
    case .ntp: words.count >= 2 && ["server", "peer"].contains(words[0])
    }
  }

  private mutating func takeGlobal(_ words: [Substring], _ line: TranscriptLine) {
    let text = Self.spelledOut(words)
    guard let first = text.first else { return }
    let rest = Array(text.dropFirst())
    if first == "hostname" || first == "version" || line.text.hasPrefix("Current configuration :")
      || line.text.hasPrefix("Building configuration")
    {
      namesItself = true
    }
    switch first {
    case "hostname" where rest.count == 1: configuration.hostName = observed(rest[0], line)
    case "version" where rest.count == 1: configuration.version = observed(rest[0], line)
    // `version 10.2(3) Bios:version 05.47` of NX-OS.
    case "version" where rest.count == 3 && rest[1] == "Bios:version":
      configuration.version = observed(rest[0], line)
      configuration.system = .nxOS
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
    case "ntp" where rest.isEmpty: block = .ntp
    case "ntp": takeTimeServer(rest, line)
    case "call-home": block = .callHome
    case "no", "default": takeAway(rest, line)
    default: break
    }
  }

  /// `server …`, after `ntp` or in its block.
  private mutating func takeTimeServer(_ words: [String], _ line: TranscriptLine) {
    guard words.first == "server", let server = server(Array(words.dropFirst())).first else {
      return
    }
    configuration.timeServers.append(observed(server, line))
  }

  /// `no …`, which a device prints for few lines, and people type for any.
  private mutating func takeAway(_ words: [String], _ line: TranscriptLine) {
    func begins(_ beginning: String...) -> Bool { words.starts(with: beginning) }
    if begins("ip", "domain", "lookup") || begins("ip", "domain-lookup") {
      configuration.lookupOff = place(line)
    } else if begins("license", "smart", "transport") {
      configuration.transport = nil
      configuration.cleared.insert(.transport)
    } else if begins("license", "smart", "url") {
      let kind = words.count > 3 ? words[3] : ""
      if kind != "smart" { clearURLs(.csluURL) { $0 == .cslu || $0 == .plain } }
      if kind != "cslu" { clearURLs(.smartURL) { $0 != .cslu } }
    } else if begins("license", "smart", "proxy") {
      if words.dropFirst(3).first != "port" { configuration.proxyAddress = nil }
      if words.dropFirst(3).first != "address" { configuration.proxyPort = nil }
      if words.dropFirst(3).first != "port" { configuration.cleared.insert(.proxy) }
    } else if begins("license", "smart", "usage", "interval") {
      configuration.usageInterval = nil
      configuration.cleared.insert(.usageInterval)
    } else if begins("license", "smart", "privacy") {
      configuration.privacy.removeAll { words.count < 4 || $0.value == words[3].lowercased() }
      configuration.cleared.insert(.privacy)
    } else if begins("license", "smart", "reservation") {
      configuration.reservation = nil
      configuration.cleared.insert(.reservation)
    } else if begins("license", "smart", "vrf") {
      configuration.licenseVRF = nil
      configuration.cleared.insert(.licenseVRF)
    } else if begins("ip", "http", "client", "source-interface") {
      configuration.sourceInterface = nil
      configuration.cleared.insert(.sourceInterface)
    } else if begins("ip", "http", "client", "secure-trustpoint") {
      configuration.secureTrustpoint = nil
      configuration.cleared.insert(.secureTrustpoint)
    } else if begins("ip", "name-server") {
      clearServers(\.nameServers, .nameServers, words.dropFirst(2))
    } else if begins("ntp", "server") {
      clearServers(\.timeServers, .timeServers, words.dropFirst(2))
    }
  }

  private mutating func clearURLs(
    _ setting: RunningConfiguration.Setting,
    where isOne: (RunningConfiguration.URLKind) -> Bool
  ) {
    configuration.urls.removeAll { isOne($0.value.kind) }
    configuration.cleared.insert(setting)
  }

  /// One server of several may be taken away; that none is left is known only of all.
  private mutating func clearServers(
    _ servers: WritableKeyPath<RunningConfiguration, [Observed<RunningConfiguration.Server>]>,
    _ setting: RunningConfiguration.Setting, _ words: ArraySlice<String>
  ) {
    let gone = Set(server(Array(words)).map(\.address))
    configuration[keyPath: servers].removeAll { gone.isEmpty || gone.contains($0.value.address) }
    if gone.isEmpty { configuration.cleared.insert(setting) }
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
    case .callHome:
      guard words.count >= 4, words.starts(with: ["destination", "address", "http"]) else { return }
      configuration.callHomeDestinations.append(observed(String(words[3]), line))
    case .ntp: takeTimeServer(words.map(String.init), line)
    case .none: break
    }
  }

  private mutating func takeIP(_ words: [String], _ line: TranscriptLine) {
    if words.starts(with: ["http", "client", "source-interface"]), words.count >= 4 {
      configuration.sourceInterface = observed(words[3...].joined(separator: " "), line)
    } else if words.starts(with: ["http", "client", "secure-trustpoint"]), words.count == 4 {
      configuration.secureTrustpoint = observed(words[3], line)
    } else if words == ["domain", "lookup"] || words == ["domain-lookup"] {
      configuration.lookupOff = nil
      configuration.cleared.insert(.lookupOff)
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

  func observed<Value>(_ value: Value, _ line: TranscriptLine) -> Observed<Value> {
    context.observed(value, line.number)
  }

  func place(_ line: TranscriptLine) -> SourceLocation {
    SourceLocation(file: context.file, line: line.number)
  }
}
