import Assessment
import Foundation
import LicenseFiles
import Testing

@testable import AirGap

/// What a bag or a backup recorded of the end of a chain.
@Suite struct LedgerAnchorTests {
  private static let hash = String(repeating: "ab", count: 32)

  private static func bag(_ lines: String) throws -> String {
    let folder = NSTemporaryDirectory() + "rumkit-bag-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(lines.utf8).write(to: URL(filePath: folder + "/bag-info.txt"))
    return folder
  }

  @Test func aBagNamesTheEndOfTheChain() throws {
    let bag = try Self.bag("Source-Organization: x\nLedger-Events: 12\nLedger-Head: \(Self.hash)\n")
    defer { try? FileManager.default.removeItem(atPath: bag) }
    #expect(try LedgerAnchor.read(bag) == ChainHead(count: 12, hash: Self.hash))
  }

  @Test(arguments: [
    ("Source-Organization: x\n", LedgerError.Code.refused),
    ("Ledger-Events: 12\n", .refused),
    ("Ledger-Events: -1\nLedger-Head: \(hash)\n", .damaged),
    ("Ledger-Events: 12\nLedger-Head: \(hash)0\n", .damaged),
    ("Ledger-Events: 12\nLedger-Head: \(hash.uppercased())\n", .damaged),
    ("no label\n", .damaged),
  ])
  func whatIsNoEndOfAChainIsSaid(_ lines: String, _ code: LedgerError.Code) throws {
    let bag = try Self.bag(lines)
    defer { try? FileManager.default.removeItem(atPath: bag) }
    #expect(throws: LedgerError(code, "")) { try LedgerAnchor.read(bag) }
  }

  @Test func aBackupIsItsOwnAnchor() throws {
    let site = try TemporarySite()
    defer { site.remove() }
    _ = try site.export([1], at: 200)
    let copy = site.folder + "/copy.sqlite"
    try site.ledger.backUp(to: copy)
    let anchor = try LedgerAnchor.read(copy)
    #expect(anchor == (try site.ledger.read { reader throws(LedgerError) in try reader.head() }))
    #expect(anchor.count == 2)

    _ = try site.export([2], at: 300)
    let later = try site.ledger.verify(anchors: [(copy, anchor)], scratch: NSTemporaryDirectory())
    #expect(later.isSound)
    #expect(later.checks.map(\.name).contains("anchor"))
    #expect(later.checks.allSatisfy { $0.result == .passed })

    let other = ChainHead(count: 2, hash: Self.hash)
    let anew = try site.ledger.verify(anchors: [("bag", other)], scratch: NSTemporaryDirectory())
    #expect(anew.findings.map(\.id) == ["site/anchor-mismatch"])
    let cut = try site.ledger.verify(
      anchors: [("bag", ChainHead(count: 9, hash: Self.hash)), (copy, anchor)],
      scratch: NSTemporaryDirectory())
    #expect(cut.findings.map(\.id) == ["site/anchor-mismatch"])
    #expect(
      cut.checks.filter { $0.name == "anchor" }.map(\.result) == [.failed, .passed])
    #expect(cut.checks.last?.result == .notPossible)
  }

  @Test func nothingIsNoAnchor() {
    #expect(throws: LedgerError(.noSite, "")) { try LedgerAnchor.read("/no/such/place") }
  }
}
