import Assessment
import DeviceOutput
import LicenseFiles
import Testing

/// Every row of the table is tested by its own two examples; rows that need a topology or a capture
/// have tests of their own.
@Suite struct DiagnosisTableTests {
  /// Rows of the table itself; what the judge of configurations finds is tested beside it.
  private static let own = DiagnosisTable.rows.filter { $0.id.hasPrefix("diagnosis/") }
  private static let shown = own.filter { $0.descriptor.trigger.documents != nil }

  private func ids(_ example: FindingExample) -> [String] {
    diagnoses(example.documents ?? []).flatMap { $0.conclusions.map(\.row.id) }
  }

  @Test(arguments: shown.map(\.id)) func theTriggerGivesTheRow(_ id: String) throws {
    let row = try #require(DiagnosisTable.row(id))
    let found = ids(row.descriptor.trigger)
    #expect(found.contains(id), "\(found)")
  }

  @Test(arguments: shown.map(\.id)) func theNearMissDoesNot(_ id: String) throws {
    let row = try #require(DiagnosisTable.row(id))
    let found = ids(row.descriptor.nearMiss)
    #expect(!found.contains(id), "\(found)")
  }

  @Test func rowsWithoutAnExampleAreCaptures() {
    let described = Self.own.filter { $0.descriptor.trigger.documents == nil }.map(\.id)
    #expect(described.allSatisfy { $0.hasPrefix("diagnosis/capture-") }, "\(described)")
  }

  /// Each concept has one id: what the judge of configurations finds has no second row.
  @Test func theSettingsAreThoseOfTheJudge() {
    let settings = DiagnosisTable.rows.filter { $0.id.hasPrefix("config/") }
    #expect(settings.map(\.id) == FindingDescriptor.configuration.map(\.id))
    #expect(Set(FindingDescriptor.diagnosis.map(\.id)) == Set(Self.own.map(\.id)))
  }

  @Test func idsAreUniqueAndInferredRowsAreNoErrors() {
    #expect(Set(DiagnosisTable.rows.map(\.id)).count == DiagnosisTable.rows.count)
    for row in DiagnosisTable.rows {
      switch row.descriptor.basis {
      case .inferred, .unverified: #expect(row.descriptor.severity < .error, "\(row.id)")
      case .documented, .observed: break
      }
    }
  }

  @Test func everyExplainedRowExists() {
    for row in DiagnosisTable.rows {
      for id in row.explains + row.endedBy {
        #expect(DiagnosisTable.row(id) != nil, "\(row.id) names \(id)")
      }
    }
  }

  /// What would open the gap, or make a device try to.
  private static let openings = [
    "name-server", "telnet", "smartreceiver", "transport smart", "transport cslu",
    "transport callhome", "url default", "url cslu", "proxy address", "idtoken", "smart sync",
    "http client", "revocation-check none", "public",
  ]

  @Test(arguments: DiagnosisTable.rows.map(\.id)) func noRemedyOpensTheGap(_ id: String) throws {
    let advice = try #require(DiagnosisTable.row(id)).advice.airGap
    for command in advice.commands + [advice.text] {
      for word in Self.openings {
        #expect(!command.contains(word), "\(id): \(command)")
      }
    }
  }

  /// The addresses of documents and recordings are nobody's to type.
  @Test(arguments: DiagnosisTable.rows.map(\.id)) func noAddressIsCopied(_ id: String) throws {
    let row = try #require(DiagnosisTable.row(id))
    for topology in ReportingTopology.allCases {
      let advice = row.advice.advice(for: topology)
      let text = ([advice.text] + advice.commands).joined(separator: " ")
      #expect(text.firstMatch(of: /\b[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\b/) == nil)
      #expect(!advice.text.isEmpty)
    }
  }

  @Test func switchingOffTheRevocationCheckCarriesItsRisk() {
    var seen = 0
    for row in DiagnosisTable.rows {
      for topology in ReportingTopology.allCases {
        let advice = row.advice.advice(for: topology)
        guard advice.commands.contains("revocation-check none") else { continue }
        #expect(topology == .onPrem)
        #expect(advice.text.contains("Risk:"))
        seen += 1
      }
    }
    #expect(seen == 1)
  }

  /// IOS XR prints the same messages under another name, with a blank before the colon.
  @Test func messagesOfIOSXRAreTheSame() {
    let text =
      "RP/0/RP0/CPU0:Nov 20 10:15:02.101 UTC: smartlicserver[123]: %LICENSE-SMART_LIC-3-COMM_FAILED : "
      + "Communications failure with the Cisco Smart Software Manager (CSSM) : No detailed "
      + "information given\n"
    #expect(diagnoses([text])[0].ids == ["no-internet-path"])
  }
}
