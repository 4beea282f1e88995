import Assessment
import Foundation
import LicenseFiles
import Testing

private let rulesFolder = URL(filePath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent()
  .appending(path: "Sources/Assessment/Rules")

/// The finding ids that one run over the documents gives.
func judge(
  _ documents: [String], expecting: RuleContext.Expectation = .anything
) throws -> [Finding] {
  // 2026-11-24T00:00:00Z
  var judge = Judge(.standard, context: RuleContext(now: 1_795_478_400, expected: expecting))
  var findings: [Finding] = []
  for (index, text) in documents.enumerated() {
    let name = "\(index).txt"
    judge.begin(name)
    let outline = try readDocument(name, open: { MemorySource(Array(text.utf8)) }) {
      findings += judge.take($0)
    }
    findings += judge.end(outline)
  }
  return findings + judge.finish()
}

extension FindingExample {
  var documents: [String]? {
    switch self {
    case .document(let text): [text]
    case .documents(let texts): texts
    case .hexadecimal, .described: nil
    }
  }
}

extension FindingDescriptor {
  /// What the command would expect when it looks for this finding.
  fileprivate var expectation: RuleContext.Expectation {
    switch id {
    case "usage/ack-given": .usage
    case "ack/not-an-ack", "ack/no-rum-ack": .ack
    default: .anything
    }
  }
}

@Suite struct RuleExamplesTests {
  @Test(arguments: RuleSet.standard.descriptors.filter { $0.trigger.documents != nil }.map(\.id))
  func theTriggerGivesTheFinding(_ id: String) throws {
    let descriptor = try #require(RuleSet.standard.descriptors.first { $0.id == id })
    let documents = try #require(descriptor.trigger.documents)
    let ids = try judge(documents, expecting: descriptor.expectation).map(\.id)
    #expect(ids.contains(descriptor.id), "\(ids)")
  }

  @Test(arguments: RuleSet.standard.descriptors.map(\.id))
  func theNearMissDoesNot(_ id: String) throws {
    let descriptor = try #require(RuleSet.standard.descriptors.first { $0.id == id })
    let documents = try #require(descriptor.nearMiss.documents)
    let ids = try judge(documents, expecting: descriptor.expectation).map(\.id)
    #expect(!ids.contains(descriptor.id), "\(ids)")
  }

  @Test func theListHoldsEveryRuleOfTheFolder() throws {
    let listed = Set(RuleSet.standard.rules.map { "\($0)" })
    let files = try FileManager.default.contentsOfDirectory(atPath: rulesFolder.path)
    for file in files {
      let name = String(file.dropLast(".swift".count))
      let text = try String(
        contentsOf: rulesFolder.appending(path: file), encoding: .utf8)
      #expect(listed.contains(name) == text.contains("struct \(name): Rule"), "\(name)")
    }
  }

  @Test func idsAreUniqueAndAnInferredRuleIsNeverAnError() {
    let all = RuleSet.standard.descriptors + FindingDescriptor.reading
    #expect(Set(all.map(\.id)).count == all.count)
    for descriptor in all {
      if case .inferred = descriptor.basis { #expect(descriptor.severity < .error) }
      #expect(descriptor.id.wholeMatch(of: /[a-z]+\/[a-z0-9-]+/) != nil, "\(descriptor.id)")
    }
  }

  @Test(arguments: [(499, []), (500, ["usage/many-reports"]), (1000, ["usage/too-many-reports"])])
  func reportsAreCountedAgainstTheMarkOfTheFieldNotice(_ count: Int, _ ids: [String]) throws {
    let block = "<RUMReport><![CDATA[{\"payload\":\"{}\"}]]></RUMReport>\n"
    let text =
      "<smartLicense>\n" + String(repeating: block, count: count) + "</smartLicense>\n"
    let found = try judge([text]).map(\.id).filter { $0.hasSuffix("many-reports") }
    #expect(found == ids)
  }
}
