import AirGap
import Assessment
import Foundation
import LicenseFiles
import Testing

/// `rumkit import`: what is staged, what is refused, and what the ledger keeps.
@Suite struct ImportCommandTests {
  private let home: Homeward
  init() throws { home = try Homeward() }

  private static let archive = "Samples/ack/ACK_UD_SA_26Aug20_10_00_00_000_py.tar.gz"

  private func bytes(_ path: String) throws -> Data {
    try Data(contentsOf: URL(filePath: path, relativeTo: RumkitRun.repository))
  }

  @Test func theSamplesAreStagedByteForByteWithTheirCommands() throws {
    let run = try home.run("import", "Samples/ack", "--format", "json")
    let acks = try home.list(run, "acks")
    #expect(acks.map { $0["outcome"] as? String } == ["staged", "staged", "staged", "staged"])
    for ack in acks {
      let folder = try #require(ack["folder"] as? String)
      let name = try #require(ack["name"] as? String)
      let staged = try Data(contentsOf: URL(filePath: folder + "/" + name))
      #expect(SHA256Digest(hashing: Array(staged)).description == ack["sha256"] as? String)
      #expect(staged.count == ack["bytes"] as? Int)
      let commands = try #require(ack["commands"] as? [[String: Any]])
      #expect(commands[0]["command"] as? String == "show license udi")
      #expect(commands[1]["command"] as? String == "copy tftp://SERVER/\(name) bootflash:\(name)")
      #expect(commands[1]["prints"] as? String == "\(staged.count) bytes copied")
      #expect(commands[2]["command"] as? String == "license smart import bootflash:\(name)")
      #expect(commands[2]["prints"] as? String == "Import Data Successful")
    }
    #expect(
      try bytes(Homeward.ack)
        == (try bytes(home.folder.path("site/staged/t1/ACK_c9800-cl-rum.txt"))))
    #expect(try home.site.events(.ackStaged).count == 4)
    #expect(try home.site.events(.ackImported).isEmpty)
    #expect(try home.status("9ZZEXAMPLE1", at: "09:00") == ("staged", "import-on-device"))
    // Once more is not a harm.
    let again = try home.run("import", "Samples/ack", at: "09:30")
    #expect(again.stdout.contains("already-staged"))
    try home.expectSound()
  }

  @Test func anotherFileInTheWayIsNeverReplaced() throws {
    // The files of a trip have a folder of their own there.
    let tftp = home.folder.path("tftp")
    let target = tftp + "/t1"
    let ack = try Data(contentsOf: RumkitRun.repository.appending(path: Homeward.ack))
    let hash = SHA256Digest(hashing: Array(ack)).description.prefix(8)
    for name in [
      "ACK_c9800-cl-rum.txt", "ACK_C9800-CL-K9_9ZZEXAMPLE1.txt",
      "ACK_C9800-CL-K9_9ZZEXAMPLE1_\(hash).txt",
    ] {
      try home.folder.write("other", to: "tftp/t1/" + name)
      let run = try home.run(["import", Homeward.ack, "--to", tftp])
      let isLast = name.hasSuffix("\(hash).txt")
      #expect(run.status == (isLast ? 4 : 0), "\(run.stdout)\(run.stderr)")
      #expect(try home.folder.text("tftp/t1/" + name) == "other")
      #expect(run.stdout.contains("is another file; nothing was replaced") == isLast)
      if !isLast {
        for made in try FileManager.default.contentsOfDirectory(atPath: target) {
          if try home.folder.text("tftp/t1/" + made) != "other" {
            unlink(target + "/" + made)
          }
        }
      }
    }
    // A pipe is not opened.
    unlink(target + "/ACK_c9800-cl-rum.txt")
    mkfifo(target + "/ACK_c9800-cl-rum.txt", 0o600)
    try home.run("import", Homeward.ack, "--to", tftp, status: 4)
    try home.run("import", Homeward.ack, "--to", home.folder.path("nowhere"), status: 4)
  }

  @Test func twoDevicesWithOneFileNameGetTwoNames() throws {
    let one = try home.file("a/ACK_x (1).txt", Homeward.answer(Homeward.data()))
    let two = try home.file(
      "b/ACK_x (1).txt", Homeward.answer(Homeward.data(Homeward.router, [1_769_990_001])))
    let run = try home.run("import", one, two, "--format", "json")
    let names = try home.list(run, "acks").compactMap { $0["name"] as? String }
    #expect(names == ["ACK_x__1_.txt", "ACK_C8000V_9ZZEXAMPLE5.txt"])
    let again = try home.run("import", one, two, "--format", "json")
    #expect(try home.list(again, "acks").compactMap { $0["name"] as? String } == names)
    #expect(
      try home.list(again, "acks").allSatisfy { $0["outcome"] as? String == "already-staged" })
  }

  @Test func aLongNameFitsThePathOfTheDevice() throws {
    let long = try home.file(
      String(repeating: "a", count: 200) + ".txt", Homeward.answer(Homeward.data()))
    let run = try home.run("import", long, "--format", "json")
    let name = try #require(try home.list(run, "acks").first?["name"] as? String)
    #expect("bootflash:".count + name.count == 127)
    #expect(name.hasSuffix("aaa.txt"))
  }

  @Test(arguments: [
    ("tftp://192.0.2.10/acks", "copy tftp://192.0.2.10/acks/ACK_c9800-cl-rum.txt bootflash:"),
    ("tftp://192.0.2.10/acks/", "copy tftp://192.0.2.10/acks/ACK_c9800-cl-rum.txt bootflash:"),
    ("usbflash0:", "copy usbflash0:ACK_c9800-cl-rum.txt bootflash:"),
  ])
  func theOriginIsPutIn(_ origin: String, _ command: String) throws {
    let run = try home.run("import", Homeward.ack, "--origin", origin)
    #expect(run.stdout.contains(command))
    #expect(!run.stdout.contains("SERVER"))
  }

  @Test(arguments: [
    ["--origin", "nowhere"], ["--origin", "tftp://a b/"], ["--again", ""], ["--by-hand", ""],
    ["--by-hand", "x", "--to", "/tmp"], ["--by-hand", "x", "--run-sheet", "C"],
    ["--wait", "--override-wait", "x"], ["--wait"], ["--accept-names", ""],
    ["--device", "nobody"],
  ])
  func wrongUsageStagesNothing(_ arguments: [String]) throws {
    let head = try home.head()
    #expect(try home.run(["import", Homeward.ack] + arguments).status == 64)
    #expect(try home.head() == head)
  }

  @Test func someDoneAndSomeRefusedIsStatusFiveWithTheList() throws {
    try home.run(
      "reset", "record", "--device", "9ZZEXAMPLE1", "--at", "2026-08-21T08:30:00Z",
      "--reloaded-at", "2026-08-21T08:40:00Z")
    let run = try home.run("import", "Samples/ack", "--format", "json", status: 5)
    let outcomes = Dictionary(
      try home.list(run, "acks").map {
        ($0["udi_serial_number"] as? String ?? "", $0["outcome"] as? String ?? "")
      }
    ) { first, _ in first }
    #expect(
      outcomes == [
        "9ZZEXAMPLE1": "refused", "9ZZEXAMPLE3": "staged", "9ZZEXAMPLE5": "staged",
        "FZZ0000C001": "staged",
      ])
    let refused = try #require(
      try home.list(run, "acks").first { $0["outcome"] as? String == "refused" })
    #expect(refused["until"] as? String == "2026-08-21T09:40:00Z")
    #expect((refused["commands"] as? [Any])?.isEmpty == true)
    // What it says stands in the result.
    #expect(run.stderr.contains("refused: reset/wait-not-over\n"))
    try home.run("import", Homeward.ack, status: 3)
    #expect(
      !FileManager.default.fileExists(
        atPath: home.folder.path("site/staged/t1/ACK_c9800-cl-rum.txt")))
    try home.run("import", Homeward.ack, at: "09:40")
    #expect(try home.site.events(.guardRefused).count == 2)
    try home.expectSound()
  }

  @Test func whatIsNoAnswerOfThePortalIsStatusTwo() throws {
    try home.run("import", Homeward.usage, status: 2)
    try home.run("import", home.folder.path("none"), status: 2)
    let text = try home.folder.sample("ack/ACK_c9800-cl-rum.txt")
    let cut = try home.file("ACK_cut.txt", String(text.prefix(1500)))
    let run = try home.run("import", cut, status: 2)
    #expect(run.stdout.contains("import/not-usable"))
    #expect(try home.site.events(.ackReceived).isEmpty)
    // What is good goes on.
    let both = try home.run("import", cut, Homeward.ack, status: 2)
    #expect(both.stdout.contains("C9800-CL-K9:9ZZEXAMPLE1  staged"))
  }

  @Test func onceTakenItIsRefusedWithoutAReason() throws {
    try home.run("import", Homeward.ack)
    // Staged only: once more is fine, also with a reason, which then overrides nothing.
    try home.run("import", Homeward.ack, "--again", "to be sure")
    #expect(try home.site.events(.guardOverridden).isEmpty)
    let capture = try home.file(
      "after.txt", Capture().status("Aug 21 09:30:00 2026 UTC").text)
    try home.run("confirm", capture, at: "10:00")
    let refused = try home.run("import", Homeward.ack, at: "10:10", status: 3)
    #expect(refused.stdout.contains("import/already-imported"))
    let again = try home.run("import", Homeward.ack, "--again", "it was reset", at: "10:10")
    #expect(again.stdout.contains("9ZZEXAMPLE1  staged"))
    #expect(try home.site.events(.guardOverridden).map { $0[.reason] } == ["it was reset"])
    #expect(try home.site.events(.ackStaged).last?[.reason] == "it was reset")
    #expect(try home.run("site", "log", at: "10:11").stdout.contains("it was reset"))
    // The device has to prove it once more.
    #expect(try home.status("9ZZEXAMPLE1", at: "10:11") == ("staged", "import-on-device"))
    try home.run("confirm", capture, at: "10:12", status: 1)
    let newer = try home.file(
      "newer.txt", Capture().status("Aug 21 10:30:00 2026 UTC").text)
    try home.run("confirm", newer, at: "10:40")
    #expect(try home.site.device("9ZZEXAMPLE1").stage == .confirmed)
    try home.expectSound()
  }

  @Test func whatAPersonSaysIsVisible() throws {
    let run = try home.run("import", Homeward.ack, "--by-hand", "seen on the console")
    #expect(run.stdout.contains("imported-by-hand"))
    let log = try home.run("site", "log").stdout
    #expect(log.contains("BY HAND"))
    #expect(log.contains("seen on the console"))
    #expect(try home.status("9ZZEXAMPLE1", at: "09:00") == ("imported", "confirm"))
    #expect(!FileManager.default.fileExists(atPath: home.folder.path("site/staged")))
  }

  @Test func theRunSheetIsAPageOfPaper() throws {
    let foreign = try home.file(
      "ACK_" + String(repeating: "f", count: 90) + ".txt",
      Homeward.answer(Homeward.data(UDI(pid: "C9800-CL-K9", serial: "9ZZNOBODY"), [1])))
    let run = try home.run(
      "import", "Samples/ack", foreign, "--run-sheet", "CHG\u{1B}[31m0001", status: 5)
    #expect(!run.stdout.contains("\u{1B}"))
    #expect(run.stdout.contains("RUN SHEET  change CHG"))
    #expect(run.stdout.contains("must print: Import Data Successful"))
    #expect(run.stdout.contains("replace SERVER with"))
    #expect(run.stdout.contains("NOT ON THIS SHEET"))
    #expect(run.stdout.contains("4 files to import, 1 not on this sheet"))
    for line in run.stdout.split(separator: "\n") where line.count > 80 {
      // Only what is typed may be wider.
      #expect(
        ["   [ ] copy ", "   [ ] license ", "       rumkit "].contains { line.hasPrefix($0) },
        "\(line)")
    }
    // The guard is asked again when the sheet is worked off, in the words of the sheet.
    let command = try #require(
      run.stdout.split(separator: "\n").first { $0.contains("--device C9800-CL-K9:9ZZEXAMPLE1") })
    let words = command.split(separator: " ").dropFirst().map(String.init)
    #expect(words.suffix(2) == ["--site", home.folder.path("site")])
    #expect(try RumkitRun(Array(words)).status == 0)
    try home.run(
      "reset", "record", "--device", "9ZZEXAMPLE1", "--at", "2026-08-21T09:30:00Z", at: "09:31")
    #expect(try RumkitRun(Array(words)).status == 3)
  }

  @Test func thePlainNameIsNeverLastMonthsAck() throws {
    let tftp = home.folder.path("tftp")
    let folder = tftp + "/t1"
    mkdir(tftp, 0o755)
    let name = "ACK_rum.txt"
    let first = try home.file("june/" + name, Homeward.answer(Homeward.data()))
    try home.run("import", first, "--to", tftp)
    // The ACK of the next month has the same name and other bytes; the first was never confirmed.
    let second = try home.file("july/" + name, Homeward.answer(Homeward.data(), policy: "90"))
    let told = try home.run("import", second, "--to", tftp, at: "09:10").stdout
    #expect(
      told.contains(
        "    an earlier ACK with this name, not known to be imported, is now \(folder)/done/\(name)\n"
      ))
    #expect(
      try Data(contentsOf: URL(filePath: folder + "/" + name))
        == Data(contentsOf: URL(filePath: second)))
    #expect(
      try Data(contentsOf: URL(filePath: folder + "/done/" + name))
        == Data(contentsOf: URL(filePath: first)))
    // What is proved goes out of the way; what somebody put there stays.
    let proof = try home.file(
      "a.txt",
      Capture().imported(name).status("Aug 21 09:30:00 2026 UTC")
        .reports((1_770_100_001...1_770_100_008).map { ($0, "ACK") }).text)
    _ = try home.run(["confirm", proof], at: "10:00")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(names == ["done"], "\(names)")
    try home.expectSound()
  }

  @Test func theRunSheetNamesTheBoxAndTheExactProof() throws {
    let register = try home.file(
      "register.csv",
      "pid,sn,host,window,contact,address,device_path\n"
        + "C8000V,9ZZEXAMPLE5,edge-5,Fri 20:00,NOC,192.0.2.5,flash:\n"
        + "C9800-CL-K9,9ZZEXAMPLE1,wlc-example-1,Sat 22:00,NOC,192.0.2.7,\n")
    try home.run("site", "devices", "import", register)
    let bytes = try Data(
      contentsOf: RumkitRun.repository.appending(path: Homeward.ack)
    ).count
    let sheet = try home.run("import", "Samples/ack", "--run-sheet", "CHG1").stdout
    #expect(sheet.contains("must print: \(bytes) bytes copied"))
    #expect(sheet.contains("a time after the usage was saved on the device; it was packed at"))
    #expect(sheet.contains("something other than 'No past Import history'"))
    #expect(sheet.contains("must print: PID:C9800-CL-K9,SN:9ZZEXAMPLE1"))
    #expect(sheet.contains("edge-5, at 192.0.2.5, contact NOC, change window Fri 20:00"))
    let friday = try #require(sheet.range(of: "CHANGE WINDOW Fri 20:00"))
    let saturday = try #require(sheet.range(of: "CHANGE WINDOW Sat 22:00"))
    #expect(friday.lowerBound < saturday.lowerBound)
    #expect(sheet.contains("license smart import flash:"))

    let folder = home.folder.path("sheets")
    try home.run(
      "import", "Samples/ack", "--run-sheet", "CHG1", "--split-by-window", "--output", folder)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    #expect(names.prefix(2) == ["001-Fri_20_00.txt", "002-Sat_22_00.txt"])
    try home.run(
      "import", "Samples/ack", "--run-sheet", "CHG1", "--split-by-window", status: 64)
    let json = try home.list(
      home.run("import", "Samples/ack", "--format", "json", "--device-path", "usb0:"), "acks")
    let first = try #require(json.first { $0["host_name"] as? String == "wlc-example-1" })
    #expect(first["address"] as? String == "192.0.2.7")
    let commands = first["commands"] as? [[String: Any]] ?? []
    #expect(commands.contains { ($0["command"] as? String)?.contains(" usb0:ACK") == true })
  }

  @Test(.enabled(if: getuid() == 0, "mounting a small disk needs root"))
  func aFullDiskStopsOneFileAndNotTheLedger() throws {
    let disk = home.folder.path("disk")
    mkdir(disk, 0o755)
    try #require(mount("tmpfs", disk, "tmpfs", 0, "size=64k") == 0)
    defer { umount(disk) }
    _ = FileManager.default.createFile(atPath: disk + "/filler", contents: nil)
    let filler = try FileHandle(forWritingTo: URL(filePath: disk + "/filler"))
    while (try? filler.write(contentsOf: Data(count: 4096))) != nil {}
    try? filler.close()
    let run = try home.run("import", Homeward.ack, "--to", disk, status: 4)
    #expect(run.stdout.contains("C9800-CL-K9:9ZZEXAMPLE1  failed"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: disk) == ["filler"])
    #expect(try home.site.events(.ackStaged).isEmpty)
    unlink(disk + "/filler")
    try home.run("import", Homeward.ack, "--to", disk)
    try home.expectSound()
  }

  @Test func importAndPackAtOnceLoseNothing() throws {
    func start(_ arguments: [String]) throws -> Process {
      let process = Process()
      process.executableURL = RumkitRun.program
      process.currentDirectoryURL = RumkitRun.repository
      process.arguments =
        arguments + ["--site", home.folder.path("site"), "--now", "2026-08-21T09:00:00Z"]
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      return process
    }
    var runs: [Process] = []
    for number in 0..<3 {
      runs.append(try start(["import", "Samples/ack"]))
      runs.append(
        try start(["pack", "Samples/usage", "--output", home.folder.path("again\(number)")]))
    }
    for run in runs {
      run.waitUntilExit()
      #expect(run.terminationStatus == 0)
    }
    #expect(try home.site.events(.ackReceived).count == 4)
    #expect(try home.site.events(.ackStaged).count == 12)
    #expect(try home.site.events(.packed).count == 4)
    try home.expectSound()
  }
}

