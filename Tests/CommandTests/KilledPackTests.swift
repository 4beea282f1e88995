import Foundation
import Testing

/// `pack` is killed at random moments: what is at the place of the output is whole or not there.
@Suite struct KilledPackTests {
  @Test func aKillLeavesTheMediaWholeOrAbsent() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "rumkit-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let seed = UInt32.random(in: 0..<1_000_000)
    print("seed \(seed)")
    var state = seed
    for round in 0..<25 {
      state = state &* 1_664_525 &+ 1_013_904_223
      let media = folder.appending(path: "media\(round)")
      let process = Process()
      process.executableURL = RumkitRun.program
      process.currentDirectoryURL = RumkitRun.repository
      process.arguments = [
        "pack", "Samples/usage", "--output", media.path, "--evidence",
        folder.appending(path: "bag\(round)").path, "--operator", "E",
      ]
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      usleep(state % 60_000)
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      guard FileManager.default.fileExists(atPath: media.path) else { continue }
      let verified = try RumkitRun(["verify", media.path])
      #expect(!verified.stdout.contains("media/hash-mismatch"), "seed \(seed), round \(round)")
      #expect(!verified.stdout.contains("media/file-missing"), "seed \(seed), round \(round)")
    }
    // The next run in the same folder clears away what the killed ones left.
    let last = try RumkitRun([
      "pack", "Samples/usage", "--output", folder.appending(path: "last").path, "--evidence",
      folder.appending(path: "lastbag").path, "--operator", "E",
    ])
    #expect(last.status == 0, "\(last.stderr)")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(!names.contains { $0.hasPrefix(".rumkit-partial-") }, "\(names)")
  }
}
