import Assessment
import Testing

@Suite("Entitlement names")
struct SummaryNameTests {
  @Test("the licenses of a controller have the names that the controller shows")
  func controllerNames() {
    #expect(EntitlementNames.name(of: SummaryReports.network) == "air-network-advantage")
    #expect(EntitlementNames.name(of: SummaryReports.dna) == "air-dna-advantage")
  }

  @Test("a tag that differs in one character is unknown")
  func unknownTag() {
    #expect(EntitlementNames.name(of: SummaryReports.network + "0") == nil)
    #expect(EntitlementNames.name(of: "") == nil)
  }

  @Test("every row has a whole tag, of its own, and a source")
  func rows() {
    #expect(Set(EntitlementNames.rows.map(\.tag)).count == EntitlementNames.rows.count)
    for row in EntitlementNames.rows {
      #expect(row.tag.hasPrefix("regid.20"), "\(row.tag)")
      #expect(row.tag.split(separator: "_").last?.count == 36, "\(row.tag)")
      #expect(!row.name.isEmpty && !row.basis.source.isEmpty, "\(row.tag)")
    }
  }
}
