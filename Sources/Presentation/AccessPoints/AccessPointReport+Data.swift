import Assessment
import LicenseFiles

extension AccessPointReport {
  /// `rumkit.access-points/1`.
  public var json: JSONText {
    .object([
      ("schema", .string("rumkit.access-points/1")),
      (
        "totals",
        .object([
          ("files", JSONText(history.files)),
          ("reports", JSONText(history.reports)),
          ("repeated_reports", JSONText(history.repeatedReports)),
          ("omitted_reports", JSONText(history.omittedReports)),
        ])
      ),
      ("product_instances", .array(history.productInstances.map(Self.json))),
      ("inventory", inventory?.json ?? .null),
      ("findings", .array(findings.listed.map(\.json))),
      ("counts", findings.countsJSON),
      ("omitted", JSONText(findings.omitted)),
    ])
  }

  static func json(_ controller: ControllerAccessPoints) -> JSONText {
    .object([
      ("udi_pid", JSONText(controller.udi?.pid)),
      ("udi_serial_number", JSONText(controller.udi?.serial)),
      (
        "superseded_by",
        controller.supersededBy.map {
          .object([("udi_pid", .string($0.pid)), ("udi_serial_number", .string($0.serial))])
        } ?? .null
      ),
      ("counted_until", JSONText(controller.countedUntil.map(TimeText.iso8601))),
      ("counted", JSONText(controller.counted)),
      ("entitlements", .array(controller.entitlements.map(json))),
      ("access_points", .array(controller.accessPoints.map { json($0, of: controller) })),
      ("models", .array(controller.models.map(json))),
    ])
  }

  private static func json(_ entitlement: AccessPointEntitlement) -> JSONText {
    .object([
      ("entitlement_tag", JSONText(entitlement.tag)),
      ("name", JSONText(entitlement.name)),
      ("reports", JSONText(entitlement.reports)),
      ("restated_reports", JSONText(entitlement.restatedReports)),
      ("continued_reports", JSONText(entitlement.continuedReports)),
      ("first_start", JSONText(entitlement.firstStart.map(TimeText.iso8601))),
      ("last_end", JSONText(entitlement.lastEnd.map(TimeText.iso8601))),
      ("count", JSONText(entitlement.count)),
      ("listed", JSONText(entitlement.listed)),
      ("measurements", JSONText(entitlement.measurements)),
      ("proved", JSONText(entitlement.proved)),
      ("failed", JSONText(entitlement.failed)),
      ("unchecked", JSONText(entitlement.unchecked)),
      ("fails_from", JSONText(entitlement.failsFrom.map(TimeText.iso8601))),
      ("failed_reports", JSONText(entitlement.failedReports)),
      (
        "mismatches",
        .array(
          entitlement.mismatches.map {
            .object([
              ("report_id", JSONText($0.reportID.map { String($0) })),
              ("from", JSONText($0.from.map(TimeText.iso8601))),
              ("listed", JSONText($0.listed)), ("count", JSONText($0.count)),
            ])
          })
      ),
    ])
  }

  private static func json(
    _ accessPoint: AccessPoint, of controller: ControllerAccessPoints
  ) -> JSONText {
    .object([
      ("udi_pid", .string(accessPoint.udi.pid)),
      ("udi_serial_number", .string(accessPoint.udi.serial)),
      ("first_seen", JSONText(accessPoint.firstSeen.map(TimeText.iso8601))),
      ("from_start", .bool(accessPoint.isFromStart)),
      ("counted", .bool(accessPoint.isCounted)),
      ("removed_at", JSONText(accessPoint.removedAt.map(TimeText.iso8601))),
      ("joins", JSONText(accessPoint.joins)),
      (
        "entitlements",
        .array(
          accessPoint.uses.map { use in
            .object([
              ("entitlement_tag", JSONText(controller.entitlements[use.entitlement].tag)),
              ("name", JSONText(controller.entitlements[use.entitlement].name)),
              ("first_seen", JSONText(use.firstSeen.map(TimeText.iso8601))),
              ("counted", .bool(use.isCounted)),
              ("removed_at", JSONText(use.removedAt.map(TimeText.iso8601))),
              ("joins", JSONText(use.joins)),
            ])
          })
      ),
    ])
  }

  private static func json(_ counts: AccessPointModelCounts) -> JSONText {
    .object([
      ("udi_pid", .string(counts.model)),
      ("now", JSONText(counts.now)),
      ("peak", JSONText(counts.peak)),
      (
        "points",
        .array(
          counts.points.map {
            .object([("from", .string(TimeText.iso8601($0.at))), ("count", JSONText($0.count))])
          })
      ),
      ("omitted_points", JSONText(counts.omittedPoints)),
    ])
  }

  /// A row for each access point, or by model one for each change of a number; with an inventory a
  /// second table, behind an empty line, with what is in one of the two only.
  public func csv(byModel: Bool = false, isRaw: Bool = false) -> String {
    let table = byModel ? modelRows(isRaw) : accessPointRows(isRaw)
    guard let inventory else { return table }
    return table + "\r\n" + inventory.csv(isRaw: isRaw)
  }

  private func accessPointRows(_ isRaw: Bool) -> String {
    var result = CSVText.row([
      "controller_pid", "controller_serial_number", "udi_pid", "udi_serial_number", "first_seen",
      "counted", "removed_at", "joins", "entitlements",
    ])
    for controller in history.productInstances {
      for accessPoint in controller.accessPoints {
        let names = accessPoint.uses.map { controller.name(ofEntitlement: $0.entitlement) }
        result += CSVText.row(
          [
            controller.udi?.pid ?? "", controller.udi?.serial ?? "", accessPoint.udi.pid,
            accessPoint.udi.serial, accessPoint.firstSeen.map(TimeText.iso8601) ?? "",
            accessPoint.isCounted ? "yes" : "no",
            accessPoint.removedAt.map(TimeText.iso8601) ?? "", String(accessPoint.joins),
            names.joined(separator: " "),
          ], isRaw: isRaw)
      }
    }
    return result
  }

  private func modelRows(_ isRaw: Bool) -> String {
    var result = CSVText.row([
      "controller_pid", "controller_serial_number", "udi_pid", "from", "count",
    ])
    for controller in history.productInstances {
      for model in controller.models {
        for point in model.points {
          result += CSVText.row(
            [
              controller.udi?.pid ?? "", controller.udi?.serial ?? "", model.model,
              TimeText.iso8601(point.at), String(point.count),
            ], isRaw: isRaw)
        }
      }
    }
    return result
  }
}
