import Foundation
import LicenseFiles
import Testing

@testable import Assessment

@Suite("Skeletons of files") struct DocumentShapeTests {
  private func shape(_ text: String) throws -> DocumentShape {
    try DocumentShape(MemorySource(Array(text.utf8)))
  }

  private func names(_ nodes: [ShapeNode]) -> [String] {
    nodes.flatMap { [$0.name] + names($0.children) }
  }

  @Test("names, types, counts and lengths")
  func parts() throws {
    let shape = try shape(
      #"<smartLicense><RUMReport><![CDATA[{"payload":"{\"meta\":{\"report_id\":17}}"}]]></RUMReport>"#
        + #"<RUMReport>{"payload":"{\"meta\":{\"report_id\":"#
        + #"18000}}"}</RUMReport></smartLicense>"#)
    #expect(shape.form == .xml)
    #expect(shape.isComplete)
    #expect(
      names(shape.nodes) == ["smartLicense", "RUMReport", "payload", "meta", "report_id"])
    let report = shape.nodes[0].children[0]
    #expect(report.count == 2)
    let id = report.children[0].children[0].children[0]
    #expect(id.values[.number]?.count == 2)
    #expect(id.values[.number]?.shortest == 2)
    #expect(id.values[.number]?.longest == 5)
  }

  @Test(
    "names that may be values show their length",
    arguments: [
      ("9EXAMPLE001", "name(11 chars)"), ("acme", "name(4 chars)"),
      ("acme_report", "name(11 chars)"),
      ("report_id", "report_id"), ("reportIds", "reportIds"), ("id7", "name(3 chars)"),
      ("smartAccountDomain", "smartAccountDomain"), ("acknowledgedReports", "acknowledgedReports"),
    ])
  func keys(_ key: String, _ shown: String) throws {
    #expect(names(try shape(#"{"\#(key)":1}"#).nodes) == [shown])
    guard key.first?.isLetter == true else { return }
    #expect(names(try shape("<smartLicense><\(key)/></smartLicense>").nodes).last == shown)
  }

  @Test("damage shows what stands before it")
  func damage() throws {
    let cut = try shape("<smartLicense><RUMReport>{}</RUMReport><RUMRep")
    #expect(!cut.isComplete)
    #expect(names(cut.nodes) == ["smartLicense", "RUMReport"])
    #expect(!(try shape(#"{"a":"#).isComplete))
    #expect(try shape("").form == .empty)
  }

  @Test("text is counted, not shown")
  func text() throws {
    let text = try #require(
      try shape(
        "wlc-1#show clock\n10:00:00.000 UTC Mon Aug 3 2026\nwlc-1#show secret things\nx\n"
          + "*Aug  3 10:00:01.000: %SMART_LIC-6-AGENT_ENABLED: on\n"
      ).text)
    #expect(text.lineCount == 5)
    #expect(text.deviceCount == 1)
    #expect(text.logLineCount == 1)
    #expect(text.commands == ["show clock": 1])
    #expect(text.otherCommandCount == 1)
  }

  @Test("no value is ever shown", arguments: 1...100)
  func noValue(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    var values: [String] = []
    func value() -> String {
      let text = "Zq\(Int.random(in: 100_000...999_999, using: &random))"
      values.append(text)
      return text
    }
    func json(_ depth: Int) -> String {
      switch Int.random(in: 0..<(depth > 3 ? 2 : 5), using: &random) {
      case 0: return "\"\(value())\""
      case 1: return value().dropFirst(2).description
      case 2: return "[\(json(depth + 1)),\(json(depth + 1))]"
      case 3: return "{\"report\":\(json(depth + 1)),\"\(value())\":\(json(depth + 1))}"
      default: return "{\"sudi\":\(json(depth + 1))}"
      }
    }
    let shape = try shape(
      "<smartLicense><data>\(json(0))</data><\(value())>\(value())</\(values[values.count - 2])></smartLicense>"
    )
    #expect(shape.nodes.isEmpty == false)
    let shown = "\(shape)"
    for value in values where value.utf8.count >= 6 {
      #expect(!shown.contains(value.dropFirst(2)), "seed \(seed): \(value)")
    }
  }
}
