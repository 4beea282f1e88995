import AirGap
import Assessment
import Foundation
import LicenseFiles
import Testing

/// A proof is as strong as what was printed, and the ledger says what was proved.
@Suite struct ProofErrandTests {
  private let home: ErrandSite
  init() async throws { home = try await ErrandSite([ErrandSite.usage]) }

  private static let ids = (1_770_100_001...1_770_100_008 as ClosedRange<UInt64>)
  private static let acknowledged = ids.map { ($0, "ACK") }
  private static let after = "Aug 21 09:30:00 2026 UTC"

  private func findings(_ outcome: ConfirmationOutcome) -> [Finding] {
    outcome.rows.flatMap(\.proof.findings)
  }

  private func stage() throws -> CycleStage { try home.device("9ZZEXAMPLE1").stage }

  private func action() throws -> String {
    CycleStatus([try home.device("9ZZEXAMPLE1")], now: try ErrandSite.seconds("12:00")).action.id
  }

  @Test func aListThatWasCutOffProvesOnlyWhatItShows() throws {
    _ = try home.importing(ErrandSite.ack)
    let cut = try home.confirming(Capture().reports([(1_770_100_001, "ACK")]))
    #expect(cut.openCount == 1)
    #expect(findings(cut).map(\.id).contains("confirm/reports-not-shown"))
    // To the prompt, and newer than what is missing: the device has purged them.
    let whole = Capture().reports([(1_770_100_009, "OPEN"), (1_770_100_008, "ACK")])
      .adding("show clock", "10:00:00.000 UTC Fri Aug 21 2026")
    #expect(try home.confirming(whole).closedCount == 1)
  }

  @Test func aPagerThatWasLeftEarlyProvesNothing() throws {
    _ = try home.importing(ErrandSite.ack)
    let left = Capture().reports([(1_770_100_001, "ACK"), (1_770_100_002, "ACK")])
      .adding("show clock", "10:00:00.000 UTC Fri Aug 21 2026")
    #expect(try home.confirming(left).openCount == 1)
  }

  @Test func theReportThatIsNotAcknowledgedIsNamed() throws {
    _ = try home.importing(ErrandSite.ack)
    let rows = Self.ids.map { ($0, $0 == 1_770_100_003 ? "CLOSED" : "ACK") }
    for capture in [
      Capture().imported("ACK_c9800-cl-rum.txt").reports(rows),
      Capture().imported("rum-ack.txt").reports(rows), Capture().reports(rows),
    ] {
      let found = findings(try home.confirming(capture)).first {
        $0.id == "confirm/report-not-acknowledged"
      }
      #expect(found?.message.contains("1770100003 in state CLOSED") == true)
      #expect(found?.remedy.contains("was not done") == false)
    }
  }

  @Test func anImportThatWasForgottenIsCalledSo() throws {
    _ = try home.importing(ErrandSite.ack)
    let nothing = try home.confirming(Capture().reports(Self.ids.map { ($0, "CLOSED") }))
    #expect(findings(nothing).contains { $0.remedy.contains("was not done") })
  }

  @Test func anACKThatComesAfterItsProofIsTied() throws {
    _ = try home.confirming(
      Capture().imported("ACK_c9800-cl-rum.txt").status(Self.after).reports(Self.acknowledged))
    #expect(try stage() == .confirmed)
    let late = try home.importing(ErrandSite.ack, at: "10:10")
    #expect(late.entries.map(\.outcome) == [.provedBefore] && late.count(.done) == 1)
    #expect(try home.importing(ErrandSite.ack, at: "10:20").count(.done) == 1)
    #expect(try stage() == .confirmed && home.device("9ZZEXAMPLE1").acksToImport == 0)
    let again = try home.importing(ErrandSite.ack, at: "10:30") { $0.again = "to be sure" }
    #expect(again.entries.map(\.outcome) == [.staged])
  }

