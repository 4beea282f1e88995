import AirGap
import Assessment
import LicenseFiles
import Testing

/// Resets: what is recorded, and what the guard says then.
@Suite struct ResetErrandTests {
  private static let warning =
    #"%Warning: reload required after "license smart factory reset" command"#

  private func ids(_ home: ErrandSite, at time: String, _ serial: String) throws -> [String] {
    try ResetStatus(device: serial).run(in: try home.session(at: time), home.tell)
      .flatMap(\.verdict.reasons).map(\.id)
  }

  /// What `import` refuses is in sight wherever somebody would go on.
  @Test func theWaitIsSeenInEveryView() async throws {
    let home = try await ErrandSite()
    func actions(_ status: SiteStatus?) -> [String] {
      status?.cycles.map { "\($0.lead?.udi.serial ?? "") \($0.action.id)" } ?? []
    }
    func warnings(_ time: String) async throws -> [Bool] {
      let session = try home.session(at: time)
      let status = try ReadStatus().run(in: session)
      let blocks = try ListCommands(["9ZZEXAMPLE1"], for: [.export]).run(in: session, home.tell)
      let report = try await ReadOverview(
        InputRequest([]), signers: SignerPolicy()
      ).run(
        OverviewMaterial.Making(now: session.now, operatorName: "op", host: "h", toolVersion: "t"),
        in: session, home.tell)
      // The next step is one, wherever it is shown.
      #expect(actions(report.material.site) == actions(status.status))
      return [
        status.guarded.contains { $0.device == ErrandSite.wlc },
        blocks.contains { $0.notes.contains { $0.contains("reset/wait-not-over") } },
        report.material.findings.listed.contains { $0.id == "reset/wait-not-over" },
      ]
    }
    #expect(try await warnings("08:40") == [false, false, false])
    try home.reset(at: "08:50", reloaded: "08:55")
    #expect(try await warnings("09:20") == [true, true, true])
    #expect(try await warnings("10:00") == [false, false, false])
  }

  @Test func aMemberGuardsItsGroupAndAnotherPlatformIsOnlyWarned() async throws {
    let home = try await ErrandSite()
    try home.reset("9ZZEXAMPLE2", at: "09:00", reloaded: "09:10")
    let partner = try ResetStatus(device: "9ZZEXAMPLE3")
      .run(in: try home.session(at: "09:12"), home.tell)
    #expect(partner.map(\.verdict.word) == ["refused"])
    let pair = try home.importing(ErrandSite.sample("ack/ACK_c9800-ha-rum.txt"), at: "09:12")
    #expect(pair.count(.refused) == 1 && pair.count(.done) == 0)
    let router = try home.reset("9ZZEXAMPLE5", at: "09:00", reloaded: "09:10", now: "09:12")
    #expect(router.map(\.verdict.word) == ["warning"])
    let archive = ErrandSite.sample("ack/ACK_UD_SA_26Aug20_10_00_00_000_py.tar.gz")
    let staged = try home.importing(archive, at: "09:13").entries
      .first { $0.device == ErrandSite.router }
    #expect(staged?.outcome == .staged)
    #expect(staged?.reasons.map(\.id).contains("reset/wait-not-over") == true)
  }

