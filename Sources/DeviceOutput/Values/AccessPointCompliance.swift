/// What a line says of the license of an access point.
///
/// Which command prints it is not known, so the words count wherever they are printed: those that Cisco
/// doc 217348 shows, and the values of the models of IOS XE 17.17.1 and 17.18.1.
public enum AccessPointCompliance: Sendable, Hashable, CaseIterable {
  /// It is in world-wide mode because of its license. The mode alone is a matter of the country.
  case worldWide
  /// It is not compliant.
  case nonCompliant
  /// It is compliant, or needs nothing.
  case compliant

  /// The words, in lower case.
  public var words: [String] {
    switch self {
    case .worldWide: ["lic-no-comp", "world wide mode due to license compliance"]
    case .nonCompliant:
      ["non-compliant", "never licensed", "cw-never-licensed", "cw-license-expiration"]
    case .compliant: ["cw-compliant", "cw-pre-allowed", "cw-policy-allowed"]
    }
  }

  /// Nil for a line that says nothing of it, for one that is too long to be one, and for a message.
  public init?(line: String) {
    guard line.utf8.count <= 1000, line.utf8.first != 0x25 else { return nil }
    let text = line.lowercased()
    guard
      let found = Self.allCases.first(where: { state in state.words.contains { text.contains($0) } }
      )
    else { return nil }
    self = found
  }
}
