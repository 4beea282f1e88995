import LicenseFiles

/// The parts of `show running-config` that licensing depends on. Everything else is passed over and
/// counted. Passwords, keys and tokens are not kept.
public struct RunningConfigFacts: Sendable, Hashable {
  /// `hostname`.
  public internal(set) var hostName: Observed<String>?
  /// `version`: the release family of the image, `17.9`.
  public internal(set) var version: Observed<String>?
  /// The word behind `license smart transport`: `off`, `smart`, `cslu`, `callhome`.
  public internal(set) var transport: Observed<String>?
  /// The last word of `license smart url …`, of each kind (`default`, `smart`, `cslu`).
  public internal(set) var urls: [Observed<PrintedSetting>] = []
  /// `license smart usage interval`, days.
  public internal(set) var usageInterval: Observed<Int>?
  /// Every line that begins with `license`.
  public internal(set) var licenseLines: [Observed<String>] = []
  /// Every line that begins with `ip http client`, and those about the HTTP server.
  public internal(set) var httpLines: [Observed<String>] = []
  /// `crypto pki trustpoint` with the lines under it.
  public internal(set) var trustpoints: [Trustpoint] = []
  /// The addresses of `ip name-server`.
  public internal(set) var nameServers: [Observed<String>] = []
  /// True for `no ip domain lookup`; nil when neither form stands there.
  public internal(set) var isDomainLookupOff: Observed<Bool>?
  /// Lines about host names and domains.
  public internal(set) var domainLines: [Observed<String>] = []
  /// The addresses of `ntp server` and `ntp peer`.
  public internal(set) var ntpServers: [Observed<String>] = []
  /// `clock timezone`: the name and its seconds east of UTC.
  public internal(set) var timeZone: Observed<ConfiguredZone>?
  /// `clock summer-time`: the name and its seconds east of UTC; nil without a ``timeZone`` before it.
  public internal(set) var summerTime: Observed<ConfiguredZone>?
  /// Lines about the clock, NTP and the time stamps of messages.
  public internal(set) var clockLines: [Observed<String>] = []
  /// The names of `vrf definition` and `ip vrf`.
  public internal(set) var vrfs: [Observed<String>] = []
  /// `call-home` and `wireless management trustpoint`, with the lines under them.
  public internal(set) var otherLines: [Observed<String>] = []
  /// How many lines were passed over.
  public internal(set) var passedOver = 0
}

/// A time zone as configured.
public struct ConfiguredZone: Sendable, Hashable {
  /// The name that the device prints.
  public let name: String
  /// Seconds east of UTC.
  public let seconds: Int64
}

/// Reads `show running-config`, whole or filtered.
struct RunningConfig {
  private(set) var facts = RunningConfigFacts()
  private let context: OutputContext
  private var section = Section.none

  private enum Section { case none, trustpoint, kept }

  init(_ lines: [TranscriptLine], context: OutputContext) {
    self.context = context
    for line in lines { take(line) }
  }

  private mutating func take(_ line: TranscriptLine) {
    let words = line.text.words
    if line.text.indentation > 0, takeSub(words, line) { return }
    section = .none
    if !takeTop(words, line) { facts.passedOver += 1 }
  }

  private func kept(_ words: [Substring], _ line: TranscriptLine) -> Observed<String> {
    context.observed(SecretWords.withheld(words), line.number)
  }

  private mutating func takeSub(_ words: [Substring], _ line: TranscriptLine) -> Bool {
    switch section {
    case .none: return false
    case .trustpoint:
      guard let last = facts.trustpoints.indices.last else { return false }
      facts.trustpoints[last].lines.append(kept(words, line))
    case .kept: facts.otherLines.append(kept(words, line))
    }
    return true
  }

