import AirGap
import Assessment
import Foundation
import Testing

/// Kills, full disks and two runs at once, with a site in use.
@Suite(.serialized) struct PackInSiteInterruptedTests {
  private func start(_ site: SiteFolder, _ output: String) throws -> Process {
    let process = Process()
    process.executableURL = RumkitRun.program
    process.currentDirectoryURL = RumkitRun.repository
    process.arguments = [
      "pack", "Samples/usage", "--output", site.folder.path(output), "--site",
      site.folder.path("site"), "--now", "2026-07-01T09:00:00Z",
    ]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  @Test func aKillLeavesNoEventHalfAndNoMediaWithoutATrace() throws {
    let site = try SiteFolder()
    let seed = UInt32.random(in: 0..<1_000_000)
    print("seed \(seed)")
    var state = seed
    for round in 0..<20 {
      state = state &* 1_664_525 &+ 1_013_904_223
      let process = try start(site, "out\(round)")
      if round % 2 == 0 {
        // Wait until the run has begun, so that the kill is surely inside it.
        while process.isRunning,
          try site.events(.packBegun).count(where: { $0[.media]?.hasSuffix("out\(round)") == true })
            == 0
        {
          usleep(500)
        }
      }
      usleep(state % 40_000)
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      let begun = try site.events(.packBegun).filter {
        $0[.media]?.hasSuffix("/out\(round)") == true
      }
      guard site.folder.names.contains("out\(round)") else { continue }
      #expect(begun.count == 1, "seed \(seed), round \(round): media that no event tells of")
      let run = begun.first?[.run]
      let isPacked = try site.events(.packed).contains { $0[.run] == run }
      let exported = try site.events(.exported).count { $0[.run] == run }
      #expect(exported == (isPacked ? 4 : 0), "seed \(seed), round \(round)")
      #expect(
        try site.history().unfinishedPacks.contains { $0[.run] == run } == !isPacked,
        "seed \(seed), round \(round)")
    }
    #expect(try site.ledger.verify(scratch: NSTemporaryDirectory()).findings.isEmpty)
    // The next run ends what was killed, and clears away what it left.
    try site.pack("last", "Samples/usage")
    #expect(try site.history().unfinishedPacks.isEmpty)
    let status = try site.run(["site", "status"])
    #expect(!status.stdout.contains("ends those"), "\(status.stdout)")
    let evidence =
      (try? FileManager.default.contentsOfDirectory(atPath: site.folder.path("site/evidence")))
      ?? []
    let inside = try FileManager.default.contentsOfDirectory(atPath: site.folder.path("site"))
    let left = (site.folder.names + evidence + inside).filter {
      $0.hasPrefix(".rumkit-partial-") || $0.hasPrefix(".pack-")
    }
    #expect(left == [], "seed \(seed)")
    #expect(try site.run(["site", "verify"]).status == 0)
  }

  @Test func twoRunsAtOnceBothGetTheirEvidence() throws {
    let site = try SiteFolder()
    let runs = try (0..<4).map { try start(site, "out\($0)") }
    for run in runs {
      run.waitUntilExit()
      #expect(run.terminationStatus == 0)
    }
    #expect(try site.events(.packed).count == 4)
    #expect(try site.events(.exported).count == 16)
    #expect(Set(try site.events(.packed).compactMap { $0[.bag] }).count == 4)
    #expect(try site.ledger.verify(scratch: NSTemporaryDirectory()).findings.isEmpty)
  }

  @Test func oneOutputForTwoRunsIsOneRun() throws {
    let site = try SiteFolder()
    let runs = try (0..<2).map { _ in try start(site, "out") }
    for run in runs { run.waitUntilExit() }
    #expect(runs.map(\.terminationStatus).sorted() == [0, 64])
    #expect(try site.events(.packed).count == 1)
    #expect(try site.history().unfinishedPacks.isEmpty)
  }

  /// Who comes second is not told to remove what belongs to the first.
  @Test func twoRunsWithOneEvidenceKeepThatOfTheFirst() throws {
    let folder = PackFolder()
    func arguments(_ output: String) -> [String] {
      [
        "pack", "Samples/usage", "--output", folder.path(output), "--evidence", folder.path("bag"),
        "--no-site",
      ]
    }
    final class Runs: @unchecked Sendable {
      let lock = NSLock()
      var all: [RumkitRun] = []
      func add(_ run: RumkitRun?) { lock.withLock { all += [run].compactMap(\.self) } }
    }
    let runs = Runs()
    let outputs = ["one", "two"].map(arguments)
    DispatchQueue.concurrentPerform(iterations: 2) { runs.add(try? RumkitRun(outputs[$0])) }
    runs.add(try RumkitRun(arguments("three")))
    #expect(runs.all.map(\.status).sorted() == [0, 64, 64])
    for run in runs.all where run.status != 0 {
      #expect(run.stderr.contains("bag exists already"), "\(run.stderr)")
      #expect(!run.stderr.contains("remove"), "\(run.stderr)")
    }
    let media = try #require(["one", "two"].first { folder.names.contains($0) })
    let verified = try RumkitRun(["verify", folder.path(media), folder.path("bag"), "--no-site"])
    #expect(verified.status == 0, "\(verified.stdout)")
  }

