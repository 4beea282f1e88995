import Assessment
import LicenseFiles

extension OverviewReport {
  /// `rumkit.report/1`.
  public var json: JSONText {
    .fields([
      "schema": "rumkit.report/1", "rehearsal": isRehearsal, "now": TimeText.iso8601(making.now),
      "made_by": JSONText.fields([
        "operator": making.operatorName, "witness": making.witness, "host": making.host,
        "tool_version": making.toolVersion,
      ]), "site": siteJSON, "totals": totalsJSON, "devices": devices.map(json),
      "acknowledgements": AckSummaryReport(material.acknowledgements).json,
      "findings": material.findings.listed.map(\.json), "counts": material.findings.countsJSON,
      "omitted": material.findings.omitted,
      "evidence": JSONText.fields([
        "files": material.inputs.map(Self.json), "unreadable": material.unread,
        "checks": checks.map(\.json), "seals": seals, "cisco_signatures": "not-checked",
      ]),
    ])
  }

  var siteJSON: JSONText? { site.map { json($0.history) } }

  var totalsJSON: JSONText {
    let totals = material.usage.totals
    return .fields([
      "devices": devices.count, "files": material.inputs.count, "reports": totals.reports,
      "measurements": totals.measurements, "telemetry_reports": totals.telemetryReports,
      "repeated_reports": totals.repeatedReports, "grown_reports": totals.grownReports,
      "conflicting_reports": totals.conflictingReports,
    ])
  }

  private func json(_ history: SiteHistory) -> JSONText {
    .fields([
      "name": history.identity.name, "id": history.identity.id,
      "mode": history.identity.mode.rawValue, "ledger": history.head.json,
      "verified_at": history.verifiedAt.map(TimeText.iso8601),
      "backed_up_at": history.backedUpAt.map(TimeText.iso8601),
      "overrides": history.overrides.map { EventWording.json($0) },
      "incidents": material.incidents.map { EventWording.json($0) },
    ])
  }

  private func json(_ device: Device) -> JSONText {
    let entitlements = device.usage?.entitlements ?? []
    return .fields([
      "udi_pid": device.udi?.pid, "udi_serial_number": device.udi?.serial,
      "host_name": device.hostName, "group": device.record?.group,
      "virtual_account": device.record?.account, "software_versions": device.releases,
      "topology": way(of: device)?.json, "": EvidenceWording.json(device.output),
      "deadline": SiteStatusReport.json(device.deadline()),
      "days_left": daysLeft(device), "cycle": device.cycle.map(SiteStatusReport.json),
      "entitlements": entitlements.map(Self.json),
      "access_points": device.accessPoints.map(AccessPointReport.json),
      "counts": JSONText.object(
        [Severity.error, .warning, .note].map { severity in
          (severity.rawValue, JSONText(device.findings.count { $0.severity == severity }))
        }),
    ])
  }

  /// As in `rumkit.summary/1`, with the steps of the chart.
  private static func json(_ entitlement: EntitlementUsage) -> JSONText {
    guard case .object(let members) = SummaryReport.json(entitlement) else { return .null }
    let series = entitlement.series.map { series -> JSONText in
      .fields([
        "start": TimeText.iso8601(series.start), "step_seconds": series.step,
        "highest_counts": series.points.map { JSONText($0) },
      ])
    }
    return .fields(["": JSONText.object(members), "series": series])
  }

  private static func json(_ input: OverviewMaterial.Input) -> JSONText {
    .fields([
      "file": input.file, "kind": input.kind.rawValue, "bytes": input.byteCount,
      "sha256": input.sha256?.description, "complete": input.isComplete, "reports": input.reports,
    ])
  }

  private var seals: [JSONText] {
    material.verifications.flatMap { verification in
      verification.subjects.map { subject in
        let checks = verification.checks(of: subject)
        let seal = OverviewWording.seal(checks)
        return .fields([
          "file": subject.path, "kind": subject.kind.rawValue,
          "passed": checks.count { $0.result == .passed },
          "failed": checks.count { $0.result == .failed },
          "signature": seal.state.replacing(" ", with: "-"), "detail": seal.detail,
        ])
      }
    }
  }

  /// A row for each entitlement of each device; a device without usage has one row.
  public func csv(isRaw: Bool) -> String {
    let rows = devices.flatMap { device in
      let used = device.usage?.entitlements ?? []
      return (used.isEmpty ? [nil] : used.map(Optional.some)).map {
        (device: device, entitlement: $0)
      }
    }
    typealias Used = (device: Device, entitlement: EntitlementUsage?)
    return CSVTable<Used>(
      of: site?.history.identity,
      [
        .data("udi_pid") { $0.device.udi?.pid },
        .data("udi_serial_number") { $0.device.udi?.serial },
        .data("host_name") { $0.device.hostName }, .data("group") { $0.device.record?.group },
        .data("virtual_account") { $0.device.record?.account },
        .data("software_versions") { $0.device.releases },
        .data("deadline") { $0.device.deadline().earliest.map(TimeText.iso8601) },
        .data("deadline_text") { SiteStatusReport.words($0.device.deadline()) },
        .data("days_left") { daysLeft($0.device) },
      ]
        + [
          StatusColumns.rank, StatusColumns.stage, StatusColumns.action, StatusColumns.waiting,
        ].map { column in column.of { $0.device.cycle } }
        + [
          .data("errors") { Self.count(.error, $0.device) },
          .data("warnings") { Self.count(.warning, $0.device) },
          .data("notes") { Self.count(.note, $0.device) },
        ] + EntitlementColumns.data.map { column in column.of { $0.entitlement } }
    ).text(rows, isRaw: isRaw)
  }

  private static func count(_ severity: Severity, _ device: Device) -> Int {
    device.findings.count { $0.severity == severity }
  }
}
