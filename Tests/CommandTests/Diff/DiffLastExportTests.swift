import Foundation
import Testing

/// `rumkit diff --last-export`: what went out last, against what is there now.
@Suite struct DiffLastExportTests {
  private let site: SiteFolder
  init() throws { site = try SiteFolder() }

  private static let earlier = "Samples/earlier/c9800-cl-rum.txt"
  private static let now = "Samples/usage/c9800-cl-rum.txt"

  private func diff(_ arguments: String...) throws -> RumkitRun {
    try site.run(["diff"] + arguments, at: nil)
  }

  private func bag() throws -> String {
    let folder = site.folder.path("site/evidence")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    return "\(folder)/\(try #require(names.max()))"
  }

  @Test func theCopyInTheEvidenceIsOld() throws {
    try site.pack("out", Self.earlier)
    let run = try diff("--last-export", Self.now, "--format", "json")
    #expect(run.status == 1, "\(run.stderr)")
    let json = try site.object(run)
    #expect((json["old"] as? [String: Any])?["reports"] as? Int == 6)
    #expect((json["old"] as? [String: Any])?["name"] as? String == "last export")
    // A site that is named with NEW alone means the same.
    #expect(try diff(Self.now).stdout.contains("+2 added, 6 the same"))
    #expect(try diff(Self.earlier).status == 0)
  }

  @Test func theLaterExportCounts() throws {
    try site.pack("out", Self.earlier)
    try site.pack("out2", Self.now)
    let run = try diff("--last-export", Self.now)
    #expect(run.status == 0 && run.stdout.hasSuffix("nothing differs\n"), "\(run.stdout)")
  }

  @Test func onlyTheDevicesOfNewAreCompared() throws {
    try site.pack("out", "Samples/usage")
    let run = try diff("--last-export", "Samples/usage/c9800-ha-rum.txt", "--format", "json")
    #expect(run.status == 0, "\(run.stdout)\(run.stderr)")
    let devices = try site.object(run)["product_instances"] as? [Any]
    #expect(devices?.count == 1)
  }

  @Test func theEvidenceMayHaveMovedWithTheSite() throws {
    try site.pack("out", Self.earlier)
    try FileManager.default.moveItem(
      atPath: site.folder.path("site"), toPath: site.folder.path("moved"))
    let run = try RumkitRun(["diff", "--site", site.folder.path("moved"), Self.earlier])
    #expect(run.status == 0, "\(run.stdout)\(run.stderr)")
  }

  @Test func anAlteredCopyIsAnError() throws {
    try site.pack("out", Self.earlier)
    let copy = try bag() + "/data/upload/C9800-CL-K9_9ZZEXAMPLE1.txt"
    let text = try String(contentsOfFile: copy, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: copy)
    try (text + "\n").write(toFile: copy, atomically: false, encoding: .utf8)
    let run = try diff("--last-export", Self.earlier)
    #expect(run.status == 1)
    #expect(run.stdout.contains("error: diff/export-altered"), "\(run.stdout)")
  }

  @Test func missingEvidenceAndUnknownDevicesAreSaid() throws {
    let none = try diff("--last-export", Self.now)
    #expect(none.status == 2 && none.stdout.isEmpty)
    #expect(none.stderr.contains("the ledger has no export of C9800-CL-K9:9ZZEXAMPLE1"))
    try site.pack("out", Self.earlier)
    let some = try diff("--last-export", "Samples/usage")
    #expect(some.status == 1)
    #expect(some.stderr.contains("no export of C8000V:9ZZEXAMPLE5: all of its reports are new"))
    try FileManager.default.removeItem(atPath: try bag())
    let gone = try diff("--last-export", Self.now)
    #expect(gone.status == 2 && gone.stderr.contains("is not there"))
  }

  @Test func aFileWithNothingLeftToReportIsComparedToo() throws {
    try site.pack("out", Self.earlier)
    let lines = try String(
      contentsOf: RumkitRun.repository.appending(path: Self.now), encoding: .utf8
    ).split(separator: "\n").filter { !$0.hasPrefix("<RUMReport>") }
    try site.folder.write(lines.joined(separator: "\n") + "\n", to: "all-reported.txt")
    let run = try diff("--last-export", site.folder.path("all-reported.txt"))
    #expect(run.status == 1 && run.stderr.isEmpty, "\(run.stderr)")
    #expect(run.stdout.contains("  reports     -6 removed\n"), "\(run.stdout)")
    // An ACK is not usage.
    let ack = try diff("--last-export", "Samples/ack")
    #expect(ack.status == 2 && ack.stderr.contains("Samples/ack: it holds no usage"))
  }

  @Test func aReplacementIsTakenFromTheLedger() throws {
    try site.register("C9800-CL-K9,9ZZEXAMPLE1,wlc,,,VA1\nC9800-CL-K9,9ZZEXAMPLE7,wlc-new,,,VA1\n")
    try site.pack("out", Self.earlier)
    let text = try String(
      contentsOf: RumkitRun.repository.appending(path: Self.now), encoding: .utf8)
    try site.folder.write(
      text.replacingOccurrences(of: "9ZZEXAMPLE1", with: "9ZZEXAMPLE7"), to: "new.txt")
    let replace = try site.run([
      "site", "devices", "replace", "C9800-CL-K9:9ZZEXAMPLE1", "C9800-CL-K9:9ZZEXAMPLE7",
    ])
    #expect(replace.status == 0, "\(replace.stdout)\(replace.stderr)")
    let run = try diff("--last-export", site.folder.path("new.txt"))
    #expect(run.stdout.contains("(replaced)"), "\(run.stdout)\(run.stderr)")
    #expect(run.stdout.contains("documented: the ledger of the site"))
  }

  @Test func withoutASiteItIsRefused() throws {
    let run = try RumkitRun(["diff", "--last-export", "--site", "/nowhere-at-all", Self.now])
    #expect(run.status == 4 && run.stderr.contains("site init"))
  }

  @Test func anEvidenceBagAgainstAFolder() throws {
    try site.pack("out", Self.earlier)
    let run = try RumkitRun(["diff", try bag(), "Samples/earlier"])
    #expect(run.status == 0, "\(run.stdout)\(run.stderr)")
    #expect(try RumkitRun(["diff", site.folder.path("out"), "Samples/usage"]).status == 1)
  }
}