  /// Nobody told rumkit of the import: the states are the proof.
  @Test func reportsInStateACKCloseTheCycleWithoutAnAnswer() throws {
    let part = try home.confirming(Capture().reports(Array(Self.acknowledged.dropLast())))
    #expect(part.closedCount == 0)
    #expect(try home.confirming(Capture().reports(Self.acknowledged), at: "10:01").closedCount == 1)
    #expect(try stage() == .confirmed && home.device("9ZZEXAMPLE1").waitingCount == 0)
  }

  @Test func usageThatIsPackedAgainUnchangedIsClosedWithTheFirst() async throws {
    _ = try home.importing(ErrandSite.ack)
    let again = try await home.pack([ErrandSite.usage], to: "again", at: "09:10")
    #expect(again.plan.findings.map(\.id).contains("media/nothing-new"))
    let outcome = try home.confirming(
      Capture().imported("ACK_c9800-cl-rum.txt").status(Self.after))
    #expect(outcome.closedCount == 1)
    #expect(try stage() == .confirmed && home.device("9ZZEXAMPLE1").waitingCount == 0)
  }

  @Test func aFirstFileIsNeverCalledOld() async throws {
    let fresh = try await ErrandSite([])
    let outcome = try await fresh.pack([ErrandSite.usage])
    #expect(!outcome.plan.findings.map(\.id).contains("media/nothing-new"))
  }

  // MARK: Two ACKs

  /// The same answer downloaded again: other bytes, the same reports.
  private func copy(_ name: String, at time: Int = 0) throws -> String {
    let text = try String(contentsOfFile: ErrandSite.ack, encoding: .utf8)
    return try home.file(name, text + String(repeating: "\n", count: time + 1))
  }

  @Test func ofTwoACKsWithTheSameReportsTheOtherIsDone() throws {
    _ = try home.importing(ErrandSite.ack)
    _ = try home.importing(try copy("ACK_c9800-cl-rum-2.txt"), at: "09:10")
    let outcome = try home.confirming(
      Capture().imported("ACK_c9800-cl-rum.txt").status(Self.after))
    #expect(outcome.closedCount == 1 && outcome.openCount == 0)
    let device = try home.device("9ZZEXAMPLE1")
    #expect(device.stage == .confirmed && device.waitingCount == 0 && device.acksToImport == 0)
  }

  @Test func theImportOfTheFirstOfTwoIsTheImportOfItsReports() throws {
    _ = try home.importing(ErrandSite.ack)
    _ = try home.importing(try copy("ACK_c9800-cl-rum-2.txt"), at: "09:10")
    _ = try home.confirming(Capture().imported("ACK_c9800-cl-rum.txt"))
    #expect(try stage() == .imported)
    let states = try home.reports("9ZZEXAMPLE1").map(\.states)
    #expect(states.count == 8 && states.allSatisfy { $0.contains(.imported) })
  }

  /// A month later the file has the same name, and the device says which one it took by that name alone.
  @Test func theOneThatWasStagedLastUnderANameWasTaken() throws {
    let first = try copy("1/ACK_c9800-cl-rum.txt")
    let second = try copy("2/ACK_c9800-cl-rum.txt", at: 1)
    _ = try home.importing(first)
    _ = try home.importing(second, at: "09:10")
    _ = try home.importing(first, at: "09:20")
    _ = try home.confirming(Capture().imported("ACK_c9800-cl-rum.txt"))
    let hash = SHA256Digest(hashing: Array(try Data(contentsOf: URL(filePath: first)))).description
    #expect(try home.events(.ackImported).map { $0[.ack] } == [hash])
  }

  // MARK: Order

