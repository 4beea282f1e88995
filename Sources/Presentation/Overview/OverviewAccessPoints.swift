import Assessment
import LicenseFiles

/// What a page says of the access points in a controller's count.
enum OverviewAccessPoints {
  /// The most changes that are listed, the latest.
  private static let limit = 60

  static func pieces(_ controller: ControllerAccessPoints) -> [HTML] {
    let until = controller.countedUntil.map { " on \(TimeText.day($0))" } ?? ""
    var words =
      "\(counted(controller.counted, "access point")) counted\(until), "
      + "\(controller.accessPoints.count) ever listed."
    if let other = controller.supersededBy { words += " The reports of \(other) go on." }
    return [.paragraph(words), proof(controller).html, models(controller).html]
      + changes(controller)
  }

  /// Whether the lists give the counts.
  private static func proof(_ controller: ControllerAccessPoints) -> PageTable {
    var table = PageTable(
      "The lists of access points against the counts",
      [
        .init("Entitlement"), .number("Count"), .number("Listed"), .number("Measurements proved"),
        .init("Result"),
      ])
    for entitlement in controller.entitlements {
      let result: HTML =
        if entitlement.failed > 0 {
          .sequence([
            .badge(.bad, "do not agree"),
            .text(entitlement.failsFrom.map { " from \(TimeText.iso8601($0)) on" } ?? ""),
          ])
        } else if entitlement.proved > 0 {
          .badge(.good, "agree")
        } else {
          .badge(.unknown, "nothing to compare")
        }
      table.add([
        .text(EntitlementWording.name(entitlement.tag)),
        .text(entitlement.count.map { String($0) } ?? "-"), .text(String(entitlement.listed)),
        .text("\(entitlement.proved) of \(entitlement.measurements)"), result,
      ])
    }
    return table
  }

  private static func models(_ controller: ControllerAccessPoints) -> PageTable {
    var table = PageTable(
      "Access points by model", [.init("Model"), .number("At the end"), .number("At most")])
    for model in controller.models.prefix(limit) {
      table.add(texts: [model.model, String(model.now), String(model.peak)])
    }
    return table
  }

  /// Who joined after the first measurement, and who left.
  private static func changes(_ controller: ControllerAccessPoints) -> [HTML] {
    let changed = controller.accessPoints
      .filter { !$0.isFromStart || $0.removedAt != nil || $0.joins > 1 }
      .sorted { latest($0) > latest($1) }
    var table = PageTable(
      "Access points that joined or left, the latest first",
      [.init("Serial number"), .init("Model"), .init("Joined"), .init("Left"), .number("Joins")],
      whenEmpty: "none in these reports")
    for accessPoint in changed.prefix(limit) {
      table.add([
        .text(accessPoint.udi.serial), .text(accessPoint.udi.pid),
        accessPoint.isFromStart
          ? .text("before these reports") : .moment(accessPoint.firstSeen),
        .moment(accessPoint.removedAt, none: "-"), .text(String(accessPoint.joins)),
      ])
    }
    let left = changed.count - limit
    return [table.html]
      + (left > 0
        ? [.paragraph("\(left) more are not listed here: rumkit aps lists every one.", .meta)] : [])
  }

  private static func latest(_ accessPoint: AccessPoint) -> Int64 {
    max(accessPoint.removedAt ?? .min, accessPoint.firstSeen ?? .min)
  }
}