  private mutating func takeTop(_ words: [Substring], _ line: TranscriptLine) -> Bool {
    guard let first = words.first else { return false }
    let second = words.count > 1 ? words[1] : ""
    let number = line.number
    switch (first, second) {
    case ("hostname", _): facts.hostName = context.observed(String(second), number)
    case ("version", _) where words.count == 2:
      facts.version = context.observed(String(second), number)
    case ("license", _), ("no", "license"): takeLicense(words, line)
    case ("ip", "http"): facts.httpLines.append(kept(words, line))
    case ("no", "ip") where words.count > 2 && words[2] == "http":
      facts.httpLines.append(kept(words, line))
    case ("crypto", "pki") where words.count > 3 && words[2] == "trustpoint":
      facts.trustpoints.append(Trustpoint(name: context.observed(String(words[3]), number)))
      section = .trustpoint
    case ("ip", "name-server"): takeNameServers(words.dropFirst(2), line)
    case ("ip", "domain"), ("ip", "domain-name"), ("ip", "domain-lookup"), ("ip", "host"):
      takeDomain(words, line)
    case ("no", "ip") where words.count > 2 && words[2].utf8.starts(with: "domain".utf8):
      takeDomain(words, line)
    case ("ntp", _): takeNTP(words, line)
    case ("clock", _), ("service", "timestamps"), ("no", "ntp"): takeClock(words, line)
    case ("vrf", "definition"), ("ip", "vrf"):
      guard words.count > 2, words[2] != "forwarding" else { return false }
      facts.vrfs.append(context.observed(String(words[2]), number))
    case ("call-home", _), ("wireless", "management"):
      facts.otherLines.append(kept(words, line))
      section = .kept
    default: return false
    }
    return true
  }

  private mutating func takeLicense(_ words: [Substring], _ line: TranscriptLine) {
    facts.licenseLines.append(kept(words, line))
    guard words.count > 3, words[1] == "smart" else { return }
    let last = String(words[words.count - 1])
    switch words[2] {
    case "transport": facts.transport = context.observed(String(words[3]), line.number)
    case "url":
      let kind = words.count > 4 ? String(words[3]) : ""
      facts.urls.append(
        context.observed(
          PrintedSetting(block: "license smart url", name: kind, value: last), line.number))
    case "usage" where words[3] == "interval":
      facts.usageInterval = last[...].number.map { context.observed($0, line.number) }
    default: break
    }
  }

  private mutating func takeNameServers(_ words: ArraySlice<Substring>, _ line: TranscriptLine) {
    let addresses = words.first == "vrf" ? words.dropFirst(2) : words
    facts.nameServers += addresses.map { context.observed(String($0), line.number) }
  }

  private mutating func takeDomain(_ words: [Substring], _ line: TranscriptLine) {
    facts.domainLines.append(kept(words, line))
    let names = words.filter { $0 != "no" }.joined(separator: " ")
    if names == "ip domain lookup" || names == "ip domain-lookup" {
      facts.isDomainLookupOff = context.observed(words.first == "no", line.number)
    }
  }

  private mutating func takeNTP(_ words: [Substring], _ line: TranscriptLine) {
    facts.clockLines.append(kept(words, line))
    guard words.count > 2, words[1] == "server" || words[1] == "peer" else { return }
    let rest = words[2] == "vrf" ? words.dropFirst(4) : words.dropFirst(2)
    if let address = rest.first {
      facts.ntpServers.append(context.observed(String(address), line.number))
    }
  }

  /// `clock timezone CET 1 0`, `clock summer-time CEST recurring … [offset]`.
  private mutating func takeClock(_ words: [Substring], _ line: TranscriptLine) {
    facts.clockLines.append(kept(words, line))
    guard words.count > 3, words[0] == "clock" else { return }
    let name = String(words[2])
    if words[1] == "timezone", let hours = Int64(words[3]), (-23...23).contains(hours) {
      let minutes = words.count > 4 ? Int64(words[4].number.map { min($0, 59) } ?? 0) : 0
      let seconds = hours * 3600 + (hours < 0 ? -minutes : minutes) * 60
      facts.timeZone = context.observed(
        ConfiguredZone(name: name, seconds: seconds), line.number)
    } else if words[1] == "summer-time", let zone = facts.timeZone?.value {
      facts.summerTime = context.observed(
        ConfiguredZone(name: name, seconds: zone.seconds + 3600), line.number)
    }
  }
}

/// Withholds the words of a configuration line that are secret.
enum SecretWords {
  private static let marks: Set<String> = [
    "password", "secret", "key", "idtoken", "token", "community", "md5", "hmac-sha2-256", "sha1",
  ]

  /// The line with every word behind such a mark replaced.
  static func withheld(_ words: [Substring]) -> String {
    guard let mark = words.firstIndex(where: { marks.contains($0.lowercased()) }),
      mark + 1 < words.count
    else { return words.joined(separator: " ") }
    return words[...mark].joined(separator: " ") + " <withheld>"
  }
}
