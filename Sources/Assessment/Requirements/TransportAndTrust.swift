import DeviceOutput
import LicenseFiles

// The transport and the trust code, which depend on how the site reports.
extension RequirementSubject {
  /// Whether the settings fit the way of reporting, as the judge of configurations says.
  func transport() -> RequirementResult {
    guard let settings, settings.transport != nil || settings.lacks(.transport) else {
      var found = carried(.unknown, "the transport was not printed")
      found.signs = signs.map(\.finding)
      return settle(found, "show license status")
    }
    if way.leavesTransportOpen(device, settings), let type = settings.transport {
      var found = carried(
        .unknown,
        "the transport is cslu, and its address was not printed: how the device reports is open")
      found.seen = [line("Transport type", type, type.value)]
      return settle(found, "show license status")
    }
    let faults = signs.filter {
      Self.ofTransport.contains($0.finding.id) || $0.finding.severity == .error
    }
    // Where the device shows that it reached its server, nothing is missing for that.
    let doubts = way.contact == nil ? signs.filter { $0.finding.severity == .warning } : []
    var found: RequirementResult
    if faults.isEmpty, doubts.isEmpty {
      found = carried(.satisfied, "the transport fits: \(topology.title)")
    } else if faults.isEmpty {
      let what = doubts.map(\.finding.message).joined(separator: "; ")
      found = carried(.due, "the transport fits, what goes with it does not: \(what)")
      found.steps = steps(doubts)
    } else if topology == .airGap {
      found = carried(
        .due,
        way.contact == nil
          ? "the transport is not off: the device looks for a server that it cannot reach"
          : "the transport is not off, and the device shows that it reached a server")
      found.steps = steps(faults)
    } else {
      let what = faults.map(\.finding.message).joined(separator: "; ")
      found = carried(.due, "the settings do not fit: \(topology.title): \(what)")
      found.steps = steps(faults) + ["see rumkit plan \(topology.rawValue)"]
    }
    found.signs = signs.map(\.finding)
    if let type = settings.transport {
      found.seen = [line("Transport type", type, type.value)]
    }
    if topology == .airGap, let contact = way.contact { found.seen.append(contact) }
    let noise = logs("SMART_LIC-3-COMM_FAILED")
    if topology == .airGap, way.contact == nil, let last = noise.last {
      found.seen.append(line(last))
      found.notes.append(
        RequirementNote(
          "\(noise.count) messages of failed communication are usual with it",
          .inferred("the default transport looks for CSLU")))
    }
    return found
  }

  /// They make a transport not fit, also where they are not errors.
  private static let ofTransport: Set<String> = [
    FindingDescriptor.configTransportWrong.id, FindingDescriptor.configTransportDefault.id,
  ]

  private func steps(_ signs: [ConfigurationSign]) -> [String] {
    let lines = ConfigurationSign.lines(signs).map { "`\($0.text)`" }
    return lines.isEmpty
      ? signs.map(\.finding.remedy)
      : ["`configure terminal`"] + lines + ["`end`", "`write memory`"]
  }

  func trustCode() -> RequirementResult {
    let trust = device.trust
    if !topology.needsToken {
      var found = trusted(
        .notApplicable, "a trust code is not needed: \(topology.title)")
      if trust?.hasTrustCode == true {
        found.conclusion += "; one is installed, which does no harm"
      }
      return found
    }
    guard let has = trust?.hasTrustCode else {
      return settle(
        trusted(.unknown, "Trust Code Installed was not printed"), "show license status")
    }
    let remedy = ["see rumkit plan \(topology.rawValue)"]
    guard has else {
      var found = trusted(.due, "no trust code is installed: \(topology.title) needs one")
      found.steps = remedy
      return found
    }
    var found = installedTrust(trust?.ends ?? [])
    if found.verdict == .overdue { found.steps = remedy }
    let without = trust?.membersWithout ?? []
    guard !without.isEmpty else { return found }
    let missing = "no trust code is installed on \(TrustFacts.names(without.map(\.member.value)))"
    if found.verdict == .overdue {
      found.conclusion += "; " + missing
    } else {
      found = trusted(.due, "\(missing): \(topology.title) needs one of each member")
    }
    found.seen += without.map { one in
      one.member.map { "\($0.role) \($0.udi): \(one.absence)" }
    }
    found.steps = ["`\(DiagnosisRow.trustCommand)`"] + remedy
    return found
  }

