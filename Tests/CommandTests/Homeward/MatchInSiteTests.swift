import AirGap
import Assessment
import Foundation
import LicenseFiles
import Testing

/// `ack match` with a site in use: the ledger is the usage, and what came home is recorded.
@Suite struct MatchInSiteTests {
  private func received(_ home: Homeward) throws -> [SiteEvent] {
    try home.site.events(.ackReceived)
  }

  @Test func theSamplesComeHomeOnce() throws {
    let home = try Homeward()
    try home.run("ack", "match", "Samples/ack")
    #expect(try received(home).map { $0[.tiedBy] } == ["content", "content", "content", "content"])
    #expect(try home.site.device("9ZZEXAMPLE1").stage == .acknowledged)
    let head = try home.head()
    let again = try home.run("ack", "match", "Samples/ack", at: "10:00")
    #expect(again.stdout.contains("ack/duplicate"))
    #expect(try home.head() == head)
    #expect(try home.status("9ZZEXAMPLE1", at: "10:00") == ("acknowledged", "import-ack"))
    try home.expectSound()
  }

  @Test func twoOperatorsAtOnceLeaveOneEventForEachAck() throws {
    let home = try Homeward()
    let runs = try (0..<4).map { _ in
      let process = Process()
      process.executableURL = RumkitRun.program
      process.currentDirectoryURL = RumkitRun.repository
      process.arguments = [
        "ack", "match", "Samples/ack", "--site", home.folder.path("site"), "--now",
        "2026-08-21T09:00:00Z",
      ]
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      return process
    }
    for run in runs {
      run.waitUntilExit()
      #expect(run.terminationStatus == 0)
    }
    #expect(try received(home).count == 4)
    try home.expectSound()
  }

  @Test(arguments: ["", " (1)", ".txt", " - Copy"])
  func aNameOfTheOpenTripTiesAFileThatShowsNothing(_ addition: String) throws {
    let home = try Homeward([Homeward.usage])
    let ack = try home.file(
      "ACK_C9800-CL-K9_9ZZEXAMPLE1\(addition).txt", Homeward.answer(Homeward.silent("EXAMPLE")))
    try home.run("ack", "match", ack)
    let event = try #require(try received(home).first)
    #expect(event[.tiedBy] == "name" && event.device == Homeward.wlc)
    #expect(event[.event] == (try home.site.events(.exported).first.map { String($0.number) }))
    #expect(try home.site.device("9ZZEXAMPLE1").stage == .acknowledged)
  }

  @Test func thePortalsFormTiesAFileThatShowsNothing() throws {
    let home = try Homeward([Homeward.usage, "Samples/usage/c8000v-rum.txt"])
    let form = try home.file(
      "form.csv",
      "file,status,ack_file\nC9800-CL-K9_9ZZEXAMPLE1.txt,acknowledged,Acknowledgement-17.txt\n")
    try home.run("portal", "record", form)
    let silent = Homeward.answer(Homeward.silent("EXAMPLE"))
    // The near miss: another name is named by no form.
    let other = try home.file("Acknowledgement-18.txt", Homeward.answer(Homeward.silent("OTHER")))
    try home.run("ack", "match", other)
    #expect(try received(home).isEmpty)
    let ack = try home.file("Acknowledgement-17 (1).txt", silent)
    let run = try home.run("ack", "match", ack)
    #expect(run.stdout.contains("by portal form"))
    let event = try #require(try received(home).first)
    #expect(event[.tiedBy] == "portal-form" && event.device == Homeward.wlc)
    #expect(try home.site.events(.guardOverridden).isEmpty)
    #expect(try home.site.device("9ZZEXAMPLE1").stage == .acknowledged)
    try home.expectSound()
  }

  @Test func devicesOfOpenTripsWithoutAnAckAreOutstanding() throws {
    let home = try Homeward()
    let run = try home.run("ack", "match", Homeward.ack, "--format", "json")
    let devices = try home.list(run, "devices")
    let router = try #require(devices.first { $0["udi_serial_number"] as? String == "9ZZEXAMPLE5" })
    #expect((router["acks"] as? [String])?.isEmpty == true)
    #expect((router["outstanding"] as? [String])?.isEmpty == false)
    let own = try #require(devices.first { $0["udi_serial_number"] as? String == "9ZZEXAMPLE1" })
    #expect((own["outstanding"] as? [String])?.isEmpty == true)
    // The trip is over: nobody waits for it here.
    try home.run("trip", "close", "t1", at: "09:10")
    let later = try home.run("ack", "match", Homeward.ack, "--format", "json", at: "09:20")
    #expect(try home.list(later, "devices").count == 1)
  }

