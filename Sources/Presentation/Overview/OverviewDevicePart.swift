import Assessment
import DeviceOutput
import LicenseFiles

/// The part of a page about one device.
struct OverviewDevicePart {
  private let report: OverviewReport
  private let device: OverviewReport.Device
  private let number: Int

  /// The most charts of one device.
  private static let chartLimit = 8

  init(_ report: OverviewReport, _ device: OverviewReport.Device, number: Int) {
    self.report = report
    self.device = device
    self.number = number
  }

  var section: PageSection {
    let days = report.daysLeft(device)
    return PageSection(
      Anchor("device", number + 1), OverviewReport.name(device),
      mark: .badge(OverviewWording.level(daysLeft: days), "ACK " + OverviewWording.daysLeft(days)),
      [.facts(facts)] + usage
        + (device.accessPoints.map { OverviewAccessPoints.pieces($0) } ?? []) + findings)
  }

  // MARK: Facts

  private var facts: [(label: String, value: HTML)] {
    let record = device.record
    let output = device.output
    var facts: [(String, HTML)] = []
    func add(_ label: String, _ text: String?) {
      if let text, !text.isEmpty { facts.append((label, .text(text))) }
    }
    facts.append(("ACK deadline", deadline))
    if let cycle = device.cycle {
      facts.append(
        (
          "cycle",
          .sequence([
            .badge(OverviewWording.level(cycle.rank), OverviewWording.stage(cycle)),
            cycle.stageSince.map { .sequence([.text(" since "), .day($0)]) } ?? .empty,
          ])
        ))
      facts.append(("next", StatusWording.page(cycle.action)))
      add("waiting reports", cycle.waiting > 0 ? String(cycle.waiting) : nil)
      add("ACKs to import", cycle.acksToImport > 0 ? String(cycle.acksToImport) : nil)
    }
    add(
      "last ACK",
      device.cycle?.lastAckText ?? output?.lastAck.latest.map { $0.value?.text ?? "none" })
    add("group", record?.group)
    add("members", members)
    add("release", device.releases.joined(separator: ", "))
    add("virtual account", record?.account ?? output?.virtualAccount.latest?.value)
    add("policy", output?.policyName.latest?.value)
    add("transport", output?.settings?.transportInEffect ?? record?.transport)
    if let way = report.way(of: device) {
      add("topology", way.text)
      add("or", way.otherwiseText)
    }
    for note in output.map(EvidenceWording.notes) ?? [] { add("outputs", note) }
    add("site or enclave", record?.site)
    add("change window", record?.changeWindow)
    add("contact", record?.contact)
    if let record {
      for (label, moment) in [
        ("last export", record.exportedAt), ("last ACK here", record.acknowledgedAt),
        ("last import", record.importedAt), ("last proof", record.confirmedAt),
      ] {
        if let moment { facts.append((label, .moment(moment))) }
      }
      if !record.isRegistered { add("register", "not in the register") }
    }
    return facts
  }

  private var deadline: HTML {
    switch device.deadline() {
    case .unknown: .text("unknown: no show license status of it was read")
    case .words(let text): .text(text)
    case .known(let earliest, let latest, let text):
      (latest ?? earliest) == earliest
        ? .sequence([.moment(earliest), .text(" (printed: \(text))")])
        : .sequence([.text("\(text), not before "), .moment(earliest)])
    }
  }

  private var members: String? {
    let members = device.usage?.highAvailability ?? []
    guard members.count > 1 else { return nil }
    let words = members.prefix(8).map { "\($0.role) \($0.udi.serial)" }
    return words.joined(separator: ", ")
      + (members.count > 8 ? " and \(members.count - 8) more" : "")
  }

  // MARK: Usage

  private var usage: [HTML] {
    guard let usage = device.usage, !usage.entitlements.isEmpty else { return printedUsage }
    let drawn = usage.entitlements.filter { $0.series != nil }
    var charts: [HTML] = []
    var places: [String?: Int] = [:]
    for start in stride(from: 0, to: drawn.count, by: StepChart.capacity) {
      let group = drawn[start..<min(start + StepChart.capacity, drawn.count)]
      guard charts.count < Self.chartLimit else { break }
      for (place, entitlement) in group.enumerated() { places[entitlement.tag] = place }
      charts.append(
        StepChart(
          number: number * Self.chartLimit + charts.count + 1,
          title: "Usage of \(OverviewReport.name(device)) over time",
          lines: group.compactMap { entitlement in
            entitlement.series.map {
              StepChart.Line(EntitlementWording.name(entitlement.tag), $0)
            }
          }
        ).html)
    }
    var notes: [HTML] = []
    if drawn.count > Self.chartLimit * StepChart.capacity {
      notes.append(
        .paragraph(
          "Charts for \(Self.chartLimit * StepChart.capacity) of \(drawn.count) entitlements; the "
            + "table has every one.", .meta))
    }
    if usage.telemetryReports > 0 {
      notes.append(
        .paragraph(
          "\(counted(usage.telemetryReports, "telemetry report")) apart: no usage.",
          .meta))
    }
    let table = Table(usage.entitlements, OverviewReport.usageColumns(places))
    return charts + [table.page("Usage by entitlement")] + notes
  }

  /// What the device prints of its licenses, where no usage file speaks of it.
  private var printedUsage: [HTML] {
    guard let licenses = device.output?.licenses, !licenses.isEmpty else {
      return device.usage == nil ? [.paragraph("No usage file of it was given.", .meta)] : []
    }
    let table = Table(
      licenses.prefix(200).map(\.value),
      [
        .text("License") { $0.name }.whole, .number("Count") { $0.count },
        .text("Status") { $0.status },
      ])
    return [table.page("Licenses as the device prints them")]
  }

  // MARK: Findings

  private var findings: [HTML] {
    guard !device.findings.isEmpty else { return [] }
    let sorted = device.findings.sorted { $0.severity > $1.severity }
    return [OverviewFindings.table("Findings about it", sorted)]
  }
}

extension OverviewReport {
  /// - Parameter places: the entitlements that are drawn, with the place of their line in a chart.
  static func usageColumns(_ places: [String?: Int] = [:]) -> [Column<EntitlementUsage>] {
    [
      .text("Entitlement") { EntitlementWording.name($0.tag) }.shown { entitlement in
        let name = HTML.whole(EntitlementWording.name(entitlement.tag))
        return .sequence([
          places[entitlement.tag].map { StepChart.swatch($0) } ?? .empty, name,
          entitlement.name == nil ? .empty : .below([entitlement.tag ?? ""]),
        ])
      },
      EntitlementColumns.latest, EntitlementColumns.peak, EntitlementColumns.average,
      EntitlementColumns.from, EntitlementColumns.to, EntitlementColumns.reports,
      EntitlementColumns.open, EntitlementColumns.gaps,
    ]
  }
}
