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
