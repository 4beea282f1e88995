import Assessment
import LicenseFiles

extension OverviewReport {
  /// The most devices that have a part of their own on the page; every one has its row in the table.
  static let detailLimit = 200
  /// The most findings that the page lists; JSON lists every one.
  static let findingLimit = 1000

  /// The page.
  public var page: Page {
    var sections: [PageSection] = [deviceSection]
    let detailed = devices.prefix(Self.detailLimit)
    if !detailed.isEmpty {
      sections.append(
        PageSection(
          Anchor("device-by-device"), "Device by device", [],
          sections: detailed.enumerated().map { OverviewDevicePart(self, $1, number: $0).section }))
    }
    sections.append(findingSection)
    if !material.acknowledgements.isEmpty { sections.append(portalSection) }
    if let site { sections.append(OverviewSitePart.section(site)) }
    sections.append(OverviewEvidencePart(self).section)
    return Page(
      title: "\(subject), \(TimeText.day(making.now)): rumkit report",
      kicker: "rumkit report \u{00B7} Smart Licensing usage across the air gap",
      heading: site.map { "Site \($0.history.identity.name)" } ?? subject,
      banner: isRehearsal ? RehearsalText.banner : nil,
      opening: opening, sections: sections,
      closing: [
        .paragraph(
          "rumkit \(making.toolVersion), \(TimeText.iso8601(making.now)). Times are UTC. "
            + "This page fetches nothing and runs no script.")
      ])
  }

  // MARK: What matters first

  private var opening: [HTML] {
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
    return [.element(.p, [.looks(.lead)], text: lead + "."), .figures(figures)] + warnings
  }

  private var figures: [(label: String, value: String, level: PageLevel)] {
    let days = devices.map(daysLeft)
    let overdue = days.count { ($0 ?? 0) < 0 }
    let soon = days.count { $0.map { $0 >= 0 && $0 <= SiteStatus.soonDays } ?? false }
    let unknown = days.count { $0 == nil }
    let next = devices.compactMap { $0.deadline().earliest }.filter { $0 >= making.now }.min()
    let errors = material.findings.counts[.error] ?? 0
    let warnings = material.findings.counts[.warning] ?? 0
    var figures: [(label: String, value: String, level: PageLevel)] = [
      ("devices", OverviewWording.grouped(devices.count), .plain),
      ("overdue", OverviewWording.grouped(overdue), overdue > 0 ? .bad : .plain),
      (
        "due within \(SiteStatus.soonDays) days", OverviewWording.grouped(soon),
        soon > 0 ? .attention : .plain
      ),
      (
        "deadline unknown", OverviewWording.grouped(unknown), .plain
      ),
      ("next deadline", next.map(TimeText.day) ?? "unknown", .plain),
    ]
    if let site {
      let waiting = site.cycles.reduce(0) { $0 &+ $1.waiting }
      figures.append(("reports waiting for an ACK", OverviewWording.grouped(waiting), .plain))
    }
    figures.append(("errors", OverviewWording.grouped(errors), errors > 0 ? .bad : .plain))
    figures.append(
      ("warnings", OverviewWording.grouped(warnings), warnings > 0 ? .attention : .plain))
    return figures
  }

  /// What makes the page less than it seems.
  private var warnings: [HTML] {
    var notices: [HTML] = []
    let damaged = material.inputs.count { !$0.isComplete } + material.unread.count
    if damaged > 0 {
      notices.append(
        .notice(
          .bad, "\(counted(damaged, "file")) could not be read to the end",
          "The figures below leave out what could not be read. The evidence names the files."))
    }
    let conflicts = material.usage.totals.conflictingReports
    if conflicts > 0 {
      notices.append(
        .notice(
          .bad, "\(counted(conflicts, "report")) with two contents",
          "A closed report never changes, so one version is damaged or forged. See the findings."))
    }
    if devices.count > Self.detailLimit {
      notices.append(
        .notice(
          .plain, "Charts for \(Self.detailLimit) of \(devices.count) devices",
          "Those that need somebody come first and have a part with charts. The table has every "
            + "device; --format json and csv have every figure."))
    }
    if material.usage.productInstances.isEmpty, site != nil {
      notices.append(
        .notice(
          .plain, "No usage file was given",
          "The ledger keeps what was exported and acknowledged, not the counts. Name the usage "
            + "files, or an evidence bag, to have charts of the usage."))
    }
    return notices
  }

  // MARK: Every device

