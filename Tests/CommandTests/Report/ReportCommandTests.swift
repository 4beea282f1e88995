import Foundation
import Testing

/// A folder for what `report` writes, and a practice site whose usage is packed.
struct ReportScratch {
  let folder: String
  static let now = "2026-08-24T08:00:00Z"

  init() throws {
    folder = NSTemporaryDirectory() + "rumkit-report-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }

  func path(_ name: String) -> String { folder + "/" + name }

  func read(_ name: String) throws -> String {
    try String(contentsOfFile: path(name), encoding: .utf8)
  }

  /// Makes the site of the samples, in which everything was packed and left.
  func makeSite() throws {
    let site = ["--site", path("site"), "--operator", "carol", "--now"]
    for arguments in [
      ["site", "init", "--rehearsal", "--name", "EXAMPLE-CAMPUS"] + site + ["2026-08-18T08:00:00Z"],
      ["site", "devices", "import", "Samples/site/devices.csv"] + site + ["2026-08-18T08:01:00Z"],
      ["pack", "Samples/usage", "--output", path("out"), "--evidence", path("bag")] + site
        + ["2026-08-18T09:00:00Z"],
    ] {
      let run = try RumkitRun(arguments)
      try #require(run.status == 0, "\(arguments): \(run.stderr)")
    }
  }

  func report(_ arguments: String..., site: Bool = false) throws -> RumkitRun {
    try RumkitRun(
      ["report"] + arguments + (site ? ["--site", path("site")] : ["--no-site"])
        + ["--now", Self.now])
  }
}

@Suite struct ReportCommandTests {
  private struct Report: Decodable {
    struct Device: Decodable {
      var udi_serial_number: String?
      var host_name: String?
      var days_left: Int?
      var cycle: Cycle?
      var entitlements: [Entitlement]
      var access_points: AccessPoints?
    }
    struct AccessPoints: Decodable { var counted: Int }
    struct Cycle: Decodable { var stage: String }
    struct Entitlement: Decodable {
      var name: String?
      var latest: Int?
      var series: Series?
    }
    struct Series: Decodable {
      var step_seconds: Int
      var highest_counts: [Int?]
    }
    struct Evidence: Decodable {
      var files: [File]
      var checks: [Check]
      var seals: [Seal]
      var cisco_signatures: String
    }
    struct File: Decodable {
      var file: String
      var kind: String
      var sha256: String?
      var bytes: Int
    }
    struct Check: Decodable {
      var name: String
      var result: String
    }
    struct Seal: Decodable {
      var kind: String
      var signature: String
      var failed: Int
    }
    var schema: String
    var rehearsal: Bool
    var now: String
    var devices: [Device]
    var evidence: Evidence
  }

  private func decoded(_ text: String) throws -> Report {
    try JSONDecoder().decode(Report.self, from: Data(text.utf8))
  }

  @Test func theEndingOfTheFileChoosesTheFormat() throws {
    let scratch = try ReportScratch()
    defer { scratch.remove() }
    for (name, start) in [
      ("a.html", "<!DOCTYPE html>"), ("a.HTM", "<!DOCTYPE html>"), ("a.json", "{"),
      ("a.csv", "udi_pid,"), ("a.md", "# "), ("a.txt", "<!DOCTYPE html>"),
    ] {
      let run = try scratch.report("Samples/usage", "--output", scratch.path(name))
      #expect(run.status == 0 && run.stdout.isEmpty, "\(run.stderr)")
      #expect(try scratch.read(name).hasPrefix(start), "\(name)")
    }
    let asked = try scratch.report(
      "Samples/usage", "--format", "md", "--output", scratch.path("b.html"))
    #expect(asked.status == 0)
    #expect(try scratch.read("b.html").hasPrefix("# "))
    let again = try scratch.report("Samples/usage", "--output", scratch.path("a.html"))
    #expect(again.status == 64 && again.stderr.contains("--force"))
  }

  @Test func withoutAFileThePageGoesToAPipe() throws {
    let scratch = try ReportScratch()
    defer { scratch.remove() }
    let run = try scratch.report("Samples/usage/c9800-cl-rum.txt")
    #expect(run.status == 0)
    #expect(run.stdout.hasPrefix("<!DOCTYPE html>") && run.stdout.hasSuffix("</html>\n"))
  }

  /// The page and `rumkit aps` speak of the same access points.
  @Test func accessPointsThatJoinedOrLeftAreOnThePage() throws {
    let scratch = try ReportScratch()
    defer { scratch.remove() }
    let run = try scratch.report("Samples/usage/c9800-cl-rum.txt")
    #expect(run.stdout.contains("5 access points counted on 2026-08-17"))
    let json = try RumkitRun(["aps", "Samples/usage/c9800-cl-rum.txt", "--format", "json"])
    let value = try JSONSerialization.jsonObject(with: Data(json.stdout.utf8)) as? [String: Any]
    let controllers = try #require(value?["product_instances"] as? [[String: Any]])
    let points = try #require(controllers.first?["access_points"] as? [[String: Any]])
    let changed = points.filter { $0["from_start"] as? Bool == false || $0["removed_at"] is String }
    #expect(!changed.isEmpty)
    for point in changed {
      let serial = try #require(point["udi_serial_number"] as? String)
      #expect(run.stdout.contains(">\(serial)</span></th>"))
    }
    // A router has none, and nothing is said of any.
    let router = try scratch.report("Samples/usage/c8000v-rum.txt")
    #expect(!router.stdout.contains("access point"))
  }

