import Foundation
import Testing

/// `rumkit commands`, with a site and without.
@Suite struct CommandsCommandTests {
  private let table =
    "C9800-CL-K9,9ZZEXAMPLE1,wlc-example-1,Sat 22:00,NOC,192.0.2.7,flash:licensing\n"
    + "C8000V,9ZZEXAMPLE5,edge-5,,,,"
  private let header = "pid,sn,host,window,contact,address,device_path"

  @Test func everyDeviceOfTheSiteHasItsBlock() throws {
    let site = try SiteFolder()
    try site.register(table, header: header)
    let text = try site.run(["commands", "--copy-to", "usbflash0:"]).stdout
    #expect(
      text.contains(
        "! C9800-CL-K9:9ZZEXAMPLE1, wlc-example-1, at 192.0.2.7, contact NOC, change\n"
          + "! window Sat 22:00, files in flash:licensing/\n"))
    #expect(
      text.contains(
        "copy flash:licensing/rum_wlc-example-1_20260701T090000Z.txt "
          + "usbflash0:rum_wlc-example-1_20260701T090000Z.txt\n"))
    #expect(text.contains("copy bootflash:rum_edge-5_20260701T090000Z.txt"))
    #expect(text.components(separatedBy: "show license air entities summary").count == 2)
  }

  @Test func scriptsGetTheSame() throws {
    let site = try SiteFolder()
    try site.register(table, header: header)
    let run = try site.run(
      ["commands", "wlc-example-1", "--release", "17.6.4", "--format", "json"])
    let object = try site.object(run)
    #expect(object["schema"] as? String == "rumkit.commands/1")
    let device = try #require((object["devices"] as? [[String: Any]])?.first)
    #expect(device["change_window"] as? String == "Sat 22:00")
    #expect(device["device_path"] as? String == "flash:licensing/")
    let commands = try #require(device["commands"] as? [[String: Any]])
    #expect(!commands.contains { $0["command"] as? String == "show license rum id all" })
  }

  @Test func whatTheSiteDoesNotKnowIsNoDevice() throws {
    let site = try SiteFolder()
    #expect(try site.run(["commands", "nobody"]).status == 64)
    #expect(try site.run(["commands", "C9300-48P:9ZZEXAMPLE7"]).status == 0)
    #expect(try site.run(["commands", "9ZZEXAMPLE1", "--device-path", "flash"]).status == 64)
  }

  @Test func aBadPathInTheRegisterIsABadRow() throws {
    let site = try SiteFolder()
    try site.folder.write(header + "\nC8000V,9ZZEXAMPLE5,edge-5,,,,flash;reload", to: "r.csv")
    let run = try site.run(["site", "devices", "import", site.folder.path("r.csv")])
    #expect(run.status == 1)
    #expect(run.stdout.contains("register/row-unusable") || run.stdout.contains("register/"))
  }

  /// A word that is no place would be printed as a command of the device.
  @Test(arguments: [("skipp", false), ("x ; reload | y", false), ("usbflash0:", true)])
  func theRitualTakesAPlaceOnly(_ typed: String, _ isTaken: Bool) throws {
    let site = try SiteFolder()
    try site.folder.write(
      "start:\ndue.devices: all\ncommands.to: \(typed)\nfiles.paths: quit\n", to: "answers")
    let run = try RumkitRun([
      "ritual", "--rehearsal", "--answers", site.folder.path("answers"), "--site",
      site.folder.path("practice"),
    ])
    #expect((run.stdout + run.stderr).contains("a place has a colon") == !isTaken)
    #expect(!run.stdout.contains("txt \(typed)/"))
  }

  /// What leaves, and evidence, hold nothing but what was packed.
  @Test func noSiteIsMadeAmongMedia() throws {
    let site = try SiteFolder()
    let (media, bag) = (site.folder.path("media"), site.folder.path("bag"))
    let packed = try RumkitRun([
      "pack", "Samples/usage", "--output", media, "--evidence", bag, "--no-site",
    ])
    #expect(packed.status == 0, "\(packed.stderr)")
    for place in [media, bag] {
      let run = try RumkitRun(["site", "init", "--name", "x", "--site", place])
      #expect(run.status == 64 && run.stderr.contains("a folder of its own"), "\(run.stderr)")
    }
    #expect(try RumkitRun(["verify", media, bag, "--no-site"]).status == 0)
  }
}
