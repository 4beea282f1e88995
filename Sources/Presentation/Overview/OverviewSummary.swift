import Assessment
import LicenseFiles

/// `report --summary`: the short form of a report. The totals, a row for each cycle, and how often each
/// finding was found.
public struct OverviewSummary: JSONReport, CSVReport, PageReport, MarkdownReport, Sendable {
  private let report: OverviewReport

  /// The most characters of a finding in a cell of the page; the other forms have all of it.
  private static let shortFinding = 100

  /// The short form of a report.
  public init(_ report: OverviewReport) { self.report = report }

  /// `rumkit.report-summary/1`.
  public var json: JSONText {
    .fields([
      "schema": "rumkit.report-summary/1", "rehearsal": report.isRehearsal,
      "now": TimeText.iso8601(report.making.now), "site": report.siteJSON,
      "totals": JSONText.fields([
        "": report.totalsJSON, "overdue": report.counts.overdue, "due_soon": report.counts.soon,
        "deadline_unknown": report.counts.unknown,
        "next_deadline": report.counts.next.map(TimeText.iso8601),
        "waiting_reports": report.counts.waiting,
      ]), "cycles": report.rows.map { columns.json($0) },
      "findings": kinds.map { Self.kindColumns(report).json($0) },
      "counts": report.material.findings.countsJSON, "whole_report": "rumkit.report/1",
    ])
  }

  /// A row for each cycle.
  public func csv(isRaw: Bool) -> String {
    CSVTable(of: report.site?.history.identity, columns).text(report.rows, isRaw: isRaw)
  }

  /// For a wiki, a ticket or a change request.
  public var markdown: String {
    var text = report.markdownHeading
    text += report.figures.map { "- \($0.label): \($0.value)\n" }.joined() + "\n"
    text += "## Devices\n\n" + Table(report.rows, columns.filter { !$0.isData }).markdown
    if !kinds.isEmpty {
      text += "## Findings\n\n" + Table(kinds, Self.kindColumns(report)).markdown
    }
    return text + Self.whole + "\n"
  }

  /// The page, which lies across on paper.
  public var page: Page {
    let findings =
      kinds.isEmpty
      ? .paragraph(report.nothingFound)
      : Table(kinds, Self.kindColumns(report)).page("How often each was found, the worst first")
    return report.page(
      opening: report.figuresFirst(names: "The whole report"),
      sections: [
        PageSection(
          Anchor("devices"), "Devices",
          [
            Table(report.rows, columns.filter { !$0.isData }).page(
              OverviewReport.rowCaption, whenEmpty: "no device")
          ]),
        PageSection(
          Anchor("findings"), "Findings", [findings, .paragraph(Self.whole, .small)]),
      ], paper: .oneSheet)
  }

  /// About how many sheets of paper the page takes.
  public var sheets: Int {
    let damaged = report.damage(names: "").count
    return SheetCount.about(
      report.rows.reduce(15 + 3 * Double(damaged) + 1.3 * Double(kinds.count)) {
        $0 + Self.height($1)
      })
  }

  private static func height(_ row: OverviewReport.Row) -> Double {
    let wrong = row.worst.map { "warning \($0.message.prefix(shortFinding)) and 10 more" }
    return SheetCount.row([
      (row.name + StatusWording.devices(row.udis), 46), (wrong ?? "", 55),
      (row.lead.cycle.map { StatusWording.action($0.action) } ?? "", 45),
    ])
  }

  private static let whole =
    "This is the short form. Charts, remedies and the SHA-256 of each file are in the whole report: the same "
    + "command without --summary."

  // MARK: A row for each cycle

  private typealias Row = OverviewReport.Row

