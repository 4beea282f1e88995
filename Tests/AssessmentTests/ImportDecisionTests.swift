import LicenseFiles
import Testing

@testable import Assessment

@Suite struct ImportDecisionTests {
  private static func file(
    _ outcome: AckMatchResult.Outcome, _ candidates: [UDI] = []
  ) throws -> AckMatchResult.File {
    var file = AckMatchResult.File(
      content: try AckFixtures.ack(AckFixtures.data(nil, #""text":"x""#)), outcome: outcome)
    file.candidates = candidates
    if outcome == .matched { file.devices = [AckFixtures.first] }
    return file
  }

  private static func word(_ decision: ImportDecision) -> String {
    switch decision {
    case .goOn: "go on"
    case .refused(let finding): "refused \(finding.id)"
    case .unusable(let finding): "unusable \(finding.id)"
    }
  }

  @Test(
    arguments: [
      (.matched, nil, nil, "go on"), (.matched, 1, nil, "refused import/already-imported"),
      (.matched, 1, "reset", "go on"), (.matched, nil, "reset", "go on"),
      (.foreign, nil, "reset", "refused import/foreign-device"),
      (.ambiguous, nil, nil, "refused import/device-not-known"),
      (.unmatched, nil, nil, "refused import/device-not-known"),
      (.damaged, nil, nil, "unusable import/not-usable"),
      (.notAnAck, nil, nil, "unusable import/not-usable"),
    ] as [(AckMatchResult.Outcome, Int64?, String?, String)])
  func eachOutcomeHasItsAnswer(
    _ outcome: AckMatchResult.Outcome, _ importedAt: Int64?, _ again: String?, _ expected: String
  ) throws {
    let decision = ImportDecision(
      try Self.file(outcome), importedAt: importedAt, again: again)
    #expect(Self.word(decision) == expected)
  }

  @Test func aDeviceThatIsGoneTakesNoAck() throws {
    var record = DeviceRecord(AckFixtures.first)
    record.replacedBy = AckFixtures.second
    let file = try Self.file(.matched)
    guard
      case .refused(let finding) = ImportDecision(
        file, importedAt: nil, outOfService: record, again: nil)
    else {
      Issue.record("not refused")
      return
    }
    #expect(finding.id == "import/device-out-of-service")
    #expect(
      finding.message == "\(AckFixtures.first) was replaced by \(AckFixtures.second)")
    let insisted = ImportDecision(file, importedAt: nil, outOfService: record, again: "it is back")
    #expect(Self.word(insisted) == "go on")
  }

  @Test func aRefusalNamesTheDeviceAndTheCandidates() throws {
    guard
      case .refused(let taken) = ImportDecision(
        try Self.file(.matched), for: AckFixtures.second, importedAt: 0, again: nil),
      case .refused(let doubtful) = ImportDecision(
        try Self.file(.ambiguous, [AckFixtures.first, AckFixtures.second]), importedAt: nil,
        again: nil)
    else {
      Issue.record("not refused")
      return
    }
    #expect(taken.productInstance == AckFixtures.second)
    #expect(taken.message.contains("1970-01-01T00:00:00Z"))
    #expect(doubtful.message.contains("9ZZEXAMPLE1 or C9800-CL-K9:9ZZEXAMPLE2"))
  }
}

@Suite struct AckEventsTests {
  private static func result(_ texts: [String]) throws -> AckMatchResult {
    let contents = try texts.enumerated().map {
      try AckFixtures.ack($0.element, file: "ACK_\($0.offset).txt")
    }
    return AckMatcher(known: AckFixtures.known, now: AckFixtures.now).match(contents)
  }

  private static func drafts(
    _ texts: [String], seen: [SHA256Digest: Set<UDI>] = [:]
  ) throws -> [SiteEventDraft] {
    AckEvents(try result(texts), seen: seen).drafts { _ in [] }
  }

  private static let first = AckFixtures.data(AckFixtures.first, #""report_ids":[101]"#)

  @Test func aFileIsKeptOnceForEachDevice() throws {
    #expect(try Self.drafts([Self.first, Self.first]).map(\.device) == [AckFixtures.first])
    let hash = try #require(try Self.result([Self.first]).files.first?.content.sha256)
    #expect(try Self.drafts([Self.first], seen: [hash: [AckFixtures.first]]).isEmpty)
    // It came back before for another device.
    #expect(try Self.drafts([Self.first], seen: [hash: [AckFixtures.second]]).count == 1)
  }

  @Test func aForeignFileLeavesItsNumberAlone() throws {
    let foreign = AckFixtures.data(AckFixtures.stranger, #""report_ids":[1]"#)
    let drafts = try Self.drafts([foreign, Self.first])
    #expect(drafts.map(\.kind) == [.ackReceived, .foreignMaterial])
    #expect(drafts.last?.device == nil && drafts.last?.details[.count] == "1")
    #expect(drafts.allSatisfy { !"\($0)".contains(AckFixtures.stranger.serial) })
  }
}

@Suite struct ImportCommandsTests {
  @Test func onlyAnAckMovesTheLastAck() throws {
    func expected(_ text: String) throws -> [String?] {
      RitualCommands().proof(of: try AckFixtures.content(text)).map(\.expects)
    }
    let ack = AckFixtures.document(AckFixtures.data(AckFixtures.first, #""report_ids":[101]"#))
    #expect(try expected(ack).first == "Last ACK received:")
    #expect(try expected(AckFixtures.document(nil, policy: 90)).first == "Policy in use:")
    #expect(
      try expected(AckFixtures.document(nil, authorized: AckFixtures.first)).last
        == "Import AUTH:")
    #expect(
      try expected(AckFixtures.document(nil, authorized: AckFixtures.first, policy: 90)).last
        == "Import POLICY: and Import AUTH:")
  }
}
