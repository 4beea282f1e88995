import Foundation
import Testing

/// A kill or a full disk leaves what stood there before, and nothing that passes for media.
@Suite(.serialized) struct PackInterruptedTests {
  private static let partial = ".rumkit-partial-"

  /// A usage file of a few megabytes, so that a kill hits the run somewhere inside.
  private static func largeUsage(_ folder: PackFolder, reports: Int) throws -> String {
    let sample = try folder.sample("usage/c9800-cl-rum.txt")
    let line = try #require(sample.split(separator: "\n").first { $0.hasPrefix("<RUMReport>") })
    var text = "<smartLicense>\n"
    for number in 0..<reports {
      text += line.replacing("1770100001", with: String(1_880_000_000 + number)) + "\n"
    }
    try folder.write(text + "</smartLicense>\n", to: "in/rum.txt")
    return folder.path("in/rum.txt")
  }

  private func arguments(_ folder: PackFolder, _ input: String, _ output: String) -> [String] {
    [
      "pack", input, "--output", folder.path(output), "--evidence", folder.path(output + "-bag"),
      "--quiet",
    ]
  }

  @Test(arguments: ["folder", "tar.gz"])
  func aKillLeavesTheOldOrNothing(_ layout: String) throws {
    let folder = PackFolder()
    let input = try Self.largeUsage(folder, reports: 1500)
    let good = try RumkitRun(arguments(folder, "Samples/usage", "good"))
    try #require(good.status == 0, "\(good.stderr)")
    let ending = layout == "folder" ? "" : ".tar.gz"
    var numbers = SystemRandomNumberGenerator()
    var delays: [UInt32] = []
    var partialsSeen = 0
    // Ten rounds, and more where the machine is too busy to kill in time.
    for round in 0..<60 where round < 10 || partialsSeen == 0 {
      let output = "out\(round)\(ending)"
      let process = Process()
      process.executableURL = RumkitRun.program
      process.arguments = arguments(folder, input, output)
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      // Half of the kills wait until writing has begun, so that it is surely met.
      if round % 2 == 0 { waitForPartial(in: folder, process) }
      let delay = UInt32.random(in: 0...(round % 2 == 0 ? 10_000 : 400_000), using: &numbers)
      delays.append(delay)
      usleep(delay)
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()

      let left = folder.names.filter { $0.hasPrefix(Self.partial) }
      let verified = try RumkitRun(["verify", folder.path("good")])
      #expect(verified.status == 0)
      for name in left {
        #expect(verified.stdout.contains(name), "verify does not name \(name)")
      }
      partialsSeen += left.count
      for name in [output, output + "-bag"] where folder.names.contains(name) {
        let whole = try RumkitRun(["verify", folder.path(name)])
        #expect(whole.status == 0, "killed after \(delay) µs: \(name) is not whole")
      }
      if folder.names.contains(output) { #expect(folder.names.contains(output + "-bag")) }
    }
    #expect(partialsSeen > 0, "no kill met a run that was writing, delays \(delays)")

    let next = try RumkitRun(arguments(folder, "Samples/usage", "next"))
    #expect(next.status == 0, "\(next.stderr)")
    #expect(!folder.names.contains { $0.hasPrefix(Self.partial) })
  }

  /// The kill comes when the first parts have their names.
  @Test func partsOfARunThatWasKilledAreRefused() throws {
    let folder = PackFolder()
    let sample = try folder.sample("usage/c8000v-rum.txt")
    for number in 10..<50 {
      try folder.write(
        sample.replacing("9ZZEXAMPLE5", with: "9ZZEXAMPL\(number)")
          .replacing("176999", with: "1769\(number)"), to: "in/\(number).txt")
    }
    var met = 0
    for round in 0..<40 where round < 8 || met == 0 {
      let output = "out\(round)"
      let process = Process()
      process.executableURL = RumkitRun.program
      process.arguments = arguments(folder, folder.path("in"), output) + ["--split", "10K"]
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      while process.isRunning,
        !folder.names.contains(where: { $0.hasPrefix(output + "-") && !$0.hasSuffix("bag") })
      {
      }
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      let parts = folder.names.filter { $0.hasPrefix(output + "-") && !$0.hasSuffix("bag") }
      guard (1..<40).contains(parts.count) else { continue }
      met += 1
      for part in [parts[0], parts[parts.count - 1]] {
        let verified = try RumkitRun(["verify", folder.path(part)])
        #expect(verified.status == 1, "\(verified.stdout)")
        #expect(verified.stdout.contains("only \(parts.count) of its 40 parts"))
      }
      for part in parts { try FileManager.default.removeItem(atPath: folder.path(part)) }
    }
    #expect(met > 0, "no kill came between the names of parts")
    let last = try RumkitRun(arguments(folder, folder.path("in"), "last") + ["--split", "10K"])
    #expect(last.status == 0, "\(last.stderr)")
    #expect(!folder.names.contains { $0.hasPrefix(Self.partial) })
  }

  private func waitForPartial(in folder: PackFolder, _ process: Process) {
    while process.isRunning, !folder.names.contains(where: { $0.hasPrefix(Self.partial) }) {
      usleep(200)
    }
  }

  @Test(arguments: ["out", "out.zip"])
  func aFileSizeLimitLeavesNothing(_ output: String) throws {
    let folder = PackFolder()
    let input = try Self.largeUsage(folder, reports: 200)
    try folder.write("old", to: "out.zip")
    let run = try shell(
      "ulimit -f 16; exec \"$0\" \"$@\"",
      [RumkitRun.program.path] + arguments(folder, input, output) + ["--force"])
    #expect(run.status == 4, "\(run.stderr)")
    #expect(run.stderr.contains("larger than is allowed"))
    #expect(folder.names == ["in", "out.zip"])
    #expect(try folder.text("out.zip") == "old")
  }

  @Test(.enabled(if: SmallDisk.isPossible, "mounting a small disk needs root"))
  func aFullDiskLeavesNothing() throws {
    let folder = PackFolder()
    let input = try Self.largeUsage(folder, reports: 800)
    let disk = try SmallDisk(folder.path("disk"))
    defer { disk.unmount() }
    for output in ["disk/out", "disk/out.tar"] {
      let run = try RumkitRun([
        "pack", input, "--output", folder.path(output), "--layout", "folder", "--evidence",
        folder.path("bag"),
      ])
      #expect(run.status == 4, "\(run.stderr)")
      #expect(run.stderr.contains("the disk is full"))
    }
    let evidence = try RumkitRun([
      "pack", input, "--output", folder.path("out"), "--evidence", folder.path("disk/bag"),
    ])
    #expect(evidence.status == 4, "\(evidence.stderr)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("disk")).isEmpty)
    #expect(folder.names == ["disk", "in"])
  }

  private func shell(_ script: String, _ arguments: [String]) throws -> (
    status: Int32, stderr: String
  ) {
    let process = Process()
    let messages = Pipe()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", script] + arguments
    process.currentDirectoryURL = RumkitRun.repository
    process.standardOutput = FileHandle.nullDevice
    process.standardError = messages
    try process.run()
    let text = String(decoding: messages.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }
}

/// A disk of one megabyte in memory.
private struct SmallDisk {
  private let path: String

  static var isPossible: Bool {
    let path = NSTemporaryDirectory() + "rumkit-disk-" + UUID().uuidString
    defer { rmdir(path) }
    guard let disk = try? SmallDisk(path) else { return false }
    disk.unmount()
    return true
  }

  private struct NotMounted: Error {}

  init(_ path: String) throws {
    self.path = path
    mkdir(path, 0o755)
    guard mount("tmpfs", path, "tmpfs", 0, "size=1m") == 0 else { throw NotMounted() }
  }

  func unmount() { umount(path) }
}
