import Assessment
import LicenseFiles
import Testing

@Suite("ACKs are matched") struct AckMatchingTests {
  typealias Fixture = AckFixtures
  private let first = Fixture.first
  private let second = Fixture.second

  private func match(
    _ contents: AckContent..., known: KnownReports = Fixture.known, names: AckNames = AckNames(),
    choices: AckChoices = AckChoices(), facts: AckSiteFacts = AckSiteFacts()
  ) -> AckMatchResult {
    AckMatcher(known: known, names: names, choices: choices, facts: facts, now: Fixture.now)
      .match(contents)
  }

  private func ack(_ members: String, of udi: UDI? = Fixture.first) throws -> AckContent {
    try Fixture.ack(Fixture.data(udi, members))
  }

  // MARK: Reports

  @Test func whatTheContentListsIsAcknowledgedAndTheRestIsOutstanding() throws {
    let result = match(try ack(#""report_ids":[101,"102",103]"#))
    #expect(result[first]?.acknowledged == [101, 102, 103])
    #expect(result[first]?.outstanding == [104])
    #expect(result.files.first?.tie == .content)
    #expect(result.ids == ["ack/report-not-acknowledged"])
    #expect(result[second]?.outstanding == [201, 202, 203])
    #expect(result[second]?.acks == [])
  }

  @Test(arguments: [
    #""reports":[{"id":101},{"id":102},{"id":103},{"id":104}]"#,
    #""rum":{"reportIds":["101","102","103","104"]}"#,
    #""acknowledged":[101,102,103,104]"#,
    #""entries":[{"x":101},{"x":102},{"x":103},{"x":104}]"#,
    #""text":"{\"report_ids\":[101,102,103,104]}""#,
  ])
  func noMemberNameIsTakenForGranted(_ members: String) throws {
    let result = match(try ack(members))
    #expect(result[first]?.acknowledged == [101, 102, 103, 104], "\(members)")
    #expect(result.ids == [])
  }

  @Test(arguments: [
    #""acknowledged":[101],"others":[102,103,104]"#, #""report_ids":[101],"remaining":[102,103]"#,
    #""report_ids":[101],"open":[102,103]"#,
  ])
  func whereOnePathSpeaksOfReportsNoOtherCounts(_ members: String) throws {
    let result = match(try ack(members))
    #expect(result[first]?.acknowledged == [101], "\(members)")
    #expect(result[first]?.outstanding == [102, 103, 104], "\(members)")
  }

  @Test(arguments: [
    #""timestamp":101"#, #""version":101"#, #""report_time":101"#, #""nonce":"101""#,
    #""license":{"id":101}"#, #""report_count":101"#, #""x":101"#, #""code":101"#,
    #""reports":{"from":101,"to":104}"#, #""report_ids":"101-104""#, #""last_report_id":101"#,
    #""entitlement_ids":[101,102,103,104]"#, #""times":[101,102,103]"#,
    #""mixed":[101,102,9001,9002,9003]"#, #""note":"101 and 102 of 103""#, #""101":"OK""#,
  ])
  func aCoincidenceAcknowledgesNothing(_ members: String) throws {
    let result = match(try ack(members))
    #expect(result[first]?.acknowledged == [], "\(members)")
    #expect(result[first]?.undetermined == [101, 102, 103, 104], "\(members)")
    #expect(result.ids == [], "\(members)")
  }

  @Test func beingUndeterminedIsNoFinding() throws {
    let result = match(try ack(#""text":"EXAMPLE""#))
    #expect(result[first]?.undetermined == [101, 102, 103, 104])
    #expect(result[first]?.outstanding == [])
    #expect(result.ids == [])
  }

  @Test(arguments: [
    #""report_ids":[101,102],"status":"FAILED""#,
    #""report_ids":[101,102],"error_code":"E17""#,
    #""report_ids":[101,102],"message":"duplicate report""#,
    #""report_ids":[101,102],"status":"PENDING""#,
    #""report_ids":[101,102],"result":{"status":"FAILED"}"#,
    #""status":"FAILED","reports":[{"id":101},{"id":102}]"#,
    #""failed_report_ids":[101,102]"#, #""errors":[{"report_id":101},{"report_id":102}]"#,
    #""success":false,"report_ids":[101,102]"#, #""unacknowledgedReports":[101,102]"#,
    #""reports":[{"id":101,"acknowledged":false},{"id":102,"acknowledged":false}]"#,
    #""reports":[{"id":101,"state":"PENDING"},{"id":102,"state":"ON_HOLD"}]"#,
    #""reports":[{"id":101,"result":"NAK"},{"id":102,"outcome":"declined"}]"#,
    #""reports":[{"id":101,"accepted":0},{"id":102,"processed":"N"}]"#,
    #""reports":[{"id":101,"rejected":true},{"id":102,"reject_reason":"seen before"}]"#,
    #""nak":{"report_ids":[101,102]}"#, #""unsuccessful_report_ids":[101,102]"#,
    #""blocked_report_ids":[101],"resend_report_ids":[102]"#,
    #""quarantined_report_ids":[101],"incomplete_report_ids":[102]"#,
  ])
  func besideAWordOfFailureNothingIsAcknowledged(_ members: String) throws {
    let result = match(try ack(members))
    #expect(result[first]?.acknowledged == [], "\(members)")
    #expect(result[first]?.undetermined == [101, 102], "\(members)")
  }

  @Test(arguments: [
    #""report_ids":[101,102],"status":"COMPLETE","error_code":null,"status_message":"""#,
    #""report_ids":[101,102],"status":"SUCCESS","error_code":"None","message":"None""#,
    #""reports":[{"id":101},{"id":102},{"id":103,"status":"FAILED"}]"#,
    #""reports":[{"id":101,"acknowledged":true},{"id":102,"state":"ACK","rejected":false}]"#,
    #""result":{"report_ids":[101,102],"name":"whatever"},"failed":0,"processed":2"#,
  ])
  func wordsOfSuccessAndFailuresElsewhereDoNotDisturb(_ members: String) throws {
    #expect(match(try ack(members))[first]?.acknowledged == [101, 102], "\(members)")
  }

  @Test func anUnknownReportStandsWhereAKnownOneStands() throws {
    let result = match(try ack(#""report_ids":[101,102,103,104,999],"other":[777]"#))
    #expect(result[first]?.unknown == [999])
    #expect(result.ids == ["ack/unknown-report"])
    let none = match(try ack(#""report_ids":[999]"#))
    #expect(none[first]?.unknown == [])
    #expect(none.ids == [])
  }

  @Test func twoDevicesInOneFileAreKeptApart() throws {
    let text =
      #"[{"sudi":\#(Fixture.sudi(first)),"report_ids":[101,102,103,104]},"#
      + #"{"sudi":\#(Fixture.sudi(second)),"report_ids":[201,101]}]"#
    let result = match(try Fixture.ack(text))
    #expect(result[first]?.acknowledged == [101, 102, 103, 104])
    #expect(result[second]?.acknowledged == [201])
    #expect(result[second]?.unknown == [101])
  }

  @Test func aSecondAckOutweighsAFailureInTheFirst() throws {
    let failed = try Fixture.ack(
      Fixture.data(first, #""report_ids":[101],"status":"FAILED""#), file: "ACK_a.txt")
    let good = try Fixture.ack(Fixture.data(first, #""report_ids":[101]"#), file: "ACK_b.txt")
    #expect(match(failed, good)[first]?.acknowledged == [101])
  }

  @Test func telemetryIsNotWaitedFor() throws {
    var known = Fixture.known
    known.add(105, of: first, isTelemetry: true)
    let result = match(try ack(#""report_ids":[101,102,103,104]"#), known: known)
    #expect(result[first]?.outstanding == [])
    #expect(result.ids == [])
  }

  /// Usage of the second month holds the reports of the first again; their ACK came home long ago.
  @Test func whatAnEarlierAckListedIsNotOutstanding() throws {
    var known = Fixture.known
    known.add(102, of: first, isAcknowledged: true)
    known.add(103, of: first)
    let result = match(try ack(#""report_ids":[101,104]"#), known: known)
    #expect(result[first]?.acknowledged == [101, 104])
    #expect(result[first]?.outstanding == [103])
  }

  @Test func aReportThatWasOpenIsOnlyANote() throws {
    var known = Fixture.known
    known.add(105, of: first, isOpen: true)
    let result = match(try ack(#""report_ids":[101,102,103,104]"#), known: known)
    #expect(result[first]?.outstanding == [105])
    #expect(result.findings.map(\.severity) == [.note])
  }

  // MARK: Devices

  @Test func aDeviceThatIsNotKnownIsForeign() throws {
    let result = match(try ack(#""report_ids":[101]"#, of: Fixture.stranger))
    #expect(result.files.first?.outcome == .foreign)
    #expect(result.ids == ["ack/foreign-device"])
    #expect(result[first]?.outstanding == [101, 102, 103, 104])
    let slac = match(
      try Fixture.content(Fixture.document(nil, authorized: Fixture.stranger)))
    #expect(slac.ids == ["ack/no-rum-ack", "ack/foreign-device"])
  }

  @Test func aDeviceBesideAKnownOneIsForeignOnlyAtTheSamePlace() throws {
    let ap = #"{"udi_pid":"AIR-AP2802I-E-K9","udi_serial_number":"FZZ0000A001"}"#
    let listed = match(try ack(#""report_ids":[101,102,103,104],"aps":[\#(ap)]"#))
    #expect(listed.ids == [])
    #expect(listed[first]?.acknowledged == [101, 102, 103, 104])
    let text =
      #"[{"sudi":\#(Fixture.sudi(first)),"report_ids":[101,102,103,104]},"#
      + #"{"sudi":\#(Fixture.sudi(Fixture.stranger)),"report_ids":[101]}]"#
    #expect(match(try Fixture.ack(text)).ids == ["ack/foreign-device"])
  }

  @Test func anAckOfAnyMemberTiesToTheGroup() throws {
    var known = Fixture.known
    known.join([first, second, Fixture.stranger])
    let result = match(
      try ack(#""report_ids":[101,102,103,104,201]"#, of: Fixture.stranger), known: known)
    #expect(result.files.first?.outcome == .matched)
    #expect(result[first]?.acknowledged == [101, 102, 103, 104])
    #expect(result[second]?.acknowledged == [201])
    #expect(result[second]?.outstanding == [202, 203])
    #expect(result.ids == ["ack/report-not-acknowledged"])
  }

  @Test func anAuthorizationTiesAnAckThatShowsNothing() throws {
    let result = match(
      try Fixture.content(Fixture.document(#"[{"text":"EXAMPLE"}]"#, authorized: first)))
    #expect(result.files.first?.tie == .content)
    #expect(result[first]?.undetermined.count == 4)
  }

  @Test func reportIdsTieWhereNoDeviceIsNamed() throws {
    let result = match(try ack(#""report_ids":[201,202,203]"#, of: nil))
    #expect(result.files.first?.tie == .reportIDs)
    #expect(result[second]?.acknowledged == [201, 202, 203])
    #expect(result.ids == [])
  }

  @Test func reportIdsOfTwoDevicesAreAmbiguous() throws {
    var known = Fixture.known
    known.add(201, of: first)
    let result = match(try ack(#""report_ids":[201]"#, of: nil), known: known)
    #expect(result.files.first?.outcome == .ambiguous)
    #expect(result.files.first?.candidates == [first, second])
    #expect(result.ids == ["ack/unmatched"])
    #expect(result[first]?.acknowledged == [])
  }

  @Test func blocksThatAreNotKnownMayBeATrustAnswer() throws {
    let result = match(
      try Fixture.content("<smartLicense><smartLicenseExample/></smartLicense>"))
    #expect(result.files.first?.outcome == .unmatched)
    #expect(result.ids == ["ack/no-rum-ack"])
  }

  @Test func onlyAFileOfThePortalIsMatched() throws {
    let result = match(
      try Fixture.content("<smartLicense><smartLicenseSystemInfo/></smartLicense>"))
    #expect(result.files.first?.outcome == .notAnAck)
    let cut = match(try Fixture.content(String(Fixture.document("[]").dropLast(20))))
    #expect(cut.files.first?.outcome == .damaged)
    #expect(cut.ids == ["usage/truncated"])
  }

  // MARK: Names

  private func silent(_ file: String) throws -> AckContent {
    try Fixture.ack(#"[{"text":"\#(file)"}]"#, file: file)
  }

  private var names: AckNames {
    var names = AckNames()
    names.giveOut("upload/a.txt", to: first)
    names.giveOut("upload/b.txt", to: second)
    return names
  }

  @Test func oneNameThatWasGivenOutTies() throws {
    let result = match(try silent("in/ACK_a (1).txt"), names: names)
    #expect(result.files.first?.tie == .name)
    #expect(result[first]?.undetermined.count == 4)
    #expect(result.ids == [])
  }

  @Test func severalNamesTieOnlyWhenTheyAreAccepted() throws {
    let (a, b) = (try silent("ACK_a.txt"), try silent("ACK_b.txt"))
    let refused = match(a, b, names: names)
    #expect(refused.files.map(\.outcome) == [.ambiguous, .ambiguous])
    #expect(refused.files.map(\.candidates) == [[first], [second]])
    #expect(refused.ids == ["ack/unmatched", "ack/unmatched"])
    let accepted = match(a, b, names: names, choices: AckChoices(acceptNames: "seen at the portal"))
    #expect(accepted.files.map(\.tie) == [.name, .name])
    #expect(accepted.ids == [])
  }

  @Test func aCopyOfTheOnlyAckAndOthersTiedByContentDoNotMakeABulk() throws {
    let copy = try Fixture.ack(#"[{"text":"ACK_a.txt"}]"#, file: "ACK_a (1).txt")
    let other = try Fixture.ack(
      Fixture.data(nil, #""report_ids":[201,202,203]"#), file: "ACK_b.txt")
    let result = match(try silent("ACK_a.txt"), copy, other, names: names)
    #expect(result.files.map(\.tie) == [.name, .name, .reportIDs])
    #expect(result.ids == ["ack/duplicate"])
  }

  @Test func aNameDecidesBetweenDevicesThatShareTheIds() throws {
    var known = Fixture.known
    known.add(201, of: first)
    let text = Fixture.data(nil, #""report_ids":[201]"#)
    let result = match(try Fixture.ack(text, file: "ACK_b.txt"), known: known, names: names)
    #expect(result.files.map(\.tie) == [.name])
    #expect(result[second]?.acknowledged == [201])
    var elsewhere = AckNames()
    elsewhere.giveOut("b.txt", to: Fixture.stranger)
    let refused = match(try Fixture.ack(text, file: "ACK_b.txt"), known: known, names: elsewhere)
    #expect(refused.files.map(\.outcome) == [.ambiguous])
  }

  @Test func theHandTiesWhatTheContentDoesNot() throws {
    let (a, b) = (try silent("ACK_a.txt"), try silent("ACK_b.txt"))
    let map = match(a, b, choices: AckChoices(map: ["ack_a.txt": second]))
    #expect(map.files.map(\.outcome) == [.matched, .unmatched])
    #expect(map.files.first?.devices == [second])
    let all = match(a, b, choices: AckChoices(device: first))
    #expect(all.files.map(\.tie) == [.hand, .hand])
  }

  @Test func theContentWinsOverTheName() throws {
    let ack = try Fixture.ack(
      Fixture.data(first, #""report_ids":[101,102,103,104]"#), file: "ACK_b.txt")
    let result = match(ack, names: names)
    #expect(result[first]?.acknowledged.count == 4)
    #expect(result.ids == ["ack/name-contradicts-content"])
    let byHand = match(ack, choices: AckChoices(map: ["ack_b.txt": second]))
    #expect(byHand.ids == ["ack/name-contradicts-content"])
    var right = AckNames()
    right.giveOut("b.txt", to: first)
    #expect(match(ack, names: right).ids == [])
  }

  @Test func theNameOfAUsageFileShowsWhereToLookAndTiesNothing() throws {
    var names = AckNames()
    names.hint("rum/wlc1.txt", at: first)
    let result = match(try silent("ACK_wlc1.txt"), names: names)
    #expect(result.files.first?.outcome == .ambiguous)
    #expect(result.files.first?.candidates == [first])
  }

  @Test(arguments: [
    "ACK_x.txt", "in/ACK_x (1).txt", "ACK_x.txt.txt", "ACK_x - Copy.txt", "ack_x.TXT",
    "ACK_x - Copy (2).txt", "ACK_x.txt (3)", "o.tar.gz!ACK_UD_VA_1.tar.gz!ACK_x.txt",
    #"C:\in\ACK_x.txt"#,
  ])
  func theUploadIsKnownUnderWhatDesktopsMakeOfItsAck(_ name: String) {
    #expect(AckNames.uploadedName(of: name) == "x.txt")
  }

  @Test(arguments: ["x.txt", "x_ACK_.txt", "ACK_", "ACK_x.txt/"])
  func otherNamesTellNothing(_ name: String) {
    #expect(AckNames.uploadedName(of: name) != "x.txt" || name == "ACK_x.txt/")
  }
}
