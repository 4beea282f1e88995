import Foundation
import GRDB
import LicenseFiles
import Testing

@testable import AirGap
@testable import Assessment

/// The file itself: its format, what is not a ledger, who may read it, and what a kill leaves.
@Suite struct LedgerFileTests {
  private static let fixture = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures/ledger-1.sqlite").path

  /// A ledger of the first released format must open for ever.
  @Test func theFirstFormatOpens() throws {
    let folder = NSTemporaryDirectory() + "rumkit-site-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: Self.fixture, toPath: folder + "/ledger.sqlite")
    let reader = try SiteLedger.openForReading(folder)
    #expect(try reader.verify(scratch: folder).findings.map(\.message) == [])
    let ledger = try SiteLedger.openForWriting(folder)
    let history = try ledger.read { reader throws(LedgerError) in try reader.history() }
    #expect(history.devices.count == 2)
    #expect(history.devices.map(\.stage) == [.acknowledged, .acknowledged])
    #expect(history.trips.count == 10)
    try ledger.append(
      [SiteEventDraft(.siteVerified)], by: TemporarySite.author(history.newestTime))
    #expect(try ledger.verify(scratch: folder).findings.map(\.message) == [])
  }

  @Test func aLaterVersionIsRefused() throws {
    let site = try TemporarySite()
    defer { site.remove() }
    try site.edit("INSERT INTO grdb_migrations VALUES ('999')")
    #expect(throws: LedgerError(.tooNew, "")) { try SiteLedger.openForWriting(site.folder) }
    #expect(throws: LedgerError(.tooNew, "")) { try SiteLedger.openForReading(site.folder) }
  }

  /// An event of a kind that this version does not know stays in the chain and does nothing.
  @Test func anEventOfALaterKindIsKept() throws {
    let site = try TemporarySite()
    defer { site.remove() }
    let event = SiteEvent(
      number: 2, time: 900, clock: 900, operatorName: "op", host: "h", kind: .siteVerified)
    let head = try site.ledger.read { reader throws(LedgerError) in try reader.head() }
    let body = EventBody(event, previous: head.hash).text
      .replacing("site-verified", with: "site-painted")
    let hash = SHA256Digest(hashing: Array(body.utf8)).description
    try site.edit("INSERT INTO event VALUES (2, 900, 'site-painted', NULL, '\(body)', '\(hash)')")
    try site.ledger.rebuildIndex()
    #expect(try site.check().findings.map(\.message) == [])
    try site.export([1], at: 1000)
    #expect(try site.check().events == 3)
  }

