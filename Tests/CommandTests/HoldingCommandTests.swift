import Foundation
import Testing

/// What `inspect` and `validate` make of media, bags and archives of ACKs.
@Suite struct HoldingCommandTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "rumkit-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func path(_ name: String) -> String { folder.appending(path: name).path }

  /// Packs the samples as `out` and `bag`.
  private func pack(_ out: String, _ bag: String = "bag") throws {
    let run = try RumkitRun(
      [
        "pack", "Samples/usage/c9800-cl-rum.txt", "Samples/usage/c9800-ha-rum.txt", "--output",
        path(out), "--evidence", path(bag), "--now", "2026-09-01", "--cslu-archive",
      ])
    try #require(run.status == 0, "\(run.stderr)")
  }

  private func shell(_ line: String) throws {
    let run = try RumkitRun(
      ["-c", "cd '\(folder.path)' && \(line)"], program: URL(filePath: "/bin/sh"))
    try #require(run.status == 0, "\(run.stderr)")
  }

  /// The entries of `inspect --format json`.
  private func entries(_ name: String) throws -> [[String: Any]] {
    let run = try RumkitRun(["inspect", "--format", "json", path(name)])
    #expect(run.status == 0)
    let object = try JSONSerialization.jsonObject(with: Data(run.stdout.utf8)) as? [String: Any]
    return try #require(object?["files"] as? [[String: Any]])
  }

  private func kinds(_ entries: [[String: Any]]) -> [String] {
    entries.compactMap { $0["kind"] as? String }
  }

  private func validate(_ arguments: String...) throws -> RumkitRun {
    try RumkitRun(["validate", "--now", "2026-11-24"] + arguments)
  }

  @Test(arguments: ["out", "out.zip", "out.tar.gz"])
  func mediaAreOneEntryWithWhatTheyHold(_ name: String) throws {
    try pack(name)
    let entries = try entries(name)
    let first = try #require(entries.first)
    #expect(first["file"] as? String == path(name))
    #expect(first["kind"] as? String == "media")
    #expect(first["reports"] as? Int == 12)
    #expect((first["product_instances"] as? [Any])?.count == 3)
    let holds = try #require(first["holds"] as? [String: Any])
    #expect(holds["files"] as? Int == 6)
    #expect(holds["hashes_known"] as? Int == 4)
    #expect(holds["kinds"] as? [String: Int] == ["usage": 2])
    #expect((holds["sha256"] as? String)?.count == 64)
    #expect(kinds(entries).filter { $0 == "media" }.count == 1)
    #expect(kinds(entries).filter { $0 == "usage" }.count == 4)
    let lists = entries.filter { $0["part_of"] as? String == "media" }
    #expect(lists.count == 4)
    #expect(lists.allSatisfy { ($0["findings"] as? [Any])?.isEmpty == true })
  }

  @Test func aBagAndMediaInOneFolderAreTwoEntries() throws {
    try pack("out")
    let run = try RumkitRun(["inspect", folder.path])
    #expect(run.stdout.contains("\(path("bag"))\n  kind      evidence\n"))
    #expect(run.stdout.contains("\(path("out"))\n  kind      media\n"))
    #expect(run.stdout.contains("  hashes    4 files in SHA256SUMS\n"))
    #expect(kinds(try entries(".")).filter { ["media", "evidence"].contains($0) }.count == 2)
    let rows = try RumkitRun(["inspect", "--format", "csv", folder.path]).stdout
    #expect(rows.contains("\(path("out")),media,12,"))
    #expect(rows.contains("\(path("bag")),evidence,12,"))
  }

  @Test func aFolderOfUsageFilesIsNoMedia() throws {
    try shell("mkdir -p x/upload && cp '\(sample("usage/c9800-cl-rum.txt"))' x/upload/a.txt")
    #expect(kinds(try entries("x")) == ["usage"])
    try shell("echo hello >x/UPLOAD.txt")
    #expect(kinds(try entries("x")) == ["unknown", "usage"])
  }

  private func sample(_ name: String) -> String {
    RumkitRun.repository.appending(path: "Samples/\(name)").path
  }

  @Test func theArchiveOfThePortalIsAnArchiveOfAcks() throws {
    try shell(
      """
      mkdir i o && cp '\(sample("ack/ACK_c9800-cl-rum.txt"))' i/ACK_dev_1_x.txt
      tar -czf o/ACK_UD_VA_x.tar.gz -C i . && echo m >o/manifest.mf
      tar -czf UD.tar.gz -C o . && tar -cf acks.tar -C i .
      cp '\(sample("usage/c9800-cl-rum.txt"))' i/rum.txt && tar -czf mixed.tgz -C i .
      """)
    for name in ["UD.tar.gz", "acks.tar"] {
      let found = try entries(name)
      #expect(kinds(found).first == "ack-archive", "\(name)")
      #expect(kinds(found).contains("ack"))
      let holds = try #require(found[0]["holds"] as? [String: Any])
      #expect((holds["kinds"] as? [String: Int])?["ack"] == 1)
      let devices = holds["ack_devices"] as? [[String: String]]
      #expect(devices?.map { $0["udi_serial_number"] } == ["9ZZEXAMPLE1"])
    }
    #expect(kinds(try entries("mixed.tgz")).sorted() == ["ack", "usage"])
  }

  @Test func textOfADeviceIsDeviceOutput() throws {
    try shell("printf 'wlc-1#show license status\\r\\nUtility:\\r\\n' >show.txt")
    try shell("printf 'We used show license status yesterday\\n' >note.txt")
    let output = try entries("show.txt")
    #expect(kinds(output) == ["device-output"])
    #expect((output[0]["findings"] as? [Any])?.isEmpty == true)
    #expect(kinds(try entries("note.txt")) == ["unknown"])
    let run = try validate(path("show.txt"))
    #expect(run.status == 1)
    #expect(run.stdout.contains("this is what a device prints, not a file that it saved"))
  }

  @Test func whatWasCompressedIsSaidToHaveBeen() throws {
    try shell("gzip -c '\(sample("usage/c9800-cl-rum.txt"))' >rum.txt.gz")
    let entry = try #require(try entries("rum.txt.gz").first)
    #expect(entry["kind"] as? String == "usage")
    #expect(entry["tolerated"] as? [String] == ["gzip"])
    #expect((entry["findings"] as? [[String: Any]])?.map { $0["id"] as? String } == ["usage/gzip"])
    #expect(try validate(path("rum.txt.gz"), "--fail-on", "warning").status == 0)
  }

  @Test(arguments: ["out", "out.zip", "out.tar.gz"])
  func soundMediaAreValid(_ name: String) throws {
    try pack(name)
    let run = try validate(path(name), path("bag"))
    #expect(run.status == 0, "\(run.stdout)\(run.stderr)")
    #expect(!run.stdout.contains(" media/"))
  }

  @Test(arguments: [
    ("echo x >>out/upload/C9800-CL-K9_9ZZEXAMPLE1.txt", "media/hash-mismatch"),
    ("rm out/SHA256SUMS", "media/file-missing"),
    ("rm out/upload/C9800-CL-K9_9ZZEXAMPLE1.txt", "media/file-missing"),
    ("echo x >out/extra.txt", "media/file-extra"),
    ("echo x >>bag/custody.jsonl", "media/custody-broken"),
    ("sed -i s/^Payload-Oxum.*/Payload-Oxum:\\ 1.1/ bag/bag-info.txt", "media/oxum-mismatch"),
    ("rm bag/bagit.txt", "media/file-missing"),
  ])
  func damageIsAFindingOfValidate(_ damage: String, _ id: String) throws {
    try pack("out")
    try shell(damage)
    // The folder above both is named, as a stick would be.
    let run = try validate(folder.path)
    #expect(run.status == 1)
    #expect(run.stdout.contains(": error: \(id): "), "\(run.stdout)")
  }

  @Test func damageOfAnArchiveIsToldOnce() throws {
    try pack("out.zip")
    try shell("printf x >>out.zip")
    let run = try validate(path("out.zip"))
    #expect(run.status == 1)
    #expect(run.stdout.ranges(of: "archive/trailing-junk").count == 1)
  }

  @Test func mediaOfTwoRunsSideBySideAreNotHeldAgainstEachOther() throws {
    try pack("out")
    let other = try RumkitRun([
      "pack", "Samples/usage/c8000v-rum.txt", "--output", path("out2"), "--evidence", path("bag2"),
    ])
    try #require(other.status == 0)
    try shell("rm -r bag out2")
    let run = try validate(folder.path)
    #expect(run.status == 0, "\(run.stdout)")
  }
}
