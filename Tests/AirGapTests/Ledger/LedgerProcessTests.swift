import Foundation
import LicenseFiles
import Testing

@testable import AirGap
@testable import Assessment

/// A ledger that several processes use, and that processes are killed, starved and locked out of.
@Suite(.serialized) struct LedgerProcessTests {
  private func expectSound(_ site: TemporarySite, _ words: String = "") throws {
    #expect(try site.check().findings.map(\.message) == [], "\(words)")
  }

  @Test func twoProcessesAppendAtOnceWhileAThirdCopies() throws {
    let site = try TemporarySite()
    defer { site.remove() }
    let one = try LedgerWriter(["append", site.folder, "40", "one"])
    let two = try LedgerWriter(["append", site.folder, "40", "two"])
    for round in 0..<5 {
      let copy = site.folder + "/copy\(round)"
      let backup = try LedgerWriter(["backup", site.folder, copy]).end()
      #expect(backup.status == 0, "\(backup.message)")
      let taken = try SiteLedger.openForReading(copy)
      #expect(try taken.verify(scratch: site.folder).findings.map(\.message) == [])
    }
    let ends = [one.end(), two.end()]
    #expect(ends.map(\.status) == [0, 0], "\(ends.map(\.message))")
    #expect(Set(ends.flatMap(\.numbers)) == Set(2...81))
    try expectSound(site)
  }

  @Test func aKillAtAnyMomentLeavesWholeEvents() throws {
    let site = try TemporarySite()
    defer { site.remove() }
    let seed = UInt32.random(in: .min ... .max)
    print("LedgerProcessTests seed \(seed)")
    var state = seed
    var last: Int64 = 1
    for round in 0..<25 {
      state = state &* 1_664_525 &+ 1_013_904_223
      let writer = try LedgerWriter(["append", site.folder, "1000", "w\(round)"])
      // Two of three kills wait until it writes, so that a commit is surely met.
      if round % 3 > 0 { writer.waitForOutput() }
      usleep((state >> 8) % 60_000)
      kill(writer.process.processIdentifier, SIGKILL)
      let recorded = writer.end().numbers.last ?? last
      // Readers and writers take turns at meeting what the kill left.
      if round % 2 == 0 {
        let read = try LedgerWriter(["read", site.folder]).end()
        #expect(read.status == 0, "\(read.message)")
        #expect((read.numbers.first ?? 0) >= recorded, "seed \(seed), round \(round)")
      }
      let head = try SiteLedger.openForWriting(site.folder)
        .read { reader throws(LedgerError) in try reader.head() }
      #expect(head.count >= recorded && head.count <= recorded + 1, "seed \(seed), round \(round)")
      last = head.count
      if round % 5 == 0 { try expectSound(site, "seed \(seed), round \(round)") }
    }
    #expect(last > 1, "no kill met a run that had recorded something")
    try expectSound(site, "seed \(seed)")
  }

  @Test func aFileSizeLimitRecordsNothing() throws {
    let site = try TemporarySite()
    defer { site.remove() }
    let before = try site.check().head
    let run = try LedgerWriter(
      ["append", site.folder, "50", "w"],
      before: ["sh", "-c", "ulimit -f 600; exec \"$0\" \"$@\""]
    ).end()
    #expect(run.status == 4)
    #expect(run.message.contains("nothing more was recorded"), "\(run.message)")
    #expect(run.message.contains("limit on the size of files"), "\(run.message)")
    #expect(try site.check().head.count == before.count + Int64(run.numbers.count))
    try expectSound(site)
  }

  @Test(.enabled(if: getuid() == 0, "mounting needs root"))
  func aFullDiskRecordsNothing() throws {
    let disk = NSTemporaryDirectory() + "rumkit-disk-\(UUID().uuidString)"
    mkdir(disk, 0o755)
    guard mount("tmpfs", disk, "tmpfs", 0, "size=1m") == 0 else { return }
    defer {
      umount(disk)
      rmdir(disk)
    }
    let folder = disk + "/site"
    let ledger = try SiteLedger.create(
      at: folder, name: "Small", mode: .own, by: TemporarySite.author(100))
    let run = try LedgerWriter(["append", folder, "1000", "w"]).end()
    #expect(run.status == 4)
    #expect(run.message.contains("the disk is full, nothing more was recorded"), "\(run.message)")
    let check = try ledger.verify(scratch: NSTemporaryDirectory())
    #expect(check.findings.map(\.message) == [])
    #expect(check.events == 1 + Int64(run.numbers.count))
    #expect(throws: LedgerError(.noSpace, "")) { try ledger.backUp(to: disk + "/copy") }
    // The verdict needs no room.
    #expect(try ledger.verify(scratch: disk).events == check.events)
    #expect(try FileManager.default.contentsOfDirectory(atPath: disk) == ["site"])
  }

  @Test(.enabled(if: getuid() == 0, "changing the user needs root"))
  func aSharedSiteTakesItsGroupAndNobodyElse() throws {
    let old = umask(0o077)
    defer { umask(old) }
    let folder = "/tmp/rumkit-shared-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let group: gid_t = 64_123
    #expect(throws: LedgerError(.refused, "")) {
      try SiteLedger.create(
        at: folder, name: "S", mode: .shared, by: TemporarySite.author(100))
    }
    _ = try SiteLedger.create(
      at: folder, name: "S", mode: .shared, group: String(group), by: TemporarySite.author(100))
    func facts(_ path: String) -> (mode: mode_t, group: gid_t) {
      var facts = stat()
      stat(path, &facts)
      return (facts.st_mode & 0o7777, facts.st_gid)
    }
    #expect(facts(folder) == (0o2770, group))
    #expect(facts(folder + "/ledger.sqlite") == (0o660, group))
    // The journal that the first writer leaves has to serve the others.
    try SiteLedger.openForWriting(folder).append(
      [SiteEventDraft(.siteVerified)], by: TemporarySite.author(200))
    #expect(facts(folder + "/ledger.sqlite-journal") == (0o660, group))
    func run(_ arguments: [String], group: gid_t) throws -> (status: Int32, message: String) {
      let user = ["setpriv", "--reuid=65534", "--regid=\(group)", "--clear-groups"]
      let end = try LedgerWriter(arguments, before: user).end()
      return (end.status, end.message)
    }
    let member = try run(["append", folder, "3", "m"], group: group)
    #expect(member.status == 0, "\(member.message)")
    let stranger = try run(["append", folder, "3", "s"], group: 64_124)
    #expect(stranger.status == 4)
    #expect(facts(folder + "/ledger.sqlite") == (0o660, group))

    let copy = folder + "/copy.sqlite"
    let ledger = try SiteLedger.openForReading(folder)
    try ledger.backUp(to: copy)
    let again = folder + "/again"
    let restored = try SiteLedger.restore(copy, to: again, by: TemporarySite.author(2_000_000_000))
    #expect(facts(again) == (0o2770, group))
    #expect(facts(again + "/ledger.sqlite") == (0o660, group))
    let last = try restored.read { reader throws(LedgerError) in try reader.events(newest: 1) }
    #expect(last.map(\.kind) == [.siteRestored])
    #expect(throws: LedgerError(.exists, "")) {
      try SiteLedger.restore(copy, to: again, by: TemporarySite.author(2_000_000_000))
    }
  }
}
