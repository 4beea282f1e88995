@testable import Assessment
import Foundation
import LicenseFiles
import Testing

@testable import AirGap

/// What lies on the disk after a run.
@Suite struct MediaPackTests {
  private typealias Fix = MediaFixtures

  @Test(arguments: ["out", "out.zip", "out.tar.gz"])
  func theSameInputGivesTheSameBytes(_ output: String) async throws {
    let folder = try TestFolder()
    for run in ["1", "2"] {
      try FileManager.default.createDirectory(
        atPath: folder.path(run), withIntermediateDirectories: false)
      // The order of the command line and the time of the files are not input.
      let files = run == "1" ? Fix.twoDevices : Fix.twoDevices.reversed()
      try await Fix.pack(
        files, into: folder, output: "\(run)/\(output)", evidence: "\(run)/bag"
      ) { $0.addsBundles = true }
    }
    #expect(try folder.contents("1") == folder.contents("2"))
    #expect(try !folder.contents("1").isEmpty)
  }

  @Test func anotherTimeGivesAnotherBagAndTheSameUploads() async throws {
    let folder = try TestFolder()
    try await Fix.pack(Fix.twoDevices, into: folder)
    try await Fix.pack(Fix.twoDevices, into: folder, output: "later", evidence: "later-bag") {
      $0.now += 1
    }
    // The instructions, and the list that has their hash, say when it was packed.
    func same(_ name: String) throws -> [String: [UInt8]] {
      try folder.contents(name).filter { !["UPLOAD.txt", "SHA256SUMS"].contains($0.key) }
    }
    #expect(try same("out") == same("later"))
    #expect(try same("out").count == 3)
    #expect(try folder.bytes("bag/custody.jsonl") != folder.bytes("later-bag/custody.jsonl"))
  }