  /// The same inputs at the same time give the same bytes.
  @Test func theReportDependsOnItsInputsAlone() throws {
    let scratch = try ReportScratch()
    defer { scratch.remove() }
    try scratch.makeSite()
    let runs = try (0..<2).map { _ in
      try scratch.report("Samples/usage", "Samples/ack", scratch.path("bag"), site: true)
    }
    #expect(runs[0].stdout == runs[1].stdout && !runs[0].stdout.isEmpty)
  }

  @Test func aSiteAndItsFilesComeTogether() throws {
    let scratch = try ReportScratch()
    defer { scratch.remove() }
    try scratch.makeSite()
    let before = try RumkitRun(["site", "log", "--site", scratch.path("site"), "--format", "json"])
    let run = try scratch.report(
      "Samples/usage", "Samples/show/wlc-example-1-before.txt", "Samples/ack", scratch.path("bag"),
      "--format", "json", site: true)
    #expect(run.status == 0, "\(run.stderr)")
    let report = try decoded(run.stdout)
    #expect(
      report.schema == "rumkit.report/1" && report.rehearsal && report.now == ReportScratch.now)
    let first = try #require(report.devices.first)
    #expect(first.udi_serial_number == "9ZZEXAMPLE1" && first.host_name == "wlc-example-1")
    #expect(first.days_left == 8 && first.cycle?.stage == "exported")
    #expect(first.entitlements.map(\.name) == ["air-dna-advantage", "air-network-advantage"])
    #expect(first.entitlements.allSatisfy { $0.latest == 5 })
    #expect(first.access_points?.counted == 5)
    let series = try #require(first.entitlements.first?.series)
    #expect(
      series.highest_counts.count <= 64 && series.highest_counts.compactMap(\.self).max() == 5)

