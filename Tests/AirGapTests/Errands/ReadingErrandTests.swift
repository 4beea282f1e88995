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
}
