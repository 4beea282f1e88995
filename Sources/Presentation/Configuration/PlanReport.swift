public import Assessment
import LicenseFiles

/// A plan, as text that can be pasted at a device and as JSON.
public struct PlanReport: TextReport, JSONReport, Sendable {
  private let plan: ConnectionPlan

  /// Creates a report.
  public init(_ plan: ConnectionPlan) { self.plan = plan }

  /// The plan; everything that is not a line for the device comes after `!`.
  package func draft(_ layout: Layout) -> String {
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
        page.configuration(stage.lines, ending: plan.values.dialect.typed(["end"]))
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
    return .fields([
      "schema": "rumkit.plan/1", "topology": plan.topology.rawValue, "title": plan.topology.title,
      "udi_pid": plan.values.pid, "software_version": plan.values.release?.normalized,
      "configuration": plan.configuration,
      "stages": plan.stages.map {
        JSONText.fields(["stage": $0.name.rawValue, "lines": $0.lines.map(\.json)])
      },
      "signs": plan.signs.map {
        JSONText.fields([
          "good": $0.isGood, "text": $0.text, "meaning": $0.meaning, "basis": $0.source.json,
        ])
      },
      "remarks": plan.remarks.map { JSONText.fields(["text": $0.text, "basis": $0.source.json]) },
      "findings": plan.findings.map(\.json), "counts": report.countsJSON,
    ])
  }
}

extension PlanLine {
  var json: JSONText {
    .fields([
      "kind": kind.rawValue, "text": text, "expects": expects, "note": note, "basis": source.json,
    ])
  }
}