    #expect(report.evidence.cisco_signatures == "not-checked")
    #expect(report.evidence.seals.map(\.signature) == ["not-checked"])
    #expect(report.evidence.seals.map(\.failed) == [0])
    let names = Set(report.evidence.checks.map(\.name))
    #expect(
      names.isSuperset(of: ["read to the end", "rules", "hash", "custody", "chain", "index"]))
    #expect(report.evidence.checks.allSatisfy { $0.result != "failed" })

    // It only looked: the ledger has no new event.
    let after = try RumkitRun(["site", "log", "--site", scratch.path("site"), "--format", "json"])
    #expect(before.stdout == after.stdout)
  }

  /// The hashes are those of sha256sum.
  @Test func theHashesAreThoseOfTheFiles() throws {
    let scratch = try ReportScratch()
    defer { scratch.remove() }
    let files = ["Samples/usage/c9800-cl-rum.txt", "Samples/show/wlc-example-1-before.txt"]
    let run = try scratch.report(files[0], files[1], "--format", "json")
    let report = try decoded(run.stdout)
    for file in files {
      let sum = try RumkitRun([file], program: URL(filePath: "/usr/bin/sha256sum"))
      let input = try #require(report.evidence.files.first { $0.file == file })
      #expect(sum.stdout.hasPrefix(input.sha256 ?? "none"))
    }
    #expect(report.evidence.files.map(\.kind) == ["usage", "device-output"])
    // The device says its deadline, and the page says it without a site.
    #expect(report.devices.first?.days_left == 8)
  }

  @Test func aSiteAloneSaysThatUsageIsMissing() throws {
    let scratch = try ReportScratch()
    defer { scratch.remove() }
    try scratch.makeSite()
    let run = try scratch.report(site: true)
    #expect(run.status == 0, "\(run.stderr)")
    #expect(run.stdout.contains("No usage file was given"))
    #expect(run.stdout.contains("REHEARSAL"))
  }

  @Test func damageOfABagIsStatus1AndOnThePage() throws {
    let scratch = try ReportScratch()
    defer { scratch.remove() }
    try scratch.makeSite()
    let file = scratch.path("bag/findings.json")
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
    try (try scratch.read("bag/findings.json") + " ").write(
      toFile: file, atomically: true, encoding: .utf8)
    let run = try scratch.report(scratch.path("bag"), "--format", "md", "--fail-on", "never")
    #expect(run.status == 1, "\(run.stderr)")
    #expect(run.stdout.contains("| hash | ") && run.stdout.contains("| failed | "))
  }

  @Test func findingsAndDamageGiveTheirStatus() throws {
    let scratch = try ReportScratch()
    defer { scratch.remove() }
    #expect(try scratch.report("Samples/faulty/c9800-rum.txt").status == 1)
    #expect(try scratch.report("Samples/faulty/c9800-rum.txt", "--fail-on", "never").status == 0)
    let cut = try scratch.report("Samples/faulty/truncated-rum.txt")
    #expect(cut.status == 2)
    #expect(cut.stdout.contains("1 file could not be read to the end"))
    let missing = try scratch.report("Samples/usage/c8000v-rum.txt", "no-such-file.txt")
    #expect(missing.status == 2)
    #expect(missing.stdout.contains("no-such-file.txt"))
  }

  @Test func whatIsWrongUsageIsSaid() throws {
    let scratch = try ReportScratch()
    defer { scratch.remove() }
    let nothing = try RumkitRun(["report", "--no-site"])
    #expect(nothing.status == 64)
    let noSite = try RumkitRun(
      ["report"], environment: ["XDG_STATE_HOME": scratch.folder, "RUMKIT_SITE": ""])
    #expect(noSite.status == 64 && noSite.stderr.contains("there is none in use"))
    let gone = try scratch.report("--output", scratch.path("x.html"), site: true)
    #expect(gone.status == 4)
    let signer = try scratch.report("Samples/usage", "--signer", "alice")
    #expect(signer.status == 64)
    let input = scratch.path("rum.txt")
    try FileManager.default.copyItem(
      atPath: RumkitRun.repository.appending(path: "Samples/usage/c8000v-rum.txt").path,
      toPath: input)
    let over = try scratch.report(input, "--output", input, "--force")
    #expect(over.status == 64)
    #expect(try scratch.read("rum.txt").contains("RUMReport"))
  }

  @Test func deviceOutputFromStandardInputIsPassedOverWithAWarning() throws {
    let text = try Data(
      contentsOf: RumkitRun.repository.appending(path: "Samples/show/wlc-example-1-before.txt"))
    let run = try RumkitRun(["report", "-", "--no-site", "--format", "json"], standardInput: text)
    #expect(run.status == 0)
    #expect(run.stderr.contains("device output is read from files only"))
  }

  @Test func formulasAreNeutralisedInCSV() throws {
    let scratch = try ReportScratch()
    defer { scratch.remove() }
    let file = scratch.path("rum.txt")
    let sample = RumkitRun.repository.appending(path: "Samples/usage/c8000v-rum.txt")
    try String(contentsOf: sample, encoding: .utf8)
      .replacing("9ZZEXAMPLE5", with: "=9ZZEXAMPL5")
      .write(toFile: file, atomically: true, encoding: .utf8)
    let safe = try scratch.report(file, "--format", "csv", "--fail-on", "never")
    #expect(safe.stdout.contains("\"'=9ZZEXAMPL5\""))
    let raw = try scratch.report(file, "--format", "csv", "--fail-on", "never", "--csv-raw")
    #expect(raw.stdout.contains(",=9ZZEXAMPL5,"))
  }

  /// A slash at the end of --output makes a folder with a page for each device.
  @Test func aFolderOfPages() throws {
    let scratch = try ReportScratch()
    defer { scratch.remove() }
    let run = try scratch.report("Samples/usage", "--output", scratch.path("pages/"))
    #expect(run.status == 0 && run.stdout.isEmpty, "\(run.stderr)")
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path("pages"))
    #expect(names.contains("index.html") && names.contains("evidence.html"))
    #expect(run.stderr.contains("\(names.count) pages; open \(scratch.path("pages/index.html"))"))
    #expect(try scratch.read("pages/index.html").contains("href=\"device-1.html\""))
    // Nothing is replaced, and no other form is a folder.
    let again = try scratch.report("Samples/usage", "--output", scratch.path("pages/"))
    #expect(again.status == 64 && again.stderr.contains("exists already"))
    let json = try scratch.report(
      "Samples/usage", "--output", scratch.path("data/"), "--format", "json")
    #expect(json.status == 64)
    #expect(!FileManager.default.fileExists(atPath: scratch.path("data")))
  }

  /// What is nothing of licensing is said to be, with all its bytes.
  @Test(arguments: ["hello world\n", ""])
  func aFileThatIsNothingIsNamedWithItsBytes(_ text: String) throws {
    let scratch = try ReportScratch()
    defer { scratch.remove() }
    try Data(text.utf8).write(to: URL(filePath: scratch.path("x.txt")))
    let run = try scratch.report(
      scratch.path("x.txt"), "--output", scratch.path("r.json"), "--format", "json")
    #expect(run.status == 2)
    #expect(run.stderr.contains("x.txt: it could not be read to its end"), "\(run.stderr)")
    let report = try scratch.read("r.json")
    #expect(report.contains("\"bytes\": \(text.utf8.count)"), "\(report)")
  }
}
