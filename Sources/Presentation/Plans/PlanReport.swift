public import Assessment
import LicenseFiles

/// A plan, as text that can be pasted at a device and as JSON.
public struct PlanReport: Sendable {
  private let plan: ConnectionPlan

  /// Creates a report.
  public init(_ plan: ConnectionPlan) { self.plan = plan }

  /// The plan; everything that is no line for the device stands behind `!`.
  public var text: String {
    var page = ConfigurationPage()
    page.comment("plan \(plan.topology.rawValue): \(plan.topology.title)")
    let device = [
      plan.values.pid, plan.values.release.map { "release \($0.normalized)" },
    ].compactMap(\.self)
    if !device.isEmpty { page.comment("for \(device.joined(separator: ", "))") }
    page.legend()
    for finding in plan.findings { page.finding(finding) }
    if !plan.remarks.isEmpty {
      page.comment()
      page.comment("KNOW")
      for remark in plan.remarks {
        page.comment("- \(remark.text) (\(remark.source.certainty): \(remark.source.source))")
      }
    }
    for stage in plan.stages {
      page.comment()
      page.comment(stage.name.rawValue.uppercased())
      if stage.name == .configure {
        page.configuration(stage.lines)
      } else {
        page.lines(stage.lines)
      }
    }
    page.comment()
    page.comment("IN THE LOG (show logging)")
    for sign in plan.signs {
      page.comment("\(sign.isGood ? "good" : "bad "): \(sign.text)")
      page.comment("\(sign.meaning) (\(sign.source.certainty): \(sign.source.source))", indent: 7)
    }
    return page.text
  }

  /// `rumkit.plan/1`.
  public var json: JSONText {
    var report = FindingsReport(listsAll: true)
    for finding in plan.findings { report.add(finding) }
    return .object([
      ("schema", .string("rumkit.plan/1")),
      ("topology", .string(plan.topology.rawValue)),
      ("title", .string(plan.topology.title)),
      ("udi_pid", JSONText(plan.values.pid)),
      ("software_version", JSONText(plan.values.release?.normalized)),
      ("configuration", .array(plan.configuration.map { .string($0) })),
      (
        "stages",
        .array(
          plan.stages.map {
            .object([
              ("stage", .string($0.name.rawValue)), ("lines", .array($0.lines.map(\.json))),
            ])
          })
      ),
      (
        "signs",
        .array(
          plan.signs.map {
            .object([
              ("good", .bool($0.isGood)), ("text", .string($0.text)),
              ("meaning", .string($0.meaning)), ("basis", $0.source.json),
            ])
          })
      ),
      (
        "remarks",
        .array(
          plan.remarks.map { .object([("text", .string($0.text)), ("basis", $0.source.json)]) })
      ),
      ("findings", .array(plan.findings.map(\.json))),
      ("counts", report.countsJSON),
    ])
  }
}

extension PlanLine {
  var json: JSONText {
    .object([
      ("kind", .string(kind.rawValue)), ("text", .string(text)), ("expects", JSONText(expects)),
      ("note", JSONText(note)), ("basis", source.json),
    ])
  }
}