/// A real site, whose clock is that of the host.
@Suite struct WaitTests {
  /// The end of the hour lies two seconds ahead.
  @Test func theWaitIsWaitedForAndWhatFollowsIsRecordedAfterIt() throws {
    let site = try SiteFolder(mode: .own)
    let now = Int64(Date().timeIntervalSince1970)
    let ends = now + 3
    func time(_ seconds: Int64) -> String {
      Date(timeIntervalSince1970: TimeInterval(seconds)).formatted(.iso8601)
    }
    let packed = try site.run(
      ["pack", Homeward.usage, "--output", site.folder.path("out")], at: "2026-08-19T09:00:00Z")
    #expect(packed.status == 0)
    let recorded = try site.run(
      [
        "reset", "record", "--device", "9ZZEXAMPLE1", "--at", time(ends - 3700), "--reloaded-at",
        time(ends - 3600),
      ], at: nil)
    #expect(recorded.status == 0, "\(recorded.stderr)")
    let refused = try site.run(["import", Homeward.ack], at: nil)
    #expect(refused.status == 3, "\(refused.stdout)")
    #expect(refused.stdout.contains("clear at \(time(ends))"))
    let run = try site.run(["import", Homeward.ack, "--wait"], at: nil)
    #expect(run.status == 0, "\(run.stdout)\(run.stderr)")
    #expect(run.stderr.contains("waiting until \(time(ends))"))
    let staged = try #require(try site.events(.ackStaged).first)
    #expect(staged.time >= ends && staged.clock >= ends)
    #expect(try site.events(.guardRefused).count == 1)
  }
}
