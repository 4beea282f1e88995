import Assessment
import LicenseFiles

extension SiteStatusReport {
  private static let columns = [
    "Group or host", "Devices", "Virtual account", "Deadline", "Left", "Last ACK", "Waiting",
    "Cycle", "Days", "Next",
  ]

  private func cells(_ cycle: CycleStatus) -> [String] {
    let accounts = cycle.accounts.joined(separator: ", ")
    return [
      StatusWording.name(cycle), StatusWording.devices(cycle.members.map(\.udi)),
      accounts.isEmpty ? "-" : accounts, StatusWording.deadline(cycle.deadline),
      OverviewWording.daysLeft(cycle.daysLeft),
      cycle.lastAck.map(TimeText.day) ?? cycle.lastAckText ?? "unknown", String(cycle.waiting),
      OverviewWording.stage(cycle), cycle.stageDays.map(String.init) ?? "-",
      StatusWording.action(cycle.action),
    ]
  }

  /// The table of a Monday on a page, the worst first.
  public func page(toolVersion: String) -> Page {
    let site = status.history.identity
    let numbers: Set<Int> = [6, 8]
    var table = PageTable(
      "Every device, HA pair and stack, the worst first",
      Self.columns.enumerated().map { numbers.contains($0) ? .number($1) : .init($1) },
      whenEmpty: "no device yet: rumkit site devices import, or rumkit pack")
    for cycle in cycles {
      var cells = cells(cycle).map { HTML.text($0) }
      cells[4] = .badge(
        OverviewWording.level(daysLeft: cycle.daysLeft), OverviewWording.daysLeft(cycle.daysLeft))
      table.add(cells)
    }
    return Page(
      title: "\(site.name), \(TimeText.day(status.now)): status",
      kicker: "status \u{00B7} \(TimeText.iso8601(status.now))", heading: "Site \(site.name)",
      banner: site.mode == .rehearsal ? RehearsalText.banner : nil,
      opening: [.element(.p, [.looks(.lead)], text: summary), table.html],
      sections: [OverviewSitePart.section(status)],
      closing: [
        .paragraph(
          "rumkit \(toolVersion). Times are UTC. Ledger: \(status.history.head.text).", .small)
      ], hasContents: false, isOneSheet: true)
  }

  /// The same for a wiki or a ticket.
  public var markdown: String {
    let site = status.history.identity
    var text = site.mode == .rehearsal ? "**\(RehearsalText.banner)**\n\n" : ""
    text += "# Site \(MarkdownText.escaped(site.name))\n\n"
    text += "As of \(TimeText.iso8601(status.now)). \(MarkdownText.escaped(summary))\n\n"
    text += MarkdownText.table(Self.columns, cycles.map(cells))
    return text + "Ledger: \(status.history.head.text).\n"
  }

  private var summary: String {
    let counts = CycleRank.allCases.filter { status.count($0) > 0 }
      .map { "\(status.count($0)) \(StatusWording.rank($0))" }
    return counts.isEmpty ? "No cycle." : counts.joined(separator: ", ") + "."
  }
}