  /// Every column, for people and for programs.
  private var columns: [Column<Row>] {
    [
      report.device(.nowhere), .data("group") { $0.group },
      .data("host_names") { $0.hostNames }, .data("devices") { $0.udis.map(\.description) },
      .text("Account") { $0.accounts }.wholeWords.keyed("virtual_accounts"),
      .text("Deadline") { StatusWording.deadline($0.deadline) }.whole
        .keyed("deadline") { $0.deadline.earliest.map(TimeText.iso8601) },
      .data("deadline_text") { SiteStatusReport.words($0.deadline) },
      .text("Days left") { OverviewWording.daysLeft(report.daysLeft($0)) }
        .badge { OverviewWording.level(daysLeft: report.daysLeft($0)) }.lifted
        .keyed("days_left") { report.daysLeft($0) },
      .text("Last\u{A0}ACK", missing: "unknown") {
        $0.lastAck.time.map(TimeText.day) ?? $0.lastAck.text
      }
      .whole.keyed("last_ack") { $0.lastAck.time.map(TimeText.iso8601) },
      .data("last_ack_text") { $0.lastAck.text },
      .number("Waiting") { $0.lead.cycle?.waiting }.keyed("waiting_reports"),
      .data("stage") { $0.lead.cycle?.stage.rawValue }, wrong,
      .data("worst_severity") { $0.worst?.severity.rawValue },
      .data("worst_finding") { $0.worst?.id },
      .data("errors") { $0.count(.error) }, .data("warnings") { $0.count(.warning) },
      .data("notes") { $0.count(.note) },
      .text("Next") { $0.lead.cycle.map { StatusWording.action($0.action) } }
        .shown { $0.lead.cycle.map { StatusWording.page($0.action) } ?? .text("-") }
        .pinned.keyed("next_action_text"),
      .data("next_action") { $0.lead.cycle?.action.id },
    ]
  }

  /// The worst finding in words, and how many more there are.
  private var wrong: Column<Row> {
    .text("What is wrong") { row -> String? in
      guard let worst = row.worst else { return row.isJudged ? "nothing was found" : nil }
      return worst.message + (row.others > 0 ? " (and \(row.others) more)" : "")
    }.shown { row in
      guard let worst = row.worst else { return .text(row.isJudged ? "nothing was found" : "-") }
      return .sequence([
        .badge(PageLevel(worst.severity), worst.severity.rawValue), .text(" "),
        .words(worst.message, limit: Self.shortFinding),
        row.others > 0 ? .below(["and \(row.others) more"]) : .empty,
      ])
    }.keyed("what_is_wrong") { $0.worst?.message }
  }

  // MARK: Findings by id

  private typealias Kind = OverviewFindings.Kind

  private var kinds: [Kind] { OverviewFindings.Kind.worstFirst(report.material.findings.listed) }

  private static func kindColumns(_ report: OverviewReport) -> [Column<Kind>] {
    [
      Kind.id.keyed("id"), Kind.severity.keyed("severity"),
      .number("Times") { report.material.findings.count($0.first.id, $0.first.severity) }
        .keyed("count"),
      .text("For example") { $0.first.message }
        .shown { .words($0.first.message, limit: shortFinding) }.keyed("example"),
    ]
  }
}

extension OverviewReport.Row {
  /// The host names of the members.
  fileprivate var hostNames: [String] { members.compactMap(\.hostName) }

  /// The virtual accounts, by the register, else by what the devices print.
  fileprivate var accounts: [String] {
    Set(members.compactMap { $0.record?.account ?? $0.output?.virtualAccount.latest?.value })
      .sorted()
  }

  /// The last ACK that a device received: by what the site knows, else by the outputs that were given.
  fileprivate var lastAck: (time: Int64?, text: String?) {
    if let cycle = lead.cycle, cycle.lastAckText != nil {
      return (cycle.lastAck, cycle.lastAckText)
    }
    let printed = members.compactMap { $0.output?.lastAck.latest }.first
    return (printed?.value?.utc, printed.map { $0.value?.text ?? "none" })
  }

  /// What is worst of what is wrong; notes are not.
  fileprivate var worst: Finding? {
    findings.first { $0.severity == .error } ?? findings.first { $0.severity == .warning }
  }

  /// Errors and warnings besides the worst.
  fileprivate var others: Int { count(.error) + count(.warning) - 1 }

  fileprivate func count(_ severity: Severity) -> Int {
    findings.count { $0.severity == severity }
  }

  /// True when something of a device was read, in which the rules could have found something.
  fileprivate var isJudged: Bool { members.contains { $0.usage != nil || $0.output != nil } }
}
