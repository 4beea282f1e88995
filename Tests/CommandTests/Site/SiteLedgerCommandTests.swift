import AirGap
import Assessment
import Foundation
import LicenseFiles
import Testing

/// What keeps the ledger of a site whole, on the built program: verify, anchors, export, backup, repair.
@Suite struct SiteLedgerCommandTests {
  @Test func verifyRecordsThatAllIsWell() throws {
    let scratch = try SiteScratch()
    defer { scratch.remove() }
    try scratch.seed()
    let run = try scratch.run("verify")
    #expect(run.status == 0)
    #expect(run.stdout.contains("passed  events: "))
    #expect(run.stdout.contains("recorded as event 7\n7 checks passed, 0 failed, 0 not possible\n"))
    let json = try scratch.run("verify", "--format", "json")
    #expect(json.stdout.contains("\"schema\": \"rumkit.site-verify/1\""))
    #expect(json.stdout.contains("\"verdict\": \"passed\""))
    #expect(try scratch.run("status").stdout.contains("verified"))
  }

  /// Bags that the site keeps itself; elsewhere only a person knows where one went.
  @Test func verifyMissesABagOfTheSite() throws {
    let home = try Homeward()
    let whole = try home.run("site", "verify", at: "10:00")
    #expect(!whole.stderr.contains("missing"))
    let evidence = home.folder.path("site/evidence")
    let bags = try FileManager.default.contentsOfDirectory(atPath: evidence)
    #expect(bags.count == 1)
    try FileManager.default.removeItem(atPath: evidence + "/" + bags[0])
    let run = try home.run("site", "verify", at: "10:01")
    #expect(run.stderr.contains("evidence: 1 of 1, such as \(bags[0])"))
    #expect(run.stdout.contains("7 checks passed"))
  }

  @Test func anEditedEventIsNamed() throws {
    let scratch = try SiteScratch()
    defer { scratch.remove() }
    try scratch.seed()
    try edit(
      scratch.site + "/ledger.sqlite", "carrier\":\"carol", to: "carrier\":\"karol",
      where: { $0 == 0x22 })
    let run = try scratch.run("verify")
    #expect(run.status == 1)
    #expect(run.stdout.contains("FAILED  events: "))
    #expect(run.stdout.contains("site/event-edited: event 5 (trip-opened, 2026-05-28T20:27:40Z)"))
    #expect(!run.stdout.contains("recorded as"))
    let rebuilt = try scratch.run("verify", "--rebuild-index")
    #expect(rebuilt.status == 1)
    #expect(rebuilt.stderr.contains("the index was not rebuilt"))
  }

