public import LicenseFiles

/// `Trust Code Installed`: one date for the device, or one entry for each member.
public struct TrustFacts: Sendable, Hashable {
  /// The date on the line itself; its value is nil for `<none>`. Nil when members are listed.
  public internal(set) var installed: Observed<DeviceTime?>?
  /// One for each member of a pair or stack.
  public internal(set) var members: [TrustMember] = []
  /// `Trust Code Type` of the device, printed by newer Smart Agents: `CSSM`.
  public internal(set) var type: Observed<String>?
  /// `Attributes` of the device, printed by newer Smart Agents.
  public internal(set) var attributes: Observed<String?>?

  /// True when any trust code is installed; nil when nothing that was printed says so.
  public var hasTrustCode: Bool? {
    if members.contains(where: { $0.installedOn != nil }) { return true }
    if let installed { return installed.value != nil }
    return members.isEmpty ? nil : false
  }

  /// The members of which the device prints that they have none. A code of another member does not count
  /// for them.
  public var membersWithout: [TrustMember] {
    members.filter { $0.installedOn == nil && $0.lines.contains(where: TrustMember.isAbsence) }
  }
}

/// The trust code of one member.
public struct TrustMember: Sendable, Hashable {
  /// The member with its role as printed.
  public let member: Observed<HighAvailabilityMember>
  /// The date after `INSTALLED on`.
  public internal(set) var installedOn: Observed<DeviceTime>?
  /// The date after `Valid on`, printed by newer Smart Agents: valid from then on.
  public internal(set) var validFrom: Observed<DeviceTime>?
  /// The date after `Expired on` or `Valid until`, printed by newer Smart Agents: valid until then. It is
  /// a label and no state; nil also for the beginning of 1970, which means that none is set: west of
  /// Greenwich it is a day of 1969.
  public internal(set) var validUntil: Observed<DeviceTime>?
  /// `Trust Code Type`: `CSSM`.
  public internal(set) var type: Observed<String>?
  /// `Attributes`, printed by newer Smart Agents.
  public internal(set) var attributes: Observed<String?>?
  /// Every line under the member, as printed.
  public internal(set) var lines: [String] = []

  /// The line that says that it has none, as printed: `NOT INSTALLED`, `<none>`.
  public var absence: String { lines.first(where: Self.isAbsence) ?? "NOT INSTALLED" }

  fileprivate static func isAbsence(_ line: String) -> Bool {
    line.uppercased().hasPrefix("NOT INSTALLED") || line.lowercased() == "<none>"
  }
}

extension TrustFacts {
  /// Takes the line after the heading; false when it is not understood.
  mutating func take(_ line: TranscriptLine, _ context: OutputContext) -> Bool {
    let text = line.text.trimmingBlanks
    if let member = HighAvailabilityMember(printed: text) {
      members.append(TrustMember(member: context.observed(member, line.number)))
      return true
    }
    guard let index = members.indices.last else { return takeHead(text, line, context) }
    members[index].lines.append(String(text))
    members[index].take(text, line, context)
    return true
  }

  /// What comes after the heading itself, and under it before the first member.
  mutating func takeHead(
    _ text: Substring, _ line: TranscriptLine, _ context: OutputContext
  ) -> Bool {
    if let time = TrustMember.installation(text, context) {
      installed = context.observed(time, line.number)
    } else if let value = text.after(prefix: "Trust Code Type:") {
      type = context.observed(String(value.trimmingBlanks), line.number)
    } else if let value = text.after(prefix: "Attributes:") {
      attributes = context.text(value, line.number)
    } else {
      return false
    }
    return true
  }
}

extension TrustMember {
  private static let installed = "INSTALLED on "
  private static let from = "Valid on "
  private static let until = ["Expired on ", "Expires on ", "Valid until "]

  /// The date after a label; several stand on one line: `INSTALLED on … Valid on …`.
  private static func date(
    _ label: String, in text: Substring, _ context: OutputContext
  ) -> DeviceTime? {
    guard let rest = text.parted(by: label)?.after else { return nil }
    let end = ([installed, from] + until).compactMap { rest.parted(by: $0)?.before }.min {
      $0.endIndex < $1.endIndex
    }
    return DeviceTime(end ?? rest, offsets: context.offsets)
  }

  /// The beginning of 1970, which the device prints where no date is set.
  private static func isNotSet(_ time: DeviceTime) -> Bool {
    time.reading?.year == 1970 || time.text == "<none>"
      || time.reading == nil && time.text.words.contains("1969")
  }

  fileprivate static func installation(
    _ text: Substring, _ context: OutputContext
  ) -> DeviceTime? { date(installed, in: text, context) }

  fileprivate mutating func take(
    _ text: Substring, _ line: TranscriptLine, _ context: OutputContext
  ) {
    if let time = Self.installation(text, context) {
      installedOn = context.observed(time, line.number)
    }
    if let time = Self.date(Self.from, in: text, context) {
      validFrom = context.observed(time, line.number)
    }
    for label in Self.until {
      guard let time = Self.date(label, in: text, context), !Self.isNotSet(time) else {
        continue
      }
      validUntil = context.observed(time, line.number)
    }
    if let value = text.after(prefix: "Attributes:") {
      attributes = context.text(value, line.number)
    }
    if let type = text.after(prefix: "Trust Code Type:") {
      self.type = context.observed(String(type.trimmingBlanks), line.number)
    }
  }
}
