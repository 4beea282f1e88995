import Assessment
import LicenseFiles

extension OverviewReport {
  /// `rumkit.report/1`.
  public var json: JSONText {
    let totals = material.usage.totals
    return .object([
      ("schema", .string("rumkit.report/1")),
      ("rehearsal", .bool(isRehearsal)),
      ("now", .string(TimeText.iso8601(making.now))),
      (
        "made_by",
        .object([
          ("operator", .string(making.operatorName)), ("witness", JSONText(making.witness)),
          ("host", .string(making.host)), ("tool_version", .string(making.toolVersion)),
        ])
      ),
      ("site", site.map { Self.json($0.history) } ?? .null),
      (
        "totals",
        .object([
          ("devices", JSONText(devices.count)), ("files", JSONText(material.inputs.count)),
          ("reports", JSONText(totals.reports)), ("measurements", JSONText(totals.measurements)),
          ("telemetry_reports", JSONText(totals.telemetryReports)),
          ("repeated_reports", JSONText(totals.repeatedReports)),
          ("grown_reports", JSONText(totals.grownReports)),
          ("conflicting_reports", JSONText(totals.conflictingReports)),
        ])
      ),
      ("devices", .array(devices.map(json))),
      ("acknowledgements", AckSummaryReport(material.acknowledgements).json),
      (
        "findings",
        .array(material.findings.listed.map(\.json))
      ),
      ("counts", material.findings.countsJSON),
      ("omitted", JSONText(material.findings.omitted)),
      (
        "evidence",
        .object([
          ("files", .array(material.inputs.map(Self.json))),
          ("unreadable", .array(material.unread.map { .string($0) })),
          ("checks", .array(checks.map(\.json))),
          ("seals", .array(seals)),
          ("cisco_signatures", .string("not-checked")),
        ])
      ),
    ])
  }

  private static func json(_ history: SiteHistory) -> JSONText {
    .object([
      ("name", .string(history.identity.name)), ("id", .string(history.identity.id)),
      ("mode", .string(history.identity.mode.rawValue)), ("ledger", history.head.json),
      ("verified_at", JSONText(history.verifiedAt.map(TimeText.iso8601))),
      ("backed_up_at", JSONText(history.backedUpAt.map(TimeText.iso8601))),
      ("overrides", .array(history.overrides.map { EventWording.json($0) })),
    ])
  }

  private func json(_ device: Device) -> JSONText {
    let entitlements = device.usage?.entitlements ?? []
    return .object(
      [
        ("udi_pid", JSONText(device.udi?.pid)),
        ("udi_serial_number", JSONText(device.udi?.serial)),
        ("host_name", JSONText(device.hostName)),
        ("group", JSONText(device.record?.group)),
        ("virtual_account", JSONText(device.record?.account)),
        ("software_versions", .array(device.releases.map { .string($0) })),
        ("topology", way(of: device)?.json ?? .null),
      ] + EvidenceWording.members(device.output) + [
        ("deadline", SiteStatusReport.json(device.deadline())),
        ("days_left", JSONText(daysLeft(device))),
        ("cycle", device.cycle.map(SiteStatusReport.json) ?? .null),
        ("entitlements", .array(entitlements.map(Self.json))),
        ("access_points", device.accessPoints.map(AccessPointReport.json) ?? .null),
        (
          "counts",
          .object(
            [Severity.error, .warning, .note].map { severity in
              (severity.rawValue, JSONText(device.findings.count { $0.severity == severity }))
            })
        ),
      ])
  }

  /// As in `rumkit.summary/1`, with the steps of the chart.
  private static func json(_ entitlement: EntitlementUsage) -> JSONText {
    guard case .object(let members) = SummaryReport.json(entitlement) else { return .null }
    let series = entitlement.series.map { series -> JSONText in
      .object([
        ("start", .string(TimeText.iso8601(series.start))),
        ("step_seconds", .integer(series.step)),
        ("highest_counts", .array(series.points.map { JSONText($0) })),
      ])
    }
    return .object(members + [("series", series ?? .null)])
  }

  private static func json(_ input: OverviewMaterial.Input) -> JSONText {
    .object([
      ("file", .string(input.file)), ("kind", .string(input.kind.rawValue)),
      ("bytes", JSONText(input.byteCount)), ("sha256", JSONText(input.sha256?.description)),
      ("complete", .bool(input.isComplete)), ("reports", JSONText(input.reports)),
    ])
  }

  private var seals: [JSONText] {
    material.verifications.flatMap { verification in
      verification.subjects.map { subject in
        let checks = verification.checks(of: subject)
        let seal = OverviewWording.seal(checks)
        return .object([
          ("file", .string(subject.path)), ("kind", .string(subject.kind.rawValue)),
          ("passed", JSONText(checks.count { $0.result == .passed })),
          ("failed", JSONText(checks.count { $0.result == .failed })),
          ("signature", .string(seal.state.replacing(" ", with: "-"))),
          ("detail", .string(seal.detail)),
        ])
      }
    }
  }

  /// A row for each entitlement of each device; a device without usage has one row.
  public func csv(isRaw: Bool = false) -> String {
    func row(_ cells: [String], isHeading: Bool = false) -> String {
      let front = site.map { SiteHeading.cells($0.history.identity, isHeading: isHeading) } ?? []
      return CSVText.row(front + cells, isRaw: isRaw)
    }
    var result = row(
      [
        "udi_pid", "udi_serial_number", "host_name", "group", "virtual_account",
        "software_versions", "deadline", "deadline_text", "days_left", "rank", "stage",
        "next_action", "waiting_reports", "errors", "warnings", "notes", "entitlement_tag", "name",
        "reports", "measurements", "first_start", "last_end", "peak", "latest", "average", "gaps",
      ], isHeading: true)
    for device in devices {
      let front = cells(device)
      let entitlements = device.usage?.entitlements ?? []
      if entitlements.isEmpty {
        result += row(front + [String](repeating: "", count: 10))
      }
      for entitlement in entitlements { result += row(front + Self.cells(entitlement)) }
    }
    return result
  }

  private func cells(_ device: Device) -> [String] {
    let deadline = device.deadline()
    let counts = [Severity.error, .warning, .note].map { severity in
      String(device.findings.count { $0.severity == severity })
    }
    return [
      device.udi?.pid ?? "", device.udi?.serial ?? "", device.hostName ?? "",
      device.record?.group ?? "", device.record?.account ?? "",
      device.releases.joined(separator: " "), deadline.earliest.map(TimeText.iso8601) ?? "",
      SiteStatusReport.words(deadline), daysLeft(device).map(String.init) ?? "",
      device.cycle?.rank.rawValue ?? "", device.cycle?.stage.rawValue ?? "",
      device.cycle?.action.id ?? "", device.cycle.map { String($0.waiting) } ?? "",
    ] + counts
  }

  static func cells(_ entitlement: EntitlementUsage) -> [String] {
    [
      entitlement.tag ?? "", entitlement.name ?? "", String(entitlement.reports),
      String(entitlement.measurements), entitlement.firstStart.map(TimeText.iso8601) ?? "",
      entitlement.lastEnd.map(TimeText.iso8601) ?? "",
      entitlement.peak.map { String($0) } ?? "", entitlement.latest.map { String($0) } ?? "",
      entitlement.average.map { "\(SummaryReport.rounded($0))" } ?? "",
      String(entitlement.gapCount),
    ]
  }
}
