import Assessment
import LicenseFiles

/// The words that the renderers of a report share. Texts are not escaped here.
enum OverviewWording {
  /// What a rank of a cycle means for the eye.
  static func level(_ rank: CycleRank) -> PageLevel {
    switch rank {
    case .overdue, .failed: .bad
    case .deadlineSoon: .attention
    case .underWay, .neverExported, .outOfService: .plain
    case .quiet: .good
    }
  }

  /// How a deadline stands.
  static func level(daysLeft: Int64?) -> PageLevel {
    guard let daysLeft else { return .unknown }
    return daysLeft < 0 ? .bad : daysLeft <= SiteStatus.soonDays ? .attention : .good
  }

  /// How far off a deadline is.
  static func daysLeft(_ days: Int64?) -> String {
    guard let days else { return "not known" }
    if days < 0 { return "\(counted(-max(days, -.max), "day")) over" }
    return days == 0 ? "today" : "\(counted(days, "day")) left"
  }

  /// The stage of a cycle.
  static func stage(_ cycle: CycleStatus) -> String {
    cycle.rank == .outOfService ? "out of service" : StatusWording.stage(cycle.stage)
  }

  /// What is known of the seal of media or a bag.
  ///
  /// These are signatures of people of the site over lists of checksums, made with ssh-keygen.
  static func seal(_ checks: [MediaCheck]) -> (level: PageLevel, state: String, detail: String) {
    guard let check = checks.first(where: { $0.name == "signature" }) else {
      return (.unknown, "unknown", "it was not checked")
    }
    switch check.result {
    case .passed: return (.good, "holds", check.detail)
    case .failed: return (.bad, "does not hold", check.detail)
    case .notPossible: return (.unknown, "not checked", check.detail)
    }
  }

  /// What nobody outside Cisco can check.
  static let ciscoSignatures =
    "The signatures that Cisco's software puts on usage reports and ACKs can be checked by Cisco "
    + "alone. This report makes no statement about them."

  /// What a result is called.
  static func result(_ result: MediaCheck.Result) -> (level: PageLevel, words: String) {
    switch result {
    case .passed: (.good, "passed")
    case .failed: (.bad, "failed")
    case .notPossible: (.unknown, "not possible")
    }
  }

  /// `12 345`: digits in groups, with a space that does not break.
  static func grouped(_ number: Int) -> String {
    let digits = String(number.magnitude)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0, digits.count > 4 { text += "\u{A0}" }
      text.append(digit)
    }
    return number < 0 ? "-" + text : text
  }

  /// The place of a finding.
  static func place(_ finding: Finding) -> String {
    finding.location.file + (finding.location.line.map { ":\($0)" } ?? "")
  }
}

extension OverviewReport {
  /// The checks after the report: those of its own, those of media and bags, those of the ledger.
  var checks: [MediaCheck] {
    var rows: [MediaCheck] = []
    let damaged = material.inputs.filter { !$0.isComplete }
    if !material.inputs.isEmpty || !material.unread.isEmpty {
      rows.append(
        MediaCheck(
          name: "read to the end",
          subject: counted(material.inputs.count + material.unread.count, "file"),
          result: damaged.isEmpty && material.unread.isEmpty ? .passed : .failed,
          detail: damaged.isEmpty && material.unread.isEmpty
            ? "no file ends early"
            : "damaged or not readable: "
              + (damaged.map(\.file) + material.unread).prefix(5).joined(separator: ", ")
              + (damaged.count + material.unread.count > 5
                ? " and \(damaged.count + material.unread.count - 5) more" : "")))
    }
    if material.ruleCount > 0, !material.inputs.isEmpty {
      rows.append(
        MediaCheck(
          name: "rules", subject: "\(material.ruleCount) rules (rumkit-findings(7))",
          result: material.findings.reaches(.error) ? .failed : .passed,
          detail: material.findings.countsText))
    }
    for verification in material.verifications { rows += verification.checks }
    if let ledger = material.ledger { rows += ledger.checks }
    return rows
  }
}
