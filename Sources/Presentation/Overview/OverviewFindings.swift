import LicenseFiles

/// Findings as a table: those that say the same of many places stand together.
enum OverviewFindings {
  /// How many of a kind are shown with their places.
  private static func most(_ severity: Severity) -> Int { severity == .note ? 1 : 5 }

  /// A row for each kind, in the order of severity.
  static func table(_ caption: String, _ findings: [Finding]) -> HTML {
    Table<Kind>(
      Kind.all(findings),
      [
        Kind.id, Kind.severity,
        .number("Times") { $0.findings.count },
        .text("What and where") { $0.first.message }.shown { .sequence(places($0)) },
      ]
    ).page(caption)
  }

  private static func places(_ kind: Kind) -> [HTML] {
    let shown = kind.findings.prefix(most(kind.first.severity))
    let left = kind.findings.count - shown.count
    return shown.map { finding in
      .element(.div, [], [.text(finding.message), .below([OverviewWording.place(finding)])])
    } + (left > 0 ? [.below(["and \(left) more of the kind"])] : [])
  }

  /// Findings of one id and severity.
  struct Kind {
    let first: Finding
    private(set) var findings: [Finding]

    static var id: Column<Kind> { .text("Finding") { $0.first.id }.code }
    static var severity: Column<Kind> {
      .text("Severity") { $0.first.severity.rawValue }.badge { PageLevel($0.first.severity) }
    }

    /// The kinds, the worst first.
    static func worstFirst(_ findings: [Finding]) -> [Kind] {
      all(findings.sorted { ($1.severity, $0.id) < ($0.severity, $1.id) })
    }

    /// The kinds in the order in which they come.
    static func all(_ findings: [Finding]) -> [Kind] {
      var places: [String: Int] = [:]
      var kinds: [Kind] = []
      for finding in findings {
        let key = "\(finding.severity.rawValue) \(finding.id)"
        if let place = places[key] {
          kinds[place].findings.append(finding)
        } else {
          places[key] = kinds.count
          kinds.append(Kind(first: finding, findings: [finding]))
        }
      }
      return kinds
    }
  }
}