  @Test func dataThatCannotBeReadIsSaidWhereverTheAckIsTaken() throws {
    let home = try Homeward([Homeward.usage])
    let ack = try home.file("ACK_C9800-CL-K9_9ZZEXAMPLE1.txt", Homeward.answer(#"[{"sudi":"#))
    for arguments in [["validate", ack], ["ack", "match", ack], ["import", ack]] {
      let run = try arguments[0] == "validate" ? RumkitRun(arguments) : home.run(arguments)
      #expect(run.stdout.contains("ack/data-unreadable"), "\(arguments) \(run.stdout)")
    }
    #expect(try !RumkitRun(["validate", Homeward.ack]).stdout.contains("ack/data-unreadable"))
  }

  @Test func aCutAckIsFetchedAtThePortal() throws {
    let home = try Homeward([Homeward.usage])
    let whole = Homeward.answer(Homeward.data(), policy: "90")
    let cut = try home.file("ACK_x.txt", String(whole.dropLast(60)))
    let run = try RumkitRun(["validate", cut])
    #expect(run.stdout.contains("download the file again at the portal"), "\(run.stdout)")
    let usage = try RumkitRun(["validate", "Samples/faulty/truncated-rum.txt"])
    #expect(usage.stdout.contains("fetch the file again from the device"))
  }

  @Test func aNameOfATripThatIsOverOnlyPointsToTheDevice() throws {
    let home = try Homeward([Homeward.usage])
    let silent = Homeward.answer(Homeward.silent("EXAMPLE"))
    let ack = try home.file("ACK_C9800-CL-K9_9ZZEXAMPLE1.txt", silent)
    try home.run("trip", "close", "t1")
    let run = try home.run("ack", "match", ack, "--format", "json")
    let file = try #require(try home.list(run, "files").first)
    #expect(file["match"] as? String == "ambiguous")
    #expect(try received(home).isEmpty)
    try home.run("import", ack, status: 3)
    try home.run("ack", "match", ack, "--device", "9ZZEXAMPLE1")
    #expect(try received(home).map { $0[.tiedBy] } == ["hand"])
  }

  @Test func namesInBulkNeedAReasonWhichIsAnOverride() throws {
    let home = try Homeward()
    let first = try home.file(
      "ACK_C9800-CL-K9_9ZZEXAMPLE1.txt", Homeward.answer(Homeward.silent("EXAMPLE 1")))
    let second = try home.file(
      "ACK_C8000V_9ZZEXAMPLE5.txt", Homeward.answer(Homeward.silent("EXAMPLE 5")))
    try home.run("ack", "match", first, second)
    #expect(try received(home).isEmpty)
    try home.run("ack", "match", first, second, "--accept-names", "seen at the portal")
    #expect(try received(home).map { $0[.tiedBy] } == ["name", "name"])
    let override = try #require(try home.site.events(.guardOverridden).first)
    #expect(override[.reason] == "seen at the portal")
    #expect(try home.run("site", "log").stdout.contains("seen at the portal"))
    // The reason is told once, with the files that it let in.
    try home.run("ack", "match", first, second, "--accept-names", "seen at the portal")
    #expect(try home.site.events(.guardOverridden).count == 1)
    let map = try home.file(
      "map.csv", "file,udi_pid,udi_serial_number\nACK_x.txt,C8000V,9ZZEXAMPLE5\n")
    let third = try home.file("ACK_x.txt", Homeward.answer(Homeward.silent("EXAMPLE 6")))
    try home.run("ack", "match", third, "--device-map", map)
    #expect(try received(home).last?[.tiedBy] == "hand")
  }

  @Test func reportIdsTieWhereNoDeviceStands() throws {
    let home = try Homeward()
    let ack = try home.file(
      "ACK_other.txt", Homeward.answer(#"[{"report_ids":[1770100001,1770100002]}]"#))
    try home.run("ack", "match", ack)
    let event = try #require(try received(home).first)
    #expect(event[.tiedBy] == "report-ids" && event[.acknowledged] == "2")
    #expect(event[.outstanding] == "6")
  }

  @Test func aForeignDeviceLeavesNoSerialNumber() throws {
    let home = try Homeward([Homeward.usage])
    let stranger = UDI(pid: "C9800-CL-K9", serial: "9ZZSTRANGER")
    let foreign = try home.file("ACK_a.txt", Homeward.answer(Homeward.data(stranger, [1, 2])))
    for arguments in [["ack", "match", foreign], ["import", foreign]] {
      let run = try home.run(arguments)
      #expect(run.status == (arguments[0] == "import" ? 3 : 1), "\(run.stdout)")
    }
    #expect(try home.site.events(.foreignMaterial).count == 2)
    #expect(try received(home).isEmpty)
    #expect(try !home.site.holds("9ZZSTRANGER"))
  }

  @Test func policyAccountAndAgeAreHeldAgainstTheLastImport() throws {
    let home = try Homeward([])
    try home.site.register("C9800-CL-K9,9ZZEXAMPLE1,wlc-example-1,,,VA1\n")
    try home.run(
      "pack", "--output", home.folder.path("out"), Homeward.usage, at: "2026-08-19T09:00:00Z")
    let data = Homeward.data()
    let old = try home.file(
      "ACK_1.txt", Homeward.answer(data, policy: "90", account: ("VA1", 1_787_200_000)))
    try home.run("import", old, "--by-hand", "done in June")
    // One without a policy comes between.
    let plain = try home.file(
      "ACK_2.txt", Homeward.answer(data, account: ("VA1", 1_787_210_000)))
    try home.run("import", plain, "--by-hand", "done in July")
    let new = try home.file(
      "ACK_3.txt", Homeward.answer(data, policy: "30", account: ("VA2", 1_787_205_000)))
    let run = try home.run("ack", "match", new)
    #expect(run.stdout.contains("ack/policy-changes"))
    #expect(run.stdout.contains("subscription firstTimeReport: 90 → 30"))
    #expect(run.stdout.contains("ack/account-differs"))
    #expect(run.stdout.contains("ack/older-than-imported"))
    let same = try home.file(
      "ACK_4.txt", Homeward.answer(data, policy: "90", account: ("VA1", 1_787_220_000)))
    let near = try home.run("ack", "match", same)
    for id in ["policy-changes", "account-differs", "older-than-imported"] {
      #expect(!near.stdout.contains(id), "\(near.stdout)")
    }
  }

  @Test func anAckFromBeforeAResetIsTold() throws {
    let home = try Homeward([Homeward.usage])
    try home.run(
      "reset", "record", "--device", "9ZZEXAMPLE1", "--at", "2026-08-20T00:00:00Z",
      "--reloaded-at", "2026-08-20T00:10:00Z")
    let run = try home.run("ack", "match", Homeward.ack)
    #expect(run.stdout.contains("warning: ack/predates-reset"))
  }

  @Test(.enabled(if: getuid() == 0, "mounting a read-only medium needs root"))
  func whatCanOnlyBeReadIsMatchedAndSaidToBeNotRecorded() throws {
    let home = try Homeward([Homeward.usage])
    let site = home.folder.path("site")
    // Root may write anywhere, so the medium itself has to refuse.
    let (readOnly, remount, bind) = (1 as UInt, 32 as UInt, 4096 as UInt)
    try #require(mount(site, site, "", bind, nil) == 0)
    defer { umount2(site, 2) }
    try #require(mount("", site, "", bind | remount | readOnly, nil) == 0)
    let run = try home.run("ack", "match", Homeward.ack)
    #expect(run.stdout.contains("acknowledged  8"))
    #expect(run.stderr.contains("nothing is recorded"))
    let refused = try home.run("import", Homeward.ack, status: 4)
    #expect(refused.stderr.contains("can only be read here"))
  }

  @Test func onePolicyIsForSeveralDevices() throws {
    let home = try Homeward()
    let policy = "Samples/policy/policy.xml"
    try home.run("import", policy, status: 3)
    for serial in ["9ZZEXAMPLE1", "9ZZEXAMPLE5"] {
      let run = try home.run("import", policy, "--device", serial)
      #expect(run.stdout.contains("prints: Policy in use:"))
      #expect(!run.stdout.contains("Last ACK received"))
    }
    #expect(try received(home).map(\.device) == [Homeward.wlc, Homeward.router])
    let capture = try home.file("after.txt", Capture().imported("policy.xml").text)
    let run = try home.run("confirm", capture)
    #expect(run.stdout.contains("proved: policy.xml"))
    let acks = try home.site.ledger.read { reader throws(LedgerError) in
      try reader.acks(of: [Homeward.wlc, Homeward.router])
    }
    #expect(acks.map { $0.confirmedAt != nil } == [true, false])
    // The usage itself still waits for its ACK.
    #expect(try home.site.device("9ZZEXAMPLE1").stage == .carried)
    // For the other device it is not imported yet.
    try home.run("import", policy, "--device", "9ZZEXAMPLE5")
    try home.run("import", policy, "--device", "9ZZEXAMPLE1", status: 3)
    try home.expectSound()
  }

  @Test func authorizationsAndTrustComeHomeTheSameWay() throws {
    let home = try Homeward()
    let slac = try home.file("SLAC.txt", Homeward.answer(nil, slac: Homeward.router))
    let authorized = try home.run("import", slac)
    #expect(authorized.stdout.contains("license smart import bootflash:SLAC.txt"))
    #expect(authorized.stdout.contains("prints: Import AUTH:"))
    let trust = try home.file("trust.txt", Homeward.answer(nil, trust: true))
    let trusted = try home.run("import", trust, "--device", "9ZZEXAMPLE1")
    #expect(trusted.stdout.contains("prints: Import TRUST CODE:"))
    let capture = try home.file(
      "after.txt",
      Capture(Homeward.router).imported(
        "SLAC.txt",
        "Last Confirmation code UDI: PID:C8000V,SN:9ZZEXAMPLE5\n    Confirmation code: 0a1b2c3d\n"
          + "Import Data Successful"
      ).text)
    let confirmed = try home.run("confirm", capture)
    #expect(confirmed.stdout.contains("0a1b2c3d"))
    #expect(try home.run("site", "status").stdout.contains("0a1b2c3d"))
    try home.run("pack", "--output", home.folder.path("next"), "Samples/usage/c8000v-rum.txt")
    let trip = try home.run(
      "trip", "open", "t2", home.folder.path("next"), "--carrier", "c")
    #expect(trip.stdout.contains("0a1b2c3d"))
    // The same output once more is not a second code.
    try home.run("confirm", capture)
    #expect(try home.site.events(.confirmationCode).count == 1)
  }
}
