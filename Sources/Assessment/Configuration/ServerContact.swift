import DeviceOutput
import LicenseFiles

/// Contact with a license server that a device itself shows.
struct ServerContact: Hashable {
  enum Server: Hashable {
    case cslu, cssm, onPrem
  }

  /// The line that shows it.
  let seen: Observed<String>
  /// When it was; nil where nothing says so.
  let time: DeviceTime?
  /// Which server; nil where nothing says so.
  private(set) var server: Server?

  /// The strongest of those that come after the last reset of the licensing; nil without one. With
  /// transport off there is none: what was reached before that is not how the device reports.
  static func newest(
    in device: DeviceSnapshot, _ settings: RunningConfiguration?
  ) -> ServerContact? {
    guard settings?.transport?.value != "off" else { return nil }
    var found: [Int: ServerContact] = [:]
    var hasImported = false
    var reset: FactoryReset?
    for observation in device.observations {
      let scan = ContactScan(observation, reset)
      // What stands before a reset in the same output is over too.
      if let latest = observation.resets.last {
        reset = latest
        found = [:]
      }
      hasImported = hasImported || scan.importsFile
      for (rank, contact) in scan.found where scan.isNewer(contact, than: reset) {
        found[rank] = contact
      }
    }
    let hasAddress =
      settings.map { $0.csluURL != nil || ["smart", "callhome"].contains($0.transport?.value) }
      ?? false
    let named = settings?.transport == nil ? device.looksForCSSM : nil
    // Without an address, or after an import, the ACK and the trust code came as files.
    if !hasAddress || hasImported { found[ContactScan.ackRank] = nil }
    let trust = found.removeValue(forKey: ContactScan.trustRank)
    if let trust, !hasImported, hasAddress || named?.isLater(than: trust.seen.location) == true {
      found[ContactScan.trustRank] = trust
    }
    guard var contact = found.min(by: { $0.key < $1.key })?.value else { return nil }
    if contact.server == nil, named != nil { contact.server = .cssm }
    return contact
  }
}

/// What one output shows of contact, by rank.
private struct ContactScan {
  // A trust code and an ACK may have come as files.
  static let trustRank = 4
  static let ackRank = 5

  private(set) var found: [(rank: Int, contact: ServerContact)] = []
  private(set) var importsFile = false

  init(_ observation: Observation, _ reset: FactoryReset?) {
    for log in observation.logLines { take(log) }
    if let history = observation.history { take(history) }
    if case .importAnswer(let answer) = observation.content { importsFile = answer.success != nil }
    guard let license = observation.license else { return }
    if let push = license.reporting?.lastReportPush, let time = push.value {
      add(1, push.map { _ in "Last report push: \(time.text)" }, time)
    }
    for kind in license.communications?.kinds ?? [] {
      guard let success = kind.lastSuccess, let time = success.value else { continue }
      add(2, success.map { _ in "\(kind.title.value), Last Success Time: \(time.text)" }, time)
    }
    if let trust = license.trust, trust.hasTrustCode == true {
      take(trust, observation.location)
    }
    if let ack = license.reporting?.lastAck, let time = ack.value {
      add(Self.ackRank, ack.map { _ in "Last ACK received: \(time.text)" }, time)
    }
  }

  private mutating func add(
    _ rank: Int, _ seen: Observed<String>, _ time: DeviceTime?,
    _ server: ServerContact.Server? = nil
  ) {
    found.append((rank, ServerContact(seen: seen, time: time, server: server)))
  }

  private mutating func take(_ log: LogLine) {
    guard log.facility.hasSuffix("SMART_LIC") else { return }
    // Made only where it is needed: most messages are none of these.
    var seen: Observed<String> {
      Observed("%\(log.name): \(PrintedSecrets.shown(log.text))", at: log.location, command: nil)
    }
    switch log.mnemonic {
    case "REPORTING_NOT_SUPPORTED": add(0, seen, log.time, .onPrem)
    case "COMM_RESTORED":
      let server: ServerContact.Server? =
        log.text.contains("CSLU") ? .cslu : log.text.contains("CSSM") ? .cssm : nil
      add(3, seen, log.time, server)
    case "TRUST_INSTALL_SUCCESS": add(Self.trustRank, seen, log.time)
    default: break
    }
  }

  private mutating func take(_ history: MessageHistory) {
    importsFile =
      importsFile || history.sections.contains { $0.isImport && !$0.exchanges.isEmpty }
    for exchange in history.sections.lazy.filter({ !$0.isImport }).flatMap(\.exchanges) {
      guard let response = exchange.response else { continue }
      switch exchange.outcome {
      // A server that refuses was reached too.
      case .accepted, .answered, .failed:
        add(2, response.time.map { "a RESPONSE of \($0.text)" }, response.time.value)
      case .noAnswer, .notPrinted, .unreadable: break
      }
    }
  }

  private mutating func take(_ trust: TrustFacts, _ place: SourceLocation) {
    if let member = trust.members.lazy.compactMap(\.installedOn).first {
      add(Self.trustRank, member.map { "Trust Code Installed: \($0.text)" }, member.value)
    } else if let line = trust.installed, let time = line.value {
      add(Self.trustRank, line.map { _ in "Trust Code Installed: \(time.text)" }, time)
    } else {
      add(Self.trustRank, Observed("Trust Code Installed", at: place, command: nil), nil)
    }
  }

  /// A reset wipes what the device knew: what stands before it in the same file is over.
  func isNewer(_ contact: ServerContact, than reset: FactoryReset?) -> Bool {
    guard let reset else { return true }
    if let before = contact.time?.latest, let after = reset.time?.value.earliest, before < after {
      return false
    }
    guard reset.line.location.file == contact.seen.location.file,
      let line = contact.seen.location.line, let resetLine = reset.line.location.line
    else { return true }
    return line > resetLine
  }
}

extension DeviceSnapshot {
  /// The newest message of a failed communication, where it names CSSM: only transport smart or callhome
  /// looks there.
  var looksForCSSM: LogLine? {
    lastLog { $0.mnemonic.hasSuffix("COMM_FAILED") }
      .flatMap { $0.text.contains("(CSSM)") ? $0 : nil }
  }
}

extension LogLine {
  /// True where it stands after this place of the same file.
  fileprivate func isLater(than place: SourceLocation) -> Bool {
    location.file == place.file && (location.line ?? 0) > (place.line ?? 0)
  }
}
