import AirGap
@testable import Assessment
import Foundation
import LicenseFiles
import Testing

/// Files and folders that appear whole or not at all.
@Suite struct OutputTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "rumkit-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
  }

  private func path(_ name: String) -> String { folder.appending(path: name).path }

  @Test func nothingIsThereBeforeTheCommit() throws {
    let file = try AtomicFile(path: path("a.txt"))
    try file.write(Array("abc".utf8))
    #expect(!names.contains("a.txt"))
    try file.commit()
    #expect(names == ["a.txt"])
    #expect(try Data(contentsOf: folder.appending(path: "a.txt")) == Data("abc".utf8))
  }

  @Test func whatIsNotCommittedLeavesTheOldFile() throws {
    try Data("old".utf8).write(to: folder.appending(path: "a.txt"))
    do {
      let file = try AtomicFile(path: path("a.txt"), overwrite: true)
      try file.write(Array("new".utf8))
    }
    #expect(names == ["a.txt"])
    #expect(try Data(contentsOf: folder.appending(path: "a.txt")) == Data("old".utf8))
  }

  @Test func ofTwoThatWriteTheSameFileOneWins() throws {
    let first = try AtomicFile(path: path("a.txt"))
    let second = try AtomicFile(path: path("a.txt"))
    try first.write(Array("1".utf8))
    try second.write(Array("2".utf8))
    try second.commit()
    #expect(throws: OutputError(.exists, "")) { try first.commit() }
    #expect(try Data(contentsOf: folder.appending(path: "a.txt")) == Data("2".utf8))
  }

  @Test func ofManyThatCommitAtOnceOneWins() throws {
    try race(in: folder.path)
  }

  /// FAT has no hard links, so the rename itself has to refuse. A real one, where it may be mounted.
  @Test func ofManyThatCommitAtOnceOnFATOneWins() throws {
    let disk = path("fat")
    let image = path("fat.img")
    try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: false)
    let line =
      "dd if=/dev/zero of='\(image)' bs=1M count=8 && mkfs.vfat '\(image)' && "
      + "mount -o loop '\(image)' '\(disk)'"
    let mounting = Process()
    mounting.executableURL = URL(filePath: "/bin/sh")
    mounting.arguments = ["-c", line]
    mounting.standardError = FileHandle.nullDevice
    mounting.standardOutput = FileHandle.nullDevice
    try mounting.run()
    mounting.waitUntilExit()
    guard mounting.terminationStatus == 0 else {
      print("skipped: no FAT can be made and mounted here (mkfs.vfat, a loop device, the kernel)")
      return
    }
    defer { umount2(disk, Int32(2)) }
    try race(in: disk)
  }

  /// Eight runs at the same place, file and folder, twenty times.
  private func race(in folder: String) throws {
    for round in 0..<20 {
      let file = "\(folder)/file\(round)"
      let target = "\(folder)/folder\(round)"
      let wins = Tally()
      DispatchQueue.concurrentPerform(iterations: 8) { number in
        if let output = try? AtomicFile(path: file), (try? output.write([UInt8(number)])) != nil,
          (try? output.commit()) != nil
        {
          wins.add("file \(number)")
        }
        if let output = try? AtomicFolder(path: target),
          (try? output.write([UInt8(number)], to: "a")) != nil, (try? output.commit()) != nil
        {
          wins.add("folder \(number)")
        }
      }
      let first = try Data(contentsOf: URL(filePath: file))
      let second = try Data(contentsOf: URL(filePath: target + "/a"))
      #expect(wins.all == ["file \(first[0])", "folder \(second[0])"])
    }
    #expect(Partials.leftOvers(in: folder).isEmpty)
  }

  /// Who won, from several threads.
  private final class Tally: @unchecked Sendable {
    private let lock = NSLock()
    private var names: [String] = []
    func add(_ name: String) { lock.withLock { names.append(name) } }
    var all: [String] { lock.withLock { names.sorted() } }
  }

  @Test func aFolderIsNeverReplaced() throws {
    try FileManager.default.createDirectory(
      at: folder.appending(path: "out"), withIntermediateDirectories: false)
    #expect(throws: OutputError(.exists, "")) { try AtomicFolder(path: path("out")) }
  }

  @Test(arguments: ["../evil", "/evil", "a//b", "a/./b", "", "..\u{2F}\u{301}evil"])
  func aFolderTakesNoNameThatLeavesIt(_ name: String) throws {
    let output = try AtomicFolder(path: path("out"))
    #expect(throws: OutputError(.badName, "")) { try output.write([1], to: name) }
    output.abandon()
    #expect(names.isEmpty)
  }

  @Test func theNextRunRemovesWhatAKilledOneLeft() throws {
    try Data().write(to: folder.appending(path: ".rumkit-partial-dead"))
    let living = try AtomicFile(path: path("living.txt"))
    #expect(Partials.leftOvers(in: folder.path).count == 1)
    let next = try AtomicFile(path: path("next.txt"))
    try next.commit()
    try living.commit()
    #expect(names == ["living.txt", "next.txt"])
  }

  /// A real disk that is full: a small one is mounted where this user may.
  @Test func aFullDiskLeavesTheOldFile() throws {
    let disk = path("disk")
    try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: false)
    guard mount("tmpfs", disk, "tmpfs", 0, "size=256k") == 0 else {
      print("skipped: this user may not mount a small disk")
      return
    }
    defer { umount2(disk, Int32(2)) }
    try Data("old".utf8).write(to: URL(filePath: disk + "/a.txt"))
    let file = try AtomicFile(path: disk + "/a.txt", overwrite: true)
    #expect(throws: OutputError(.noSpace, "")) {
      for _ in 0..<100 { try file.write([UInt8](repeating: 1, count: 16 << 10)) }
    }
    file.abandon()
    #expect(try Data(contentsOf: URL(filePath: disk + "/a.txt")) == Data("old".utf8))
    #expect(try FileManager.default.contentsOfDirectory(atPath: disk) == ["a.txt"])
  }
}
