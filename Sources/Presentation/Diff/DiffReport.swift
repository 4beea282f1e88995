public import Assessment
import LicenseFiles

/// What changed between two sets of files, as text, JSON and CSV. It is written piece by piece, because
/// there may be as many changed reports as a file of 200 MB holds.
public struct DiffReport: Report, Sendable {
  let old: String
  let new: String
  let usage: UsageDiff?
  let acks: AckDiff?
  let findings: FindingsReport

  /// - Parameter outcome: what was compared.
  public init(_ outcome: DiffOutcome) {
    old = outcome.old
    new = outcome.new
    usage = outcome.usage
    acks = outcome.acknowledgements
    findings = outcome.findings
  }

  /// Text, JSON and CSV.
  public static var forms: [OutputForm] { [.text, .json, .csv] }

  /// Writes it piece by piece.
  public func write(_ form: OutputForm, _ layout: Layout, to sink: @escaping (String) -> Void) {
    switch form {
    case .text: writeText(layout, sink)
    case .json: writeJSON(sink)
    case .csv: writeCSV(isRaw: layout.isRaw, sink)
    case .ndjson, .html, .md, .ics, .mdoc: break
    }
  }

  /// True when anything differs.
  public var differs: Bool { usage?.differs ?? false || acks?.differs ?? false }

  /// `+2`, `-1` or `0`.
  static func signed(_ number: Int64) -> String { number > 0 ? "+\(number)" : "\(number)" }

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
