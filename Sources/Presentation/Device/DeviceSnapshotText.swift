import DeviceOutput
import LicenseFiles

/// A device as its outputs show it, for a person: the last of each value, with what is missing left
/// out.
struct DeviceSnapshotText {
  private let device: DeviceSnapshot
  private let isVerbose: Bool
  private var lines: [(String, String)] = []

  init(_ device: DeviceSnapshot, isVerbose: Bool) {
    self.device = device
    self.isVerbose = isVerbose
    addIdentity()
    addModel()
    addReporting()
    addPolicy()
    addReports()
    addEvents()
    addCodes()
    addSurroundings()
  }

  /// The paragraph, indented.
  var text: String {
    "\n  " + TerminalText.escaped(heading, limit: 160) + "\n"
      + LabelledLines(lines, indent: 4, limit: 240).text + licenseTable
      + DeviceMessagesText(device, isVerbose: isVerbose).text
  }

  private var heading: String {
    let udi = device.udi.latest?.value.description
    let name = device.hostName.latest?.value
    switch (udi, name) {
    case (let udi?, let name?): return "device \(udi) (\(name))"
    case (let udi?, nil): return "device \(udi)"
    case (nil, let name?): return "device \(name), whose UDI was not printed"
    case (nil, nil): return "a device that is not named in the output"
    }
  }

  private mutating func add(_ label: String, _ value: String?) {
    if let value, !value.isEmpty { lines.append((label, value)) }
  }

  private mutating func add(_ label: String, _ value: Observed<DeviceTime?>?) {
    add(label, value.map { words($0.value) })
  }

  /// The device's own text, and UTC: a range where the zone is not certain.
  private func words(_ printed: DeviceTime?) -> String {
    guard let time = printed else { return "none" }
    guard let earliest = time.earliest, let latest = time.latest else { return time.text }
    if earliest == latest { return "\(TimeText.iso8601(earliest)) (\(time.text))" }
    return "\(time.text) (UTC \(TimeText.iso8601(earliest)) to \(TimeText.iso8601(latest)))"
  }

  private mutating func addIdentity() {
    for note in EvidenceWording.notes(device) { add("note", note) }
    if device.members.count > 1 {
      add(
        "members",
        device.members.map { "\($0.value.role) \($0.value.udi)" }.joined(separator: ", "))
    }
    if let version = device.version {
      let image = version.installationMode.map { " (\($0.value.lowercased()) mode)" } ?? ""
      add("release", version.releaseText.map { $0.value + image })
      add("uptime", version.uptime.map { Self.span($0.value) })
      add("restarted at", version.restartedAt.map { words($0.value) })
      add("last reload reason", version.reloadReason?.value)
      add("AIR license level", version.airLevel?.value)
      for row in version.stack where version.stack.count > 1 {
        add("switch \(row.value.number)", "\(row.value.model), \(row.value.release)")
      }
    }
    add("smart agent", device.agentVersion?.value)
    if let clock = device.clock.latest {
      add("clock", words(clock.value) + Self.mark(clock.value.mark))
    }
    add(
      "NTP",
      device.isClockSynchronised.map { $0.value ? "synchronised" : "not synchronised" })
  }

  private static func mark(_ mark: DeviceTime.ClockMark) -> String {
    switch mark {
    case .authoritative: ""
    case .notAuthoritative: "; the device does not trust its clock"
    case .notSynchronised: "; NTP is not synchronised"
    }
  }

  static func span(_ seconds: Int64) -> String {
    let (days, rest) = seconds.quotientAndRemainder(dividingBy: 86_400)
    return "\(days) d \(rest / 3600) h \(rest % 3600 / 60) min"
  }

  private mutating func addModel() {
    add("using policy", device.usingPolicy?.value)
    add("registration", device.registration?.status?.value)
    if let compliance = device.compliance?.status?.value {
      add("authorization", compliance.text)
    }
    add(
      "evaluation",
      device.compliance?.evaluationRemaining.map { "\(Self.span($0.value)) remaining" })
    add("registration expires", device.registration?.expires)
    add("authorization deadline", device.compliance?.deadline)
    if let account = device.smartAccount.latest {
      let names = [account.value ?? "none", device.virtualAccount.latest?.value ?? "none"]
      add("account", names.joined(separator: " / "))
    }
    add("enforcement state", device.enforcementState?.value)
  }

  private mutating func addReporting() {
    if let transport = device.transportFacts {
      var words = [transport.type?.value ?? "not printed"]
      if let url = transport.url?.value ?? transport.csluAddress?.value {
        words.append(RunningConfiguration.withoutLogin(url))
      }
      if let proxy = transport.proxy?.value {
        let port = transport.proxyPort?.value.map { ":" + $0 } ?? ""
        words.append("proxy \(proxy)\(port)")
      }
      if let vrf = transport.vrf?.value { words.append("VRF \(vrf)") }
      add("transport", words.joined(separator: ", "))
    }
    let reporting = device.reporting
    add("last ACK received", reporting?.lastAck)
    add("next ACK deadline", reporting?.nextAckDeadline)
    add("push interval", reporting?.pushInterval?.value.text)
    add("next report push", reporting?.nextReportPush)
    add("last report push", reporting?.lastReportPush)
    add("last report file", reporting?.lastFileWrite)
    if let trust = device.trust {
      let dates = trust.members.map { member in
        "\(member.member.value.role) "
          + (member.installedOn?.value.text ?? "none")
          + (member.validUntil.map { ", valid until \($0.value.text)" } ?? "")
      }
      let single = trust.installed.map { $0.value?.text ?? "none" }
      add("trust code", single ?? (dates.isEmpty ? nil : dates.joined(separator: ", ")))
    }
  }

