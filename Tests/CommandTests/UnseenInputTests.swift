import AirGap
import Foundation
import Testing

/// What cannot be looked at or read is named, never left out without a word.
@Suite struct UnseenInputTests {
  /// A path that is longer than the system takes: nobody can look at it, not even root.
  @Test func anEntryThatCannotBeLookedAtIsNamed() throws {
    let folder = PackFolder()
    let start = folder.path("in")
    try folder.write(try folder.sample("usage/c8000v-rum.txt"), to: "in/rum.txt")
    defer { _ = try? RumkitRun(["-rf", start], program: URL(filePath: "/bin/rm")) }
    let levels = 16
    let name = String(repeating: "n", count: min(250, (4090 - start.utf8.count) / levels - 1))
    var place = open(start, O_RDONLY | O_DIRECTORY)
    for _ in 0..<levels {
      try #require(mkdirat(place, name, 0o755) == 0)
      let inner = openat(place, name, O_RDONLY | O_DIRECTORY)
      close(place)
      place = inner
    }
    let last = String(repeating: "x", count: 250)
    let file = openat(place, last, O_CREAT | O_WRONLY, 0o644)
    try #require(file >= 0)
    close(file)
    close(place)
    let missing = InputWalker([start]).missing
    #expect(missing.map { $0.file.hasSuffix("/" + last) } == [true], "\(missing)")
    for command in ["inspect", "validate", "summarize"] {
      let run = try RumkitRun([command, start])
      #expect(run.status == 2, "\(command): \(run.stdout.prefix(500))")
      #expect(run.stderr.hasPrefix("rumkit: error: \(start)/\(name)"), "\(command)")
    }
  }

  @Test func anArchiveOfACKsThatCannotBeReadIsNamed() throws {
    let home = try Homeward([Homeward.usage])
    let archive = "Samples/ack/ACK_UD_SA_26Aug20_10_00_00_000_py.tar.gz"
    let whole = try Data(contentsOf: RumkitRun.repository.appending(path: archive))
    let path = home.folder.path("ACKs.tar.gz")
    try whole.prefix(whole.count / 2).write(to: URL(filePath: path))
    let run = try home.run("import", path, status: 2)
    #expect(run.stderr.contains("\(path): unusable"), "\(run.stderr)")
    #expect(run.stdout.contains("archive/damaged"), "\(run.stdout)")
    // A name with nothing behind it.
    let gone = home.folder.path("gone.tar.gz")
    try FileManager.default.createSymbolicLink(
      atPath: gone, withDestinationPath: home.folder.path("nowhere"))
    for arguments in [["ack", "match", gone], ["import", gone]] {
      let run = try home.site.run(arguments)
      #expect(run.status == 2)
      #expect(run.stderr.contains(gone), "\(run.stderr)")
    }
  }
}