  @Test func aPersonClearsWithAReasonThatStays() async throws {
    let home = try await ErrandSite([ErrandSite.usage])
    try home.reset(at: "09:00", now: "09:05")
    let cleared = try ClearReset(device: "9zzexample1", reason: "it was another one")
      .run(in: try home.session(at: "09:06"))
    #expect(cleared == ErrandSite.wlc)
    #expect(try home.events(.resetCleared).map { $0[.reason] } == ["it was another one"])
    // A reset after the clearance is not cleared.
    let again = try home.reset(at: "09:08", now: "09:09")
    #expect(again.map(\.verdict.word) == ["refused"])
    #expect(throws: ErrandError(.usage)) {
      try ClearReset(device: "9ZZEXAMPLE9", reason: "x").run(in: try home.session(at: "09:10"))
    }
  }

  @Test func theDevicesOwnWordsTellResetAndReload() async throws {
    let home = try await ErrandSite([ErrandSite.usage])
    let warned = Capture().adding("show logging", "*Aug 21 09:00:00.000 UTC: \(Self.warning)").text
    _ = try home.recorded(from: warned, now: "09:05")
    let event = try #require(try home.events(.resetRecorded).first)
    #expect(event.device == ErrandSite.wlc)
    #expect(event.number(.at) == 1_787_302_800 && event[.by] == SiteEvent.byDevice)
    // The log keeps it for long.
    _ = try home.recorded(from: warned, now: "09:06")
    #expect(home.hints.contains { $0.contains("has this reset already") })
    #expect(try home.events(.resetRecorded).count == 1)
    let booted = Capture().version(
      uptime: "3 minutes", restarted: "09:10:00 UTC Fri Aug 21 2026")
    let second = try home.recorded(from: booted.text, now: "09:13")
    #expect(second.first?.verdict.countdown(now: 0)?.ends == (try ErrandSite.seconds("10:10")))
    // An uptime of an hour needs no clock.
    let up = Capture().version(uptime: "1 hour, 1 minute").text
    #expect(try home.recorded(from: up, now: "10:14").map(\.verdict.word) == ["clear"])
    #expect(try ids(home, at: "10:15", "9ZZEXAMPLE1").contains("reset/uptime-clears"))
  }

  @Test func anUptimeFromBeforeTheResetRefuses() async throws {
    let home = try await ErrandSite([ErrandSite.usage])
    try home.reset(at: "09:00", now: "09:05")
    _ = try home.recorded(
      from: Capture().version(uptime: "3 hours, 1 minute").text, now: "10:30")
    #expect(try ids(home, at: "10:31", "9ZZEXAMPLE1").contains("reset/old-capture"))
  }

  @Test func outputWithoutATimeNeedsOne() async throws {
    let home = try await ErrandSite([ErrandSite.usage])
    let bare = Capture().adding("license smart factory reset", Self.warning).text
    let error = #expect(throws: ErrandError(.unreadable)) { try home.recorded(from: bare) }
    #expect(error?.description.contains("give the time with --at") == true)
    #expect(try home.events(.resetRecorded).isEmpty)
    _ = try home.recorded(from: bare, at: "08:59")
    #expect(try home.events(.resetRecorded).map { $0[.by] } == [SiteEvent.byHand])
  }

  /// What is output of a device is decided where every command asks, and so is what decided its order.
  @Test func aFileWithoutDeviceOutputIsToldAndTheOrderOfFilesToo() async throws {
    let home = try await ErrandSite([ErrandSite.usage])
    let up = Capture().version(uptime: "1 hour, 1 minute").text
    #expect(throws: ErrandError(.unreadable)) { try home.recorded(from: up, "all is well\n") }
    #expect(home.errors.contains { $0.hasSuffix("it is not device output") })
    #expect(try home.events(.uptimeSeen).isEmpty)
    #expect(!home.hints.contains { $0.contains("the order of the files decided") })
    _ = try home.recorded(from: up, Capture().version(uptime: "3 hours, 1 minute").text)
    #expect(home.hints.contains { $0.contains("the order of the files decided") })
  }

  /// Two devices of one host name, and output that shows the name alone.
  @Test func outputOfOneOfTwoNamesakesIsOfNeither() async throws {
    let home = try await ErrandSite()
    let other = Capture(ErrandSite.router).text
    let bare = Capture(showsUDI: false)
      .adding("show logging", "*Aug 21 09:00:00.000 UTC: \(Self.warning)").text
    for files in [[Capture().text, other, bare], [bare, other, Capture().text]] {
      let paths = try files.enumerated().map { try home.file("namesake-\($0).txt", $1) }
      let error = #expect(throws: ErrandError(.unreadable)) {
        try RecordReset(from: paths).run(in: try home.session(), home.tell)
      }
      #expect(error?.description.contains("which device of the name wlc-example-1") == true)
    }
    #expect(try home.events(.resetRecorded).isEmpty)
  }

  @Test func outputOfAnotherDeviceIsRefused() async throws {
    let home = try await ErrandSite()
    let other = Capture(ErrandSite.router).version(uptime: "2 hours, 1 minute").text
    let error = #expect(throws: ErrandError(.refused)) {
      try home.recorded(from: other, device: "9ZZEXAMPLE1")
    }
    #expect(error?.description.contains("C8000V:9ZZEXAMPLE5") == true)
    #expect(try home.events(.uptimeSeen).isEmpty)
    #expect(throws: ErrandError(.unreadable)) { try home.recorded(from: "all is well\n") }
    #expect(throws: ErrandError(.unreadable)) {
      try RecordReset(from: ["\(home.folder)/none"]).run(in: try home.session(), home.tell)
    }
  }

  /// No device is met under two names.
  @Test(arguments: ["c9800-cl-k9:9ZZEXAMPLE1", " P:C9800-CL-K9,S:9ZZEXAMPLE1", "9zzexample1"])
  func anotherSpellingIsTheSameDevice(_ name: String) async throws {
    let home = try await ErrandSite([ErrandSite.usage])
    let reset = try home.reset(name, at: "08:50", reloaded: "08:55")
    #expect(reset.map(\.device) == [ErrandSite.wlc])
    #expect(home.warnings.isEmpty)
    #expect(try home.importing(ErrandSite.ack).count(.refused) == 1)
  }

  /// A reset that was recorded under a wrong PID before the device was known guards it all the same, and
  /// to clear that one clears nothing else.
  @Test func clearingAMistypedDeviceLeavesTheRealOneGuarded() async throws {
    let home = try await ErrandSite([])
    try home.reset(
      "C9800-40-K9:9ZZEXAMPLE1", at: "2026-08-18T08:00:00Z", reloaded: "2026-08-18T08:05:00Z")
    _ = try await home.pack([ErrandSite.usage], at: "2026-08-19T09:00:00Z")
    try home.reset("C9800-CL-K9:9ZZEXAMPLE1", at: "08:50", reloaded: "08:55")
    _ = try ClearReset(device: "C9800-40-K9:9ZZEXAMPLE1", reason: "typo of the PID")
      .run(in: try home.session())
    #expect(try home.importing(ErrandSite.ack).count(.refused) == 1)
    _ = try ClearReset(device: "C9800-CL-K9:9ZZEXAMPLE1", reason: "seen at the console")
      .run(in: try home.session())
    #expect(try home.importing(ErrandSite.ack).count(.refused) == 0)
  }

  /// A reset under a mistyped PID: the reasons are about the device that was asked for, and say under which
  /// name it is recorded.
  @Test func aMistypedPIDIsNamedBesideTheDevice() async throws {
    let home = try await ErrandSite([])
    let mistyped = "C9800-40-K9:9ZZEXAMPLE1"
    try home.reset(mistyped, at: "2026-08-18T08:00:00Z", reloaded: "2026-08-18T08:05:00Z")
    _ = try await home.pack([ErrandSite.usage], at: "2026-08-19T09:00:00Z")
    try home.reset(mistyped, at: "08:50", reloaded: "08:55")
    let asked = try ResetStatus(device: "C9800-CL-K9:9ZZEXAMPLE1")
      .run(in: try home.session(at: "09:20"), home.tell).flatMap(\.verdict.reasons)
    let imported = try home.importing(ErrandSite.ack, at: "09:20").entries.flatMap(\.reasons)
    for reasons in [asked, imported] {
      let wait = try #require(reasons.first { $0.id == "reset/wait-not-over" })
      #expect(wait.productInstance == ErrandSite.wlc)
      #expect(wait.location.file == "C9800-CL-K9:9ZZEXAMPLE1")
      #expect(
        wait.message.contains(
          "on C9800-CL-K9:9ZZEXAMPLE1 (recorded as C9800-40-K9:9ZZEXAMPLE1) since its reset"))
    }
    let own = try ResetStatus(device: mistyped)
      .run(in: try home.session(at: "09:20"), home.tell).flatMap(\.verdict.reasons)
    #expect(own.contains { $0.message.contains("on C9800-40-K9:9ZZEXAMPLE1 since its reset") })
    // The device's own output settles it, whatever was typed.
    _ = try home.recorded(from: Capture().version(uptime: "2 hours, 1 minute").text, now: "11:00")
    #expect(try home.importing(ErrandSite.ack, at: "11:00").count(.refused) == 0)
  }
}
