import AirGap
import Assessment
import Foundation
import LicenseFiles
import Testing

/// `portal record`, as a user meets it.
@Suite struct PortalTests {
  private let site: SiteFolder
  init() throws {
    site = try SiteFolder()
    try site.pack("out", "Samples/usage/c8000v-rum.txt", "Samples/usage/c9800-cl-rum.txt")
  }

  private func record(_ form: String, _ arguments: String...) throws -> RumkitRun {
    try site.folder.write(form, to: "form.csv")
    return try site.run(["portal", "record", site.folder.path("form.csv")] + arguments)
  }

  /// The form as pack laid it down, with cells filled in by device.
  private func form(_ cells: [String: String]) throws -> String {
    try site.folder.text("out/portal.csv").split(separator: "\r\n").map { line in
      let match = cells.first { line.contains($0.key) }
      return match.map { String(line).replacing(/,,,,$/, with: "") + "," + $0.value }
        ?? String(line)
    }.joined(separator: "\r\n") + "\r\n"
  }

  @Test func aFilledFormIsRecordedOnce() throws {
    let filled = try form(["9ZZEXAMPLE5": "1.7.2026 10:15,Rejected,\"Duplicate, they say\","])
    let first = try record(filled)
    #expect(first.status == 0, "\(first.stdout)\(first.stderr)")
    #expect(first.stdout.contains("C8000V_9ZZEXAMPLE5.txt: rejected: Duplicate, they say"))
    #expect(first.stdout.contains("1 not filled in"))
    let event = try #require(try site.events(.portalRecorded).first)
    #expect(event[.text] == "1.7.2026 10:15" && event[.at] == nil)
    #expect(try site.device("9ZZEXAMPLE5").stage == .rejected)
    #expect(try record(filled).stdout.contains("1 recorded before"))
    #expect(try site.events(.portalRecorded).count == 1)
    // More was filled in since.
    let more = try form([
      "9ZZEXAMPLE5": "1.7.2026 10:15,Rejected,\"Duplicate, they say\",",
      "9ZZEXAMPLE1": "2026-07-01T10:20:00Z,,,ACK_C9800.txt",
    ])
    #expect(try record(more).status == 0)
    let events = try site.events(.portalRecorded)
    #expect(events.count == 2)
    #expect(events[1][.status] == "acknowledged" && events[1].number(.at) == 1_782_901_200)
  }

  @Test func aDuplicateSaysWhichOfItsReportsAreNew() throws {
    let duplicate = try form(["9ZZEXAMPLE5": ",duplicate,Duplicate report,"])
    let run = try record(duplicate)
    #expect(run.stdout.contains("that no earlier upload has"), "\(run.stdout)")
    #expect(run.stdout.contains("save usage again on the device"))
    // The near miss: everything in it was at the portal before.
    #expect(try record(try form(["9ZZEXAMPLE1": ",uploaded,,"])).status == 0)
    try site.pack("again", "Samples/usage/c9800-cl-rum.txt")
    let again = try site.folder.text("again/portal.csv").replacing(",,,,", with: ",,,duplicate,")
    try site.folder.write(again, to: "form.csv")
    let second = try site.run(
      ["portal", "record", site.folder.path("form.csv"), "--media", "again"])
    #expect(second.status == 0, "\(second.stdout)\(second.stderr)")
    #expect(!second.stdout.contains("that no earlier upload has"), "\(second.stdout)")
  }

