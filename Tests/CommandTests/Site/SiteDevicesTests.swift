import Assessment
import Foundation
import LicenseFiles
import Testing

/// The register, as a user meets it.
@Suite struct SiteDevicesTests {
  private let site: SiteFolder
  init() throws { site = try SiteFolder() }

  @Test(arguments: [
    "udi_pid,udi_serial_number,host_name\nC8000V,9ZZEXAMPLE5,edge\n",
    "\u{FEFF}Hostname;Serial;PID\r\nedge;9ZZEXAMPLE5;C8000V\r\n",
    "sep=;\nSN;PID;Host Name\n9ZZEXAMPLE5;C8000V;edge\n",
    "note\tUDI\thost\nx\tC8000V:9ZZEXAMPLE5\tedge\n",
    "udi,host\n\"PID:C8000V , SN:9ZZEXAMPLE5\",\"edge\"\n",
  ])
  func columnsAreFoundByTheirNames(_ table: String) throws {
    try site.folder.write(table, to: "t.csv")
    let run = try site.run(["site", "devices", "import", site.folder.path("t.csv")])
    #expect(run.status == 0, "\(run.stdout)\(run.stderr)")
    let device = try site.device("9ZZEXAMPLE5")
    #expect(device.udi.pid == "C8000V")
    #expect(device.hostName == "edge")
    #expect(device.isRegistered)
  }

