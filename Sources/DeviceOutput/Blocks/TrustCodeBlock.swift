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
    let date = text.after(prefix: "INSTALLED on ")
    let time = date.map { DeviceTime($0, offsets: context.offsets) }
    guard let index = members.indices.last else {
      guard let time else { return false }
      installed = context.observed(time, line.number)
      return true
    }
    members[index].lines.append(String(text))
    if let time { members[index].installedOn = context.observed(time, line.number) }
    return true
  }
}
