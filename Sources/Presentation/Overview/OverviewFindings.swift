import LicenseFiles

/// Findings as a table: those that say the same of many places stand together.
enum OverviewFindings {
  /// How many of a kind are shown with their places.
  private static func most(_ severity: Severity) -> Int { severity == .note ? 1 : 5 }

  /// A row for each kind, in the order of severity.
  static func table(_ caption: String, _ findings: [Finding]) -> PageTable {
    var kinds: [String: Int] = [:]
    var groups: [[Finding]] = []
    for finding in findings {
      let kind = "\(finding.severity.rawValue) \(finding.id)"
      if let place = kinds[kind] {
        groups[place].append(finding)
      } else {
        kinds[kind] = groups.count
        groups.append([finding])
      }
    }
    var table = PageTable(
      caption, [.init("Finding"), .init("Severity"), .number("Times"), .init("What and where")])
    for group in groups {
      guard let first = group.first else { continue }
      var pieces: [HTML] = []
      for finding in group.prefix(most(first.severity)) {
        pieces.append(
          .element(
            .div, [],
            [
              .text(finding.message),
              .element(.span, [.looks(.tag)], text: OverviewWording.place(finding)),
            ]))
      }
      let left = group.count - pieces.count
      if left > 0 {
        pieces.append(.element(.span, [.looks(.tag)], text: "and \(left) more of the kind"))
      }
      table.add([
        .code(first.id), .badge(PageLevel(first.severity), first.severity.rawValue),
        .text(String(group.count)), .sequence(pieces),
      ])
    }
    return table
  }
}