  @Test func aSpreadsheetMaySaveItItsOwnWay() throws {
    let hash = try #require(
      try site.events(.exported).first { $0.device?.pid == "C8000V" }?[.sha256])
    let run = try record(
      "\u{FEFF}Status;Note;SHA256;Portal Words\r\nUPLOADED;mine;\(hash.uppercased());ok\r\n;;;\r\n")
    #expect(run.status == 0, "\(run.stdout)\(run.stderr)")
    #expect(try site.device("9ZZEXAMPLE5").stage == .uploaded)
  }

  @Test(arguments: [
    (
      "file,status\nC8000V_9ZZEXAMPLE5.txt,uploaded\nC9800-CL-K9_9ZZEXAMPLE1.txt,done\n",
      "portal/status-unknown"
    ),
    ("file,status\nC8000V_9ZZEXAMPLE5.txt,uploaded\nother.txt,uploaded\n", "portal/file-unknown"),
    (
      "file,status,words\nC8000V_9ZZEXAMPLE5.txt,uploaded,\nC9800-CL-K9_9ZZEXAMPLE1.txt,,hm\n",
      "portal/status-missing"
    ),
    ("file,status\nC8000V_9ZZEXAMPLE5.txt,uploaded\n,uploaded\n", "portal/row-bad"),
  ])
  func oneBadRowRecordsNothing(_ form: String, _ id: String) throws {
    let run = try record(form)
    #expect(run.status == 1, "\(run.stdout)")
    #expect(run.stdout.contains("form.csv:3: error: \(id)"))
    if id == "portal/status-unknown" {
      #expect(run.stdout.contains("uploaded, pending, rejected, duplicate, acknowledged"))
    }
    #expect(try site.events(.portalRecorded).isEmpty)
  }

  @Test(arguments: ["", "a,b\n1,2\n", "file,status,status\nx,y,z\n", "file,status\n\"x,y\n"])
  func whatIsNoFormIsRefused(_ form: String) throws {
    let run = try record(form)
    #expect(run.status == 2)
    #expect(run.stdout.contains("portal/form-unreadable"))
    #expect(try site.events(.portalRecorded).isEmpty)
  }

  @Test func oneFileByNameHashOrPath() throws {
    let name = "c8000v_9zzexample5.TXT"
    #expect(try site.run(["portal", "record", name, "--status", "pending"]).status == 0)
    #expect(try site.device("9ZZEXAMPLE5").stage == .pending)
    let path = site.folder.path("out/upload/C8000V_9ZZEXAMPLE5.txt")
    let rejected = try site.run([
      "portal", "record", path, "--status", "rejected", "--words", "bad", "--at", "2026-07-02",
    ])
    #expect(rejected.status == 0)
    let hash = try #require(try site.events(.portalRecorded).last?.number(.event))
    #expect(try site.events(.exported).contains { $0.number == hash && $0.device?.pid == "C8000V" })
    #expect(try site.events(.portalRecorded).count == 2)
    #expect(
      try site.run(["portal", "record", "nobody.txt", "--status", "uploaded"]).status == 1)
    #expect(try site.run(["portal", "record", name, "--status", "done"]).status == 64)
    #expect(try site.run(["portal", "record", name, "--words", "x"]).status == 64)
  }

  @Test func aPathIsKnownByItsBytes() throws {
    try site.folder.write("other bytes", to: "mine/C8000V_9ZZEXAMPLE5.txt")
    let path = site.folder.path("mine/C8000V_9ZZEXAMPLE5.txt")
    #expect(try site.run(["portal", "record", path, "--status", "uploaded"]).status == 1)
    #expect(try site.events(.portalRecorded).isEmpty)
    // A path on the media that is not here is its name.
    let onMedia = "upload/C8000V_9ZZEXAMPLE5.txt"
    #expect(try site.run(["portal", "record", onMedia, "--status", "uploaded"]).status == 0)
  }

  @Test func aNameOnTwoMediaNeedsTheMedia() throws {
    try site.pack("out2", "Samples/usage/c8000v-rum.txt")
    let name = "C8000V_9ZZEXAMPLE5.txt"
    let run = try site.run(["portal", "record", name, "--status", "uploaded"])
    #expect(run.status == 1)
    #expect(run.stdout.contains("on out, "))
    #expect(run.stdout.contains("portal/file-ambiguous"))
    #expect(
      try site.run(["portal", "record", name, "--status", "uploaded", "--media", "out2"]).status
        == 0)
  }
}
