import Foundation
import Testing

/// `rumkit import --host` against a real OpenSSH server whose forced command plays IOS XE.
@Suite(.enabled(if: SimulatedDevices.isThere, "sshd is needed"))
struct DeviceImportTests {
  private let home: Homeward
  private let devices: SimulatedDevices

  init() throws {
    home = try Homeward()
    devices = try SimulatedDevices(
      [
        .init(name: "wlc-example-1", serial: "9ZZEXAMPLE1"),
        .init(name: "wlc-other", serial: "9ZZEXAMPLE4"),
      ], site: home.site)
  }

  private func run(_ host: String, _ arguments: String..., at time: String = "12:00") throws
    -> (run: RumkitRun, device: [String: Any])
  {
    let run = try devices.run(
      ["import", Homeward.ack, "--host", host, "--format", "json"] + arguments,
      at: "2026-08-21T\(time):00Z")
    let list = try #require(
      try home.object(run)["devices"] as? [[String: Any]], "\(run.stdout)\(run.stderr)")
    return (run, list[0])
  }

  @Test func theAckIsImportedAndTheCycleIsClosed() throws {
    let (planned, device) = try run("wlc-example-1", "--dry-run")
    #expect(planned.status == 0 && device["result"] as? String == "planned", "\(device)")
    #expect(devices.typed("wlc-example-1") == [])
    let (done, result) = try run("wlc-example-1", "--remove")
    #expect(done.status == 0, "\(done.stdout)\(done.stderr)")
    #expect(result["result"] as? String == "imported")
    let name = "ACK_c9800-cl-rum.txt"
    #expect(
      devices.typed("wlc-example-1") == [
        "terminal length 0", "terminal width 512", "show clock", "show license udi",
        "dir bootflash:\(name)", "verify /md5 bootflash:\(name)",
        "license smart import bootflash:\(name)", "delete /force bootflash:\(name)",
        "show license status", "show license rum id all", "show license history message",
      ])
    #expect(try home.site.events(.deviceConfirmed).count == 1)
    // The same ACK once more is done already, and nobody is reached.
    let before = devices.typed("wlc-example-1").count
    let (again, recent) = try run("wlc-example-1", at: "12:10")
    #expect(again.status == 0 && recent["result"] as? String == "recent", "\(again.stdout)")
    #expect(again.stdout.contains(#""outcome": "proved-before""#))
    #expect(devices.typed("wlc-example-1").count == before)
  }

  @Test func anotherDeviceGetsNothing() throws {
    let (refused, device) = try run("wlc-other")
    #expect(refused.status == 4)
    #expect(SimulatedDevices.findings(device) == ["ssh/other-device"])
    #expect(!devices.typed("wlc-other").contains { $0.hasPrefix("license") })
    #expect(
      !FileManager.default.fileExists(
        atPath: devices.folder.path("devices/wlc-other/flash/ACK_c9800-cl-rum.txt")))
  }

  @Test(arguments: [
    ("refuses-ack", "ssh/not-imported"), ("asks", "ssh/unexpected-question"),
    ("damage", "ssh/copy-differs"), ("full-flash", "ssh/no-space"), ("scp-off", "ssh/scp-off"),
    ("no-privilege", "ssh/no-privilege"),
  ])
  func whatGoesWrongClosesNothing(_ fault: String, _ id: String) throws {
    try devices.fail("wlc-example-1", fault)
    let (failed, device) = try run("wlc-example-1")
    #expect(failed.status == 4, "\(failed.stdout)\(failed.stderr)")
    #expect(SimulatedDevices.findings(device).contains(id), "\(device)")
    #expect(try home.site.events(.deviceConfirmed).isEmpty)
    try devices.fail("wlc-example-1")
    let (again, result) = try run("wlc-example-1", at: "12:10")
    #expect(result["result"] as? String == "imported", "\(again.stdout)\(again.stderr)")
  }

  @Test func optionsOfAVisitNeedAHost() throws {
    #expect(try devices.run(["import", Homeward.ack, "--remove"]).status == 64)
    #expect(
      try devices.run(["import", Homeward.ack, "--host", "x", "--by-hand", "done"]).status == 64)
  }
}
