public import LicenseFiles

/// `Platform Provided Mapping Table` and `Enforced Licenses` of `show license tech support`.
public struct PlatformTable: Sendable, Hashable {
  /// `C9606R: Total licenses found: 213`: the licenses that the image knows.
  public internal(set) var platforms: [Observed<PlatformLicenses>] = []
  /// One for each member and enforced license; the license is nil where the device says that there is
  /// none.
  public internal(set) var enforced: [Observed<EnforcedLicense>] = []
}

/// How many licenses an image knows for a platform.
public struct PlatformLicenses: Sendable, Hashable {
  /// The PID.
  public let pid: String
  /// The number.
  public let count: UInt64
}

/// A license that the platform enforces.
public struct EnforcedLicense: Sendable, Hashable {
  /// The member.
  public let udi: UDI
  /// The feature: `hseck9`; nil for `No PD enforced licenses`.
  public let feature: String?
  /// The entitlement tag.
  public let tag: String?
  /// The number in parentheses. What it means is not documented.
  public let number: UInt64?
}

extension PlatformTable {
  mutating func take(
    _ line: TranscriptLine, member: inout UDI?, _ context: OutputContext
  ) -> Bool {
    let text = line.text.trimmingBlanks
    if text == "Enforced Licenses:" { return true }
    if let (pid, count) = text.parted(by: ": Total licenses found: "),
      let number = UInt64(digits: count.trimmingBlanks)
    {
      platforms.append(
        context.observed(PlatformLicenses(pid: String(pid), count: number), line.number))
      return true
    }
    if let (udi, _) = TrustData.udi(text) {
      member = udi
      return true
    }
    guard let udi = member else { return false }
    if text == "No PD enforced licenses" {
      enforced.append(
        context.observed(
          EnforcedLicense(udi: udi, feature: nil, tag: nil, number: nil), line.number))
      return true
    }
    guard let (feature, value) = text.keyAndValue, !value.isEmpty else { return false }
    let parts = value.parted(by: " (")
    enforced.append(
      context.observed(
        EnforcedLicense(
          udi: udi, feature: String(feature), tag: String(parts?.before ?? value),
          number: parts.flatMap { UInt64(digits: $0.after.dropLast()) }), line.number))
    return true
  }
}
