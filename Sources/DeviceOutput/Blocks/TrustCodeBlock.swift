public import LicenseFiles

/// `Trust Code Installed`: one date for the device, or one entry for each member.
public struct TrustFacts: Sendable, Hashable {
  /// The date on the line itself; its value is nil for `<none>`. Nil when members are listed.
  public internal(set) var installed: Observed<DeviceTime?>?
  /// One for each member of a pair or stack.
  public internal(set) var members: [TrustMember] = []

  /// True when any trust code is installed; nil when nothing that was printed says so.
  public var hasTrustCode: Bool? {
    if members.contains(where: { $0.installedOn != nil }) { return true }
    if let installed { return installed.value != nil }
    return members.isEmpty ? nil : false
  }
}

/// The trust code of one member.
public struct TrustMember: Sendable, Hashable {
  /// The member with its role as printed.
  public let member: Observed<HighAvailabilityMember>
  /// The date behind `INSTALLED on`.
  public internal(set) var installedOn: Observed<DeviceTime>?
  /// `Valid on` or `Expired on` with its date, printed by newer Smart Agents.
  public internal(set) var validity: Observed<DatedOutcome>?
  /// `Trust Code Type`: `CSSM`.
  public internal(set) var type: Observed<String>?
  /// Every line under the member, as printed.
  public internal(set) var lines: [String] = []
}

extension TrustFacts {
  /// Takes the line behind the heading; false when it is not understood.
  mutating func take(_ line: TranscriptLine, _ context: OutputContext) -> Bool {
    let text = line.text.trimmingBlanks
    if let member = HighAvailabilityMember(printed: text) {
      members.append(TrustMember(member: context.observed(member, line.number)))
      return true
    }
    let time = TrustMember.installation(text, context)
    guard let index = members.indices.last else {
      guard let time else { return false }
      installed = context.observed(time, line.number)
      return true
    }
    members[index].lines.append(String(text))
    members[index].take(text, line, context)
    return true
  }
}

extension TrustMember {
  /// `INSTALLED on Mar 13 21:32:51 2024 UTC`, and newer `INSTALLED on … Valid on …` on one line.
  fileprivate static func installation(
    _ text: Substring, _ context: OutputContext
  ) -> DeviceTime? {
    guard let date = text.after(prefix: "INSTALLED on ") else { return nil }
    let end = date.parted(by: " Valid on ") ?? date.parted(by: " Expired on ")
    return DeviceTime(end?.before ?? date, offsets: context.offsets)
  }

  fileprivate mutating func take(
    _ text: Substring, _ line: TranscriptLine, _ context: OutputContext
  ) {
    if let time = Self.installation(text, context) {
      installedOn = context.observed(time, line.number)
    }
    for word in ["Valid on ", "Expired on "] {
      guard let (_, date) = text.parted(by: word) else { continue }
      validity = context.observed(
        DatedOutcome(word + date, offsets: context.offsets), line.number)
    }
    if let type = text.after(prefix: "Trust Code Type:") {
      self.type = context.observed(String(type.trimmingBlanks), line.number)
    }
  }
}
