import Foundation
import LicenseFiles
import Testing

@testable import AirGap
@testable import Assessment

/// Where the end of a chain may have been written down.
@Suite struct LedgerAnchorTests {
  private func bag(_ lines: String, _ body: (String) throws -> Void) throws {
    let folder = NSTemporaryDirectory() + "rumkit-anchor-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Data("BagIt-Version: 1.0\n".utf8).write(to: URL(filePath: folder + "/bagit.txt"))
    try Data(lines.utf8).write(to: URL(filePath: folder + "/bag-info.txt"))
    try body(folder)
  }

  @Test func aBagNamesTheEnd() throws {
    let hash = String(repeating: "ab", count: 32)
    try bag("Source-Organization: X\nledger-events: 7\nLedger-Head: \(hash.uppercased())\n") {
      let anchor = try LedgerAnchor.read($0)
      #expect(anchor.head == ChainHead(count: 7, hash: hash))
      #expect(anchor.place == $0)
    }
  }

  @Test(arguments: [
    "Ledger-Events: 7\n", "Ledger-Head: \(String(repeating: "ab", count: 32))\n",
    "Ledger-Events: 0\nLedger-Head: \(String(repeating: "ab", count: 32))\n",
    "Ledger-Events: -1\nLedger-Head: \(String(repeating: "ab", count: 32))\n",
    "Ledger-Events: 7\nLedger-Head: abc\n",
    "Ledger-Events: 7\nLedger-Events: 8\nLedger-Head: \(String(repeating: "ab", count: 32))\n",
  ])
  func aBagWithHalfAnEndIsDamaged(_ lines: String) throws {
    try bag(lines) { folder in
      #expect(throws: LedgerError(.damaged, "")) { try LedgerAnchor.read(folder) }
    }
  }

  @Test func aBagMadeWithoutASiteIsRefused() throws {
    try bag("Source-Organization: X\n") { folder in
      #expect(throws: LedgerError(.refused, "")) { try LedgerAnchor.read(folder) }
      #expect(throws: LedgerError(.noSite, "")) { try LedgerAnchor.read(folder + "/nowhere") }
      #expect(throws: LedgerError(.refused, "")) { try LedgerAnchor.read(folder + "/bagit.txt") }
    }
  }

  @Test func aCopyNamesItsOwnEnd() throws {
    let site = try TemporarySite()
    defer { site.remove() }
    let copy = site.folder + "/copy.sqlite"
    try site.ledger.backUp(to: copy)
    let anchor = try LedgerAnchor.read(copy)
    try site.export([1], at: 200)
    #expect(anchor.head.count == 1)
    #expect(try site.check([anchor]).findings.map(\.message) == [])
  }
}