  @Test func anOlderCaptureTakesNothingBack() throws {
    for (hour, zone) in [("10", "UTC"), ("11", "CET")] {
      _ = try home.confirming(
        Capture().status("Aug 21 09:30:00 2026 \(zone)", deadline: "Nov 19 09:30:00 2026 \(zone)"),
        at: "\(hour):00")
      _ = try home.confirming(
        Capture().status("May 21 09:30:00 2026 \(zone)", deadline: "Aug 19 09:30:00 2026 \(zone)"),
        at: "\(hour):10")
      let device = try home.device("9ZZEXAMPLE1")
      #expect(device.lastAckText == "Aug 21 09:30:00 2026 \(zone)")
      #expect(device.deadlineText == "Nov 19 09:30:00 2026 \(zone)")
    }
  }

  @Test func theImportOfAnOldFileProvesNoNewOne() async throws {
    _ = try home.importing(ErrandSite.ack)
    _ = try home.confirming(
      Capture().imported("ACK_c9800-cl-rum.txt").status(Self.after).reports(Self.acknowledged))
    _ = try await home.packNext()
    _ = try home.importing(try home.nextACK(), at: "11:10")
    #expect(try stage() == .staged)
    // Last month's file still lies on the flash.
    let old = try home.confirming(
      Capture().imported("ACK_c9800-cl-rum.txt").status("Aug 21 11:30:00 2026 UTC"), at: "11:40")
    #expect(old.openCount == 1)
    let new = try home.confirming(
      Capture().imported("ACK_next.txt").status("Aug 21 11:45:00 2026 UTC"), at: "11:50")
    #expect(new.closedCount == 1)
  }

  @Test func anOldACKThatComesHomeLateIsStillToBeImported() async throws {
    _ = try await home.packNext()
    _ = try home.importing(try home.nextACK(), at: "11:10")
    _ = try home.confirming(
      Capture().imported("ACK_next.txt").status("Aug 21 11:30:00 2026 UTC"), at: "11:40")
    #expect(try stage() == .confirmed)
    #expect(try action() == "save-usage", "what the first file had waits")
    _ = try MatchAcks([ErrandSite.ack]).run(in: try home.session(at: "11:50"), home.tell)
    #expect(try action() == "import-ack")
  }

  // MARK: What the device says of a report

  @Test func whatTheDeviceShowsIsStrongerThanWhatIsInferred() throws {
    let bare = try home.bareACK("ACK_C9800-CL-K9_9ZZEXAMPLE1.txt")
    _ = try home.importing(bare) { $0.ties.device = "9ZZEXAMPLE1" }
    let rows = Self.ids.map { ($0, $0 == 1_770_100_003 ? "CLOSED" : "ACK") }
    _ = try home.confirming(
      Capture().imported("ACK_C9800-CL-K9_9ZZEXAMPLE1.txt").status(Self.after).reports(rows))
    let waiting = try home.reports("9ZZEXAMPLE1").filter { !$0.states.contains(.confirmed) }
    #expect(waiting.map(\.id) == [1_770_100_003])
  }

  // MARK: Places

