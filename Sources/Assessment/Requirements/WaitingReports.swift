import DeviceOutput
import LicenseFiles

/// How many reports of one output are not acknowledged.
///
/// From `Usage Report Summary`, from the rows of `show license rum id all`, or from the number that
/// `| count` printed: of reports in a saved file (`more FILE | count RUMReport`, as FN72578 gives it), or
/// of rows of `show license rum id all`.
struct WaitingReports {
  /// How they were counted: only counts of one kind are compared.
  enum Measure: Hashable {
    case summary, rows
    /// Lines of a saved file, of which a report may have two: `<RUMReport>` and `</RUMReport>`.
    case linesOfFile
    /// Lines of a saved file that each begin a report.
    case beginnings
  }

  /// At most so many.
  let count: UInt64
  let measure: Measure
  /// The device's clock then, epoch seconds UTC, where it was printed and is certain.
  let time: Int64?
  let seen: [Observed<String>]

  private var isOfFile: Bool { measure == .linesOfFile || measure == .beginnings }

  /// At least so many.
  var atLeast: UInt64 { measure == .linesOfFile ? count / 2 + count % 2 : count }

  /// `1318 reports wait`.
  var words: String {
    guard atLeast < count else { return count == 1 ? "1 report waits" : "\(count) reports wait" }
    return
      "\(atLeast) to \(count) reports wait (\(count) lines name RUMReport, and a report may have two)"
  }

  /// Every count of a device, in order.
  static func all(in device: DeviceSnapshot) -> [WaitingReports] {
    device.observations.compactMap { WaitingReports($0) }
  }

  /// The newest; a number that says the same more exactly is taken for it. A saved file may be old or a part, so what
  /// the device counts itself is not lowered by it.
  static func newest(of counts: [WaitingReports]) -> WaitingReports? {
    if let last = counts.last, last.isOfFile,
      let own = counts.last(where: { !$0.isOfFile }), own.count >= last.atLeast
    {
      return own
    }
    guard let last = counts.last, last.measure == .linesOfFile else { return counts.last }
    let before = counts.dropLast().last
    return before.flatMap { count in
      count.measure == .beginnings && (last.atLeast...last.count).contains(count.count)
        ? count : nil
    } ?? last
  }

  init?(_ observation: Observation) {
    time = observation.clock?.time.value.utc
    if let counted = Self.counted(observation) {
      count = counted.value
      measure =
        observation.command?.command == .showLicenseRUMIDAll
        ? .rows : Self.beginsReport(observation) ? .beginnings : .linesOfFile
      seen = [counted.map { "\(Self.countHeading) = \($0)" }]
    } else if let summary = observation.license?.reportSummary {
      let parts: [(String, Observed<ReportCount>?)] = [
        ("Waiting for Ack", summary.waitingForAck),
        ("Available to Report", summary.availableToReport),
        ("Collecting Data", summary.collectingData),
      ]
      let printed = parts.compactMap { part in part.1.map { (part.0, $0) } }
      guard !printed.isEmpty else { return nil }
      measure = .summary
      count = printed.reduce(0) { sum, part in
        let (result, overflow) = sum.addingReportingOverflow(part.1.value.count)
        return overflow ? .max : result
      }
      seen = printed.map { name, value in value.map { "\(name): \($0.printed)" } }
    } else if case .reportStates(let rows) = observation.content, !observation.isFiltered {
      let open = rows.filter { !["ACK", "DELETED"].contains($0.value.state) }
      measure = .rows
      count = UInt64(open.count)
      seen = open.prefix(1).map { row in row.map { "report \($0.reportID): \($0.state)" } }
    } else {
      return nil
    }
  }

  /// True for `count <RUMReport>`, which no closing tag fits.
  private static func beginsReport(_ observation: Observation) -> Bool {
    observation.command?.filter?.text.uppercased().contains("<RUMREPORT") == true
  }

  /// What `| count` printed, where it counts reports that are not acknowledged.
  private static func counted(_ observation: Observation) -> Observed<UInt64>? {
    guard let filter = observation.command?.filter, filter.kind == .count,
      isOpen(filter.text.uppercased(), observation),
      let line = observation.unknownLines.first(where: { $0.text.hasPrefix(countHeading) }),
      let count = line.text.split(separator: " ").last.flatMap({ UInt64($0) })
    else { return nil }
    return Observed(
      count, at: SourceLocation(file: observation.location.file, line: line.number), command: nil)
  }

  private static let countHeading = "Number of lines which match regexp"

  /// A saved file holds a line for each report; a list of reports has one in each state.
  private static func isOpen(_ pattern: String, _ observation: Observation) -> Bool {
    pattern.contains("RUMREPORT")
      || observation.command?.command == .showLicenseRUMIDAll
        && ["OPEN", "CLOSED"].contains(pattern)
  }
}

extension ReportCount {
  /// As the device prints it: `0(349)`.
  var printed: String { "\(count)" + (inParentheses.map { "(\($0))" } ?? "") }
}

/// The trend from the first output to the last.
struct WaitingTrend {
  let text: String

  init?(from first: WaitingReports, to last: WaitingReports, _ marks: FieldNotice72578.Marks) {
    guard last.count != first.count else {
      text = "the number did not change between the first and the last output"
      return
    }
    guard last.count > first.count else {
      text = "the number fell from \(first.count) to \(last.count)"
      return
    }
    var text = "the number rose from \(first.count) to \(last.count)"
    if let start = first.time, let end = last.time, end > start,
      last.count < marks.trouble
    {
      let perDay = Double(last.count - first.count) * 86_400 / Double(end - start)
      let days = Double(marks.trouble - last.count) / perDay
      if days < 36_500 {
        text += ", which reaches \(marks.trouble) in about \(Int(days.rounded(.up))) days"
      }
    }
    self.text = text
  }
}
