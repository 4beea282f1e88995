import Assessment
import LicenseFiles

/// What a page says about the access points in a controller's count.
enum OverviewAccessPoints {
  /// The most changes that are listed, the latest.
  private static let limit = 60

  static func pieces(_ controller: ControllerAccessPoints) -> [HTML] {
    let until = controller.countedUntil.map { " on \(TimeText.day($0))" } ?? ""
    var words =
      "\(counted(controller.counted, "access point")) counted\(until), "
      + "\(controller.accessPoints.count) ever listed."
    if let other = controller.supersededBy { words += " The reports of \(other) go on." }
    return [.paragraph(words), proof(controller), models(controller)]
      + changes(controller)
  }

  /// Whether the lists give the counts.
  private static func proof(_ controller: ControllerAccessPoints) -> HTML {
    Table<AccessPointEntitlement>(
      controller.entitlements,
      [
        .text("Entitlement") { EntitlementWording.name($0.tag) }.whole,
        .number("Count") { $0.count }, .number("Listed") { $0.listed },
        .number("Measurements proved") { "\($0.proved) of \($0.measurements)" },
        .text("Result") {
          $0.failed > 0 ? "do not agree" : $0.proved > 0 ? "agree" : "nothing to compare"
        }
        .shown(result),
      ]
    ).page("The lists of access points against the counts")
  }

  private static func result(_ entitlement: AccessPointEntitlement) -> HTML {
    guard entitlement.failed > 0 else {
      return entitlement.proved > 0
        ? .badge(.good, "agree") : .badge(.unknown, "nothing to compare")
    }
    let badge = HTML.badge(.bad, "do not agree")
    guard let moment = entitlement.failsFrom else { return badge }
    return .sequence([badge, .text(" from "), .moment(moment), .text(" on")])
  }

  private static func models(_ controller: ControllerAccessPoints) -> HTML {
    Table<AccessPointModelCounts>(
      controller.models.prefix(limit),
      [
        .text("Model") { $0.model }.whole, .number("At the end") { $0.now },
        .number("At most") { $0.peak },
      ]
    ).page("Access points by model")
  }

  /// Who joined after the first measurement, and who left.
  private static func changes(_ controller: ControllerAccessPoints) -> [HTML] {
    let changed = controller.accessPoints
      .filter { !$0.isFromStart || $0.removedAt != nil || $0.joins > 1 }
      .sorted { latest($0) > latest($1) }
    let table = Table<AccessPoint>(
      changed.prefix(limit),
      [
        .text("Serial number") { $0.udi.serial }.whole, .text("Model") { $0.udi.pid }.whole,
        .moment("Joined", missing: "before these reports") { $0.isFromStart ? nil : $0.firstSeen },
        .moment("Left") { $0.removedAt },
        .number("Joins") { $0.joins },
      ])
    let left = changed.count - limit
    return [
      table.page(
        "Access points that joined or left, the latest first", whenEmpty: "none in these reports")
    ]
      + (left > 0
        ? [.paragraph("\(left) more are not listed here: rumkit aps lists every one.", .meta)] : [])
  }

  private static func latest(_ accessPoint: AccessPoint) -> Int64 {
    max(accessPoint.removedAt ?? .min, accessPoint.firstSeen ?? .min)
  }
}