  private var deviceSection: PageSection {
    var table = PageTable(
      "Every device; those that need somebody first",
      [
        .init("Device"), .init("ACK deadline"),
      ] + (site == nil ? [] : [.init("Cycle"), .init("Next")]) + [
        .init("Usage, latest count"), .init("Findings"),
      ], whenEmpty: "no device")
    for (index, device) in devices.enumerated() {
      let days = daysLeft(device)
      var cells: [HTML] = [
        deviceCell(device, index), Self.deadlineCell(device, days),
      ]
      if site != nil {
        cells += [
          device.cycle.map {
            .badge(OverviewWording.level($0.rank), OverviewWording.stage($0))
          } ?? .text("-"),
          .text(device.cycle.map { StatusWording.action($0.action) } ?? "-"),
        ]
      }
      cells += [Self.usageCell(device), Self.findingCell(device)]
      table.add(cells)
    }
    return PageSection(Anchor("devices"), "Devices", [table.html])
  }

  private func deviceCell(_ device: Device, _ index: Int) -> HTML {
    let name = device.hostName ?? device.udi?.description ?? "not named"
    let link: HTML =
      index < Self.detailLimit ? .link(to: Anchor("device", index + 1), text: name) : .text(name)
    let below = [
      device.hostName == nil ? nil : device.udi?.description,
      device.record?.group.map { "in \($0)" },
    ].compactMap(\.self)
    guard !below.isEmpty else { return link }
    return .sequence([
      link, .element(.span, [.looks(.tag)], text: below.joined(separator: ", ")),
    ])
  }

  private static func deadlineCell(_ device: Device, _ days: Int64?) -> HTML {
    guard let days else {
      let unknown = HTML.badge(.unknown, "not known")
      guard case .words(let text) = device.deadline() else { return unknown }
      return .sequence([unknown, .element(.span, [.looks(.tag)], text: text)])
    }
    return .sequence([
      .element(.span, [.looks(.nowrap)], text: StatusWording.deadline(device.deadline())),
      .element(.br),
      .badge(OverviewWording.level(daysLeft: days), OverviewWording.daysLeft(days)),
    ])
  }

  private static func usageCell(_ device: Device) -> HTML {
    let entitlements = device.usage?.entitlements ?? []
    guard !entitlements.isEmpty else { return .text("-") }
    let shown = entitlements.prefix(4).map {
      "\($0.latest.map { String($0) } ?? "?")\u{A0}\(EntitlementWording.name($0.tag))"
    }
    let more = entitlements.count > 4 ? [" and \(entitlements.count - 4) more"] : []
    var pieces: [HTML] = []
    for (index, text) in (shown + more).enumerated() {
      if index > 0 { pieces.append(.element(.br)) }
      pieces.append(.text(text))
    }
    return .sequence(pieces)
  }

  private static func findingCell(_ device: Device) -> HTML {
    var pieces: [HTML] = []
    for severity in [Severity.error, .warning, .note] {
      let count = device.findings.count { $0.severity == severity }
      guard count > 0 else { continue }
      if !pieces.isEmpty { pieces.append(.text(" ")) }
      pieces.append(
        .badge(PageLevel(severity), counted(count, severity.rawValue)))
    }
    return pieces.isEmpty ? .text("none") : .sequence(pieces)
  }

  // MARK: The portal

  private var portalSection: PageSection {
    var table = PageTable(
      "Files that came back from the portal",
      [
        .init("File"), .init("Devices"), .number("Report numbers"), .init("Says"), .init("Policy"),
        .init("Account"), .init("Written"),
      ])
    for content in material.acknowledgements {
      let devices = content.devices.prefix(8).map(\.udi.description)
      let failures = content.words.filter { $0.meaning == .failure }
      let accounts = [content.account?.smartAccount, content.account?.virtualAccount]
        .compactMap(\.self)
      table.add([
        .code(content.file),
        .text(
          devices.joined(separator: ", ")
            + (content.devices.count > 8 ? " and \(content.devices.count - 8) more" : "")),
        .text(content.hasAck ? String(content.reportNumbers.count) : "-"),
        failures.isEmpty
          ? .text(content.hasAck ? "no failure that can be read" : "acknowledges no usage")
          : .badge(.bad, counted(failures.count, "failure")),
        .text(content.policy?.name ?? "-"),
        .text(accounts.isEmpty ? "-" : accounts.joined(separator: " / ")),
        .day(content.account?.time, none: "-"),
      ])
    }
    return PageSection(
      Anchor("portal"), "What came back from the portal",
      [
        table.html,
        .paragraph(
          "The inside of an ACK is not published. A number is a report id only as far as it is one "
            + "that was exported: rumkit ack match compares both with each other.", .meta),
      ])
  }
}
