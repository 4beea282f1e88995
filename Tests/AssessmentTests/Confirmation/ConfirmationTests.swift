import DeviceOutput
import LicenseFiles
import Testing

@testable import Assessment

/// What a device prints after an import, piece by piece.
private enum Printed {
  static let prompt = "wlc-example-1#"
  static let imported = """
    wlc-example-1#license smart import bootflash:ACK_c9800.txt
    Import Data Successful

    """
  static let refused = """
    wlc-example-1#license smart import bootflash:ACK_c9800.txt
    Signature Verification failed

    """

  static func status(lastAck: String, deadline: String = "Dec 01 10:00:00 2026 UTC") -> String {
    """
    wlc-example-1#show license status
    Utility:
      Status: DISABLED

    Smart Licensing Using Policy:
      Status: ENABLED

    Transport:
      Type: Transport Off

    Usage Reporting:
      Last ACK received: \(lastAck)
      Next ACK deadline: \(deadline)
      Reporting push interval: 30  days

    """
  }

  static func reports(_ rows: [(UInt64, String)]) -> String {
    let lines = rows.map { "\($0.0)          \($0.1)    N     air-network-advantage\n" }
    return """
      wlc-example-1#show license rum id all
      Smart Licensing Usage Report:
      ====================================
      Report Id,          State,    Flag, Feature Name

      """ + lines.joined()
  }
}

@Suite struct ConfirmationTests {
  static let device = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE1")

  static func report(_ id: UInt64, open: Bool = false) -> SiteReport {
    SiteReport(device: device, id: id, isOpen: open)
  }

  static func ack(
    _ name: String = "ACK_c9800.txt", imported: Bool = false, reports: [UInt64] = [101, 102],
    file: [UInt64] = [101, 102]
  ) -> PendingAck {
    PendingAck(
      sha256: name, name: name, stagedName: name, isImported: imported,
      reports: reports.map { report($0) }, fileReports: file.map { report($0) })
  }

  static func facts(
    _ acks: [PendingAck], previous: String? = "<none>", exportedAt: Int64? = nil
  ) -> ConfirmationFacts {
    ConfirmationFacts(
      members: [device], previousLastAck: previous, exportedAt: exportedAt, acks: acks)
  }

  static func judge(_ text: String, _ facts: ConfirmationFacts) throws -> ImportProof {
    let reading = DeviceOutputReader.read(name: "after.txt", bytes: Array(text.utf8))
    let snapshot = try #require(reading.devices.first)
    #expect(reading.devices.count == 1)
    return ConfirmationJudge.judge(snapshot, facts, as: device)
  }

  static let file = AwaitedFile(
    event: 7, name: "c9800.txt", trip: "t1", reports: [report(101), report(102)])

  /// Two ACKs were staged under one name: what the device shows of the reports tells which it took.
  @Test func ofTwoOfOneNameTheOneThatFitsWasTaken() throws {
    var part = Self.ack(reports: [101])
    var whole = Self.ack()
    (part.sha256, whole.sha256) = ("part", "whole")
    (part.stagedBy, whole.stagedBy) = (1, 2)
    func taken(_ rows: [(UInt64, String)]) throws -> [String?] {
      try Self.judge(Printed.imported + Printed.reports(rows), Self.facts([part, whole])).imports
        .map(\.ack?.sha256)
    }
    #expect(try taken([(101, "ACK"), (102, "CLOSED")]) == ["part"])
    #expect(try taken([(101, "ACK"), (102, "ACK")]) == ["whole"])
    #expect(try taken([(101, "CLOSED"), (102, "CLOSED")]) == ["whole"])
  }

