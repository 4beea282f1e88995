public import Assessment
import LicenseFiles

/// The access points after the counts of controllers, as text, JSON and CSV.
public struct AccessPointReport: TextReport, JSONReport, CSVReport, Sendable {
  let history: AccessPointHistory
  let findings: FindingsReport
  let inventory: InventoryReport?
  let byModel: Bool

  /// Creates a report.
  ///
  /// - Parameters:
  ///   - outcome: what was read and compared.
  ///   - byModel: says how many there were of each model over time.
  public init(_ outcome: AccessPointOutcome, byModel: Bool = false) {
    self.byModel = byModel
    history = outcome.history
    findings = outcome.findings
    inventory = outcome.comparison.map { InventoryReport($0, outcome.inventories) }
  }

  /// For each controller its entitlements and access points; or, by model, how many there were over
  /// time; for a terminal of a width where one is given.
  package func draft(_ layout: Layout) -> String {
    let (isVerbose, columns) = (layout.isVerbose, layout.columns)
    var result = ""
    var left = LeftOutColumns()
    for controller in history.productInstances {
      result += heading(controller) + proof(controller, isVerbose, columns, &left) + "\n"
      result +=
        byModel
        ? overTime(controller, columns)
        : accessPoints(controller, isVerbose, columns) + "\n" + models(controller, columns, &left)
      result += "\n"
    }
    if let inventory { result += inventory.text(columns: columns) + "\n" }
    result += findings.lines(isVerbose: isVerbose)
    if !findings.listed.isEmpty { result += "\n" }
    return result + left.line + totals
  }

  private var totals: String {
    let points = history.productInstances.filter { $0.supersededBy == nil }
      .reduce(0) { $0 + $1.counted }
    let reports = counted(history.reports, "report")
    var parts = [
      history.productInstances.isEmpty
        ? "no access points: none of \(reports) lists any"
        : "\(points) access points counted, \(reports)",
      counted(history.files, "file"),
    ]
    if history.repeatedReports > 0 {
      parts.append("\(history.repeatedReports) seen again, counted once")
    }
    if history.omittedReports > 0 {
      parts.append("\(history.omittedReports) left out at a limit")
    }
    return parts.joined(separator: ", ") + "; " + findings.countsText + "\n"
  }

  private func heading(_ controller: ControllerAccessPoints) -> String {
    let name = controller.udi?.description ?? "unknown device"
    var text = "\(name)  \(controller.counted) access points"
    if let until = controller.countedUntil { text += " at \(TimeText.iso8601(until))" }
    if let other = controller.supersededBy { text += ", superseded by \(other)" }
    return TerminalText.escaped(text, limit: 300) + "\n"
  }

  private func proof(
    _ controller: ControllerAccessPoints, _ showsTags: Bool, _ columns: Int?,
    _ left: inout LeftOutColumns
  ) -> String {
    Table<AccessPointEntitlement>(
      controller.entitlements,
      [
        .text("ENTITLEMENT") { EntitlementWording.name($0.tag, isWhole: showsTags) },
        .number("REPORTS") { $0.reports }.goes(1),
        .text("FROM") { $0.firstStart.map(TimeText.day) }.goes(2),
        .text("TO") { $0.lastEnd.map(TimeText.day) }.goes(3), .number("COUNT") { $0.count },
        .number("LISTED") { $0.listed }, .text("PROVED") { Self.proof($0) },
      ]
    ).text(indent: 2, columns: columns, leavingOut: &left)
  }

  private static func proof(_ entitlement: AccessPointEntitlement) -> String {
    var text = "\(entitlement.proved) of \(entitlement.measurements) measurements"
    if let from = entitlement.failsFrom {
      text += ", fails from \(TimeText.iso8601(from))"
    } else if entitlement.failed > 0 {
      text += ", \(entitlement.failed) fail"
    }
    if entitlement.unchecked > 0 { text += ", \(entitlement.unchecked) cannot be checked" }
    return text
  }

  private func accessPoints(
    _ controller: ControllerAccessPoints, _ showsTags: Bool, _ columns: Int?
  ) -> String {
    let hasRejoined = controller.accessPoints.contains { $0.joins > 1 }
    var shown: [Column<AccessPoint>] = [
      .text("MODEL") { $0.udi.pid }, .text("SERIAL") { $0.udi.serial },
      // It was there when the first report began, and nobody knows for how long.
      .text("FIRST SEEN") { point in
        point.firstSeen.map { (point.isFromStart ? "by " : "") + TimeText.iso8601($0) }
      },
      .text("REMOVED") { point in
        point.isCounted ? nil : point.removedAt.map(TimeText.iso8601) ?? "yes"
      },
    ]
    if hasRejoined {
      shown.append(.text("JOINED", missing: "") { $0.joins > 1 ? "\($0.joins) times" : nil })
    }
    shown.append(
      .text("ENTITLEMENTS", missing: "") { point in
        point.uses.map { use in
          let name = EntitlementWording.name(
            controller.entitlements[use.entitlement].tag, isWhole: showsTags)
          return use.isCounted || !point.isCounted ? name : "\(name) (left)"
        }
      })
    return Table(controller.accessPoints, shown).text(indent: 2, columns: columns)
  }

  private func models(
    _ controller: ControllerAccessPoints, _ columns: Int?, _ left: inout LeftOutColumns
  ) -> String {
    Table<AccessPointModelCounts>(
      controller.models,
      [
        .text("MODEL") { $0.model }, .number("NOW") { $0.now }, .number("PEAK") { $0.peak },
        .text("OVER TIME") { Sparkline.short($0.series?.points ?? []) }.goes(1),
      ]
    ).text(indent: 2, columns: columns, leavingOut: &left)
  }

  /// The most models that are a column each; the rest share one.
  private static let columns = 8

  /// A line for each time at which a number changes, and a column for each model.
  private func overTime(_ controller: ControllerAccessPoints, _ columns: Int?) -> String {
    let shown = controller.models.sorted {
      ($1.peak, $0.model) < ($0.peak, $1.model)
    }.prefix(Self.columns).sorted { $0.model < $1.model }
    let others = controller.models.filter { model in !shown.contains { $0.model == model.model } }
    var changes: [Int64: [String: Int]] = [:]
    for model in controller.models {
      for point in model.points { changes[point.at, default: [:]][model.model] = point.count }
    }
    var table = TextTable(
      ["FROM"] + shown.map(\.model) + (others.isEmpty ? [] : ["OTHERS"]) + ["ALL"],
      [.left] + Array(repeating: .right, count: shown.count + 2))
    var now: [String: Int] = [:]
    for time in changes.keys.sorted() {
      now.merge(changes[time] ?? [:]) { $1 }
      let rest = others.reduce(0) { $0 + now[$1.model, default: 0] }
      table.add(
        [TimeText.iso8601(time)] + shown.map { String(now[$0.model, default: 0]) }
          + (others.isEmpty ? [] : [String(rest)]) + [String(now.values.reduce(0, +))])
    }
    let omitted = controller.models.reduce(0) { $0 + $1.omittedPoints }
    return table.text(indent: 2, columns: columns)
      + (omitted > 0 ? "  \(omitted) earlier changes are not shown\n" : "")
  }
}
