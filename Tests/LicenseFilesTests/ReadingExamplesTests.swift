import LicenseFiles
import Testing

/// Reads bytes as a document, handing them over in steps of the given size.
func read(
  _ bytes: [UInt8], step: Int = .max, limits: ReadingLimits = .standard
) throws -> (outline: DocumentOutline, reports: [UsageReport], blocks: [Block], findings: [Finding])
{
  var reports: [UsageReport] = []
  var blocks: [Block] = []
  var findings: [Finding] = []
  let outline = try readDocument("t.txt", limits: limits, open: { MemorySource(bytes, step: step) })
  {
    switch $0 {
    case .report(let report): reports.append(report)
    case .block(let block): blocks.append(block)
    case .finding(let finding): findings.append(finding)
    }
  }
  return (outline, reports, blocks, findings)
}

extension FindingExample {
  var bytes: [UInt8]? {
    switch self {
    case .document(let text): return Array(text.utf8)
    case .hexadecimal(let digits):
      let characters = Array(digits)
      return stride(from: 0, to: characters.count, by: 2).compactMap {
        UInt8(String(characters[$0...$0 + 1]), radix: 16)
      }
    case .documents, .described: return nil
    }
  }
}

@Suite struct ReadingExamplesTests {
  @Test(arguments: FindingDescriptor.reading.map(\.id))
  func theTriggerGivesTheFinding(_ id: String) throws {
    let descriptor = try #require(FindingDescriptor.reading.first { $0.id == id })
    let bytes = try #require(descriptor.trigger.bytes)
    let findings = try read(bytes).findings
    #expect(findings.contains { $0.id == descriptor.id }, "\(findings.map(\.id))")
  }

  @Test(arguments: FindingDescriptor.reading.map(\.id))
  func theNearMissDoesNot(_ id: String) throws {
    let descriptor = try #require(FindingDescriptor.reading.first { $0.id == id })
    let bytes = try #require(descriptor.nearMiss.bytes)
    let findings = try read(bytes).findings
    #expect(!findings.contains { $0.id == descriptor.id }, "\(findings.map(\.id))")
  }
}