  /// No name can be taken in the folder of the evidence: the run ends, and nothing has happened.
  @Test func evidenceThatCannotBeWrittenPacksNothing() throws {
    let site = try SiteFolder()
    let evidence = site.folder.path("site/evidence")
    try FileManager.default.createDirectory(atPath: evidence, withIntermediateDirectories: true)
    // Root may write anywhere, so there the medium has to refuse.
    if getuid() == 0 {
      try #require(mount("tmpfs", evidence, "tmpfs", 1, nil) == 0)
    } else {
      chmod(evidence, 0o500)
    }
    defer {
      umount2(evidence, 2)
      chmod(evidence, 0o700)
    }
    let run = try RumkitRun(
      [
        "pack", "Samples/usage", "--output", site.folder.path("out"), "--site",
        site.folder.path("site"), "--now", "2026-07-01T09:00:00Z",
      ], timeout: 60)
    #expect(run.status == 4, "\(run.stdout)\(run.stderr)")
    #expect(run.stderr.contains("evidence"), "\(run.stderr)")
    #expect(!site.folder.names.contains("out"))
    #expect(try site.events(.packed, .exported).isEmpty)
    #expect(try site.history().unfinishedPacks.isEmpty)
  }

  /// The ledger may not grow, so that the run can begin in it and not end.
  @Test func aLedgerThatCannotTakeTheEndOfTheRunKeepsItsBeginning() throws {
    let site = try SiteFolder()
    let path = site.folder.path("site/ledger.sqlite")
    let size = try #require(
      try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
    let process = Process()
    let messages = Pipe()
    process.executableURL = URL(filePath: "/bin/sh")
    process.currentDirectoryURL = RumkitRun.repository
    process.arguments = [
      "-c", "ulimit -f \(size / 512); exec \"$0\" \"$@\"", RumkitRun.program.path, "pack",
      "Samples/usage", "--output", site.folder.path("out"), "--site", site.folder.path("site"),
      "--now", "2026-07-01T09:00:00Z",
    ]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = messages
    try process.run()
    let text = String(decoding: messages.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 4, "\(text)")
    #expect(text.contains("The media and the evidence are in place"), "\(text)")
    #expect(site.folder.names.contains("out"))
    let open = try site.history().unfinishedPacks
    #expect(open.count == 1)
    #expect(text.contains(open.first?[.run] ?? "?"))
    #expect(try site.events(.exported).isEmpty)
    #expect(try site.ledger.verify(scratch: NSTemporaryDirectory()).findings.isEmpty)
    let bag = try #require(open.first?[.bag])
    #expect(try RumkitRun(["verify", site.folder.path("out"), bag, "--no-site"]).status == 0)
  }

  @Test(.enabled(if: getuid() == 0, "mounting a small disk needs root"))
  func aFullDiskUnderTheLedgerPacksNothing() throws {
    let folder = PackFolder()
    mkdir(folder.path("disk"), 0o755)
    try #require(mount("tmpfs", folder.path("disk"), "tmpfs", 0, "size=1m") == 0)
    defer { umount(folder.path("disk")) }
    _ = try SiteLedger.create(
      at: folder.path("disk/site"), name: "WEST", mode: .own, by: SiteFolder.author())
    // Fill it up.
    let filler = try FileHandle(
      forWritingTo: {
        let url = URL(filePath: folder.path("disk/filler"))
        try Data().write(to: url)
        return url
      }())
    while (try? filler.write(contentsOf: Data(count: 4096))) != nil {}
    try? filler.close()
    let run = try RumkitRun([
      "pack", "Samples/usage", "--output", folder.path("out"), "--evidence", folder.path("bag"),
      "--site", folder.path("disk/site"), "--now", "2026-07-01T09:00:00Z",
    ])
    #expect(run.status == 4, "\(run.stderr)")
    #expect(run.stderr.contains("nothing was packed"))
    #expect(folder.names == ["disk"])
    unlink(folder.path("disk/filler"))
    let ledger = try SiteLedger.openForReading(folder.path("disk/site"))
    #expect(try ledger.verify(scratch: NSTemporaryDirectory()).findings.isEmpty)
  }
}
