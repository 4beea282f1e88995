import Foundation
import GRDB
import Testing

@testable import AirGap
@testable import Assessment

/// An older ledger is brought up to date with a copy beside it; a newer one says what it needs.
@Suite struct LedgerUpgradeTests {
  private static let fixture = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures/ledger-1.sqlite").path

  private func withOlderSite(_ body: (String) throws -> Void) throws {
    let folder = NSTemporaryDirectory() + "rumkit-site-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: Self.fixture, toPath: folder + "/ledger.sqlite")
    try body(folder)
  }

  private func steps(_ path: String) throws -> [String] {
    let queue = try DatabaseQueue(path: path)
    defer { try? queue.close() }
    return try queue.read {
      try String.fetchAll($0, sql: "SELECT identifier FROM grdb_migrations ORDER BY rowid")
    }
  }

  private func copies(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasPrefix("before-upgrade-") }.sorted()
  }

  @Test func theOlderLedgerStaysBesideTheNewOne() throws {
    try withOlderSite { folder in
      let before = try steps(Self.fixture)
      var said: [String] = []
      _ = try SitePlace(option: folder).session(for: .recording, Acting()) { said.append("\($0)") }
      #expect(try copies(folder) == ["before-upgrade-1.sqlite"])
      #expect(try steps(folder + "/before-upgrade-1.sqlite") == before)
      #expect(try steps(folder + "/ledger.sqlite") == LedgerSchema.migrator.migrations)
      #expect(said.contains { $0.contains(folder + "/before-upgrade-1.sqlite") })
      // The copy is a whole ledger, and the same chain.
      let copy = try SiteLedger.openForReading(folder + "/before-upgrade-1.sqlite")
      let ledger = try SiteLedger.openForWriting(folder)
      #expect(try copy.verify(scratch: folder).findings.map(\.message) == [])
      #expect(
        try copy.read { reader throws(LedgerError) in try reader.head() }
          == ledger.read { reader throws(LedgerError) in try reader.head() })
      // Once is enough.
      #expect(try copies(folder) == ["before-upgrade-1.sqlite"])
    }
  }

  @Test func anEarlierCopyIsNotReplaced() throws {
    try withOlderSite { folder in
      try Data("earlier".utf8).write(to: URL(filePath: folder + "/before-upgrade-1.sqlite"))
      _ = try SiteLedger.openForWriting(folder)
      #expect(try copies(folder) == ["before-upgrade-1.sqlite", "before-upgrade-2.sqlite"])
      #expect(
        try Data(contentsOf: URL(filePath: folder + "/before-upgrade-1.sqlite"))
          == Data("earlier".utf8))
    }
  }

  @Test func lookingMakesNoCopyAndChangesNothing() throws {
    try withOlderSite { folder in
      _ = try SiteLedger.openForReading(folder)
      #expect(try copies(folder).isEmpty)
      #expect(try steps(folder + "/ledger.sqlite") == steps(Self.fixture))
    }
  }

  @Test func aLedgerOfThisVersionGetsNoCopy() throws {
    let site = try TemporarySite()
    defer { site.remove() }
    _ = try SiteLedger.openForWriting(site.folder)
    #expect(try copies(site.folder).isEmpty)
  }

  @Test(arguments: [
    (["1.1.0 sites"], ": it needs rumkit 1.1.0 or later"),
    (["1.9.0 a", "1.10.0 b", "1.2.3"], ": it needs rumkit 1.10.0 or later"),
    (["999"], ""), (["1.1 x"], ""), (["1.-1.0 x"], ""), (["1.1.99999999999 x"], ""),
  ])
  func aNewerLedgerNamesTheVersionThatItNeeds(_ steps: [String], _ need: String) throws {
    let site = try TemporarySite()
    defer { site.remove() }
    for step in steps { try site.edit("INSERT INTO grdb_migrations VALUES ('\(step)')") }
    let before = try Data(contentsOf: URL(filePath: site.path))
    let error = #expect(throws: LedgerError(.tooNew, "")) {
      try SiteLedger.openForWriting(site.folder)
    }
    #expect(error?.reason == "\(site.path) was written by a later version of rumkit\(need)")
    #expect(try Data(contentsOf: URL(filePath: site.path)) == before)
  }

  /// Numbers are the steps up to 1.0.0; a later one says which version brings it.
  @Test func everyStepSaysWhichVersionBringsIt() throws {
    let current = try #require(LedgerSchema.versionNumbers(ofStep: ThisProgram.version))
    for step in LedgerSchema.migrator.migrations where !step.utf8.allSatisfy({ 48...57 ~= $0 }) {
      let brought = try #require(LedgerSchema.versionNumbers(ofStep: step), "\(step)")
      #expect(!current.lexicographicallyPrecedes(brought), "\(step)")
    }
  }
}
