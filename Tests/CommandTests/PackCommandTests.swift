import Foundation
import Testing

/// `pack` and `verify` as a user meets them.
@Suite struct PackCommandTests {
  private let folder = PackFolder()

  private func pack(_ arguments: String...) throws -> RumkitRun {
    try RumkitRun(
      ["pack", "--output", folder.path("out"), "--evidence", folder.path("bag")] + arguments
        + ["--now", "2026-07-01T09:00:00Z", "--operator", "o", "--host-name", "h"])
  }

  private func object(_ run: RumkitRun) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(run.stdout.utf8)) as? [String: Any])
  }

  @Test func theOutwardHalfOfTheRitual() throws {
    let packed = try pack("Samples/usage")
    #expect(packed.status == 0, "\(packed.stderr)")
    #expect(packed.stdout.contains("(folder, 4 files to upload)"))
    #expect(packed.stderr.isEmpty)
    let verified = try RumkitRun(["verify", folder.path("out"), folder.path("bag")])
    #expect(verified.status == 0, "\(verified.stdout)")
    #expect(verified.stdout.contains("passed  sealed hash: "))
    #expect(!verified.stdout.contains("FAILED"))
  }

  /// What is found in it is said all the same, once.
  @Test func aFileThatIsNamedTwiceIsPackedOnce() throws {
    let text = try String(
      contentsOf: RumkitRun.repository.appending(path: "Samples/usage/c8000v-rum.txt"),
      encoding: .utf8)
    let changed = text.replacing(/sample_interval\\":[0-9]+/, with: #"sample_interval\":600"#)
    #expect(changed != text)
    let file = folder.path("w.txt")
    try changed.write(toFile: file, atomically: true, encoding: .utf8)
    let run = try pack(file, file, "--fail-on", "warning", "--format", "json")
    #expect(run.status == 1, "\(run.stdout)\(run.stderr)")
    let result = try object(run)
    #expect((result["left_out"] as? [Any])?.isEmpty == true)
    let found = try #require(result["findings"] as? [[String: Any]])
      .filter { $0["id"] as? String == "usage/interval-mismatch" }
    let places = found.map { "\($0["line"] ?? "") \($0["report_id"] ?? "") \($0["message"] ?? "")" }
    #expect(!found.isEmpty && Set(places).count == places.count, "\(places)")
  }

  @Test func theResultAsJSON() throws {
    let packed = try pack("Samples/usage", "Samples/earlier", "--format", "json", "--disclose")
    let result = try object(packed)
    #expect(result["schema"] as? String == "rumkit.pack/1")
    #expect(result["packed"] as? Bool == true)
    #expect((result["files"] as? [[String: Any]])?.count == 4)
    let leftOut = try #require(result["left_out"] as? [[String: Any]])
    #expect(leftOut.map { $0["reason"] as? String } == ["superseded"])
    let disclosure = try #require(result["disclosure"] as? [[String: Any]])
    #expect(disclosure.contains { ($0["access_points"] as? [Any])?.isEmpty == false })
    let verified = try RumkitRun([
      "verify", folder.path("out"), folder.path("bag"), "--format", "json",
    ])
    let verdict = try object(verified)
    #expect(verdict["schema"] as? String == "rumkit.verification/1")
    #expect(verdict["verdict"] as? String == "passed")
  }

  @Test func damageIsStatusOneAndNamed() throws {
    #expect(try pack("Samples/usage").status == 0)
    try folder.write("x", to: "out/upload/C8000V_9ZZEXAMPLE5.txt")
    let verified = try RumkitRun(["verify", folder.path("out"), "--fail-on", "never"])
    #expect(verified.status == 1)
    #expect(verified.stdout.contains("media/hash-mismatch"))
  }

  @Test func anErrorStopsEverythingAndWritesNothing() throws {
    let packed = try pack("Samples/usage", "Samples/faulty/truncated-rum.txt")
    #expect(packed.status == 1)
    #expect(packed.stderr.contains("truncated-rum.txt: left out: truncated or damaged"))
    #expect(packed.stdout.contains("nothing was written"))
    #expect(folder.names.isEmpty)
  }

  @Test func withSkipBadTheOthersGo() throws {
    let packed = try pack("Samples/usage", "Samples/faulty/truncated-rum.txt", "--skip-bad")
    #expect(packed.status == 5)
    #expect(packed.stderr.contains("warning: Samples/faulty/truncated-rum.txt: left out"))
    #expect(folder.names == ["bag", "out"])
    #expect(try folder.text("bag/findings.json").contains("truncated-rum.txt"))
    #expect(try folder.text("bag/custody.jsonl").contains("\"kind\":\"left-out\""))
    #expect(try RumkitRun(["verify", folder.path("out"), folder.path("bag")]).status == 0)
  }

  /// The kernel opens this file for its owner and refuses to read its beginning.
  @Test func withSkipBadAnUnreadableFileIsLeftOut() throws {
    let stopped = try pack("Samples/usage", "/proc/self/mem")
    #expect(stopped.status == 2, "\(stopped.stdout)\(stopped.stderr)")
    #expect(folder.names.isEmpty)
    let packed = try pack("Samples/usage", "/proc/self/mem", "--skip-bad")
    #expect(packed.status == 5, "\(packed.stdout)\(packed.stderr)")
    #expect(packed.stderr.contains("warning: /proc/self/mem: left out: "))
    #expect(folder.names == ["bag", "out"])
  }

  @Test(arguments: ["Samples/ack/ACK_c9800-cl-rum.txt", "Samples/none.txt", "README.md"])
  func whatIsNoUsageIsStatusTwo(_ file: String) throws {
    let packed = try pack("Samples/usage", file)
    #expect(packed.status == 2, "\(packed.stderr)")
    #expect(folder.names.isEmpty)
  }

  @Test func otherFilesOfAWalkedFolderAreListedAndNoFault() throws {
    try folder.write(try folder.sample("usage/c8000v-rum.txt"), to: "in/rum.txt")
    try folder.write("notes", to: "in/notes.txt")
    let packed = try pack(folder.path("in"))
    #expect(packed.status == 0, "\(packed.stderr)")
    #expect(packed.stdout.contains("notes.txt: no licensing document"))
  }

  @Test func aTerminalCaptureIsRefusedOrWrapped() throws {
    let capture =
      "R#more bootflash:rum.txt\n" + (try folder.sample("usage/c8000v-rum.txt")) + "R#\n"
    try folder.write(capture, to: "capture.txt")
    let refused = try pack(folder.path("capture.txt"))
    #expect(refused.status == 2)
    #expect(refused.stderr.contains("fetch the file again"))
    let wrapped = try pack(folder.path("capture.txt"), "--wrap")
    #expect(wrapped.status == 0, "\(wrapped.stderr)")
    #expect(wrapped.stderr.contains("experimental"))
    #expect(try RumkitRun(["verify", folder.path("out"), folder.path("bag")]).status == 0)
  }

  @Test func aWaivedFindingIsKeptWithItsReason() throws {
    let unsigned = try folder.sample("usage/c8000v-rum.txt")
      .replacing(/"value":"[^"\\]+"}}\]\]>/, with: "\"value\":\"\"}}]]>")
    try folder.write(unsigned, to: "rum.txt")
    #expect(try pack(folder.path("rum.txt")).status == 1)
    let allow = "usage/signature-missing@C8000V:9ZZEXAMPLE5=agreed, ticket 7"
    let packed = try pack(folder.path("rum.txt"), "--allow", allow)
    #expect(packed.status == 0, "\(packed.stdout)")
    #expect(try folder.text("bag/findings.json").contains("agreed, ticket 7"))
  }

  @Test func opaqueNamesKeepSerialsOutOfWhatLeaves() throws {
    #expect(try pack("Samples/usage", "--names", "opaque").status == 0)
    for name in ["UPLOAD.txt", "portal.csv", "SHA256SUMS"] {
      #expect(try !folder.text("out/" + name).contains("EXAMPLE"), "\(name) tells a serial")
    }
    #expect(try folder.text("bag/names.csv").contains("9ZZEXAMPLE5"))
  }

  @Test(arguments: ["LAB\tEAST", "LAB\u{1B}[2J", "LAB\u{202E}EAST", "LAB\nEAST"])
  func mediaOfAnAccountWithWhatNobodySeesVerify(_ name: String) throws {
    #expect(try pack("Samples/usage", "--virtual-account", name).status == 0)
    let verified = try RumkitRun(["verify", folder.path("out"), folder.path("bag")])
    #expect(verified.status == 0, "\(verified.stdout)")
    let form = try folder.text("out/portal.csv")
    try folder.write(form.replacing(",LAB\\u{", with: ",OTHER,"), to: "out/portal.csv")
    #expect(try RumkitRun(["verify", folder.path("out")]).status == 1)
  }

  @Test func theInstructionsAreForAWindowsDesktop() throws {
    #expect(try pack("Samples/usage", "--virtual-account", "Wireless Ops").status == 0)
    let text = try folder.text("out/UPLOAD.txt")
    let lines = text.components(separatedBy: "\r\n")
    #expect(!lines.contains { $0.contains("\n") || $0.contains("\r") })
    #expect(lines.count { $0.contains("Get-FileHash -LiteralPath $file -Algorithm SHA256") } == 1)
    #expect(lines.count { $0.contains("certutil -hashfile \"%i\" SHA256") } == 1)
    let wide = lines.filter { $0.count > 80 }
    #expect(wide.allSatisfy { $0.contains("Get-FileHash") || $0.contains("certutil") }, "\(wide)")
    #expect(text.contains("sha256sum -c SHA256SUMS"))
    #expect(text.contains("VIRTUAL ACCOUNT Wireless Ops"))
    #expect(text.contains("Reports > Usage Data Files"))
    #expect(try folder.text("out/portal.csv").hasPrefix("file,sha256,virtual_account,uploaded_at"))
  }

  @Test func aDryRunWritesNothing() throws {
    let packed = try pack("Samples/usage", "--dry-run")
    #expect(packed.status == 0)
    #expect(packed.stdout.contains("dry run: nothing was written"))
    #expect(folder.names.isEmpty)
  }

  /// What a dry run does not see is met at the gap.
  @Test(arguments: [[], ["--dry-run"]])
  func aFolderThatIsNotThereIsSaidBefore(_ options: [String]) throws {
    let packed = try RumkitRun(
      [
        "pack", "Samples/usage", "--output", folder.path("none/out"), "--evidence",
        folder.path("bag"), "--now", "2026-07-01T09:00:00Z",
      ] + options)
    #expect(packed.status == 4, "\(packed.stderr)")
    #expect(packed.stderr.contains("the folder \(folder.path("none")) does not exist"))
    #expect(folder.names.isEmpty)
  }

  @Test func evidenceMustBeGiven() throws {
    let packed = try RumkitRun(["pack", "Samples/usage", "--output", folder.path("out")])
    #expect(packed.status == 64)
    #expect(packed.stderr.contains("--evidence"))
  }

  @Test(arguments: [
    ["--allow", "usage/x"], ["--split", "much"], ["--request", "file"], ["--layout", "iso"],
  ])
  func wrongUsageIsStatus64(_ arguments: [String]) throws {
    let run = try RumkitRun(
      ["pack", "Samples/usage", "--output", folder.path("out"), "--evidence", folder.path("bag")]
        + arguments)
    #expect(run.status == 64, "\(run.stderr)")
    #expect(folder.names.isEmpty)
  }

  @Test func anExistingFolderIsRefusedAlsoWithForce() throws {
    try folder.write("x", to: "out/mine.txt")
    let packed = try pack("Samples/usage", "--force")
    #expect(packed.status == 64)
    #expect(packed.stderr.contains("exists already"))
    #expect(folder.names == ["out"])
    #expect(try folder.text("out/mine.txt") == "x")
  }

  @Test func standardInputAndArchivesAreInputsToo() throws {
    let sample = try folder.sample("usage/c8000v-rum.txt")
    let run = try RumkitRun(
      ["pack", "-", "--output", folder.path("out"), "--evidence", folder.path("bag")],
      standardInput: Data(sample.utf8))
    #expect(run.status == 0, "\(run.stderr)")
    #expect(try folder.text("out/upload/C8000V_9ZZEXAMPLE5.txt") == sample)
    let zipped = try RumkitRun([
      "pack", "Samples/usage", "--output", folder.path("all.zip"), "--evidence",
      folder.path("bag2"),
    ])
    #expect(zipped.status == 0, "\(zipped.stderr)")
    let again = try RumkitRun([
      "pack", folder.path("all.zip"), "--output", folder.path("again"), "--evidence",
      folder.path("bag3"),
    ])
    #expect(again.status == 0, "\(again.stderr)")
    #expect(try folder.text("again/upload/C8000V_9ZZEXAMPLE5.txt") == sample)
  }

  @Test func anInputIsNeverReplacedByTheMedia() throws {
    let first = try RumkitRun([
      "pack", "Samples/usage", "--output", folder.path("all.zip"), "--evidence", folder.path("bag"),
    ])
    #expect(first.status == 0)
    let run = try RumkitRun([
      "pack", folder.path("all.zip"), "--output", folder.path("all.zip"), "--force", "--evidence",
      folder.path("bag2"),
    ])
    #expect(run.status == 64)
    #expect(run.stderr.contains("is one of the inputs"))
    let verify = try RumkitRun([
      "verify", folder.path("all.zip"), "--output", folder.path("all.zip"), "--force",
    ])
    #expect(verify.status == 64)
    #expect(try RumkitRun(["verify", folder.path("all.zip"), folder.path("bag")]).status == 0)
  }

  @Test func aFolderOfOtherThingsIsNoMedia() throws {
    let run = try RumkitRun(["verify", "Samples"])
    #expect(run.status == 2)
    #expect(run.stderr.contains("neither outbound media nor an evidence bag"))
  }
}

/// A folder that goes with the test.
final class PackFolder: Sendable {
  let root = NSTemporaryDirectory() + "rumkit-pack-" + UUID().uuidString

  init() {
    try? FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
  }
  deinit { try? FileManager.default.removeItem(atPath: root) }

  func path(_ name: String) -> String { root + "/" + name }

  /// What lies directly in it.
  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []).sorted()
  }

  func text(_ name: String) throws -> String {
    try String(contentsOfFile: path(name), encoding: .utf8)
  }

  func write(_ text: String, to name: String) throws {
    let url = URL(filePath: path(name))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  func sample(_ name: String) throws -> String {
    try String(
      contentsOf: RumkitRun.repository.appending(path: "Samples/" + name), encoding: .utf8)
  }
}
