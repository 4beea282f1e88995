import Assessment
import LicenseFiles

extension AccessPointReport {
  /// `rumkit.access-points/1`.
  public var json: JSONText {
    .fields([
      "schema": "rumkit.access-points/1",
      "totals": JSONText.fields([
        "files": history.files, "reports": history.reports,
        "repeated_reports": history.repeatedReports, "omitted_reports": history.omittedReports,
      ]), "product_instances": history.productInstances.map(Self.json),
      "inventory": inventory?.json, "findings": findings.listed.map(\.json),
      "counts": findings.countsJSON, "omitted": findings.omitted,
    ])
  }

  static func json(_ controller: ControllerAccessPoints) -> JSONText {
    .fields([
      "udi_pid": controller.udi?.pid, "udi_serial_number": controller.udi?.serial,
      "superseded_by": controller.supersededBy.map {
        JSONText.fields(["udi_pid": $0.pid, "udi_serial_number": $0.serial])
      }, "counted_until": controller.countedUntil.map(TimeText.iso8601),
      "counted": controller.counted, "entitlements": controller.entitlements.map(json),
      "access_points": controller.accessPoints.map { json($0, of: controller) },
      "models": controller.models.map(json),
    ])
  }

  private static func json(_ entitlement: AccessPointEntitlement) -> JSONText {
    .fields([
      "entitlement_tag": entitlement.tag, "name": entitlement.name, "reports": entitlement.reports,
      "restated_reports": entitlement.restatedReports,
      "continued_reports": entitlement.continuedReports,
      "first_start": entitlement.firstStart.map(TimeText.iso8601),
      "last_end": entitlement.lastEnd.map(TimeText.iso8601), "count": entitlement.count,
      "listed": entitlement.listed, "measurements": entitlement.measurements,
      "proved": entitlement.proved, "failed": entitlement.failed,
      "unchecked": entitlement.unchecked, "fails_from": entitlement.failsFrom.map(TimeText.iso8601),
      "failed_reports": entitlement.failedReports,
      "mismatches": entitlement.mismatches.map {
        JSONText.fields([
          "report_id": $0.reportID.map { String($0) }, "from": $0.from.map(TimeText.iso8601),
          "listed": $0.listed, "count": $0.count,
        ])
      },
    ])
  }

  private static func json(
    _ accessPoint: AccessPoint, of controller: ControllerAccessPoints
  ) -> JSONText {
    .fields([
      "": accessPoint.udi, "first_seen": accessPoint.firstSeen.map(TimeText.iso8601),
      "from_start": accessPoint.isFromStart, "counted": accessPoint.isCounted,
      "removed_at": accessPoint.removedAt.map(TimeText.iso8601), "joins": accessPoint.joins,
      "entitlements": accessPoint.uses.map { use in
        JSONText.fields([
          "entitlement_tag": controller.entitlements[use.entitlement].tag,
          "name": controller.entitlements[use.entitlement].name,
          "first_seen": use.firstSeen.map(TimeText.iso8601), "counted": use.isCounted,
          "removed_at": use.removedAt.map(TimeText.iso8601), "joins": use.joins,
        ])
      },
    ])
  }

  private static func json(_ counts: AccessPointModelCounts) -> JSONText {
    .fields([
      "udi_pid": counts.model, "now": counts.now, "peak": counts.peak,
      "points": counts.points.map {
        JSONText.fields(["from": TimeText.iso8601($0.at), "count": $0.count])
      }, "omitted_points": counts.omittedPoints,
    ])
  }

  /// A row for each access point, or by model one for each change of a number; with an inventory a
  /// second table, after an empty line, with what is in one of the two only.
  public func csv(isRaw: Bool) -> String {
    let table = byModel ? modelRows(isRaw) : accessPointRows(isRaw)
    guard let inventory else { return table }
    return table + "\r\n" + inventory.csv(isRaw: isRaw)
  }

  private func accessPointRows(_ isRaw: Bool) -> String {
    let rows = history.productInstances.flatMap { controller in
      controller.accessPoints.map { (controller: controller, point: $0) }
    }
    return CSVTable<(controller: ControllerAccessPoints, point: AccessPoint)>([
      "controller_pid": { $0.controller.udi?.pid },
      "controller_serial_number": { $0.controller.udi?.serial }, "udi_pid": { $0.point.udi.pid },
      "udi_serial_number": { $0.point.udi.serial },
      "first_seen": { $0.point.firstSeen.map(TimeText.iso8601) },
      "counted": { $0.point.isCounted },
      "removed_at": { $0.point.removedAt.map(TimeText.iso8601) }, "joins": { $0.point.joins },
      "entitlements": { row in
        row.point.uses.map { use in
          let entitlement = row.controller.entitlements[use.entitlement]
          return entitlement.name ?? entitlement.tag ?? "without a tag"
        }
      },
    ]).text(rows, isRaw: isRaw)
  }

  private func modelRows(_ isRaw: Bool) -> String {
    let rows = history.productInstances.flatMap { controller in
      controller.models.flatMap { model in
        model.points.map {
          (controller: controller.udi, model: model.model, at: $0.at, count: $0.count)
        }
      }
    }
    return CSVTable<(controller: UDI?, model: String, at: Int64, count: Int)>([
      "controller_pid": { $0.controller?.pid },
      "controller_serial_number": { $0.controller?.serial }, "udi_pid": { $0.model },
      "from": { TimeText.iso8601($0.at) }, "count": { $0.count },
    ]).text(rows, isRaw: isRaw)
  }
}