  /// Neither the export nor an earlier output is known: a time alone is no proof, and one from before the ACK none
  /// even with the success of an import.
  @Test(arguments: [
    ("", "Aug 21 09:00:00 2026 UTC", false),
    (Printed.imported, "Aug 21 09:00:00 2026 UTC", true),
    (Printed.imported, "Aug 10 09:00:00 2026 UTC", false),
  ])
  func withoutAnExportATimeAloneProvesNothing(
    _ answer: String, _ time: String, _ isProved: Bool
  ) throws {
    var facts = Self.facts([Self.ack(reports: [], file: [])], previous: nil)
    // 2026-08-20T10:00:00Z
    facts.writtenAt = 1_787_220_000
    let result = try Self.judge(answer + Printed.status(lastAck: time), facts)
    #expect(result.isClosed == isProved)
    #expect(result.findings.map(\.id).contains("confirm/last-ack-older") == !isProved)
  }

  /// Nobody handed in the ACK: every report in state ACK closes the cycle, nothing less.
  @Test(
    arguments: [
      (Printed.imported + Printed.reports([(101, "ACK"), (102, "ACK")]), true),
      (Printed.imported + Printed.reports([(101, "ACK"), (102, "CLOSED")]), false),
      (Printed.imported + Printed.reports([(101, "ACK")]), false),
      (Printed.reports([(101, "ACK"), (102, "ACK")]), true),
      (Printed.refused + Printed.reports([(101, "ACK"), (102, "ACK")]), true),
      (Printed.imported, false),
    ])
  func withoutTheAckFileTheDeviceDecides(_ text: String, _ isClosed: Bool) throws {
    var facts = Self.facts([])
    facts.awaited = [Self.file]
    let result = try Self.judge(text, facts)
    #expect(result.isClosed == isClosed)
    #expect(result.closedFiles.map(\.event) == (isClosed ? [7] : []))
    let draft = ConfirmationEvents.drafts(
      result,
      try #require(
        DeviceOutputReader.read(name: "a", bytes: Array(text.utf8)).devices.first),
      source: "a", sha256: SHA256Digest(hashing: [])
    ).last
    #expect(draft?.kind == (isClosed ? .deviceConfirmed : .deviceObserved))
    #expect(draft?.details[.event] == (isClosed ? "7" : nil))
    let pending = result.findings.first { $0.id == "confirm/nothing-pending" }
    #expect((pending == nil) == isClosed)
    if let pending {
      #expect(pending.message.contains("rumkit ack match ACK_c9800.txt"))
      #expect(pending.message.contains("trip t1"))
    }
  }

  /// The time was read before the ACK was handed in: the import has to vouch for it.
  @Test(arguments: [(Printed.imported + newer, true), (newer, false)])
  func aTimeThatWasSeenMeanwhileNeedsTheImport(_ text: String, _ isClosed: Bool) throws {
    var facts = Self.facts([Self.ack()])
    facts.lastAckMeanwhile = "Sep 02 10:00:00 2026 UTC"
    #expect(try Self.judge(text, facts).isClosed == isClosed)
    facts.lastAckMeanwhile = "Sep 02 09:00:00 2026 UTC"
    #expect(try Self.judge(text, facts).isClosed)
    facts.previousLastAck = "Sep 02 10:00:00 2026 UTC"
    #expect(try !Self.judge(text, facts).isClosed)
  }

  /// A zone that is not certain leaves open whether the time is from before the usage was saved.
  @Test(arguments: [
    ("Jan 11 01:30:00 2026 CEST", false), ("Jan 11 00:30:00 2026 XYZ", false),
    ("Jan 11 00:30:00 2026 UTC", true), ("Jan 13 00:30:00 2026 CEST", true),
  ])
  func aTimeThatMayBeFromBeforeNeedsTheImport(_ time: String, _ isClosed: Bool) throws {
    let status = Printed.status(lastAck: time)
    var facts = Self.facts([Self.ack()], previous: nil, exportedAt: 1_768_089_600)
    let proof = try Self.judge(status, facts)
    #expect(proof.isClosed == isClosed, "\(proof.findings)")
    #expect(proof.findings.contains { $0.message.contains("may be from before") } != isClosed)
    let imported = try Self.judge(Printed.imported + status, facts)
    #expect(imported.isClosed && imported.findings.isEmpty, "\(imported.findings)")
    // A time that was known before settles it.
    facts.previousLastAck = "Jan 01 00:00:00 2026 UTC"
    #expect(try Self.judge(status, facts).isClosed)
  }

  static let newer = Printed.status(lastAck: "Sep 02 10:00:00 2026 UTC")

  @Test func theWholeProofClosesTheCycle() throws {
    let result = try Self.judge(
      Printed.imported + Self.newer + Printed.reports([(101, "ACK"), (102, "ACK")]),
      Self.facts([Self.ack()]))
    #expect(result.isClosed)
    #expect(result.imports.map(\.isSuccess) == [true])
    #expect(result.imports.first?.ack?.name == "ACK_c9800.txt")
    #expect(result.acknowledgedReports.map(\.id) == [101, 102])
    #expect(result.findings.isEmpty)
  }

  /// Each line takes away or changes one thing.
  @Test(
    arguments: [
      ("a newer last ACK alone", newer, true, ["confirm/import-not-seen"]),
      (
        "no last ACK", Printed.status(lastAck: "<none>"), false,
        ["confirm/last-ack-missing", "confirm/import-not-seen"]
      ),
      (
        "reports alone", Printed.reports([(101, "ACK"), (102, "ACK")]), true,
        ["confirm/last-ack-not-shown", "confirm/import-not-seen"]
      ),
      (
        "one report is not acknowledged", newer + Printed.reports([(101, "ACK"), (102, "CLOSED")]),
        false, ["confirm/report-not-acknowledged", "confirm/import-not-seen"]
      ),
      (
        "a report of the list was deleted since", newer + Printed.reports([(101, "ACK")]), true,
        ["confirm/import-not-seen"]
      ),
      (
        "the success alone proves no ACK", Printed.imported, false, ["confirm/last-ack-not-shown"]
      ),
      (
        "the device refused", Printed.refused + newer, false, ["confirm/import-failed"]
      ),
      (
        "it refused and then took it", Printed.refused + Printed.imported + newer, true,
        ["confirm/import-failed"]
      ),
    ])
  func eachPieceCounts(
    _ name: String, _ text: String, _ isClosed: Bool, _ ids: [String]
  ) throws {
    let result = try Self.judge(text, Self.facts([Self.ack()]))
    #expect(result.isClosed == isClosed, Comment(rawValue: name))
    #expect(Set(result.findings.map(\.id)) == Set(ids), Comment(rawValue: name))
  }

  /// What the device says of every report of an ACK is stronger than a time, or an earlier try.
  @Test(
    arguments: [
      (Printed.status(lastAck: "<none>"), [(101, "ACK"), (102, "ACK")], true),
      (Printed.refused, [(101, "ACK"), (102, "ACK")], true),
      (Printed.status(lastAck: "<none>"), [(101, "ACK")], false),
      (Printed.refused, [(101, "ACK"), (102, "CLOSED")], false),
    ] as [(String, [(UInt64, String)], Bool)])
  func whatTheDeviceHoldsIsProved(
    _ text: String, _ rows: [(UInt64, String)], _ isClosed: Bool
  ) throws {
    let result = try Self.judge(text + Printed.reports(rows), Self.facts([Self.ack()]))
    #expect(result.isClosed == isClosed)
    let time = result.findings.first { $0.id == "confirm/last-ack-missing" }
    #expect(time.map { $0.severity == .note } ?? true == isClosed || time == nil)
  }

  /// What went with a reset is not missing; one that the device took all the same is proved.
  @Test func whatNobodyWaitsForIsNotMissing() throws {
    var void = Self.ack("ACK_old.txt", reports: [90], file: [90])
    void.isVoid = true
    let result = try Self.judge(Printed.imported + Self.newer, Self.facts([void, Self.ack()]))
    #expect(result.confirmed.map(\.name) == ["ACK_c9800.txt"] && result.open.isEmpty)
    void.isVoid = false
    let near = try Self.judge(Printed.imported + Self.newer, Self.facts([void, Self.ack()]))
    #expect(near.open.map(\.name) == ["ACK_old.txt"])
  }

  @Test(
    arguments: [
      ("Sep 02 09:59:59 2026 UTC", true), ("Sep 02 10:00:00 2026 UTC", false),
      ("Sep 03 00:00:00 2026 UTC", false),
      // One zone text on both sides cannot turn the order round; two may.
      ("Sep 02 09:59:59 2026 Central", false),
      ("Aug 31 00:00:00 2026 Central", true),
    ])
  func theLastAckHasToMove(_ previous: String, _ isClosed: Bool) throws {
    let result = try Self.judge(Self.newer, Self.facts([Self.ack()], previous: previous))
    #expect(result.isClosed == isClosed)
    #expect(result.findings.contains { $0.id == "confirm/last-ack-older" } == !isClosed)
  }

  @Test func aZoneOfItsOwnIsComparedWithItself() throws {
    let text = Printed.status(lastAck: "Sep 02 10:00:01 2026 Central")
    let result = try Self.judge(
      text, Self.facts([Self.ack()], previous: "Sep 02 10:00:00 2026 Central"))
    #expect(result.isClosed)
  }

  @Test(arguments: [(1_788_343_199, true), (1_788_343_201, false)])
  func withoutAnEarlierOneTheExportCounts(_ exportedAt: Int64, _ isClosed: Bool) throws {
    // 2026-09-02T10:00:00Z is 1788343200.
    let result = try Self.judge(
      Self.newer, Self.facts([Self.ack()], previous: nil, exportedAt: exportedAt))
    #expect(result.isClosed == isClosed)
  }

  @Test func anAckWithoutReadableIDsIsProvedByTheDevice() throws {
    let silent = Self.ack(reports: [])
    #expect(try Self.judge(Self.newer, Self.facts([silent])).isClosed)
    let byReports = Printed.reports([(101, "ACK"), (102, "ACK")])
    #expect(try Self.judge(byReports, Self.facts([silent])).isClosed)
    let half = Printed.reports([(101, "ACK"), (102, "CLOSED")])
    #expect(try !Self.judge(half, Self.facts([silent])).isClosed)
  }

  @Test func ofSeveralOnlyTheImportedOneIsProvedByTime() throws {
    let facts = Self.facts([
      Self.ack("ACK_a.txt", imported: true, reports: [], file: []),
      Self.ack("ACK_b.txt", reports: [], file: []),
    ])
    let result = try Self.judge(Self.newer, facts)
    #expect(result.confirmed.map(\.name) == ["ACK_a.txt"])
    #expect(result.open.map(\.name) == ["ACK_b.txt"])
    #expect(!result.isClosed)
  }

  @Test func anotherFileIsNotTakenForTheStagedOne() throws {
    let text = """
      wlc-example-1#license smart import bootflash:other.txt
      Import Data Successful

      """
    let result = try Self.judge(text, Self.facts([Self.ack()]))
    #expect(result.imports.first?.ack == nil)
    #expect(result.findings.contains { $0.id == "confirm/import-unknown" })
    #expect(!result.isClosed)
  }

  @Test func theOutputItselfMayShowTheTimeBefore() throws {
    let before = Printed.status(lastAck: "Sep 01 10:00:00 2026 UTC")
    // The site saw the later time already, while the ACK waited.
    let seen = Self.facts([Self.ack()], previous: "Sep 02 10:00:00 2026 UTC")
    #expect(try Self.judge(before + Printed.imported + Self.newer, seen).isClosed)
    #expect(try !Self.judge(Self.newer + Self.newer, seen).isClosed)
    // Two commands that print one time say nothing about it.
    #expect(try Self.judge(Self.newer + Self.newer, Self.facts([Self.ack()])).isClosed)
  }

  @Test(arguments: [(1_788_343_200, true), (1_788_343_201, false)])
  func anAckFromBeforeTheSaveProvesNothing(_ savedAt: Int64, _ isClosed: Bool) throws {
    let facts = Self.facts(
      [Self.ack()], previous: "Aug 01 10:00:00 2026 UTC", exportedAt: savedAt)
    #expect(try Self.judge(Self.newer, facts).isClosed == isClosed)
  }

  @Test func aPolicyIsProvedByItsImportAlone() throws {
    var policy = Self.ack(reports: [], file: [])
    policy.isForUsage = false
    #expect(try Self.judge(Printed.imported, Self.facts([policy])).isClosed)
    #expect(try !Self.judge(Self.newer, Self.facts([policy])).isClosed)
    #expect(try !Self.judge(Printed.refused, Self.facts([policy])).isClosed)
    // It does not stand in the way of the only ACK.
    let both = Self.facts([policy, Self.ack("ACK_b.txt")])
    let result = try Self.judge(Self.newer, both)
    #expect(result.confirmed.map(\.name) == ["ACK_b.txt"])
  }

  @Test func silenceBehindTheCommandIsNoFailure() throws {
    let cut = "wlc-example-1#license smart import bootflash:ACK_c9800.txt\n"
    let result = try Self.judge(cut, Self.facts([Self.ack()]))
    #expect(result.imports.isEmpty)
    #expect(result.findings.map(\.id).contains("confirm/import-not-seen"))
  }

  @Test func theAnswerOfAClosedCycleIsNoNews() throws {
    var facts = Self.facts([])
    facts.closed = [Self.ack(imported: true)]
    let result = try Self.judge(Printed.imported + Self.newer, facts)
    #expect(result.imports.map(\.isKnown) == [true])
    #expect(result.findings.map(\.id) == ["confirm/nothing-pending"])
    let hash = SHA256Digest(hashing: [])
    let reading = DeviceOutputReader.read(name: "a", bytes: Array(Printed.imported.utf8))
    let snapshot = try #require(reading.devices.first)
    func kinds(_ judged: Set<String>) -> [SiteEventKind] {
      ConfirmationEvents.drafts(result, snapshot, source: "a", sha256: hash, judged: judged)
        .map(\.kind)
    }
    #expect(kinds([]) == [.deviceObserved])
    #expect(kinds([hash.description]).isEmpty)
  }

  @Test func aClosedCycleHasNothingToClose() throws {
    let result = try Self.judge(Self.newer, Self.facts([]))
    #expect(!result.isClosed)
    #expect(result.findings.map(\.id) == ["confirm/nothing-pending"])
  }
}

@Suite struct DeviceFileNameTests {
  @Test(
    arguments: [
      ("ACK_rum.txt", "ACK_rum.txt"), ("ACK_x (1).txt", "ACK_x__1_.txt"),
      ("../../etc/passwd", "_.._etc_passwd"), ("", "file"), ("...", "file"),
      ("ÄCK\u{1B}[2J.txt", "_CK__2J.txt"),
    ])
  func aNameIsMadeFitForTheDevice(_ name: String, _ expected: String) {
    #expect(DeviceFileName(nearest: name).text == expected)
  }

  @Test func aLongNameKeepsItsEndingAndFitsThePath() {
    let name = DeviceFileName(nearest: String(repeating: "a", count: 300) + ".txt")
    #expect(name.onFlash.count == DeviceFileName.longestPath)
    #expect(name.text.hasSuffix("a.txt"))
    let fits = String(repeating: "a", count: 112) + ".txt"
    #expect(DeviceFileName(nearest: fits).text == fits)
  }
}