  @Test(arguments: [Int64.max, .max - 1, 1 << 53, -1, .min])
  func aNumberThatOnlyAnEditedLedgerHasIsDamage(_ number: Int64) throws {
    let site = try TemporarySite()
    defer { site.remove() }
    try site.edit("DROP TRIGGER event_no_update; UPDATE event SET number = \(number)")
    #expect(throws: LedgerError(.damaged, "")) {
      try site.ledger.read { reader throws(LedgerError) in try reader.head() }
    }
    #expect(throws: LedgerError(.damaged, "")) {
      try site.ledger.append([SiteEventDraft(.siteVerified)], by: TemporarySite.author(900))
    }
    #expect(try !site.check().isSound)
  }

  @Test func whatIsNoLedgerIsDamagedAndStaysAsItIs() throws {
    let site = try TemporarySite()
    defer { site.remove() }
    let whole = try Data(contentsOf: URL(filePath: site.path))
    let other = site.folder + "/other.sqlite"
    let queue = try DatabaseQueue(path: other)
    try queue.write { try $0.execute(sql: "CREATE TABLE bookmark (url TEXT)") }
    try queue.close()
    let foreign = try Data(contentsOf: URL(filePath: other))
    let cases = [
      Data(), Data("hello".utf8), Data(repeating: 0x41, count: 9000), foreign,
      whole.prefix(100), whole.prefix(4096), whole.prefix(whole.count / 2),
      whole.prefix(whole.count - 4096),
    ]
    for (place, bytes) in cases.enumerated() {
      try bytes.write(to: URL(filePath: site.path))
      #expect(throws: LedgerError(.damaged, ""), "case \(place)") {
        _ = try SiteLedger.openForReading(site.folder).verify(scratch: site.folder)
      }
      #expect(throws: LedgerError(.damaged, ""), "case \(place)") {
        try SiteLedger.openForWriting(site.folder)
      }
      #expect(try Data(contentsOf: URL(filePath: site.path)) == bytes, "case \(place)")
    }
  }

  @Test func aNameThatSQLiteWouldTakeForAnotherIsAName() throws {
    let site = try TemporarySite()
    defer { site.remove() }
    for name in [":memory:", "file:x?mode=memory", "a b%20?#.sqlite"] {
      let copy = site.folder + "/" + name
      try site.ledger.backUp(to: copy)
      #expect(try SiteLedger.openForReading(copy).identity == site.ledger.identity)
    }
  }

  @Test func onlyTheOwnerReadsALedgerAndItsCopies() throws {
    let old = umask(0)
    defer { umask(old) }
    let site = try TemporarySite()
    defer { site.remove() }
    let copy = site.folder + "/copy.sqlite"
    try site.ledger.backUp(to: copy)
    #expect(Self.mode(site.folder) == 0o700)
    #expect(Self.mode(site.path) == 0o600)
    #expect(Self.mode(copy) == 0o600)
    #expect(throws: LedgerError(.exists, "")) { try site.ledger.backUp(to: copy) }
  }

  private static func mode(_ path: String) -> mode_t {
    var facts = stat()
    guard stat(path, &facts) == 0 else { return 0 }
    return facts.st_mode & 0o7777
  }

  /// What a kill leaves when half of a transaction is on the disk: a journal that takes it back.
  private func killed(_ body: (TemporarySite) throws -> Void) throws {
    let site = try TemporarySite()
    defer { site.remove() }
    try site.export(Array(1...500), at: 200)
    let queue = try DatabaseQueue(path: site.path)
    try queue.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA cache_size = 1; BEGIN IMMEDIATE")
      try database.execute(sql: "UPDATE report SET states = 4096; UPDATE device SET site = 'half'")
      for ending in ["", "-journal"] {
        try FileManager.default.copyItem(
          atPath: site.path + ending, toPath: site.folder + "/copy" + ending)
      }
      try database.execute(sql: "ROLLBACK")
    }
    try queue.close()
    for ending in ["", "-journal"] {
      try? FileManager.default.removeItem(atPath: site.path + ending)
      try FileManager.default.moveItem(
        atPath: site.folder + "/copy" + ending, toPath: site.path + ending)
    }
    try body(site)
  }

  @Test func aReaderTakesBackWhatAKillLeft() throws {
    try killed { site in
      let ledger = try SiteLedger.openForReading(site.folder)
      #expect(try ledger.verify(scratch: site.folder).findings.map(\.message) == [])
      let journal = try? Data(contentsOf: URL(filePath: site.path + "-journal"))
      #expect(journal?.isEmpty ?? true)
    }
  }

  @Test func aWriterTakesBackWhatAKillLeft() throws {
    try killed { site in
      let ledger = try SiteLedger.openForWriting(site.folder)
      try ledger.append([SiteEventDraft(.siteVerified)], by: TemporarySite.author(300))
      #expect(try ledger.verify(scratch: site.folder).findings.map(\.message) == [])
    }
  }

  @Test func aReaderThatWasOpenTakesItBackToo() throws {
    let site = try TemporarySite()
    defer { site.remove() }
    let reader = try SiteLedger.openForReading(site.folder)
    try killed { other in
      for ending in ["", "-journal"] {
        // In place, as a writer that is killed would: the open file stays the same.
        let bytes = try Data(contentsOf: URL(filePath: other.path + ending))
        if let file = FileHandle(forWritingAtPath: site.path + ending) {
          try file.write(contentsOf: bytes)
          try file.close()
        } else {
          try bytes.write(to: URL(filePath: site.path + ending))
        }
      }
      let head = try reader.read { reader throws(LedgerError) in try reader.head() }
      #expect(head.count == 2)
    }
  }

  @Test(.enabled(if: getuid() == 0, "mounting needs root"))
  func aReadOnlyMediumIsReadAndNeverReadPastAJournal() throws {
    try killed { site in
      let copy = site.folder + "/medium"
      try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: true)
      guard mount("tmpfs", copy, "tmpfs", 0, "size=8m") == 0 else { return }
      defer { umount(copy) }
      for ending in ["", "-journal"] {
        try FileManager.default.copyItem(
          atPath: site.path + ending, toPath: copy + "/ledger.sqlite" + ending)
      }
      try #require(mount("tmpfs", copy, "tmpfs", UInt(MS_REMOUNT | MS_RDONLY), "") == 0)
      let error = #expect(throws: LedgerError.self) { try SiteLedger.openForReading(copy) }
      #expect(error?.reason.contains("was stopped while it recorded") == true)

      try #require(mount("tmpfs", copy, "tmpfs", UInt(MS_REMOUNT), "") == 0)
      try SiteLedger.openForWriting(copy).append(
        [SiteEventDraft(.siteVerified)], by: TemporarySite.author(300))
      try #require(mount("tmpfs", copy, "tmpfs", UInt(MS_REMOUNT | MS_RDONLY), "") == 0)
      let ledger = try SiteLedger.openForReading(copy)
      #expect(try ledger.verify(scratch: site.folder).findings.map(\.message) == [])
      #expect(throws: LedgerError(.readOnly, "")) { try SiteLedger.openForWriting(copy) }
      #expect(throws: LedgerError(.readOnly, "")) {
        try ledger.append([SiteEventDraft(.siteVerified)], by: TemporarySite.author(300))
      }
      try ledger.backUp(to: site.folder + "/backup.sqlite")
    }
  }
}
