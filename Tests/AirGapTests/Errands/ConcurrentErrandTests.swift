import AirGap
import Assessment
import Foundation
import LicenseFiles
import Testing

/// Several runs of one errand at the same moment: one does it, and the others say so.
@Suite struct ConcurrentErrandTests {
  private static let runs = 4

  /// Runs the body at once in sessions of their own; how many did it, and how many were refused.
  private func atOnce(
    _ home: ErrandSite, _ body: @escaping @Sendable (SiteSession) throws -> Void
  ) throws -> (done: Int, refused: Int) {
    final class Counts: @unchecked Sendable {
      let lock = NSLock()
      var done = 0
      var refused = 0
    }
    let counts = Counts()
    let folder = home.folder
    let now = try ErrandSite.seconds("09:30")
    DispatchQueue.concurrentPerform(iterations: Self.runs) { _ in
      let isDone: Bool
      do {
        let session = try SiteSession(
          try SiteLedger.openForWriting(folder), Acting(operatorName: "op", hostName: "h", now: now)
        )
        try body(session)
        isDone = true
      } catch {
        isDone = false
      }
      counts.lock.withLock {
        if isDone { counts.done += 1 } else { counts.refused += 1 }
      }
    }
    return (counts.done, counts.refused)
  }

  @Test func aResetIsRecordedOnce() async throws {
    let home = try await ErrandSite([ErrandSite.usage])
    let warned = Capture().adding(
      "show logging",
      "*Aug 21 09:00:00.000 UTC: "
        + #"%Warning: reload required after "license smart factory reset" command"#
    ).text
    let file = try home.file("warned.txt", warned)
    let counts = try atOnce(home) { session in
      _ = try RecordReset(from: [file]).run(in: session) { _ in }
    }
    #expect(counts.done == Self.runs)
    #expect(try home.events(.resetRecorded).count == 1)
  }

  @Test func aResetByHandIsRecordedOnce() async throws {
    let home = try await ErrandSite([ErrandSite.usage])
    let (at, over) = (try ErrandSite.seconds("09:00"), try ErrandSite.seconds("09:10"))
    let counts = try atOnce(home) { session in
      let recorded = try RecordReset(device: "9ZZEXAMPLE1", at: at, reloadedAt: over)
        .run(in: session) { _ in }
      #expect(recorded.count == 1)
    }
    #expect(counts.done == Self.runs)
    #expect(try home.events(.resetRecorded).count == 1)
    _ = try atOnce(home) { session in
      _ = try RecordReset(device: "9ZZEXAMPLE1", reloadedAt: over).run(in: session) { _ in }
    }
    #expect(try home.events(.resetReloaded).isEmpty)
    // The second says so, another moment is another reset, and one that was cleared can come back.
    try home.reset(at: "09:00", now: "09:31")
    #expect(home.hints.contains { $0.hasSuffix("the ledger has this reset or reload already") })
    try home.reset(at: "09:20", now: "09:32")
    #expect(try home.events(.resetRecorded).count == 2)
    _ = try ClearReset(device: "9ZZEXAMPLE1", reason: "a typo").run(in: home.session(at: "09:33"))
    try home.reset(at: "09:20", now: "09:34")
    #expect(try home.events(.resetRecorded).count == 3)
  }

  @Test func theReloadOfAKnownResetIsNews() async throws {
    let home = try await ErrandSite([ErrandSite.usage])
    try home.reset(at: "09:00", now: "09:05")
    try home.reset(at: "09:00", reloaded: "09:10")
    #expect(try home.events(.resetRecorded).count == 1)
    #expect(try home.events(.resetReloaded).count == 1)
  }

  @Test func whatAPersonDeclaresIsRecordedOnce() async throws {
    let home = try await ErrandSite([ErrandSite.usage])
    _ = try atOnce(home) { session in
      _ = try RecordClockOffset(device: "9ZZEXAMPLE1", seconds: 5).run(in: session) { _ in }
    }
    #expect(try home.events(.clockOffset).count == 1)
    try home.reset(at: "09:00", now: "09:30")
    _ = try RecordClockOffset(device: "9ZZEXAMPLE1", seconds: 5)
      .run(in: home.session(at: "09:30"), home.tell)
    #expect(try home.events(.clockOffset).count == 2)
    let cleared = try atOnce(home) { session in
      _ = try ClearReset(device: "9ZZEXAMPLE1", reason: "seen").run(in: session)
    }
    #expect(cleared.done == 1 && cleared.refused == Self.runs - 1)
    let retired = try atOnce(home) { session in
      _ = try RetireDevice(device: "9ZZEXAMPLE1", reason: "sold").run(in: session)
    }
    #expect(retired.done == 1 && retired.refused == Self.runs - 1)
    let returned = try atOnce(home) { session in
      _ = try ReturnDevice(device: "9ZZEXAMPLE1", reason: "found").run(in: session)
    }
    #expect(returned.done == 1)
    let replaced = try atOnce(home) { session in
      _ = try ReplaceDevice(old: "9ZZEXAMPLE1", new: "C9800-CL-K9:9ZZEXAMPLE9")
        .run(in: session) { _ in }
    }
    #expect(replaced.done == 1 && replaced.refused == Self.runs - 1)
  }

  @Test func aTripThatIsNearIsAsked() async throws {
    let home = try await ErrandSite([ErrandSite.usage])
    try home.openTrip("NOV")
    let near = #expect(throws: ErrandError.self) {
      try CloseTrip(name: "NVO").run(in: home.session()) { _ in }
    }
    #expect(near?.reasons.joined().contains("there is no trip NVO; did you mean NOV?") == true)
    let far = #expect(throws: ErrandError.self) {
      try CloseTrip(name: "2027-12").run(in: home.session()) { _ in }
    }
    #expect(far?.reasons.joined().contains("the open trips are NOV") == true)
  }

  @Test func aMigrationBeginsOnce() async throws {
    let home = try await ErrandSite([ErrandSite.usage])
    let counts = try atOnce(home) { session in
      var errand = StartMigration(device: "9ZZEXAMPLE1")
      errand.kind = .evaluation
      _ = try errand.run(in: session) { _ in }
    }
    #expect(counts.done == 1 && counts.refused == Self.runs - 1)
    #expect(try home.events(.migrationStarted).count == 1)
  }

  @Test func anImportIsProvedOnce() async throws {
    let home = try await ErrandSite([ErrandSite.usage])
    _ = try home.importing(ErrandSite.ack, at: "08:30")
    let capture = try home.file(
      "proof.txt",
      Capture().imported("ACK_c9800-cl-rum.txt").status("Aug 21 09:10:00 2026 UTC").text)
    _ = try atOnce(home) { session in
      _ = try ConfirmImports([capture], device: nil).run(in: session) { _ in }
    }
    #expect(try home.events(.deviceConfirmed).count == 1)
  }
}