  /// A register of a site with another name is imported, and status says where its devices are.
  @Test func devicesOfAnotherSiteAreNamedInItsStatus() throws {
    try site.folder.write("udi,site\nC8000V:9ZZEXAMPLE5,ELSEWHERE\n", to: "t.csv")
    #expect(try site.run(["site", "devices", "import", site.folder.path("t.csv")]).status == 0)
    let status = try site.run(["status"])
    #expect(
      status.stdout.contains(
        "no device of this site: the register puts every one into another site"),
      "\(status.stdout)")
    #expect(
      status.stdout.contains("at other sites        1, in ELSEWHERE: rumkit status --all\n"),
      "\(status.stdout)")
    // A near miss: one of them is this site's.
    try site.folder.write("udi\nC8000V:9ZZEXAMPLE6\n", to: "u.csv")
    #expect(try site.run(["site", "devices", "import", site.folder.path("u.csv")]).status == 0)
    let both = try site.run(["status"]).stdout
    #expect(both.contains("at other sites        1, in ELSEWHERE") && both.contains("9ZZEXAMPLE6"))
    #expect(!both.contains("no device of this site"))
  }

  @Test func aTableFromStandardInput() throws {
    let run = try site.run(
      ["site", "devices", "import", "-"], input: "udi\nPID:C8000V,SN:9ZZEXAMPLE5\n")
    // Unquoted, the comma splits the cell, and PID is not a PID.
    #expect(run.status == 1)
    #expect(run.stdout.contains("more cells than the header"))
    let half = try site.run(["site", "devices", "import", "-"], input: "udi\nPID:C8000V\n")
    #expect(half.status == 1)
    let quoted = try site.run(
      ["site", "devices", "import", "-"], input: "udi\n\"PID:C8000V,SN:9ZZEXAMPLE5\"\n")
    #expect(quoted.status == 0, "\(quoted.stderr)")
  }

  @Test(arguments: [
    ("pid,sn\nC8000V,\n", "register/row-bad"),
    ("pid,sn\nC8000V,9ZZEXAMPLE5\nC8000V,9ZZEXAMPLE5\n", "register/device-repeated"),
    ("pid,sn,host\nC8000V,9ZZEXAMPLE6,\"a\nb\"\n", "register/row-bad"),
    ("pid,sn\nC 8000V,9ZZEXAMPLE5\n", "register/row-bad"),
    ("pid,sn\nC8000V,9.12E+10\n", "register/row-bad"),
  ])
  func aBadRowStopsEverythingUnlessItIsSkipped(_ table: String, _ id: String) throws {
    try site.folder.write(table + "C9800-CL-K9,9ZZEXAMPLE1\n", to: "t.csv")
    let path = site.folder.path("t.csv")
    let run = try site.run(["site", "devices", "import", path, "--format", "json"])
    #expect(run.status == 1)
    let findings = try #require(try site.object(run)["findings"] as? [[String: Any]])
    #expect(findings.contains { $0["id"] as? String == id && $0["line"] as? Int != nil })
    #expect(try site.history().devices.isEmpty)
    #expect(try site.run(["site", "devices", "import", path, "--skip-bad"]).status == 5)
    #expect(try site.device("9ZZEXAMPLE1").isRegistered)
  }

  @Test(arguments: ["", "device,owner\na,b\n", "pid,sn,serial\nA,B,C\n", "pid,sn\nA,\"B\nC,D\n"])
  func whatIsNoRegisterIsRefused(_ table: String) throws {
    try site.folder.write(table, to: "t.csv")
    let run = try site.run(
      ["site", "devices", "import", site.folder.path("t.csv"), "--skip-bad"])
    #expect(run.status == 2, "\(run.stdout)")
    #expect(run.stdout.contains("register/unreadable"))
    #expect(try site.history().devices.isEmpty)
  }

  @Test func hostileTextDoesNotReachTheTerminal() throws {
    let run = try site.run(
      ["site", "devices", "import", "-"], input: "pid,sn,x\u{1B}[31m\nA,B\u{1B}]0;t\u{7},c\n")
    #expect(!run.stdout.contains("\u{1B}"))
    #expect(run.status == 1)
    let random = String(
      decoding: (0..<20_000).map { _ in UInt8.random(in: 0...255) }, as: UTF8.self)
    #expect(
      [0, 1, 2].contains(try site.run(["site", "devices", "import", "-"], input: random).status))
  }

  @Test func aTableInAnOldEncodingIsRead() throws {
    var bytes = Data("pid,sn,contact\nC8000V,9ZZEXAMPLE5,J".utf8)
    bytes.append(0xF6)
    try bytes.write(to: URL(filePath: site.folder.path("t.csv")))
    let run = try site.run(["site", "devices", "import", site.folder.path("t.csv")])
    #expect(run.status == 0)
    #expect(run.stdout.hasPrefix("1 new"))
    let list = try site.run(["site", "devices", "list", "--format", "csv"], at: nil)
    #expect(list.stdout.contains("J\u{F6}"))
  }

  @Test func theListCanBeImportedAgain() throws {
    try site.register("C8000V,9ZZEXAMPLE5,edge,,,\"VA, ONE\"\nC9300,FZZ0000C001,+stack,s1,,VA2\n")
    let before = try site.history().devices
    let list = try site.run(["site", "devices", "list", "--format", "csv"], at: nil)
    #expect(list.stdout.contains("'+stack"))
    let events = try site.history().head.count
    let again = try site.run(["site", "devices", "import", "-"], input: list.stdout)
    #expect(again.status == 0)
    #expect(again.stdout.contains("0 new, 0 changed, 2 unchanged"))
    #expect(try site.history().head.count == events)
    let other = try SiteFolder("EAST")
    #expect(try other.run(["site", "devices", "import", "-"], input: list.stdout).status == 0)
    #expect(try other.history().devices == before)
  }

  @Test func theListSaysWhoWasNeverExported() throws {
    try site.register("C8000V,9ZZEXAMPLE5,edge,,,\nC1,X1,one,,,\nC1,X2,two,,EAST,\n")
    try site.pack("out", "Samples/usage/c8000v-rum.txt")
    let list = try site.run(["site", "devices", "list"], at: nil)
    #expect(list.stdout.contains("3 in the register, 0 of them out of service, 1 never exported"))
  }

  @Test func aDryRunRecordsNothing() throws {
    let run = try site.run(
      ["site", "devices", "import", "-", "--dry-run"], input: "pid,sn\nC8000V,9ZZEXAMPLE5\n")
    #expect(run.status == 0)
    #expect(run.stdout.contains("1 new"))
    #expect(try site.history().devices.isEmpty)
  }

  @Test func devicesAreNamedByHostAndSerialAndAmbiguousNamesAreListed() throws {
    try site.register("C8000V,9ZZEXAMPLE5,edge,,,\nC9300,FZZ0000C001,edge,,,\nC1,X1,one,,,\n")
    let ambiguous = try site.run(["site", "devices", "retire", "EDGE", "scrapped"])
    #expect(ambiguous.status == 64)
    #expect(ambiguous.stderr.contains("C8000V:9ZZEXAMPLE5, C9300:FZZ0000C001"))
    #expect(try site.run(["site", "devices", "retire", "nobody", "x"]).status == 64)
    #expect(try site.run(["site", "devices", "retire", "One", "scrapped"]).status == 0)
    #expect(try site.device("X1").retiredReason == "scrapped")
    #expect(try site.run(["site", "devices", "retire", "FZZ0000C001", "sold"]).status == 0)
    #expect(try site.events(.deviceRetired).count == 2)
  }

  @Test func aRetiredDeviceSaysWhatIsLeftToDoAndCanComeBack() throws {
    try site.register("C8000V,9ZZEXAMPLE5,edge,,,VA1\nC8000V,9ZZEXAMPLE6,new,,,\n")
    let run = try site.run(["site", "devices", "retire", "edge", "sold"])
    #expect(run.stdout.contains("out of service, because sold"), "\(run.stdout)")
    #expect(run.stdout.contains("virtual account VA1, Inventory > Product Instances"))
    #expect(run.stdout.contains("rumkit site devices return C8000V:9ZZEXAMPLE5"))
    #expect(try site.run(["site", "devices", "return", "9ZZEXAMPLE6", "x"]).status == 64)
    let back = try site.run(["site", "devices", "return", "9ZZEXAMPLE5", "found"])
    #expect(back.stdout.contains("in service again, because found"))
    #expect(try site.device("9ZZEXAMPLE5").isInService)
    let replaced = try site.run(
      ["site", "devices", "replace", "edge", "C8000V:9ZZEXAMPLE6", "RMA"])
    #expect(replaced.stdout.contains("on C8000V:9ZZEXAMPLE6"), "\(replaced.stdout)")
    #expect(try site.device("9ZZEXAMPLE6").hostName == "edge")
  }

  @Test func aStandbyOfAPairThatWasSeenIsKnown() throws {
    try site.register(
      "C9800-CL-K9,9ZZEXAMPLE2,a,pair,,\nC9800-CL-K9,9ZZEXAMPLE3,b,pair,,\nC8000V,X1,one,,,\n")
    try site.pack("out", "Samples/usage/c9800-ha-rum.txt")
    let seen = SiteStatus(try site.history(), now: SiteFolder.now).neverSeen
    #expect(seen.map(\.udi.serial) == ["X1"])
  }

  @Test func tenThousandRowsAreOneImport() throws {
    let rows = (1...10_000).map { "C9800-CL-K9,9ZZ\($0),wlc-\($0),,,VA\($0 % 7)" }
    try site.register(rows.joined(separator: "\n"))
    #expect(try site.history().devices.count == 10_000)
    let list = try site.object(
      try site.run(["site", "devices", "list", "--format", "json"], at: nil))
    #expect((list["devices"] as? [Any])?.count == 10_000)
    let missing = try site.object(
      try site.pack("out", "Samples/usage/c9800-cl-rum.txt", "--format", "json"))
    let facts = try #require(missing["site"] as? [String: Any])
    #expect(facts["expected"] as? Int == 10_000)
    #expect((facts["missing"] as? [Any])?.count == 10_000)
  }

  @Test func withoutASiteItIsStatusFourWithTheCommand() throws {
    let run = try RumkitRun(
      ["site", "devices", "list", "--site", site.folder.path("nowhere")])
    #expect(run.status == 4)
    #expect(run.stderr.contains("rumkit site init"))
  }
}