  private mutating func addPolicy() {
    guard let policy = device.policy else { return }
    let name = policy.name?.value.map { "\($0), " } ?? ""
    add("policy", policy.inUse.map { name + $0.value })
    add("ACK required", policy.ackRequired?.value)
    for one in policy.classes {
      let days = [one.firstReport, one.frequency, one.onChange].map { value in
        value.map { String($0.value.days) } ?? "-"
      }
      let source = one.frequency?.value.source.map { " (\($0))" } ?? ""
      add(
        Self.shortened(one.title),
        "first report \(days[0]), then every \(days[1]), on change \(days[2]) days\(source)")
    }
  }

  /// `Unenforced/Non-Export Subscription Attributes` without the words that all have.
  private static func shortened(_ title: String) -> String {
    title.replacingOccurrences(of: " License Attributes", with: "")
      .replacingOccurrences(of: " Attributes", with: "")
      .replacingOccurrences(of: " (Perpetual/Subscription)", with: "")
      .lowercased()
  }

  private mutating func addReports() {
    if let summary = device.reportSummary {
      func number(_ value: Observed<ReportCount>?) -> String {
        guard let count = value?.value else { return "-" }
        return "\(count.count)" + (count.inParentheses.map { "(\($0))" } ?? "")
      }
      add(
        "usage reports",
        "total \(number(summary.total)), acknowledged \(number(summary.acknowledged)), waiting for "
          + "ACK \(number(summary.waitingForAck)), available \(number(summary.availableToReport)), "
          + "collecting \(number(summary.collectingData)), purged \(number(summary.purged))")
    }
    let states = Dictionary(grouping: device.reportStates.values) { $0.value }
    if !states.isEmpty {
      add(
        "report states",
        states.map { ($0.key, $0.value.count) }.sorted { $0 < $1 }
          .map { "\($0.0) \($0.1)" }.joined(separator: ", "))
    }
    if let air = device.airEntities {
      add("access points", air.active.map { "\($0.value) active at the last count" })
      add("last AP count", air.lastReport)
      add("next AP count", air.upcomingReport)
    }
  }

  private mutating func addEvents() {
    guard let first = device.events.first?.value, let last = device.events.last?.value else {
      return
    }
    let times = [first.time, last.time].compactMap { $0?.text }
    add(
      "events", "\(device.events.count)" + (times.count == 2 ? ", \(times[0]) to \(times[1])" : ""))
  }

  private mutating func addCodes() {
    for (label, facts) in [
      ("authorization", device.authorizations), ("reservation", device.reservation),
    ] {
      for member in facts?.members ?? [] {
        let date = member.installedOn.map { " on \($0.value.text)" } ?? ""
        add("\(label) code", "\(member.member.value.role): \(member.status?.value ?? "-")\(date)")
        add("confirmation code", member.lastConfirmationCode?.value)
        add("return code", member.lastReturnCode?.value)
      }
      for license in facts?.licenses ?? [] {
        let count = license.totalCount.map { " × \($0.value)" } ?? ""
        add("\(label) of", (license.entitlement ?? license.name.value) + count)
      }
    }
    for answer in device.reservationAnswers {
      add("request code", answer.requestCode?.value)
      add("return code", answer.returnCode?.value)
      add("confirmation code", answer.confirmationCode?.value)
    }
  }

  private mutating func addSurroundings() {
    if let configuration = device.configured {
      // A line that a part does not hold may still be configured.
      let absent = configuration.lacks(.transport) ? "not set, which is the default, cslu" : nil
      add("configured", (configuration.transport?.value ?? absent).map { "transport \($0)" })
      add("source interface", configuration.sourceInterface?.value)
      add(
        "name servers", configuration.nameServers.map(\.value.address).joined(separator: ", "))
      add("time servers", configuration.timeServers.map(\.value.address).joined(separator: ", "))
      add(
        "trustpoints",
        configuration.trustpoints.sorted { $0.key < $1.key }.map {
          $0.key + ($0.value.map { " (revocation-check \($0.value))" } ?? "")
        }.joined(separator: ", "))
    } else if let trustpoints = device.trustpoints {
      add("trustpoints", trustpoints.map(\.name.value).joined(separator: ", "))
    }
    for feature in device.featureLicenses ?? [] {
      add(
        feature.name.value,
        [feature.licenseType, feature.state].compactMap { $0?.value }
          .joined(separator: ", "))
    }
  }

  private var licenseTable: String {
    guard let licenses = device.licenses, !licenses.isEmpty else { return "" }
    return "\n"
      + Table<LicenseUse>(
        licenses.map(\.value),
        [
          .text("license") { $0.name },
          .text("entitlement", missing: "") { $0.entitlement ?? $0.description },
          .number("count", missing: "") { $0.count }, .text("status", missing: "") { $0.status },
          .text("enforcement", missing: "") { $0.enforcementType },
          .text("type", missing: "") { $0.licenseType },
        ]
      ).text(indent: 4)
  }
}
