import Foundation
import LicenseFiles
import Testing

@testable import AirGap
@testable import Assessment

/// What is made of files alone, as outcomes.
@Suite struct ReadingErrandTests {
  private static let samples = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Samples")
  private let usage = samples.appending(path: "usage/c9800-cl-rum.txt").path
  private let ack = samples.appending(path: "ack/ACK_c9800-cl-rum.txt").path
  private let none = NSTemporaryDirectory() + "rumkit-none-\(UUID().uuidString)"

  @Test func figuresAreIncompleteWhereAFileIsMissing() throws {
    var heard: [Notice] = []
    let whole = try SummarizeUsage(InputRequest([usage, ack])).run { heard.append($0) }
    #expect(!whole.isIncomplete && heard.isEmpty)
    #expect(!whole.usage.productInstances.isEmpty && whole.acknowledgements.count == 1)
    let part = try SummarizeUsage(InputRequest([usage, none])).run { heard.append($0) }
    #expect(
      part.isIncomplete && part.usage.productInstances.count == whole.usage.productInstances.count)
    #expect(heard == [.error("\(none): there is no such file")])
  }

  @Test func noResultTakesThePlaceOfAnInput() throws {
    for errand in [
      InputRequest([usage], output: usage), InputRequest([ack, usage], output: usage),
    ] {
      #expect(throws: ErrandError(.usage)) { try SummarizeUsage(errand).run { _ in } }
      #expect(throws: ErrandError(.usage)) { try ListAccessPoints(errand).run { _ in } }
      #expect(throws: ErrandError(.usage)) {
        try CompareFiles(.files(ack), with: errand).run { _ in }
      }
    }
  }

  @Test func likeIsComparedWithLike() throws {
    let same = try CompareFiles(.files(usage), with: InputRequest([usage])).run { _ in }
    #expect(same.usage != nil && same.acknowledgements == nil && !same.isIncomplete)
    let unlike = #expect(throws: ErrandError(.unreadable)) {
      try CompareFiles(.files(usage), with: InputRequest([ack])).run { _ in }
    }
    #expect(unlike?.hint?.hasPrefix("give two of a kind") == true)
  }

  @Test func accessPointsNeedAReport() throws {
    var heard: [Notice] = []
    let outcome = try ListAccessPoints(InputRequest([ack])).run { heard.append($0) }
    #expect(outcome.isIncomplete && outcome.comparison == nil)
    #expect(heard.first == .error("no usage report was found in \(ack)"))
    #expect(throws: ErrandError(.unreadable)) {
      try ListAccessPoints(InputRequest([usage]), inventories: [none]).run { _ in }
    }
  }

  @Test func anOverviewHoldsEachFileOnce() async throws {
    let making = OverviewMaterial.Making(
      now: 1_790_000_000, operatorName: "op", host: "h", toolVersion: "1")
    let errand = ReadOverview(InputRequest([usage, ack]), signers: SignerPolicy())
    let outcome = try await errand.run(making, in: nil) { _ in }
    #expect(outcome.material.inputs.map(\.file) == [usage, ack])
    #expect(!outcome.isIncomplete && !outcome.foundDamage && outcome.material.site == nil)
    let missing = try await ReadOverview(InputRequest([none]), signers: SignerPolicy())
      .run(making, in: nil) { _ in }
    #expect(missing.isIncomplete && missing.material.unread == [none])
  }

  @Test func aCopyThatWouldShowItsKeyIsNotMade() throws {
    let folder = none
    let wording = RedactFiles.Wording(escaping: { $0 }, map: { _ in "" })
    var errand = RedactFiles([usage, ack], output: folder)
    errand.key = folder + "/key"
    #expect(throws: ErrandError(.usage)) { try errand.run(wording) { _ in } }
    errand.key = nil
    errand.map = usage
    #expect(throws: ErrandError(.usage)) { try errand.run(wording) { _ in } }
    #expect(!FileManager.default.fileExists(atPath: folder))
  }
}
