import Foundation
import LicenseFiles
import Testing

@testable import AirGap
@testable import Assessment

/// A migration from its beginning to a step, as outcomes.
@Suite struct MigrationErrandTests {
  private let site: TemporarySite
  private let session: SiteSession
  private let device = TemporarySite.device

  init() throws {
    site = try TemporarySite()
    session = try SiteSession(site.ledger, Acting(operatorName: "op", hostName: "h", now: 200))
    try site.add(.deviceRegistered, device, at: 110, [.hostName: "wlc-1"])
  }

  private func start(
    _ kind: MigrationKind? = .evaluation, instead: String? = nil, isDryRun: Bool = false
  ) throws -> MigrationBeginning {
    var errand = StartMigration(device: "wlc-1")
    errand.kind = kind
    errand.instead = instead
    return try errand.run(in: session, isDryRun: isDryRun) { _ in }
  }

  @Test func oneMigrationOfADeviceIsOpenAtATime() throws {
    defer { site.remove() }
    #expect(try start(isDryRun: true).run == nil)
    #expect(try session.migrations() == [])
    let first = try #require(try start().run)
    #expect(first.kind == .evaluation && first.isOpen && first.because == "it was asked for")
    let refusal = #expect(throws: ErrandError(.refused)) { try start() }
    #expect(refusal?.reasons == ["migration \(first.number) of \(device) is open"])
    let second = try #require(try start(.factoryReset, instead: "it never worked").run)
    let runs = try session.migrations()
    #expect(runs.map(\.number) == [first.number, second.number])
    #expect(runs.map(\.isOpen) == [false, true])
    #expect(try session.migration(of: nil).number == second.number)
    #expect(try session.migration(of: "9zzexample1").number == second.number)
  }

  @Test func withoutOutputOrKindNoChecklistIsTaken() throws {
    defer { site.remove() }
    let refusal = #expect(throws: ErrandError(.unreadable)) { try start(nil) }
    #expect(refusal?.hint?.contains("name the kind with --kind") == true)
    #expect(try session.migrations() == [])
  }

  @Test func aStepIsProvedMissingOrNoStepAtAll() throws {
    defer { site.remove() }
    let run = try #require(try start().run)
    let step = try #require(run.next)
    let before = try session.read { reader throws(LedgerError) in try reader.head().count }
    var errand = RecordMigrationSteps()
    #expect(try errand.run(step.id, in: session, isDryRun: true).run == run)
    let attempt = try errand.run(step.id, in: session)
    if case .recorded = attempt.result { Issue.record("\(step.id) needs a proof") }
    #expect(attempt.run.steps.isEmpty)
    let unknown = #expect(throws: ErrandError(.usage)) {
      try errand.run("no-such-step", in: session)
    }
    #expect(unknown?.reasons.first?.hasPrefix("evaluation has no step no-such-step") == true)
    errand.words.at = 201
    #expect(throws: ErrandError(.usage)) { try errand.run(step.id, in: session) }
    errand.words.at = nil
    let advances = try errand.run(in: session)
    #expect(advances.advances.isEmpty && advances.runs.count == 1)
    let after = try session.read { reader throws(LedgerError) in try reader.head().count }
    #expect(after <= before + 1)
  }

  @Test func aRedactedCopyProvesNoStep() throws {
    defer { site.remove() }
    _ = try start()
    let text = Capture().status("Aug 20 09:00:00 2026 UTC").text
    func read(_ text: String) throws -> [MigrationEvidence] {
      let path = site.folder + "/capture.txt"
      try Data(text.utf8).write(to: URL(filePath: path))
      return try MigrationFiles.read([path], members: [device], at: nil, now: 200)
    }
    #expect(throws: ErrandError(.unreadable)) { try read(RedactionMark.line + "\n" + text) }
    #expect(throws: ErrandError(.unreadable)) {
      try read("<smartLicense><\(RedactionMark.element)/></smartLicense>\n")
    }
    let original = try read(text)
    #expect(original.map(\.devices) == [[device]])
    #expect(original.map(\.sha256) == [SHA256Digest(hashing: Array(text.utf8)).description])
    #expect(try read("a note\n").map(\.content) == [.other])
  }

  /// Evidence proves one migration; that of one that was given up proves the one in its place.
  @Test(arguments: [("closed", true), ("abandoned", false)])
  func evidenceProvesOneMigration(_ ending: String, _ isUsed: Bool) throws {
    defer { site.remove() }
    let path = site.folder + "/capture.txt"
    let text = Capture().status("Aug 20 09:00:00 2026 UTC").text
    try Data(text.utf8).write(to: URL(filePath: path))
    let first = try #require(try start().run)
    let step = try #require(first.next)
    let number = String(first.number)
    try site.add(
      .migrationEvidence, device, at: 201,
      [
        .migration: number, .step: step.id, .name: "capture.txt",
        .sha256: SHA256Digest(hashing: Array(text.utf8)).description,
      ])
    try site.add(.migrationStep, device, at: 202, [.migration: number, .step: step.id])
    try site.add(.migrationEnded, device, at: 203, [.migration: number, .status: ending])
    let second = try #require(try start().run)
    var errand = RecordMigrationSteps()
    errand.evidence = [path]
    let attempt = try errand.run(try #require(second.next).id, in: session)
    var id: String?
    if case .refused(let finding, _, _, _) = attempt.result { id = finding.id }
    #expect((id == "migrate/evidence-used") == isUsed, "\(id ?? "-")")
  }

  @Test func aDeviceWithoutMigrationHasNone() throws {
    defer { site.remove() }
    #expect(throws: ErrandError(.usage)) { try session.migration(of: nil) }
    let none = #expect(throws: ErrandError(.usage)) { try session.migration(of: "wlc-1") }
    #expect(none?.reasons == ["\(device) has no migration"])
  }
}
