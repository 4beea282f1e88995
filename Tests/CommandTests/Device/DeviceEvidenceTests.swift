import Foundation
import Testing

/// What `rumkit device collect` believes of devices, what it says before it goes, and what it leaves.
@Suite(.enabled(if: SimulatedDevices.isThere, "sshd is needed"))
struct DeviceEvidenceTests {
  private typealias Device = SimulatedDevices.Device

  @Test(arguments: ["saves-empty", "saves-text", "saves-half", "saves-other"])
  func aFileThatIsNoUsageOfTheDeviceIsNotCollected(_ fault: String) throws {
    let devices = try SimulatedDevices.one(fault)
    let device = try devices.collect(["wlc-example-1", "--remove"], status: 4)[0]
    #expect(device["result"] as? String == "failed")
    #expect(SimulatedDevices.findings(device).contains("ssh/file-not-usable"), "\(device)")
    #expect(device["file"] as? String == nil)
    // It stays on the device, and as evidence here, under a name that nothing takes for usage.
    let name = "rum_wlc-example-1_20260821T090000Z.txt"
    #expect(!devices.typed("wlc-example-1").contains { $0.hasPrefix("delete") })
    let session = try #require(device["session"] as? String)
    let folder = URL(filePath: session).deletingLastPathComponent().path
    #expect(
      Set(try FileManager.default.contentsOfDirectory(atPath: folder))
        == ["session.txt", "unusable_" + name])
    try devices.fail("wlc-example-1")
    let again = try devices.collect(["wlc-example-1"], at: "2026-08-21T09:10:00Z")[0]
    #expect(again["result"] as? String == "collected", "\(again)")
  }

  @Test func nothingIsRemovedAtADeviceBeforeItLiesInTheSite() throws {
    let devices = try SimulatedDevices.one()
    // Nothing can be laid down where a file stands in the place of the folder.
    try devices.folder.write("", to: "site/collected")
    let device = try devices.collect(["wlc-example-1", "--remove"], status: 4)[0]
    #expect(device["result"] as? String == "failed", "\(device)")
    #expect(SimulatedDevices.findings(device).contains("ssh/copy-failed"), "\(device)")
    #expect(!devices.typed("wlc-example-1").contains { $0.hasPrefix("delete") })
    try FileManager.default.removeItem(atPath: devices.folder.path("site/collected"))
    let again = try devices.collect(
      ["wlc-example-1", "--remove"], at: "2026-08-21T09:10:00Z")[0]
    #expect(again["result"] as? String == "collected", "\(again)")
    // What is kept is all that was printed, also at the removal.
    let session = try String(
      contentsOfFile: try #require(again["session"] as? String), encoding: .utf8)
    #expect(session.contains("#delete /force bootflash:rum_wlc-example-1_20260821T091000Z.txt"))
  }

  @Test func aCopyThatStandsStillIsGivenUp() throws {
    let devices = try SimulatedDevices.one("hang-transfer")
    let device = try devices.collect(["wlc-example-1", "--patience", "2"], status: 4)[0]
    let messages = (device["findings"] as? [[String: Any]] ?? []).compactMap {
      $0["message"] as? String
    }
    #expect(messages.contains { $0.contains("scp brought nothing for 2 seconds") }, "\(messages)")
  }

  @Test(arguments: ["_wlc", "wlc+1", "10.1.1.1"])
  func aNameThatIOSCallsNotLegalIsAPromptToo(_ name: String) throws {
    let devices = try SimulatedDevices([Device(name: name, serial: "9ZZEXAMPLE1")])
    let device = try devices.collect([name])[0]
    #expect(device["result"] as? String == "collected", "\(device)")
  }

  @Test func aCollectedFileThatIsDamagedIsNotRecent() throws {
    let devices = try SimulatedDevices.one()
    let file = try #require(try devices.collect(["wlc-example-1"])[0]["file"] as? String)
    try Data("hello\n".utf8).write(to: URL(filePath: file))
    let again = try devices.collect(["wlc-example-1"], at: "2026-08-21T09:10:00Z")[0]
    #expect(again["result"] as? String == "collected", "\(again)")
    let third = try devices.collect(["wlc-example-1"], at: "2026-08-21T09:20:00Z")[0]
    #expect(third["result"] as? String == "recent", "\(third)")
  }

  @Test func anOldFileOfTheSameDayIsNotANewOne() throws {
    let devices = try SimulatedDevices.one()
    _ = try devices.collect(["wlc-example-1"])
    try devices.fail("wlc-example-1", "saves-nothing")
    let device = try devices.collect(
      ["wlc-example-1", "--again", "--remove"], at: "2026-08-21T12:00:00Z", status: 4)[0]
    #expect(SimulatedDevices.findings(device).contains("ssh/not-saved"), "\(device)")
    #expect(
      try devices.folder.text("devices/wlc-example-1/flash/rum_wlc-example-1_20260821T090000Z.txt")
        != "")
  }

  @Test func aDeviceUnderTwoNamesIsVisitedOnce() throws {
    var device = Device.wlc
    device.alias = "wlc-alias"
    let devices = try SimulatedDevices([device, Device(name: "wlc-other", serial: "9ZZEXAMPLE4")])
    let visits = try devices.collect(["wlc-example-1", "wlc-alias", "wlc-other", "--remove"])
    let results = visits.compactMap { $0["result"] as? String }
    #expect(results.sorted() == ["collected", "collected", "recent"], "\(visits)")
    #expect(visits[0]["file"] as? String == visits[1]["file"] as? String)
    #expect(visits.flatMap(SimulatedDevices.findings).count { $0 == "ssh/same-device" } == 1)
    #expect(devices.typed("wlc-example-1").count { $0.hasPrefix("license smart save") } == 1)
    // What failed under one name is not done under the other.
    try devices.fail("wlc-example-1", "full-flash")
    let failed = try devices.collect(
      ["wlc-example-1", "wlc-alias", "--again"], at: "2026-08-21T09:10:00Z", status: 4)
    #expect(failed.compactMap { $0["result"] as? String } == ["failed", "failed"], "\(failed)")
  }

  @Test(arguments: [("aaa", "show license rum id all"), ("aaa-all", "show license all")])
  func aShowLineThatIsRefusedIsSaid(_ fault: String, _ line: String) throws {
    let devices = try SimulatedDevices.one(fault)
    let device = try devices.collect(["wlc-example-1"])[0]
    #expect(device["result"] as? String == "collected", "\(device)")
    let findings = device["findings"] as? [[String: Any]] ?? []
    #expect(
      findings.contains {
        $0["id"] as? String == "ssh/show-refused" && $0["severity"] as? String == "warning"
          && $0["message"] as? String == "\(line): Command authorization failed."
      }, "\(findings)")
    // Where the usual command does not show which device it is, another one does.
    #expect(devices.typed("wlc-example-1").contains("show license udi") == (fault == "aaa-all"))
  }

  @Test(arguments: ["TERM", "HUP", "KILL"])
  func nothingLivesOnWhenItIsEnded(_ signal: String) throws {
    let devices = try SimulatedDevices.one("hang-transfer")
    try devices.end(
      ["device", "collect", "wlc-example-1"], with: signal, when: "devices/wlc-example-1/hangs")
    #expect(devices.clients.isEmpty)
    // The copy that it left goes with the next run.
    try devices.fail("wlc-example-1")
    _ = try devices.collect(["wlc-example-1"], at: "2026-08-21T09:10:00Z")
    #expect(devices.temporaries.isEmpty)
  }

  // MARK: What would be done

  @Test func aDryRunSaysWhatWouldNotBeDone() throws {
    let devices = try SimulatedDevices([
      Device.wlc, Device(name: "wlc-2", serial: "9ZZEXAMPLE2"),
      Device(name: "wlc-3", serial: "9ZZEXAMPLE3"),
    ])
    _ = try devices.collect(["wlc-example-1"])
    let reset = try devices.run(
      ["reset", "record", "--device", "wlc-2", "--at", "2026-08-21T08:40:00Z"])
    #expect(reset.status == 0, "\(reset.stdout)\(reset.stderr)")
    let planned = try devices.collect(
      ["wlc-example-1", "wlc-2", "wlc-3", "wlc-exmaple", "--dry-run"], at: "2026-08-21T09:05:00Z",
      status: 5)
    #expect(
      planned.compactMap { $0["result"] as? String } == ["recent", "refused", "planned", "planned"])
    #expect(planned[0]["typed"] as? [String] == [])
    #expect(SimulatedDevices.findings(planned[1]).contains { $0.hasPrefix("reset/") })
    for number in [1, 3] {
      let typed = planned[number]["typed"] as? [String] ?? []
      #expect(typed.contains { $0.hasPrefix("license") } == (number == 3), "\(typed)")
    }
    #expect(SimulatedDevices.findings(planned[2]) == [])
    #expect(SimulatedDevices.findings(planned[3]) == ["ssh/not-in-site"])
    #expect(try devices.site.events(.guardRefused).isEmpty)
  }

  @Test func theNameOfTheFileIsKnownBefore() throws {
    let devices = try SimulatedDevices.one()
    // The register has no host name for it, whatever its prompt says.
    try devices.folder.write(
      "pid,sn,address\nC9800-CL-K9,9ZZEXAMPLE1,wlc-example-1\n", to: "bare.csv")
    for arguments in [
      ["site", "init", "--name", "BARE"],
      ["site", "devices", "import", devices.folder.path("bare.csv")],
    ] {
      let run = try devices.run(arguments, at: "2026-08-01T09:00:00Z", site: "bare")
      #expect(run.status == 0, "\(run.stderr)")
    }
    let name = "rum_9ZZEXAMPLE1_20260821T090000Z.txt"
    for arguments in [["--dry-run"], []] {
      let run = try devices.run(
        ["device", "collect", "wlc-example-1", "--format", "json"] + arguments, site: "bare")
      #expect(run.stdout.contains("file bootflash:\(name)\""), "\(run.stdout)\(run.stderr)")
    }
  }
}