  @Test func anEditedIndexIsFoundAndMadeAgain() throws {
    let scratch = try SiteScratch()
    defer { scratch.remove() }
    try scratch.seed()
    // The register's word in the index of devices; the event keeps its own.
    try edit(scratch.site + "/ledger.sqlite", "wlc-2", to: "wlc-9", where: { $0 != 0x22 })
    let run = try scratch.run("verify")
    #expect(run.status == 1)
    #expect(run.stdout.contains("FAILED  index: "))
    #expect(
      run.stdout.contains("site/index-differs: the events give different contents for device"))
    let rebuilt = try scratch.run("verify", "--rebuild-index")
    #expect(rebuilt.status == 0)
    #expect(rebuilt.stdout.contains("the index was rebuilt from the events: "))
    #expect(try scratch.run("log", "--last", "1").stdout.contains("; the index was rebuilt: "))
    #expect(try scratch.run("verify").status == 0)
  }

  @Test func aPageOfZerosIsDamageAndNoFault() throws {
    let scratch = try SiteScratch()
    defer { scratch.remove() }
    try scratch.seed()
    let path = scratch.site + "/ledger.sqlite"
    var bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    let wanted = Array("{\"number\":1,".utf8)
    let place = try #require(bytes.indices.first { bytes[$0...].starts(with: wanted) })
    let page = place / 4096 * 4096
    bytes.replaceSubrange(page..<page + 4096, with: [UInt8](repeating: 0, count: 4096))
    try Data(bytes).write(to: URL(filePath: path))
    let run = try scratch.run("verify")
    #expect(run.status == 1)
    #expect(run.stdout.contains("site/file-damaged"))
  }

  /// Changes a text of the same length, where the byte before it is such a one.
  private func edit(
    _ path: String, _ text: String, to other: String, where isPlace: (UInt8) -> Bool
  ) throws {
    var bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    let wanted = Array(text.utf8)
    let places = bytes.indices.dropFirst().filter {
      isPlace(bytes[$0 - 1]) && bytes[$0...].starts(with: wanted)
    }
    #expect(!places.isEmpty)
    for place in places {
      bytes.replaceSubrange(place..<place + wanted.count, with: Array(other.utf8))
    }
    try Data(bytes).write(to: URL(filePath: path))
  }

  @Test func anchorsShowACutChain() throws {
    let scratch = try SiteScratch()
    defer { scratch.remove() }
    let ledger = try scratch.seed()
    let early = scratch.folder + "/early.sqlite"
    let late = scratch.folder + "/late.sqlite"
    #expect(try scratch.run("backup", early).status == 0)
    try ledger.append(
      [SiteEventDraft(.tripClosed, nil, [.trip: "t1"])], by: SiteScratch.author(1_790_000_000))
    #expect(try scratch.run("backup", late).status == 0)
    let sound = try scratch.run("verify", "--anchor", early, late)
    #expect(sound.status == 0)
    #expect(sound.stdout.contains("passed  anchor: \(early): event 6 is what it recorded"))

    // The older state in the place of the newer one: only the anchor can tell.
    try FileManager.default.removeItem(atPath: scratch.site + "/ledger.sqlite")
    try FileManager.default.copyItem(atPath: early, toPath: scratch.site + "/ledger.sqlite")
    let cut = try scratch.run("verify", "--anchor", early, "--anchor", late)
    #expect(cut.status == 1)
    #expect(cut.stdout.contains("site/anchor-mismatch"))
    #expect(cut.stdout.contains("its end was cut off"))
    let missing = try scratch.run("verify", "--anchor", scratch.folder + "/none")
    #expect(missing.status == 2)
  }

  @Test func aDamagedBackupIsNoAnchor() throws {
    let scratch = try SiteScratch()
    defer { scratch.remove() }
    try scratch.seed()
    let copy = scratch.folder + "/copy.sqlite"
    #expect(try scratch.run("backup", copy).status == 0)
    try edit(copy, "C9800-CL-K9", to: "X9800-CL-K9") { $0 == UInt8(ascii: "\"") }
    let run = try scratch.run("verify", "--anchor", copy)
    #expect(run.status == 2, "\(run.stdout)")
    #expect(run.stderr.contains("\(copy) is damaged: "), "\(run.stderr)")
  }

  @Test func theExportIsTheTextThatIsHashed() throws {
    let scratch = try SiteScratch()
    defer { scratch.remove() }
    try scratch.seed()
    let lines = try scratch.run("export").stdout.split(separator: "\n").map(String.init)
    #expect(lines.count == 6)
    var previous = ChainHead.empty.hash
    for line in lines {
      #expect(line.hasSuffix(",\"previous\":\"\(previous)\"}"))
      previous = SHA256Digest(hashing: Array(line.utf8)).description
    }
    #expect(try scratch.run("status").stdout.contains("6 events, head \(previous)\n"))

    let file = scratch.folder + "/events.csv"
    #expect(try scratch.run("export", "--format", "csv", "--output", file).status == 0)
    let csv = try String(contentsOfFile: file, encoding: .utf8)
    #expect(csv.hasPrefix("number,time,clock,operator,witness,"))
    #expect(csv.components(separatedBy: "\r\n").count == 8)
    #expect(csv.contains("guard-overridden,overridden,C9800-CL-K9,9ZZEXAMPLE1,0,"))
    let again = try scratch.run("export", "--output", file)
    #expect(again.status == 64)
    #expect(again.stderr.contains("give --force to replace it"))
  }

  @Test func aBackupIsTheStateBeforeItsEventAndCanBeRestored() throws {
    let scratch = try SiteScratch()
    defer { scratch.remove() }
    try scratch.seed()
    let file = scratch.folder + "/copy.sqlite"
    let made = try scratch.run("backup", file)
    #expect(made.status == 0)
    let head = try LedgerAnchor.read(file).head
    #expect(head.count == 6)
    #expect(made.stdout.contains("6 events, head \(head.hash)\n"))
    #expect(made.stdout.contains("as event 7\n"))
    let attributes = try FileManager.default.attributesOfItem(atPath: file)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(try scratch.run("backup", file).status == 64)

    let place = scratch.folder + "/restored"
    let restored = try RumkitRun(["site", "restore", file, "--site", place])
    #expect(restored.status == 0)
    #expect(restored.stdout.contains("6 events, head \(head.hash)\n"))
    #expect(restored.stdout.contains("7 events, head "))
    let occupied = try scratch.run("restore", file)
    #expect(occupied.status == 64)
    #expect(occupied.stderr.contains("nothing was restored"))
    let log = try RumkitRun(["site", "log", "--site", place, "--last", "1"])
    #expect(log.stdout.contains("the ledger was restored from copy.sqlite, which had 6 events"))
    let nothing = try RumkitRun(["site", "restore", scratch.folder + "/none", "--site", place])
    #expect(nothing.status == 2)
  }

  @Test func aWildDateIsRepairedOnce() throws {
    let scratch = try SiteScratch()
    defer { scratch.remove() }
    let ledger = try scratch.seed()
    let nothing = try scratch.run("clock", "repair", "CMOS")
    #expect(nothing.stdout.hasPrefix("nothing to repair"))
    try ledger.append(
      [SiteEventDraft(.siteVerified)], by: SiteScratch.author(4_000_000_000))
    let run = try scratch.run("clock", "repair", "CMOS battery")
    #expect(run.status == 0)
    #expect(run.stdout.contains("instead of 2096-10-02T07:06:40Z, because CMOS battery"))
    #expect(try scratch.run("clock", "repair", "again").stdout.hasPrefix("nothing to repair"))
    #expect(try scratch.run("verify").status == 0)
  }

  @Test func aReadOnlySiteIsShownCheckedAndCopied() throws {
    let scratch = try SiteScratch()
    defer { scratch.remove() }
    try scratch.seed()
    let copy = scratch.folder + "/alone.sqlite"
    #expect(try scratch.run("backup", copy).status == 0)
    for command in ["status", "log", "export", "verify"] {
      let run = try RumkitRun(["site", command, "--site", copy])
      #expect(run.status == 0, "\(command)")
    }
    #expect(!(try RumkitRun(["site", "verify", "--site", copy]).stdout.contains("recorded as")))
    #expect(try LedgerAnchor.read(copy).head.count == 6)
  }

  @Test func aCopyOfALedgerWhoseTablesWereChangedIsNoSuccess() throws {
    let scratch = try SiteScratch()
    defer { scratch.remove() }
    try scratch.seed()
    let path = scratch.folder + "/site/ledger.sqlite"
    try edit(path, "value TEXT NOT NULL", to: "value TExT NOT NULL") { $0 == 0x20 }
    let copy = scratch.folder + "/copy.sqlite"
    let run = try scratch.run("backup", copy)
    #expect(run.status == 1)
    #expect(run.stdout.contains("recorded  no: the ledger is damaged"))
    #expect(run.stderr.contains("the ledger is damaged, and so is its copy in \(copy)"))
    #expect(try RumkitRun(["site", "verify", "--site", copy]).status == 1)
  }
}
