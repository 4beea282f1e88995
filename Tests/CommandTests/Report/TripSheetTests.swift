import Foundation
import LicenseFiles
import Testing

/// `report --trip` and `report --monday`: one sheet of a site.
@Suite struct TripSheetTests {
  private let site: SiteFolder

  /// Usage of four devices, packed for two accounts, and one more device in the register.
  init() throws {
    site = try SiteFolder()
    try site.register(
      """
      C9800-CL-K9,9ZZEXAMPLE1,wlc-1,,,EXAMPLE-LAB
      C8000V,9ZZEXAMPLE5,edge-1,,,EXAMPLE-LAB
      C9800-CL-K9,9ZZEXAMPLE8,wlc-8,,,EXAMPLE-LAB

      """)
    try site.pack(
      "out", "Samples/usage/c8000v-rum.txt", "Samples/usage/c9800-cl-rum.txt",
      "--virtual-account", "EXAMPLE-LAB")
  }

  private var media: String { site.folder.path("out") }

  private func sheet(_ arguments: [String] = []) throws -> [String: Any] {
    try site.object(
      try site.run(["report", "--trip", media, "--format", "json"] + arguments))
  }

  @Test func mediaOfThisSiteAreAGo() throws {
    let run = try site.run(["report", "--trip", media, "--format", "json"])
    #expect(run.status == 0, "\(run.stderr)")
    let sheet = try site.object(run)
    #expect(sheet["schema"] as? String == "rumkit.trip-sheet/1")
    #expect(sheet["go"] as? Bool == true)
    let files = try #require(sheet["files"] as? [[String: Any]])
    #expect(files.count == 2)
    #expect(files.allSatisfy { $0["virtual_account"] as? String == "EXAMPLE-LAB" })
    #expect((files.first?["sha256"] as? String)?.count == 64)
    #expect(sheet["expected"] as? Int == 3 && sheet["on_media"] as? Int == 2)
    let missing = try #require(sheet["missing"] as? [[String: Any]])
    #expect(missing.compactMap { $0["host_names"] as? [String] } == [["wlc-8"]])
    let told = try #require(sheet["discloses"] as? [String: Any])
    #expect(told["product_instances"] as? Int == 2)
  }

  @Test func changedMediaAreANoGo() throws {
    let file = try #require(
      FileManager.default.enumerator(atPath: media)?.compactMap { $0 as? String }
        .first { $0.hasSuffix("C8000V_9ZZEXAMPLE5.txt") })
    try site.folder.write("damaged", to: "out/" + file)
    let run = try site.run(["report", "--trip", media, "--format", "md"])
    #expect(run.status == 1)
    #expect(run.stdout.hasPrefix("# NO-GO: site WEST"))
    #expect(run.stdout.contains("**stop**"))
  }

  @Test func mediaOnATripAreANoGo() throws {
    #expect(try site.run(["trip", "open", "t1", media, "--carrier", "c"]).status == 0)
    let run = try site.run(["report", "--trip", media, "--format", "md"])
    #expect(run.status == 1)
    #expect(run.stdout.contains("out is on the trip t1 already"))
  }

  @Test func mediaOfNobodyAreANoGo() throws {
    let other = try SiteFolder("EAST")
    try other.pack("out", "Samples/usage/c8000v-rum.txt")
    let run = try site.run(
      ["report", "--trip", other.folder.path("out"), "--format", "md"])
    #expect(run.status == 1 && run.stdout.contains("no run of pack in this site made out"))
  }

  @Test func aFileThatThePortalHasIsFetchedInstead() throws {
    let path = "C9800-CL-K9_9ZZEXAMPLE1.txt"
    let run = try site.run(["portal", "record", path, "--status", "uploaded"])
    #expect(run.status == 0, "\(run.stdout)\(run.stderr)")
    let fetch = try #require(try sheet()["fetch"] as? [[String: Any]])
    #expect(fetch.first?["name"] as? String == "ACK_" + path)
    let files = try #require(try sheet()["files"] as? [[String: Any]])
    #expect(files.count { $0["at_portal"] as? Bool == true } == 1)
  }

  @Test func nothingIsLeftToFetchWhenAllIsConfirmed() throws {
    let home = try Homeward([Homeward.usage])
    func fetched() throws -> [[String: Any]] {
      try home.list(
        try home.run(
          ["report", "--trip", home.folder.path("out"), "--format", "json"], at: "10:00"), "fetch")
    }
    try home.run("portal", "record", "C9800-CL-K9_9ZZEXAMPLE1.txt", "--status", "uploaded")
    #expect(try fetched().map { $0["name"] as? String } == ["ACK_C9800-CL-K9_9ZZEXAMPLE1.txt"])
    try home.run("import", Homeward.ack)
    let output = try home.file(
      "output.txt",
      Capture().imported("ACK_c9800-cl-rum.txt").status("Aug 21 09:30:00 2026 UTC").text)
    try home.run("confirm", output, at: "10:00")
    #expect(try fetched().isEmpty)
    let page = try home.run(
      ["report", "--trip", home.folder.path("out"), "--format", "md"], at: "10:00")
    #expect(page.stdout.contains("every ACK is here: there is nothing to carry"))
  }

  @Test func deadlinesBeforeTheNextTripAreListed() throws {
    let capture = Capture().status("<none>", deadline: "Jul 20 10:00:00 2026 UTC").text
    try site.folder.write(capture, to: "status.txt")
    _ = try site.run(["confirm", site.folder.path("status.txt")])
    func due(_ arguments: String...) throws -> Int {
      try #require(try sheet(arguments)["deadlines"] as? [[String: Any]]).count
    }
    #expect(try due() == 1)
    #expect(try due("--next-trip", "2026-07-10") == 0)
    #expect(try due("--next-trip", "2026-07-21") == 1)
  }

  @Test(arguments: [
    ["--trip"], ["--trip", "--monday", "x"], ["--monday", "x"], ["--next-trip", "2026-07-01"],
    ["--trip", "x", "--format", "csv"], ["--trip", "x", "--next-trip", "soon"],
  ])
  func wrongUsageIsRefused(_ arguments: [String]) throws {
    #expect(try site.run(["report"] + arguments).status == 64)
  }

  @Test func anEvidenceBagIsNoMedia() throws {
    let bags = try FileManager.default.contentsOfDirectory(
      atPath: site.folder.path("site/evidence"))
    let bag = site.folder.path("site/evidence/" + (try #require(bags.first)))
    let run = try site.run(["report", "--trip", bag, "--format", "md"])
    #expect(run.status == 2 && run.stderr.contains("name the outbound media"))
  }

  @Test(arguments: ["html", "md", "json", "csv"])
  func theTableOfAMondayHasEveryDevice(_ format: String) throws {
    let run = try site.run(["report", "--monday", "--format", format])
    #expect(run.status == 0, "\(run.stderr)")
    for host in ["wlc-1", "edge-1", "wlc-8"] { #expect(run.stdout.contains(host), "\(host)") }
    if format == "html" {
      #expect(run.stdout.contains("Content-Security-Policy"))
      #expect(!run.stdout.contains("<script"))
    }
  }
}
