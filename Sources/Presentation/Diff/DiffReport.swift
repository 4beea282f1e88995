public import Assessment
import LicenseFiles

/// What changed between two sets of files, as text, JSON and CSV. It is given out piece by piece, for
/// there may be as many changed reports as a file of 200 MB holds.
public struct DiffReport: Sendable {
  let old: String
  let new: String
  let usage: UsageDiff?
  let acks: AckDiff?
  let findings: FindingsReport

  /// Creates a report.
  ///
  /// - Parameters:
  ///   - old: what the user named, or what was taken for it.
  ///   - new: what the user named.
  ///   - usage: the comparison of usage; nil when none was compared.
  ///   - acknowledgements: the comparison of files from the portal; nil when none was compared.
  ///   - findings: what was found by reading and by comparing.
  public init(
    old: String, new: String, usage: UsageDiff?, acknowledgements: AckDiff?,
    findings: FindingsReport
  ) {
    self.old = old
    self.new = new
    self.usage = usage
    acks = acknowledgements
    self.findings = findings
  }

  /// True when anything differs.
  public var differs: Bool { usage?.differs ?? false || acks?.differs ?? false }

  /// `+2`, `-1` or `0`.
  static func signed(_ number: Int64) -> String { number > 0 ? "+\(number)" : "\(number)" }

  /// The feature name of a tag, else the tag.
  static func name(_ tag: String?) -> String {
    tag.map { EntitlementNames.name(of: $0) ?? $0 } ?? "without a tag"
  }

  /// `17.09.05 -> 17.12.04`; `-` where one does not say.
  static func arrow(_ old: String?, _ new: String?) -> String { "\(old ?? "-") -> \(new ?? "-")" }
}

extension DeviceDiff {
  /// The relation in words, for a person; nil where there is nothing to say.
  var relationText: String? {
    switch relation {
    case .same: nil
    case .switchover: "switchover"
    case .replaced: "replaced"
    case .appeared: "only in NEW"
    case .gone: "only in OLD"
    }
  }
}
