import Assessment
import LicenseFiles

// How a device reports and how that is known, in the same words in every command.
extension ReportingWay {
  /// `air gap, files are carried (a site is in use, and sites are air-gapped)`.
  var text: String { "\(topology.title) (\(reason))" }

  /// What would be said otherwise; nil where nothing speaks for another topology.
  var otherwiseText: String? {
    guard let otherwise else { return nil }
    let found = otherwise.findings.filter { $0.severity > .note }
    let said =
      found.isEmpty
      ? "nothing more would be wrong with the settings"
      : found.map { "\($0.id) (\($0.message))" }.joined(separator: ", ")
    return "--topology \(otherwise.topology.rawValue), as \(otherwise.reason): \(said)"
  }

  /// `name`, `source`, `reason` and `otherwise`.
  var json: JSONText {
    .fields([
      "name": topology.rawValue, "source": source.rawValue, "reason": reason,
      "otherwise": otherwise.map { next in
        JSONText.fields([
          "name": next.topology.rawValue, "reason": next.reason,
          "findings": next.findings.map(\.json),
        ])
      },
    ])
  }
}
