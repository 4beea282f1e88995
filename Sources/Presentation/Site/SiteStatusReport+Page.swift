import Assessment
import LicenseFiles

extension SiteStatusReport {
  /// The table for the weekly meeting on a page, the worst first.
  public var page: Page {
    let site = status.history.identity
    let table = Table(cycles, StatusColumns.page).page(
      "Every device, HA pair and stack, the worst first",
      whenEmpty: whenEmpty)
    return Page(
      title: "\(site.name), \(TimeText.day(status.now)): status",
      kicker: "status \u{00B7} \(TimeText.iso8601(status.now))", heading: "Site \(site.name)",
      banner: site.mode == .rehearsal ? RehearsalText.banner : nil,
      opening: [.element(.p, [.looks(.lead)], text: summary), table],
      sections: [OverviewSitePart.shortSection(status)],
      closing: [
        .paragraph(
          "rumkit \(toolVersion). Times are UTC. Ledger: \(status.history.head.text).", .small)
      ], hasContents: false, paper: .oneSheet)
  }

  /// About how many sheets of paper the page takes.
  public var sheets: Int {
    SheetCount.about(
      cycles.reduce(10) { height, cycle in
        let name = StatusWording.name(cycle) + StatusWording.devices(cycle.members.map(\.udi))
        return height
          + SheetCount.row([(name, 60), (StatusWording.action(cycle.action), 80)])
      })
  }

  /// The same for a wiki or a ticket.
  public var markdown: String {
    let site = status.history.identity
    var text = site.mode == .rehearsal ? "**\(RehearsalText.banner)**\n\n" : ""
    text += "# Site \(MarkdownText.escaped(site.name))\n\n"
    text += "As of \(TimeText.iso8601(status.now)). \(MarkdownText.escaped(summary))\n\n"
    text += Table(cycles, StatusColumns.all).markdown
    for warning in guarded.compactMap(\.warning) {
      text += "**\(MarkdownText.escaped(warning))**\n\n"
    }
    guard let device else { return text + below.markdown }
    text += lines(of: device.record).markdown
    return text + (device.reports.isEmpty ? "No report of it is known.\n" : reportTable.markdown)
  }

  private var summary: String {
    cycles.isEmpty ? "No cycle." : StatusWording.counts(status) + "."
  }
}
