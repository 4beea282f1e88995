import Assessment
import LicenseFiles
import Testing

/// The examples of the findings of comparing: the first document is OLD, the second NEW.
@Suite struct DiffExamplesTests {
  @Test(arguments: FindingDescriptor.diff.filter { $0.trigger.documents != nil }.map(\.id))
  func theTriggerGivesTheFindingAlone(_ id: String) throws {
    let descriptor = try #require(FindingDescriptor.diff.first { $0.id == id })
    let diff = try DiffFixtures.diff(try #require(descriptor.trigger.documents))
    #expect(diff.findings.map(\.id) == [id])
    #expect(diff.findings.first?.location.file == "1.txt")
    #expect(diff.findings.first?.location.line == 2)
    #expect(diff.findings.first?.reportID == 1_700_000_001)
    #expect(diff.differs)
  }

  @Test(arguments: FindingDescriptor.diff.map(\.id))
  func theNearMissGivesNone(_ id: String) throws {
    let descriptor = try #require(FindingDescriptor.diff.first { $0.id == id })
    let diff = try DiffFixtures.diff(try #require(descriptor.nearMiss.documents))
    #expect(diff.findings.isEmpty)
    #expect(diff.changed.map(\.change) == [.grown])
  }

  @Test func idsAreUniqueAndWhatIsInferredIsNoError() {
    let all = FindingDescriptor.diff + RuleSet.standard.descriptors + FindingDescriptor.ackMatching
    #expect(Set(all.map(\.id)).count == all.count)
    for descriptor in FindingDescriptor.diff {
      if case .inferred = descriptor.basis { #expect(descriptor.severity < .error) }
    }
  }
}