  @Test(arguments: [false, true])
  func eachTripHasItsFolderAlsoWhenItIsClosed(_ isGiven: Bool) async throws {
    try home.openTrip("august")
    _ = try CloseTrip(name: "august").run(in: try home.session(at: "08:10")) { _ in }
    let tftp = home.folder + "/in"
    _ = try home.file("x", "")
    let outcome = try home.importing(ErrandSite.ack) {
      $0.folder = isGiven ? tftp : nil
      $0.origin = "tftp://192.0.2.10"
    }
    let entry = try #require(outcome.entries.first)
    let base = isGiven ? tftp : home.folder + "/staged"
    #expect(entry.folder == base + "/august" && entry.outcome == .staged)
    let place = isGiven ? "august/" : ""
    #expect(
      entry.instructions.contains {
        $0.text.hasPrefix("copy tftp://192.0.2.10/\(place)ACK_c9800-cl-rum.txt")
      })
  }

  @Test func aNameThatOnlyTheFormGivesIsKnown() throws {
    let form = try home.file(
      "portal.csv", "file,status,ack_file\nC9800-CL-K9_9ZZEXAMPLE1.txt,acknowledged,ACK_other.txt\n"
    )
    _ = try RecordPortal(.forms([form])).run(in: try home.session(at: "08:00"))
    #expect(try stage() == .answered && action() == "import-ack")
    _ = try home.importing(ErrandSite.ack)
    let seen = try home.confirming(Capture().imported("ACK_other.txt"))
    #expect(!findings(seen).map(\.id).contains("confirm/import-unknown"))
    #expect(try stage() == .imported)
    let stranger = try home.confirming(Capture().imported("ACK_third.txt"))
    #expect(findings(stranger).map(\.id).contains("confirm/import-unknown"))
    _ = try home.confirming(Capture().status(Self.after))
    let late = try home.confirming(Capture().imported("ACK_third.txt"), at: "10:10")
    #expect(!findings(late).map(\.id).contains("confirm/import-unknown"))
  }

  @Test func aDuplicateWithNewReportsIsExportedAnew() async throws {
    func say(_ file: String, _ status: PortalStatus, at time: String) throws {
      let outcome = try RecordPortal(.word(PortalWord(file, status)))
        .run(in: try home.session(at: time))
      #expect(outcome.isRecorded)
    }
    try say("C9800-CL-K9_9ZZEXAMPLE1.txt", .duplicate, at: "08:10")
    #expect(try action() == "export-anew", "nothing else was there before")
    try say("C9800-CL-K9_9ZZEXAMPLE1.txt", .uploaded, at: "08:20")
    #expect(try action() == "fetch-ack")
    _ = try await home.pack([ErrandSite.usage], to: "again", at: "08:30")
    let files = try home.session(at: "08:40").read { reader throws(LedgerError) in
      try reader.outboundFiles(.all)
    }
    let last = try #require(files.last)
    _ = try RecordPortal(.word(PortalWord(last.name, .duplicate)), media: last.media)
      .run(in: try home.session(at: "08:40"))
    #expect(try action() == "fetch-earlier-ack")
    let told = try home.events(.portalRecorded).map { $0[.status] }
    #expect(told == ["duplicate", "uploaded", "duplicate"])
  }

  @Test func usageOfAnotherHostIsNotTakenForTheKnownOne() async throws {
    let known = try await ErrandSite([])
    let device = ErrandSite.wlc
    for (host, isOther) in [("wlc-example-1", false), ("WLC-EXAMPLE-1", false), ("wlc-9", true)] {
      let table = try known.file(
        "devices.csv", "pid,sn,host\n\(device.pid),\(device.serial),\(host)\n")
      _ = try ImportDevices(table: table).run(in: try known.session(at: "08:00"))
      let outcome = try await known.pack([ErrandSite.usage]) { $0.isDryRun = true }
      #expect(
        outcome.plan.findings.map(\.id).contains("register/host-differs") == isOther, "\(host)")
    }
  }

  // MARK: Usage whose ACK shows no ids

  @Test func anACKIsTiedOnlyToWhatWasCarriedBeforeIt() async throws {
    try home.openTrip("august")
    _ = try await home.packNext(at: "08:30")
    let bare = try home.bareACK("ack.txt")
    _ = try home.importing(bare) { $0.ties.device = "9ZZEXAMPLE1" }
    _ = try home.confirming(
      Capture().imported("ack.txt").status(Self.after))
    let states = try home.reports("9ZZEXAMPLE1")
    #expect(states.filter { $0.states.contains(.confirmed) }.map(\.id) == Array(Self.ids))
    #expect(try stage() == .exported)
  }

  // MARK: Policies

  @Test func aPolicyThatComesAlongIsNamed() throws {
    let outcome = try home.importing(ErrandSite.ack)
    #expect(outcome.entries.map(\.policy) == ["EXAMPLE-SITE Policy"])
  }
}