  @Test func whatGoesOutIsWhatCameInAndNothingElse() async throws {
    let folder = try TestFolder()
    try await Fix.pack(Fix.twoDevices, into: folder)
    let out = try folder.contents("out")
    #expect(
      Set(out.keys) == [
        "SHA256SUMS", "UPLOAD.txt", "portal.csv", "upload/C9800-CL-K9_9ZZEXAMPLE1.txt",
        "upload/C9800-CL-K9_9ZZEXAMPLE2.txt",
      ])
    #expect(out["upload/C9800-CL-K9_9ZZEXAMPLE1.txt"] == Fix.twoDevices[0].1)
    #expect(try folder.bytes("bag/data/upload/C9800-CL-K9_9ZZEXAMPLE2.txt") == Fix.twoDevices[1].1)
    #expect(Partials.leftOvers(in: folder.root).isEmpty)
  }

  @Test(.enabled(if: RealTool.isThere("sha256sum"), "sha256sum is not installed"))
  func theRealToolsAgree() async throws {
    let folder = try TestFolder()
    try await Fix.pack(Fix.twoDevices, into: folder)
    #expect(
      try RealTool.run("sha256sum", ["--strict", "-c", "SHA256SUMS"], in: folder.path("out")) == 0)
    for list in ["manifest-sha256.txt", "tagmanifest-sha256.txt"] {
      #expect(try RealTool.run("sha256sum", ["--strict", "-c", list], in: folder.path("bag")) == 0)
    }
    try folder.write(Array("x".utf8), to: "out/upload/C9800-CL-K9_9ZZEXAMPLE1.txt")
    #expect(try RealTool.run("sha256sum", ["-c", "SHA256SUMS"], in: folder.path("out")) == 1)
  }

  @Test(.enabled(if: RealTool.isThere("tar"), "tar is not installed"))
  func theBundleHasTheShapeOfTheSample() async throws {
    let folder = try TestFolder()
    try await Fix.pack(Fix.twoDevices, into: folder) { $0.addsBundles = true }
    let stamp = "26Jul01_09_00_00_000"
    let bundle = folder.path("out/cslu/UD_SA_\(stamp).tar.gz")
    #expect(try RealTool.run("tar", ["xzf", bundle], in: folder.root) == 0)
    #expect(
      try folder.text("manifest.mf")
        == "Manifest-Version: 1.0\nCreated-By: \"{\\\"uuid\\\": \\\"foofoo\\\"}\"\nSmart-Account:\n"
        + "Smart-Account-ID:\n\nName: /UD_VA_\(stamp).ta.gz\nSpecification-VA: \n"
        + "Specification-VA-ID: \n")
    #expect(try RealTool.run("tar", ["xzf", "UD_VA_\(stamp).tar.gz"], in: folder.root) == 0)
    #expect(try folder.bytes("dev_1_\(stamp).txt") == Fix.twoDevices[0].1)
    #expect(try folder.bytes("dev_2_\(stamp).txt") == Fix.twoDevices[1].1)
  }

  // MARK: Splits

  @Test func aSplitGivesCompleteMediaByDevice() async throws {
    let folder = try TestFolder()
    let largest =
      Fix.plan(Fix.twoDevices).files.map { MediaSplit.cost(of: $0, copies: 1) }.max() ?? 0
    let limit = MediaSplit.fixedOverhead + largest
    let result = try await Fix.pack(Fix.twoDevices, into: folder, output: "out.zip") {
      $0.splitSize = limit
    }
    #expect(result.media.map(\.path) == [folder.path("out-1.zip"), folder.path("out-2.zip")])
    for media in result.media {
      #expect(
        try FileManager.default.attributesOfItem(atPath: media.path)[.size] as? Int ?? 0 < limit)
    }
    let whole = try await verifyMedia(result.media.map(\.path) + [result.evidence])
    #expect(!whole.foundDamage)
    #expect(whole.checks.contains { $0.name == "whole" && $0.result == .passed })
    // The stick on which they lie is not the media.
    let stick = await #expect(throws: ReadingError.self) {
      try await verifyMedia([folder.path("")])
    }
    #expect(stick?.reason.contains("name what is in it: ") == true)
    #expect(stick?.reason.contains("out-2.zip") == true)
    let part = try await verifyMedia([result.media[0].path, result.evidence])
    #expect(!part.foundDamage)
    #expect(part.checks.contains { $0.name == "whole" && $0.result == .notPossible })
  }

  @Test func filesOfOneDeviceStayTogether() throws {
    let files: [(String, [UInt8])] = [
      ("old", Fix.usage("9ZZEXAMPLE1", reports: [(1, 1_700_010_000)])),
      ("other", Fix.usage("9ZZEXAMPLE0")),
      ("new", Fix.usage("9ZZEXAMPLE1", reports: [(2, 1_700_082_000)])),
    ]
    let planned = Fix.plan(files).files
    let limit = planned.filter { $0.candidate.input.name != "other" }
      .reduce(MediaSplit.fixedOverhead) { $0 + MediaSplit.cost(of: $1, copies: 1) }
    let shares = try MediaSplit.split(planned, limit: limit, copies: 1)
    #expect(shares.map { $0.map(\.candidate.input.name) } == [["other"], ["old", "new"]])
  }

  @Test func aFileLargerThanOnePartIsRefusedBeforeAnythingIsWritten() throws {
    let folder = try TestFolder()
    var settings = Fix.settings(folder)
    settings.splitSize = 4_500
    let plan = Fix.plan(Fix.twoDevices)
    let error = #expect(throws: PackError(.tooLarge, "")) { try PackJob(plan, settings) }
    #expect(error?.reason.contains("the largest file, ") == true)
    #expect(try folder.contents("").isEmpty)
  }

  @Test(
    arguments: [
      ("650M", 650_000_000), ("4.7G", 4_700_000_000), ("700MiB", 734_003_200), ("1", 1),
      ("2k", 2000),
    ] as [(String, Int?)])
  func isASize(_ text: String, _ bytes: Int?) { #expect(ByteSize.read(text) == bytes) }

  @Test(arguments: ["", "0", "-1", "M", "1 M", "1X", "1.2.3M", "99999999999G", "nan", "1e3"])
  func isNoSize(_ text: String) { #expect(ByteSize.read(text) == nil) }

  // MARK: Places

  @Test(arguments: ["out", "out.zip"])
  func whatStandsThereStays(_ output: String) async throws {
    let folder = try TestFolder()
    if output == "out" {
      try FileManager.default.createDirectory(
        atPath: folder.path("out"), withIntermediateDirectories: false)
    } else {
      try folder.write([1], to: output)
    }
    await #expect(throws: PackError(.exists, "")) {
      try await Fix.pack(Fix.twoDevices, into: folder, output: output)
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path("bag")))
  }

  @Test func aFolderIsNotReplacedEvenWhenAsked() async throws {
    let folder = try TestFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path("out"), withIntermediateDirectories: false)
    await #expect(throws: PackError(.exists, "")) {
      try await Fix.pack(Fix.twoDevices, into: folder) { $0.overwritesArchive = true }
    }
  }

  @Test func anArchiveIsReplacedWhenAsked() async throws {
    let folder = try TestFolder()
    try folder.write([1], to: "out.zip")
    try await Fix.pack(Fix.twoDevices, into: folder, output: "out.zip") {
      $0.overwritesArchive = true
    }
    #expect(try folder.bytes("out.zip").count > 1)
  }

  @Test(arguments: ["out/bag", "out"])
  func evidenceInsideTheMediaIsRefused(_ evidence: String) async throws {
    let folder = try TestFolder()
    await #expect(throws: PackError(.wrongUsage, "")) {
      try await Fix.pack(Fix.twoDevices, into: folder, evidence: evidence)
    }
    #expect(try folder.contents("").isEmpty)
  }

  // MARK: Whole or not at all

  @Test func aSourceThatChangedSinceItWasJudgedIsRefused() async throws {
    let folder = try TestFolder()
    try folder.write(Fix.usage("9ZZEXAMPLE1"), to: "rum.txt")
    var none: Judge?
    let candidate = inspectCandidate(PackInput(.file(folder.path("rum.txt"))), judge: &none)
    let plan = PackPlanner.plan([candidate], .init())
    try folder.write(Fix.usage("9ZZEXAMPLE2"), to: "rum.txt")
    let settings = Fix.settings(folder)
    let job = try PackJob(plan, settings)
    await #expect(throws: PackError(.input, "")) {
      try await job.run(Fix.documents(job, plan, settings))
    }
    #expect(Set(try folder.contents("").keys) == ["rum.txt"])
  }

  @Test func evidenceIsTakenBackWhenTheMediaCannotBePutInPlace() throws {
    let folder = try TestFolder()
    let evidence = try FolderSink(path: folder.path("bag"))
    try evidence.add(MediaFile("bagit.txt", [1]))
    try evidence.commit()
    let media = try FolderSink(path: folder.path("out"))
    try media.add(MediaFile("SHA256SUMS", [1]))
    // Another run was faster.
    try FileManager.default.createDirectory(
      atPath: folder.path("out"), withIntermediateDirectories: false)
    #expect(throws: PackError(.exists, "")) { try media.commit() }
    #expect(media.undo() && evidence.undo())
    #expect(try folder.contents("").isEmpty)
  }

  @Test func theNextRunRemovesWhatAKilledOneLeft() async throws {
    let folder = try TestFolder()
    let name = Partials.prefix + "0killed"
    try FileManager.default.createDirectory(
      atPath: folder.path(name), withIntermediateDirectories: false)
    try folder.write([1], to: name + "/piece")
    try await Fix.pack(Fix.twoDevices, into: folder)
    #expect(Partials.leftOvers(in: folder.root).isEmpty)
  }
}

/// A program of the system.
enum RealTool {
  static func isThere(_ name: String) -> Bool {
    (try? run("sh", ["-c", "command -v \(name)"], in: "/")) == 0
  }

  static func run(_ name: String, _ arguments: [String], in folder: String) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [name] + arguments
    process.currentDirectoryURL = URL(filePath: folder)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
