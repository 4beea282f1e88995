import Foundation
import Testing

/// A disk that fails, or a kill, at one call of a run; `scripts/faults` meets every call of every command.
@Suite struct FaultedRunTests {
  private let folder: URL
  private static let shim = FaultShim()

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "rumkit-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    #expect(try run(["site", "init", "--name", "S", "--rehearsal"]).status == 0)
  }

  private func run(
    _ arguments: [String], _ faults: [String] = [], in place: String? = nil
  ) throws -> RumkitRun {
    let place = place ?? folder.path
    // Calls are counted: what other tests leave in the usual folder for temporary files would add some.
    try FileManager.default.createDirectory(
      atPath: place + "/tmp", withIntermediateDirectories: true)
    // The shim is for rumkit alone, not for the shell that starts it.
    return try RumkitRun(
      ["RUMKIT_SITE=\(place)/site", "TMPDIR=\(place)/tmp"] + faults + [RumkitRun.program.path]
        + arguments + ["--now", "2026-08-20T08:00:00Z"], program: URL(filePath: "/usr/bin/env"))
  }

  /// Runs a command twice: in a copy of the folder, to learn its calls, and here, with a fault at the last
  /// call of a class, of a file where its name is given.
  private func run(
    _ arguments: [String], _ kind: String, atTheLast call: String, of file: String = ""
  ) throws -> RumkitRun {
    let preload = "LD_PRELOAD=" + (try #require(Self.shim)).path
    let whole = folder.path + "-whole"
    try FileManager.default.copyItem(atPath: folder.path, toPath: whole)
    defer { try? FileManager.default.removeItem(atPath: whole) }
    let log = whole + "/calls"
    _ = try run(
      arguments.map { $0.replacing(folder.path, with: whole) }, [preload, "FAULTS_LOG=\(log)"],
      in: whole)
    let calls = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n")
    let last = try #require(calls.last { $0.contains(" \(call) ") && $0.hasSuffix(file) })
    return try run(
      arguments, [preload, "FAULTS_KIND=\(kind)", "FAULTS_AT=\(last.prefix { $0 != " " })"])
  }

  private func events(_ kind: String) throws -> Int {
    let log = try run(["site", "log", "--kind", kind, "--format", "json"])
    return log.stdout.components(separatedBy: "\"kind\"").count - 1
  }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0 != "tmp" }.sorted()
  }

  @Test(.enabled(if: shim != nil, "needs a C compiler"))
  func aCommitThatStandsIsNotDenied() throws {
    let devices = ["site", "devices", "import", "Samples/site/devices.csv"]
    let flush = try run(devices, "EIO", atTheLast: "sync")
    #expect(flush.status == 0 && !flush.stderr.contains("nothing"), "\(flush.stderr)")
    #expect(try events("device-registered") == 8)
    let again = try run(
      ["confirm", "Samples/show/wlc-example-1-before.txt"], "DEAD", atTheLast: "sync")
    #expect(again.status == 4)
    #expect(again.stderr.contains("cannot be told now"), "\(again.stderr)")
    #expect(try events("device-observed") == 1)
  }

  @Test(.enabled(if: shim != nil, "needs a C compiler"))
  func aFlushThatFailsBeforeTheCommitRecordsNothing() throws {
    let run = try run(
      ["site", "devices", "import", "Samples/site/devices.csv"], "EIO", atTheLast: "truncate")
    #expect(run.status == 4 && run.stderr.contains("nothing was recorded"), "\(run.stderr)")
    #expect(try events("device-registered") == 0)
  }

  @Test(.enabled(if: shim != nil, "needs a C compiler"), arguments: [true, false])
  func aPackThatWasKilledBeforeItWasRecordedIsCompletedByTheNext(_ choosesBag: Bool) throws {
    let pack =
      ["pack", "Samples/usage", "--output", folder.path + "/out"]
      + (choosesBag ? [] : ["--evidence", folder.path + "/bag"])
    _ = try run(pack, "after", atTheLast: "rename")
    #expect(try names().contains("out"))
    #expect(try events("packed") == 0)
    // Other files at the same place are another package.
    let other = try run(
      ["pack", "Samples/earlier", "--output", folder.path + "/out", "--dry-run"])
    #expect(other.status == 64)
    let again = try run(pack)
    #expect(again.status == 0, "\(again.stderr)")
    #expect(again.stderr.contains("now it is recorded"))
    #expect(try events("packed") == 1 && events("exported") == 4 && events("pack-failed") == 0)
    #expect(try run(["verify", folder.path + "/out"]).status == 0)
    #expect(try run(pack).status == 64)
  }

  @Test(.enabled(if: shim != nil, "needs a C compiler"), arguments: [[], ["--no-site"]])
  func evidenceWithoutItsMediaIsTakenBack(_ more: [String]) throws {
    let pack =
      ["pack", "Samples/usage", "--output", folder.path + "/out", "--evidence"]
      + [folder.path + "/bag"] + more
    _ = try run(pack, "before", atTheLast: "rename")
    #expect(try names().contains("bag") && !names().contains("out"))
    let again = try run(pack)
    #expect(again.status == 0, "\(again.stderr)")
    #expect(try names() == ["bag", "out", "site"])
  }

  @Test(.enabled(if: shim != nil, "needs a C compiler"))
  func evidenceWhoseMediaWasMovedStays() throws {
    let pack =
      ["pack", "Samples/usage", "--output", folder.path + "/out", "--evidence"]
      + [folder.path + "/bag"]
    _ = try run(pack, "after", atTheLast: "rename")
    try FileManager.default.moveItem(
      atPath: folder.path + "/out", toPath: folder.path + "/carried")
    #expect(try run(pack).status == 64)
    #expect(try names().contains("bag"))
  }

  @Test(.enabled(if: shim != nil, "needs a C compiler"))
  func aCopyThatWasNotRecordedIsMadeAnew() throws {
    let backUp = ["site", "backup", folder.path + "/copy.sqlite"]
    _ = try run(backUp, "after", atTheLast: "rename")
    #expect(try names().contains("copy.sqlite") && events("backup-made") == 0)
    #expect(try run(backUp).status == 0)
    #expect(try events("backup-made") == 1)
    #expect(try run(backUp).status == 64)
  }

  @Test(.enabled(if: shim != nil, "needs a C compiler"), arguments: ["EIO", "ENOSPC"])
  func aLedgerThatCannotBeOpenedForWritingIsNotTakenForAReadOnlyOne(_ kind: String) throws {
    let backUp = ["site", "backup", folder.path + "/copy.sqlite"]
    let run = try run(backUp, kind, atTheLast: "open", of: "/site/ledger.sqlite")
    #expect(run.status == 4)
    #expect(run.stderr.contains("copy.sqlite is complete, but was not recorded"), "\(run.stderr)")
    #expect(run.stderr.contains("could not be opened for writing"), "\(run.stderr)")
    #expect(try events("backup-made") == 0)
    #expect(try self.run(backUp).status == 0)
  }

  @Test(.enabled(if: shim != nil, "needs a C compiler"))
  func aCopyOfWhichTheEventStandsIsNotDenied() throws {
    let backUp = ["site", "backup", folder.path + "/copy.sqlite"]
    let run = try run(backUp, "DEAD", atTheLast: "sync", of: "/ledger.sqlite-journal")
    #expect(run.status == 4)
    #expect(!run.stderr.contains("not recorded"), "\(run.stderr)")
    #expect(run.stderr.contains("cannot be told now"), "\(run.stderr)")
    #expect(try events("backup-made") == 1)
  }
}

/// `Faults/shim.c`, compiled.
private final class FaultShim: Sendable {
  let path = FileManager.default.temporaryDirectory.path + "/rumkit-shim-\(UUID()).so"

  /// nil without a compiler.
  init?() {
    let source = RumkitRun.repository.appending(path: "Faults/shim.c").path
    let line = "$(command -v clang || command -v cc) -shared -fPIC -o \"$0\" \"$1\" -ldl"
    let shell = URL(filePath: "/bin/sh")
    guard let run = try? RumkitRun(["-c", line, path, source], program: shell), run.status == 0
    else { return nil }
  }
}
