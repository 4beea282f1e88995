import Assessment
import LicenseFiles

extension OverviewReport {
  /// The most devices that have a part of their own on the page; every one has its row in the table.
  static let detailLimit = 60
  /// The most findings that the page lists; JSON lists every one.
  static let findingLimit = 1000

  /// The page.
  public var page: Page {
    var sections = [deviceSection(.parts)]
    let detailed = detailed
    if !detailed.isEmpty {
      sections.append(
        PageSection(
          Anchor("device-by-device"), "Device by device", [],
          sections: detailed.enumerated().map { OverviewDevicePart(self, $1, number: $0).section }))
    }
    sections.append(findingSection)
    if !material.acknowledgements.isEmpty { sections.append(portalSection) }
    if let site { sections.append(OverviewSitePart.section(site, material.incidents)) }
    sections.append(OverviewEvidencePart(self).section)
    return page(
      opening: figuresFirst(names: "The evidence") + limits + withoutUsage, sections: sections)
  }

  /// The table of every device.
  func deviceSection(_ links: DeviceLinks) -> PageSection {
    PageSection(
      Anchor("devices"), "Devices",
      [Table(rows, pageColumns(links)).page(Self.rowCaption, whenEmpty: "no device")])
  }

  /// What every page of it has.
  func page(
    of name: String? = nil, opening: [HTML], sections: [PageSection],
    paper: Page.Paper = .sheets
  ) -> Page {
    Page(
      title: "\(name ?? subject), \(TimeText.day(making.now)): rumkit report",
      kicker: "rumkit report \u{00B7} Smart Licensing usage across the air gap",
      heading: site.map { "Site \($0.history.identity.name)" } ?? subject,
      banner: isRehearsal ? RehearsalText.banner : nil,
      opening: opening, sections: sections,
      closing: [
        .paragraph(
          "rumkit \(making.toolVersion), \(TimeText.iso8601(making.now)). Times are UTC. "
            + "This page fetches nothing and runs no script.")
      ], hasContents: paper == .sheets, paper: paper)
  }

  // MARK: What matters first

  static let rowCaption = "Every device, HA pair and stack; those that need attention first"

  /// The totals, and what makes the page less than it seems.
  ///
  /// - Parameter names: what names the files that are damaged.
  func figuresFirst(names: String) -> [HTML] {
    let totals = material.usage.totals
    var lead = "As of \(TimeText.iso8601(making.now))"
    if !material.inputs.isEmpty {
      lead += ", from \(counted(material.inputs.count, "file"))"
      if totals.reports > 0 {
        lead +=
          " with \(OverviewWording.grouped(totals.reports)) usage reports and "
          + "\(OverviewWording.grouped(totals.measurements)) measurements"
      }
    }
    return [.element(.p, [.looks(.lead)], text: lead + "."), .figures(figures)]
      + damage(names: names)
  }

  /// The rows by their deadlines, as the table shows them, and the reports that wait.
  struct Counts {
    var overdue = 0
    var soon = 0
    var unknown = 0
    var next: Int64?
    /// nil without a site.
    var waiting: Int?
  }

  var counts: Counts {
    let days = rows.map(daysLeft)
    return Counts(
      overdue: days.count { ($0 ?? 0) < 0 },
      soon: days.count { $0.map { $0 >= 0 && $0 <= SiteStatus.soonDays } ?? false },
      unknown: days.count { $0 == nil },
      next: rows.compactMap { $0.deadline.earliest }.filter { $0 >= making.now }.min(),
      waiting: site.map { $0.cycles.reduce(0) { $0 &+ $1.waiting } })
  }

