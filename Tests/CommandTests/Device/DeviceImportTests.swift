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
        .init(name: "wlc-example-1", serial: "9ZZEXAMPLE1", alias: "wlc-alias"),
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

  private func imports() -> Int {
    devices.typed("wlc-example-1").count { $0.hasPrefix("license smart import") }
  }

  @Test func aProofThatComesLateIsWaitedFor() throws {
    try devices.fail("wlc-example-1", "late-proof")
    let (done, device) = try run("wlc-example-1")
    #expect(done.status == 0 && device["result"] as? String == "imported", "\(device)")
    #expect(imports() == 1)
    #expect(devices.typed("wlc-example-1").count { $0 == "show license status" } > 1)
  }

  @Test func whatWasImportedAndNotProvedIsOnlyProved() throws {
    try devices.fail("wlc-example-1", "cut-proof")
    let (failed, cut) = try run("wlc-example-1")
    #expect(failed.status == 4)
    #expect(SimulatedDevices.findings(cut).contains("ssh/connection-lost"), "\(cut)")
    try devices.fail("wlc-example-1")
    let before = devices.typed("wlc-example-1").count
    let (planned, plan) = try run("wlc-example-1", "--dry-run", at: "12:10")
    let (done, device) = try run("wlc-example-1", at: "12:10")
    #expect(planned.status == 0 && done.status == 0, "\(done.stdout)\(done.stderr)")
    #expect(done.stdout.contains(#""outcome": "awaits-proof""#))
    #expect(device["result"] as? String == "imported")
    let typed = devices.typed("wlc-example-1").dropFirst(before)
    #expect(typed.elementsEqual(plan["typed"] as? [String] ?? []), "\(typed)")
    #expect(typed.allSatisfy { $0.hasPrefix("show ") || $0.hasPrefix("terminal ") }, "\(typed)")
    #expect(try home.site.events(.deviceConfirmed).count == 1)
  }

  @Test func whatNeverProvesItIsSaid() throws {
    try devices.fail("wlc-example-1", "late-proof")
    let (failed, device) = try run("wlc-example-1", "--patience", "1")
    #expect(failed.status == 4)
    #expect(SimulatedDevices.findings(device).contains("ssh/not-proved"), "\(device)")
  }

  @Test func oneFileThatFailsLeavesTheOtherItsProof() throws {
    try devices.fail("wlc-example-1", "refuses-policy")
    let run = try devices.run(
      [
        "import", Homeward.ack, "Samples/policy/policy.xml", "--device", "wlc-example-1", "--host",
        "wlc-example-1", "--format", "json",
      ], at: "2026-08-21T12:00:00Z")
    #expect(run.status == 4, "\(run.stdout)\(run.stderr)")
    #expect(devices.typed("wlc-example-1").contains("show license status"))
    #expect(try home.site.events(.deviceConfirmed).count == 1)
  }

  @Test func aDeviceUnderTwoNamesImportsOnce() throws {
    let run = try devices.run(
      [
        "import", Homeward.ack, "--host", "wlc-example-1", "--host", "wlc-alias", "--format",
        "json",
      ], at: "2026-08-21T12:00:00Z")
    #expect(run.status == 0, "\(run.stdout)\(run.stderr)")
    #expect(run.stdout.contains("ssh/same-device"))
    #expect(imports() == 1)
  }

  @Test func optionsOfAVisitNeedAHost() throws {
    #expect(try devices.run(["import", Homeward.ack, "--remove"]).status == 64)
    #expect(
      try devices.run(["import", Homeward.ack, "--host", "x", "--by-hand", "done"]).status == 64)
  }
}
