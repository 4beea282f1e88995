import AirGap
import Assessment
import Foundation
import LicenseFiles
import Testing

/// `pack` and `verify` with a site in use.
@Suite struct PackInSiteTests {
  private let site: SiteFolder
  init() throws { site = try SiteFolder() }

  private static let header = "pid,sn,host,group,site,va\n"

  @Test func aRunIsRecordedWithEveryReport() throws {
    try site.pack("out", "Samples/usage", "--virtual-account", "VA1")
    let exported = try site.events(.exported)
    #expect(exported.count == 4)
    let begun = try #require(try site.events(.packBegun).first)
    let packed = try #require(try site.events(.packed).first)
    #expect(begun[.run] == packed[.run] && begun[.run] != nil)
    #expect(try site.history().unfinishedPacks.isEmpty)
    let wlc = try #require(exported.first { $0.device?.serial == "9ZZEXAMPLE1" })
    #expect(wlc[.name] == "C9800-CL-K9_9ZZEXAMPLE1.txt")
    #expect(wlc.number(.savedAt) == 1_786_952_705)
    #expect(wlc[.account] == "VA1")
    let reports = try site.ledger.read { reader throws(LedgerError) in
      try reader.reports(ofEvent: wlc.number)
    }
    #expect(!reports.isEmpty && reports.allSatisfy { $0.payload != nil })
    #expect(try site.device("9ZZEXAMPLE1").stage == .exported)
  }

  /// A clone of a virtual machine, a month later and without a register.
  @Test(arguments: [("clone-7", true), ("WLC-EXAMPLE-1", false)])
  func anotherHostNameOfAKnownDeviceIsNamed(_ host: String, _ isOther: Bool) throws {
    let usage = "Samples/usage/c9800-cl-rum.txt"
    try site.pack("out", usage)
    let text = try String(
      contentsOf: RumkitRun.repository.appending(path: usage), encoding: .utf8)
    try site.folder.write(
      text.replacing("\"wlc-example-1\"", with: "\"\(host)\"").replacing(
        "17701000", with: "17701009"),
      to: "clone.txt")
    let run = try site.pack("again", site.folder.path("clone.txt"))
    #expect(run.stdout.contains("register/host-differs") == isOther, "\(run.stdout)")
    #expect(try site.device("9ZZEXAMPLE1").hostName == nil)
  }