  var figures: [(label: String, value: String, level: PageLevel)] {
    let counts = counts
    let errors = material.findings.counts[.error] ?? 0
    let warnings = material.findings.counts[.warning] ?? 0
    var figures: [(label: String, value: String, level: PageLevel)] = [
      (
        rows.count == devices.count ? "devices" : "devices in \(counted(rows.count, "row"))",
        OverviewWording.grouped(devices.count), .plain
      ),
      ("overdue", OverviewWording.grouped(counts.overdue), counts.overdue > 0 ? .bad : .plain),
      (
        "due within \(SiteStatus.soonDays) days", OverviewWording.grouped(counts.soon),
        counts.soon > 0 ? .attention : .plain
      ),
      (
        "deadline unknown", OverviewWording.grouped(counts.unknown), .plain
      ),
      ("next deadline", counts.next.map(TimeText.day) ?? "unknown", .plain),
    ]
    if let waiting = counts.waiting {
      figures.append(("reports waiting for an ACK", OverviewWording.grouped(waiting), .plain))
    }
    figures.append(("errors", OverviewWording.grouped(errors), errors > 0 ? .bad : .plain))
    figures.append(
      ("warnings", OverviewWording.grouped(warnings), warnings > 0 ? .attention : .plain))
    return figures
  }

  /// What could not be read, and what contradicts.
  func damage(names: String) -> [HTML] {
    var notices: [HTML] = []
    let damaged = material.inputs.count { !$0.isComplete } + material.unread.count
    if damaged > 0 {
      notices.append(
        .notice(
          .bad, "\(counted(damaged, "file")) could not be read to the end",
          "The figures below leave out what could not be read. \(names) names the files."))
    }
    let conflicts = material.usage.totals.conflictingReports
    if conflicts > 0 {
      notices.append(
        .notice(
          .bad, "\(counted(conflicts, "report")) with two contents",
          "A closed report never changes, so one version is damaged or forged. See the findings."))
    }
    return notices
  }

  /// What the page leaves out.
  private var limits: [HTML] {
    guard hasPartsLeftOut else { return [] }
    return [
      .notice(
        .plain, "Charts for \(Self.detailLimit) of \(devices.count) devices",
        "Those that need attention come first and have a part with charts. The table has every "
          + "device; --output FOLDER/ makes a page for each, and --format json and csv have every figure."
      )
    ]
  }

  /// True where the page has no part about some of the devices.
  public var hasPartsLeftOut: Bool { devices.count > Self.detailLimit }

  /// Why there are no charts.
  var withoutUsage: [HTML] {
    guard material.usage.productInstances.isEmpty, site != nil else { return [] }
    return [
      .notice(
        .plain, "No usage file was given",
        "The ledger keeps what was exported and acknowledged, not the counts. Name the usage "
          + "files, or an evidence bag, to get charts of the usage.")
    ]
  }

  // MARK: The portal

  var portalSection: PageSection {
    let table = Table<AckContent>(
      material.acknowledgements,
      [
        .text("File") { $0.file }.code,
        .text("Devices") { content in
          content.devices.prefix(8).map(\.udi.description).joined(separator: ", ")
            + (content.devices.count > 8 ? " and \(content.devices.count - 8) more" : "")
        },
        .number("Report numbers") { $0.hasAck ? $0.reportNumbers.count : nil },
        .text("Says") { Self.says($0) }.shown { content in
          let says: HTML =
            content.words.contains { $0.meaning == .failure }
            ? .badge(.bad, Self.says(content)) : .text(Self.says(content))
          return .sequence([says, .below(wrong(content))])
        },
        .text("Policy") { $0.policy?.name },
        .text("Account") { content in
          [content.account?.smartAccount, content.account?.virtualAccount].compactMap(\.self)
            .joined(separator: " / ")
        },
        .day("Written") { $0.account?.time },
      ])
    return PageSection(
      Anchor("portal"), "What came back from the portal",
      [
        table.page("Files that came back from the portal"),
        .paragraph(
          "The format of an ACK is not published. A number counts as a report id only if it is one "
            + "that was exported: rumkit ack match compares the two.", .meta),
      ])
  }

  /// The errors and warnings of the file, by name.
  private func wrong(_ content: AckContent) -> [String] {
    let ids = Set(
      material.findings.listed.filter { $0.severity > .note && $0.location.file == content.file }
        .map(\.id))
    return ids.sorted()
  }

  private static func says(_ content: AckContent) -> String {
    let failures = content.words.count { $0.meaning == .failure }
    if failures > 0 { return counted(failures, "failure") }
    return content.hasAck ? "no failure that can be read" : "acknowledges no usage"
  }
}
