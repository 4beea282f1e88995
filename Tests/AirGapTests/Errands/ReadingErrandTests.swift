import Foundation
import LicenseFiles
import Testing

@testable import AirGap
@testable import Assessment

/// What inspect, validate and diagnose find, without a process.
@Suite struct ReadingErrandTests {
  private func request(_ files: String...) -> InputRequest {
    InputRequest(files.map(ErrandSite.sample))
  }

  @Test func anInspectionTellsKindAndContent() throws {
    let files = request("usage/c9800-cl-rum.txt", "ack/ACK_c9800-cl-rum.txt")
    let inspection = try InspectFiles(files).run { _ in }
    #expect(inspection.files.map(\.kind) == [.usage, .ack])
    #expect(inspection.files.first?.devices.keys.contains(ErrandSite.wlc) == true)
    #expect(!inspection.isIncomplete)
  }

  @Test func mediaHaveAnEntryInFrontOfTheirMembers() async throws {
    let site = try await ErrandSite()
    let inspection = try InspectFiles(InputRequest([site.folder + "/out"])).run { _ in }
    let entry = try #require(inspection.files.first)
    #expect(entry.kind == .media && entry.held?.holding.isComplete == true)
    #expect(entry.reports == inspection.files.dropFirst().map(\.reports).reduce(0, +))
    #expect(inspection.files.contains { $0.part == .media && $0.findings.isEmpty })
  }

  @Test func aMissingFileMakesItIncomplete() async throws {
    var errors = 0
    let count: Notice.Teller = { if case .error = $0 { errors += 1 } }
    let missing = request("usage/c9800-cl-rum.txt", "no-such-file")
    #expect(try InspectFiles(missing).run(count).isIncomplete)
    #expect(try InspectFiles(missing).shapes(count).isIncomplete)
    #expect(try await ValidateFiles(missing, RuleContext(now: 0)).run(count).isIncomplete)
    #expect(errors == 3)
  }

  @Test func validationKeepsTheFindingsOfAFileTogether() async throws {
    let good = try await ValidateFiles(
      request("usage/c9800-cl-rum.txt"), RuleContext(now: 1_782_896_400)
    ).run { _ in }
    #expect(!good.findings.reaches(.error) && !good.isIncomplete)
    let cut = try await ValidateFiles(
      request("faulty/truncated-rum.txt"), RuleContext(now: 1_782_896_400)
    ).run { _ in }
    #expect(cut.findings.reaches(.error))
  }

  @Test func withoutASiteOnlyAWholeNameIsADevice() throws {
    let blocks = try ListCommands(["C9800-CL-K9:9ZZEXAMPLE1"], for: [.check]).run(now: 0)
    #expect(blocks.map(\.record?.udi) == [ErrandSite.wlc])
    let error = #expect(throws: ErrandError.self) {
      try ListCommands(["wlc-1"], for: [.check]).run(now: 0)
    }
    #expect(error?.code == .usage)
  }

  /// A capture is newer than what the site knows, or older.
  @Test(arguments: [
    ("Aug 22 09:00:00 2026 UTC", "Nov 20 09:00:00 2026 UTC"),
    ("Aug 20 09:00:00 2026 UTC", "Nov 19 10:00:00 2026 UTC"),
  ])
  func theOverviewTakesTheNewerDeadline(_ lastAck: String, _ deadline: String) async throws {
    let home = try await ErrandSite()
    _ = try home.confirming(Capture().status("Aug 21 09:30:00 2026 UTC"))
    let capture = try home.file(
      "later.txt", Capture().status(lastAck, deadline: "Nov 20 09:00:00 2026 UTC").text)
    let session = try home.session(at: "2026-08-23T09:00:00Z")
    let outcome = try await ReadOverview(InputRequest([capture]), signers: SignerPolicy()).run(
      OverviewMaterial.Making(now: session.now, operatorName: "op", host: "h", toolVersion: "t"),
      in: session, home.tell)
    let cycle = try #require(outcome.material.site?.cycle(of: ErrandSite.wlc))
    guard case .known(_, _, let text) = cycle.deadline else {
      Issue.record("no deadline")
      return
    }
    #expect(text == deadline)
    // Nothing of it is recorded.
    #expect(try home.device("9ZZEXAMPLE1").lastAckText != "Aug 22 09:00:00 2026 UTC")
  }
}