  @Test func theEvidenceStaysInTheSiteAndAnchorsTheLedger() throws {
    try site.pack("out", "Samples/usage")
    let names = try FileManager.default.contentsOfDirectory(
      atPath: site.folder.path("site/evidence"))
    #expect(names == ["20260701T090000Z-2"])
    let bag = "site/evidence/\(names[0])"
    let info = try site.folder.text(bag + "/bag-info.txt")
    let first = try #require(
      try site.ledger.read { reader throws(LedgerError) in try reader.events() }.first)
    #expect(first.kind == .siteCreated)
    #expect(info.contains("Site: WEST\n"))
    #expect(info.contains("Site-Id: \(site.ledger.identity.id)\n"))
    #expect(info.contains("Ledger-Events: 1\n"))
    #expect(info.contains("Reset-Guard: clear, no reset of a packed device is recorded\n"))
    let hash = try #require(info.firstMatch(of: /Ledger-Head: ([0-9a-f]{64})\n/)).1
    let verified = try site.ledger.verify(
      anchors: [LedgerAnchor(place: bag, head: ChainHead(count: 1, hash: String(hash)))],
      scratch: NSTemporaryDirectory())
    #expect(verified.findings.isEmpty)
    #expect(try site.run(["verify", site.folder.path("out"), site.folder.path(bag)]).status == 0)
  }

  @Test func eachFileSaysWhatIsNewInItAndReportsOnWaitingMediaAreAWarning() throws {
    let usage = "Samples/usage/c9800-cl-rum.txt"
    let first = try site.pack("out", usage)
    #expect(first.stdout.contains("8 reports, 8 new since the last export, 0 acknowledged"))
    #expect(!first.stdout.contains("media/reports-wait-elsewhere"))
    let again = try site.pack("again", usage)
    #expect(again.stdout.contains("8 reports, 0 new since the last export, 0 acknowledged"))
    #expect(again.stdout.contains("media/reports-wait-elsewhere"), "\(again.stdout)")
    // The media leave (the same files make the same media) and the ACK comes home: nothing waits.
    let trip = try site.run(["trip", "open", "t", site.folder.path("out"), "--carrier", "c"])
    #expect(trip.status == 0, "\(trip.stderr)")
    #expect(try site.run(["ack", "match", "Samples/ack/ACK_c9800-cl-rum.txt"]).status == 0)
    let last = try site.pack("third", usage, "--format", "json")
    let file = try #require((try site.object(last)["files"] as? [[String: Any]])?.first)
    #expect(file["new_reports"] as? Int == 0 && file["acknowledged_reports"] as? Int == 8)
    #expect(!last.stdout.contains("media/reports-wait-elsewhere"))
  }

  @Test func theRegisterSaysWhoIsMissing() throws {
    try site.register(
      """
      C9800-CL-K9,9ZZEXAMPLE1,wlc,,,VA1
      C9800-CL-K9,9ZZEXAMPLE2,ha-a,pair,,VA2
      C9800-CL-K9,9ZZEXAMPLE3,ha-b,pair,,VA2
      C8000V,9ZZEXAMPLE5,edge,,west,VA1
      C9300-24UX,FZZ0000C009,gone,,,VA1
      C9300-24UX,FZZ0000C008,retired,,,VA1
      """)
    #expect(try site.run(["site", "devices", "retire", "retired", "x"]).status == 0)
    let run = try site.pack(
      "out", "Samples/usage/c9800-ha-rum.txt", "Samples/usage/c8000v-rum.txt")
    #expect(
      run.stdout.contains(
        "expected 4, present 2, missing: gone (C9300-24UX:FZZ0000C009), "
          + "wlc (C9800-CL-K9:9ZZEXAMPLE1)"))
    #expect(site.folder.names.contains("out"))
    // Its virtual account comes from the register.
    #expect(try site.folder.text("out/portal.csv").contains(",VA2,"))
    let json = try site.object(
      try site.pack("out2", "Samples/usage/c8000v-rum.txt", "--format", "json"))
    let facts = try #require(json["site"] as? [String: Any])
    #expect(facts["expected"] as? Int == 4 && facts["present"] as? Int == 1)
  }

  @Test func anOptionGoesBeforeTheRegister() throws {
    try site.register("C8000V,9ZZEXAMPLE5,edge,,,VA1\n")
    try site.pack("out", "Samples/usage/c8000v-rum.txt", "--virtual-account", "OTHER")
    #expect(try site.folder.text("out/portal.csv").contains(",OTHER,"))
    try site.pack("out2", "Samples/usage/c8000v-rum.txt")
    #expect(try site.folder.text("out2/portal.csv").contains(",VA1,"))
  }

  @Test func aDeviceThatNoRowNamesIsAWarningOnlyWhereThereIsARegister() throws {
    let without = try site.pack("out", "Samples/usage/c8000v-rum.txt")
    #expect(!without.stdout.contains("register/device-unknown"))
    try site.register("C9800-CL-K9,9ZZEXAMPLE1,wlc,,,\n")
    let with = try site.pack("out2", "Samples/usage/c8000v-rum.txt")
    #expect(with.stdout.contains("warning: register/device-unknown"))
  }

  @Test func groupsAreLearnedFromHAListsAndKeptByHand() throws {
    try site.pack("out", "Samples/usage/c9800-ha-rum.txt")
    #expect(try site.device("9ZZEXAMPLE2").group == "ha-9ZZEXAMPLE2")
    #expect(try site.device("9ZZEXAMPLE3").group == "ha-9ZZEXAMPLE2")
    #expect(try site.run(["site", "devices", "group", "mine", "9ZZEXAMPLE3"]).status == 0)
    try site.pack("out2", "Samples/usage/c9800-ha-rum.txt")
    #expect(try site.device("9ZZEXAMPLE3").group == "mine")
    #expect(try site.device("9ZZEXAMPLE2").group == "mine")
  }

  @Test func anotherSitesFilesAreRefusedAndTheirSerialsNotKept() throws {
    try site.register("C8000V,9ZZEXAMPLE5,edge,,,\n")
    let east = try SiteFolder("EAST")
    try east.pack("out", "Samples/usage/c9800-cl-rum.txt")
    let bag = "site/evidence/20260701T090000Z-2/data/upload/C9800-CL-K9_9ZZEXAMPLE1.txt"
    let path = east.folder.path(bag)
    let alone = try site.run(["pack", path, "--output", site.folder.path("out")])
    #expect(alone.status == 3, "\(alone.stdout)\(alone.stderr)")
    #expect(alone.stdout.contains("it is in the evidence of another site"))
    #expect(!site.folder.names.contains("out"))
    let both = try site.run([
      "pack", path, "Samples/usage/c8000v-rum.txt", "--skip-bad", "--output",
      site.folder.path("out"),
    ])
    #expect(both.status == 5, "\(both.stdout)\(both.stderr)")
    #expect(try site.events(.foreignMaterial).count == 2)
    #expect(try site.events(.foreignMaterial).allSatisfy { $0[.count] == "1" })
    #expect(try !site.holds("9ZZEXAMPLE1"))
    #expect(try site.holds("9ZZEXAMPLE5"))
    // Nor in the evidence of this site.
    let evidence = try #require(try site.events(.packed).first?[.bag])
    for name in ["custody.jsonl", "findings.json", "names.csv"] {
      let text = try String(contentsOfFile: evidence + "/" + name, encoding: .utf8)
      #expect(!text.contains("9ZZEXAMPLE1"), "\(name)")
    }
    let verified = try site.run(["verify", east.folder.path("site/evidence/20260701T090000Z-2")])
    #expect(verified.stderr.contains("belongs to another site"))
    #expect(try site.events(.mediaVerified).isEmpty)
    #expect(try !site.holds("9ZZEXAMPLE1"))
  }

  @Test func aDamagedFileOfAnotherSiteIsAnotherSites() throws {
    try site.register("C8000V,9ZZEXAMPLE5,edge,,EAST,\nC9800-CL-K9,9ZZEXAMPLE1,wlc,,,\n")
    let text = try site.folder.sample("usage/c8000v-rum.txt")
    try site.folder.write(String(text.dropLast(60)), to: "cut_9ZZEXAMPLE5.txt")
    let run = try site.run([
      "pack", site.folder.path("cut_9ZZEXAMPLE5.txt"), "Samples/usage/c9800-cl-rum.txt",
      "--skip-bad", "--output", site.folder.path("out"),
    ])
    #expect(run.status == 5, "\(run.stdout)\(run.stderr)")
    let evidence = try #require(try site.events(.packed).first?[.bag])
    let custody = try String(contentsOfFile: evidence + "/custody.jsonl", encoding: .utf8)
    #expect(!custody.contains("9ZZEXAMPLE5"))
    #expect(try site.events(.foreignMaterial).count == 1)
  }

  @Test func aRehearsalSaysSoEverywhere() throws {
    let practice = try SiteFolder(mode: .rehearsal)
    let run = try practice.pack("out", "Samples/usage/c8000v-rum.txt")
    #expect(run.stdout.contains("(rehearsal)"))
    #expect(try practice.folder.text("out/UPLOAD.txt").hasPrefix("REHEARSAL: "))
    let bag = try #require(try practice.events(.packed).first?[.bag])
    let info = try String(contentsOfFile: bag + "/bag-info.txt", encoding: .utf8)
    #expect(info.contains("Site-Mode: rehearsal\n"))
    #expect(
      try practice.run(["trip", "list"], at: nil).stdout.hasPrefix("REHEARSAL: practice only"))
    try site.pack("out", "Samples/usage/c8000v-rum.txt")
    #expect(try !site.folder.text("out/UPLOAD.txt").contains("REHEARSAL"))
  }

  @Test func aDeviceThatTheRegisterPutsElsewhereIsRefused() throws {
    try site.register("C8000V,9ZZEXAMPLE5,edge,,EAST,\nC9800-CL-K9,9ZZEXAMPLE1,wlc,,WEST,\n")
    let run = try site.run([
      "pack", "Samples/usage/c8000v-rum.txt", "--output", site.folder.path("out"),
    ])
    #expect(run.status == 3)
    #expect(run.stdout.contains("another site, EAST"))
    try site.pack("out2", "Samples/usage/c9800-cl-rum.txt")
  }

  @Test func usageFromAfterADeviceWasReplacedIsRefused() throws {
    try site.register("C8000V,9ZZEXAMPLE5,edge,,,\nC9800-CL-K9,9ZZEXAMPLE1,wlc,,,\n")
    let replaced = try site.run([
      "site", "devices", "replace", "edge", "C8000V:N1", "--now", "2026-01-01T00:00:00Z",
    ])
    #expect(replaced.status == 0)
    let run = try site.run([
      "pack", "Samples/usage/c8000v-rum.txt", "Samples/usage/c9800-cl-rum.txt", "--skip-bad",
      "--output", site.folder.path("out"),
    ])
    #expect(run.status == 5)
    #expect(run.stdout.contains("C8000V:9ZZEXAMPLE5 was replaced by C8000V:N1"))
    #expect(run.stdout.contains("rumkit site devices return"))
    #expect(try site.events(.exported).count == 1)
  }

  @Test func aDryRunAndNoSiteRecordNothing() throws {
    let events = try site.history().head.count
    let dry = try site.pack("out", "Samples/usage", "--dry-run")
    #expect(dry.stdout.contains("nothing was recorded"))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: site.folder.path("site"))
        == ["ledger.sqlite"])
    let without = try RumkitRun([
      "pack", "Samples/usage", "--no-site", "--output", site.folder.path("out"), "--evidence",
      site.folder.path("bag"),
    ])
    #expect(without.status == 0)
    #expect(
      try site.folder.text("bag/bag-info.txt")
        .contains("Reset-Guard: not asked, no site is in use"))
    #expect(try site.history().head.count == events)
    #expect(
      try site.run(["pack", "Samples/usage", "--no-site", "--output", site.folder.path("x")])
        .status == 64)
  }

  @Test func waiversAreKept() throws {
    let usage = try site.folder.sample("usage/c8000v-rum.txt")
    let broken = usage.replacing(/"value\\?":\\?"[A-Za-z0-9+\/=]{8,}/) { match in
      String(match.output.prefix(match.output.count - 4)) + "!!!!"
    }
    try #require(broken != usage)
    try site.folder.write(broken, to: "rum.txt")
    let refused = try site.run([
      "pack", site.folder.path("rum.txt"), "--output", site.folder.path("out"),
    ])
    #expect(refused.status == 1, "\(refused.stdout)")
    try site.pack(
      "out", site.folder.path("rum.txt"), "--allow",
      "usage/signature-missing@C8000V:9ZZEXAMPLE5=agreed")
    let waived = try site.events(.waived)
    #expect(!waived.isEmpty)
    #expect(
      waived.allSatisfy { $0[.reason] == "agreed" && $0[.finding] == "usage/signature-missing" })
    #expect(waived.allSatisfy { $0.device?.serial == "9ZZEXAMPLE5" })
  }

  @Test func aFailedRunIsNotLeftOpen() throws {
    try site.folder.write("old", to: "out/file")
    let run = try site.run(["pack", "Samples/usage", "--output", site.folder.path("out")])
    #expect(run.status == 64)
    #expect(try site.events(.packBegun).isEmpty)
    // Nobody can make a folder there, which only shows when the run has begun.
    let late = try site.run(["pack", "Samples/usage", "--output", "/proc/out"])
    #expect(late.status == 4, "\(late.stderr)")
    #expect(try site.events(.packFailed).count == 1)
    #expect(try site.history().unfinishedPacks.isEmpty)
    #expect(try site.events(.exported).isEmpty)
  }

  @Test func whatIsVerifiedIsRecorded() throws {
    try site.pack("out", "Samples/usage/c8000v-rum.txt")
    #expect(try site.run(["verify", site.folder.path("out")]).status == 0)
    try site.folder.write("x", to: "out/upload/C8000V_9ZZEXAMPLE5.txt")
    #expect(try site.run(["verify", site.folder.path("out")]).status == 1)
    let events = try site.events(.mediaVerified)
    #expect(events.count == 2)
    #expect(events[0][.failed] == "0" && events[1][.failed] != "0")
    #expect(events[0][.mediaHash] == (try site.events(.exported).first?[.mediaHash]))
  }
}
