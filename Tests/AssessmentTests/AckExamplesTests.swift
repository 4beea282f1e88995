import Assessment
import LicenseFiles
import Testing

/// The examples of the findings of matching: a document with reports is usage, any other came back.
@Suite struct AckExamplesTests {
  private func match(_ documents: [String]) throws -> [String] {
    var exports = UsageExports()
    var contents: [AckContent] = []
    for (index, text) in documents.enumerated() {
      let content = try AckFixtures.content(text, file: "\(index).txt")
      guard content.isUsage else {
        contents.append(content)
        continue
      }
      exports.begin("\(index).txt")
      let bytes = Array(text.utf8)
      let outline = try readDocument("\(index).txt", open: { MemorySource(bytes) }) {
        exports.take($0)
      }
      exports.end(outline)
    }
    return AckMatcher(known: exports.known, names: exports.names, now: AckFixtures.now)
      .match(contents).ids
  }

  @Test(
    arguments: FindingDescriptor.ackMatching.filter { $0.trigger.documents != nil }.map(\.id))
  func theTriggerGivesTheFinding(_ id: String) throws {
    let descriptor = try #require(FindingDescriptor.ackMatching.first { $0.id == id })
    let ids = try match(try #require(descriptor.trigger.documents))
    #expect(ids.contains(id), "\(ids)")
  }

  @Test(arguments: FindingDescriptor.ackMatching.map(\.id))
  func theNearMissGivesNone(_ id: String) throws {
    let descriptor = try #require(FindingDescriptor.ackMatching.first { $0.id == id })
    #expect(try match(try #require(descriptor.nearMiss.documents)) == [])
  }

  @Test func idsAreUniqueAndWhatIsInferredIsNoError() {
    let all = FindingDescriptor.ackMatching
    #expect(
      Set((all + RuleSet.standard.descriptors).map(\.id)).count
        == all.count + RuleSet.standard.descriptors.count)
    for descriptor in all {
      if case .inferred = descriptor.basis { #expect(descriptor.severity < .error) }
    }
    #expect(all.filter { $0.severity == .error }.map(\.id) == ["ack/foreign-device"])
  }

  @Test func usageExportsLearnGroupsTimesAndNames() throws {
    let member = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE5")
    var exports = UsageExports()
    exports.begin("out/upload/wlc.txt", isUpload: true)
    exports.take(
      .report(
        UsageReport(
          ordinal: 0, location: SourceLocation(file: "wlc.txt"),
          payload: PayloadBytes(
            length: 1, sha256: SHA256Digest(hashing: [1]), decodedLength: 1),
          reportID: 7, productInstance: AckFixtures.first,
          highAvailability: [
            HighAvailabilityMember(role: "Active", udi: AckFixtures.first),
            HighAvailabilityMember(role: "Standby", udi: member),
          ])))
    let data = XMLElement(name: "data", text: #"{"timestamp":1700000000000}"#)
    exports.take(
      .block(
        Block(
          kind: .systemInfo, location: SourceLocation(file: "wlc.txt"),
          element: XMLElement(name: "smartLicenseSystemInfo", children: [data]))))
    exports.end(DocumentOutline(file: "wlc.txt", form: DocumentForm(container: .smartLicense)))
    #expect(exports.known.report(7, of: AckFixtures.first)?.exportedAt == 1_700_000_000)
    #expect(exports.known.report(7, of: AckFixtures.first)?.isOpen == true)
    #expect(exports.known.isKnown(member))
    #expect(exports.known.representative(of: member) == AckFixtures.first)
    #expect(exports.names.owners(of: "ACK_wlc.txt").map(\.device) == [AckFixtures.first])
  }
}