  /// Whether the trust codes that are installed are still valid.
  private func installedTrust(_ ends: [TrustFacts.End]) -> RequirementResult {
    guard let first = ends.first else { return trusted(.satisfied, "a trust code is installed") }
    let over = ends.filter { isOver($0.end.value) == true }
    let text = first.end.value.text
    var found =
      switch isOver(first.end.value) {
      case true?: trusted(.overdue, "the trust code\(TrustFacts.owners(over)) expired on \(text)")
      case false?: trusted(.satisfied, "a trust code is installed, valid until \(text)")
      case nil:
        trusted(
          .unknown,
          "whether the trust code\(TrustFacts.owners([first])) is still valid is not certain: \(text)"
        )
      }
    found.seen = [line("Expired on", first.end, text)]
    return found
  }

  func onPremVersion() -> RequirementResult {
    let found = { (verdict: Verdict, conclusion: String) in
      RequirementResult(
        .onPremVersion, verdict, conclusion, basis: RequirementSource.onPrem)
    }
    if let log = logs("SMART_LIC-4-REPORTING_NOT_SUPPORTED").last {
      var result = found(
        .due, "the device says that its Cisco License Central (On-prem) is too old")
      result.seen = [line(log)]
      result.steps = ["bring On-prem to 8-202102 or newer; 8-202105 is advised"]
      return result
    }
    guard topology == .onPrem else { return found(.notApplicable, "no On-prem server is used") }
    guard let version = OnPremVersion.last(in: device) else {
      return found(.unknown, "no output shows the version; read it in the web page of the server")
    }
    var result =
      version.value.isEnough
      ? found(.satisfied, "\(version.value.text) is new enough")
      : found(.due, "\(version.value.text) is older than 8-202102")
    if !version.value.isEnough { result.steps = ["bring On-prem to 8-202102 or newer"] }
    result.seen = [version.map(\.text)]
    return result
  }

  private func carried(_ verdict: Verdict, _ conclusion: String) -> RequirementResult {
    RequirementResult(.transport, verdict, conclusion, basis: RequirementSource.transport)
  }

  private func trusted(_ verdict: Verdict, _ conclusion: String) -> RequirementResult {
    RequirementResult(.trustCode, verdict, conclusion, basis: RequirementSource.trust)
  }
}

extension TrustFacts {
  /// When a trust code ends, and whose it is; nil where only one member has one.
  typealias End = (whose: HighAvailabilityMember?, end: Observed<DeviceTime>)

  /// When the trust codes of the members end, as far as anything says so, the first one first.
  var ends: [End] {
    members.compactMap { member in
      member.validUntil.map { (members.count > 1 ? member.member.value : nil, $0) }
    }.sorted { ($0.end.value.earliest ?? .max) < ($1.end.value.earliest ?? .max) }
  }

  /// ` of Standby C9300-24U:9ZZEXAMPLE2`; empty where only one member has a trust code.
  static func owners(_ ends: [End]) -> String {
    let names = names(ends.compactMap(\.whose))
    return names.isEmpty ? "" : " of " + names
  }

  /// `Standby C9300-24U:9ZZEXAMPLE2, Member C9300-24U:9ZZEXAMPLE3`.
  static func names(_ members: [HighAvailabilityMember]) -> String {
    members.map { "\($0.role) \($0.udi)" }.joined(separator: ", ")
  }
}

/// A version of Cisco License Central (On-prem): `8-202102`.
struct OnPremVersion: Hashable {
  let text: String
  let release: Int
  let date: Int

  /// 8-202102 is the first with Smart Licensing Using Policy. Source: Cisco doc 217348.
  var isEnough: Bool { (release, date) >= (8, 202_102) }

  /// A number, a hyphen and six digits that begin with 20.
  init?(_ word: Substring) {
    let parts = word.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].utf8.count <= 2, parts[1].utf8.count == 6,
      parts[1].hasPrefix("20"), let release = Int(parts[0]), let date = Int(parts[1])
    else { return nil }
    text = String(word)
    self.release = release
    self.date = date
  }

  /// The last one that stands beside a word for the server, in any line that no reader took.
  static func last(in device: DeviceSnapshot) -> Observed<OnPremVersion>? {
    for observation in device.observations.reversed() {
      for line in observation.unknownLines.reversed() where line.text.utf8.count <= 400 {
        let lower = line.text.lowercased()
        guard ["on-prem", "onprem", "satellite", "ssm"].contains(where: lower.contains) else {
          continue
        }
        let words = line.text.split { !$0.isNumber && $0 != "-" }
        if let version = words.lazy.compactMap({ OnPremVersion($0) }).first {
          return Observed(
            version,
            at: SourceLocation(file: observation.location.file, line: line.number), command: nil)
        }
      }
    }
    return nil
  }
}
