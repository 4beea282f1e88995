import Assessment
import LicenseFiles

extension SiteStatusReport {
  /// The line and the status of a monitoring plugin: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN.
  ///
  /// - Parameter report: nil when the site could not be read.
  public static func monitoring(_ report: SiteStatusReport?) -> (line: String, status: Int32) {
    guard let report, !report.cycles.isEmpty else {
      return (
        MonitoringLine.text(.unknown, report == nil ? "the site cannot be read" : "no device"), 3
      )
    }
    let cycles = report.cycles.filter { $0.rank != .outOfService }
    func count(_ ranks: CycleRank...) -> Int { cycles.count { ranks.contains($0.rank) } }
    let overdue = count(.overdue)
    let warned = count(.failed, .deadlineSoon)
    let unknown = cycles.count { $0.deadline == .unknown }
    let state: MonitoringLine.State =
      overdue > 0 ? .critical : warned > 0 ? .warning : unknown > 0 ? .unknown : .ok
    var words = ""
    if state != .ok,
      let worst = cycles.first(where: { state != .unknown || $0.deadline == .unknown })
    {
      let deadline = state == .unknown ? "deadline unknown" : StatusWording.rank(worst.rank)
      words =
        "\(StatusWording.calendarName(worst)): \(deadline), next: "
        + "\(StatusWording.action(worst.action)); "
    }
    words +=
      "\(counted(cycles.count, "cycle")): \(overdue) overdue, \(warned) due or failed, "
      + "\(unknown) with an unknown deadline"
    let figures = "overdue=\(overdue);;1;0 warned=\(warned);1;;0 unknown=\(unknown);;;0"
    let days = cycles.compactMap(\.daysLeft).min().map {
      " days_left=\($0);\(SiteStatus.soonDays):;0:"
    }
    return (MonitoringLine.text(state, words, figures: figures + (days ?? "")), state.rawValue)
  }
}

/// The one line that a monitoring plugin prints.
enum MonitoringLine {
  /// What its exit status says.
  enum State: Int32 {
    case ok = 0
    case warning, critical, unknown

    fileprivate var word: String {
      switch self {
      case .ok: "OK"
      case .warning: "WARNING"
      case .critical: "CRITICAL"
      case .unknown: "UNKNOWN"
      }
    }
  }

  /// - Parameters:
  ///   - state: the state.
  ///   - words: in words; a bar would begin the figures.
  ///   - figures: performance data; empty for none.
  static func text(_ state: State, _ words: String, figures: String = "") -> String {
    let safe = TerminalText.escaped(words, limit: 400).replacing("|", with: "/")
    return "RUMKIT \(state.word) - \(safe)" + (figures.isEmpty ? "" : " | \(figures)") + "\n"
  }
}
