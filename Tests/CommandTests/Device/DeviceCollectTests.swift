import Foundation
import Testing

/// `rumkit device collect` against a real OpenSSH server whose forced command plays IOS XE.
@Suite(.enabled(if: SimulatedDevices.isThere, "sshd is needed"))
struct DeviceCollectTests {
  private typealias Device = SimulatedDevices.Device

  @Test func theUsageComesWholeAndTheOutputIsRecorded() throws {
    let devices = try SimulatedDevices.one()
    let device = try devices.collect(["wlc-example-1"])[0]
    #expect(device["result"] as? String == "collected")
    #expect(device["udi_serial_number"] as? String == "9ZZEXAMPLE1")
    let file = try #require(device["file"] as? String)
    #expect(
      file.hasSuffix(
        "/collected/C9800-CL-K9_9ZZEXAMPLE1/20260821T090000Z/rum_wlc-example-1_20260821T090000Z.txt"
      ))
    #expect(
      try Data(contentsOf: URL(filePath: file))
        == Data(contentsOf: URL(filePath: devices.folder.path("devices/wlc-example-1/usage.txt"))))
    // As `check` takes it from a file that was handed in.
    let known = try devices.site.device("9ZZEXAMPLE1")
    #expect(known.release == "17.09.05")
    #expect(known.transport != nil)
    #expect(try devices.site.events(.deviceObserved).count == 1)
    let requirements = try #require(device["requirements"] as? [[String: Any]])
    #expect(requirements.contains { $0["id"] as? String == "ap-counting" })
    // The file stays on the device, and packs as one that was carried.
    #expect(
      try devices.folder.text("devices/wlc-example-1/flash/rum_wlc-example-1_20260821T090000Z.txt")
        != "")
    let packed = try devices.run(["pack", file, "--output", devices.folder.path("out")])
    #expect(packed.status == 0, "\(packed.stdout)\(packed.stderr)")
  }

  @Test func nothingIsTypedButTheList() throws {
    let devices = try SimulatedDevices.one()
    let planned = try devices.collect(["wlc-example-1", "--dry-run", "--remove"])[0]
    #expect(devices.typed("wlc-example-1") == [])
    #expect(planned["result"] as? String == "planned")
    let device = try devices.collect(["wlc-example-1", "--remove"])[0]
    #expect(device["removed"] as? Bool == true)
    let typed = devices.typed("wlc-example-1")
    #expect(typed == device["typed"] as? [String])
    #expect(
      typed == [
        "terminal length 0", "terminal width 512", "show clock", "show version", "show license all",
        "show license history message", "show license rum id all",
        "show license air entities summary",
        "license smart save usage all file bootflash:rum_wlc-example-1_20260821T090000Z.txt",
        "dir bootflash:rum_wlc-example-1_20260821T090000Z.txt",
        "verify /md5 bootflash:rum_wlc-example-1_20260821T090000Z.txt",
        "delete /force bootflash:rum_wlc-example-1_20260821T090000Z.txt",
      ])
    // What the dry run could not know is the release.
    let before = try #require(planned["typed"] as? [String])
    #expect(Set(before).subtracting(typed).isEmpty, "\(before)")
  }

  /// The user's configuration has the host for a tunnel, or for one command.
  @Test(arguments: [
    "SessionType none", "StdinNull yes", "RemoteCommand show version",
    "ForkAfterAuthentication yes\n  RequestTTY no",
  ])
  func settingsThatLeaveNoSessionAreOverruled(_ settings: String) throws {
    let devices = try SimulatedDevices.one()
    let own = try devices.folder.text("ssh_config")
    try devices.folder.write("Host wlc-example-1\n  \(settings)\n" + own, to: "ssh_config")
    let device = try devices.collect(["wlc-example-1"])[0]
    #expect(device["result"] as? String == "collected", "\(device)")
  }

  @Test(arguments: ["pager", "slow", "banner", "log-lines"])
  func whatDevicesDoBesidesIsNoTrouble(_ manner: String) throws {
    let devices = try SimulatedDevices.one(manner)
    let device = try devices.collect(["wlc-example-1"])[0]
    #expect(device["result"] as? String == "collected", "\(manner): \(device)")
    #expect(try devices.site.device("9ZZEXAMPLE1").lastAckText == "Sep 01 09:40:12 2025 UTC")
  }

  @Test(arguments: [
    ("no-privilege", "ssh/no-privilege"), ("full-flash", "ssh/no-space"),
    ("not-found", "ssh/command-refused"), ("scp-off", "ssh/scp-off"),
    ("cut-transfer", "ssh/copy-failed"), ("damage", "ssh/copy-differs"),
    ("cut-session", "ssh/connection-lost"), ("hang", "ssh/no-answer"),
    ("asks-show", "ssh/unexpected-question"),
  ])
  func whatGoesWrongIsSaidAndNothingHalfIsKept(_ fault: String, _ id: String) throws {
    let devices = try SimulatedDevices.one(fault)
    let device = try devices.collect(["wlc-example-1", "--patience", "4"], status: 4)[0]
    #expect(device["result"] as? String == "failed")
    #expect(SimulatedDevices.findings(device).contains(id), "\(device)")
    #expect(device["file"] as? String == nil)
    let session = try #require(device["session"] as? String)
    let folder = URL(filePath: session).deletingLastPathComponent().path
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["session.txt"])
    // The next run does what is missing.
    try devices.fail("wlc-example-1")
    let again = try devices.collect(["wlc-example-1"], at: "2026-08-21T09:10:00Z")[0]
    #expect(again["result"] as? String == "collected", "\(again)")
  }

  // MARK: The device copies the file itself

  private static let server = "tftp://192.0.2.10/in"

  private func copying(
    _ devices: SimulatedDevices, to url: String = server, status: Int32 = 0
  ) throws -> [String: Any] {
    try devices.collect(
      [
        "wlc-example-1", "--copy-to", url, "--copied-in", devices.folder.path("server"),
        "--patience", "4",
      ], status: status)[0]
  }

  @Test(arguments: ["scp-off", "slow"])
  func aDeviceWithoutSCPCopiesTheFileToAServer(_ manner: String) throws {
    let devices = try SimulatedDevices.one(manner)
    let device = try copying(devices)
    #expect(device["result"] as? String == "collected", "\(device)")
    let file = try #require(device["file"] as? String)
    #expect(
      try Data(contentsOf: URL(filePath: file))
        == Data(contentsOf: URL(filePath: devices.folder.path("devices/wlc-example-1/usage.txt"))))
    let name = "rum_wlc-example-1_20260821T090000Z.txt"
    // Enter, to each of its two questions, is all that it gets besides.
    #expect(
      devices.typed("wlc-example-1").contains("copy bootflash:\(name) \(Self.server)/\(name)"))
  }

  @Test(arguments: [
    ("no-server", "tftp://192.0.2.10/in", "ssh/command-refused"),
    ("damage", "tftp://192.0.2.10/in", "ssh/copy-differs"),
    ("scp-off", "scp://carol@192.0.2.10/in", "ssh/unexpected-question"),
  ])
  func aCopyThatTheDeviceDoesNotMakeIsNotKept(
    _ fault: String, _ url: String, _ id: String
  ) throws {
    let devices = try SimulatedDevices.one(fault)
    let device = try copying(devices, to: url, status: 4)
    #expect(SimulatedDevices.findings(device).contains(id), "\(device)")
    #expect(device["file"] as? String == nil)
  }

  @Test func aServerWithAPasswordInItsNameIsWrongUsage() throws {
    let devices = try SimulatedDevices.one()
    for url in ["ftp://carol:secret@192.0.2.10/", "running-config", "bootflash:x", "tftp://"] {
      let run = try devices.run(
        ["device", "collect", "wlc-example-1", "--copy-to", url, "--copied-in", "/tmp"])
      #expect(run.status == 64 && !run.stderr.contains("secret"), "\(url): \(run.stderr)")
    }
    #expect(
      try devices.run(["device", "collect", "wlc-example-1", "--copy-to", Self.server]).status
        == 64)
    #expect(devices.typed("wlc-example-1") == [])
  }

  @Test func anotherDeviceThanTheRegisterSaysSavesNothing() throws {
    var device = Device.wlc
    device.registered = "9ZZEXAMPLE2"
    let devices = try SimulatedDevices([device])
    let result = try devices.collect(["wlc-example-1"], status: 4)[0]
    #expect(SimulatedDevices.findings(result).contains("ssh/other-device"))
    #expect(!devices.typed("wlc-example-1").contains { $0.hasPrefix("license") })
  }

  @Test func aResetWithinTheHourIsRefused() throws {
    let devices = try SimulatedDevices.one()
    let reset = try devices.run(
      ["reset", "record", "--device", "wlc-example-1", "--at", "2026-08-21T08:40:00Z"])
    #expect(reset.status == 0, "\(reset.stdout)\(reset.stderr)")
    let device = try devices.collect(["wlc-example-1"], status: 3)[0]
    #expect(device["result"] as? String == "refused")
    #expect(SimulatedDevices.findings(device).contains { $0.hasPrefix("reset/") })
    #expect(!devices.typed("wlc-example-1").contains { $0.hasPrefix("license") })
    #expect(try devices.site.events(.guardRefused).count == 1)
    let over = try devices.collect(
      ["wlc-example-1", "--override-wait", "outage"], at: "2026-08-21T09:01:00Z")[0]
    #expect(over["result"] as? String == "collected", "\(over)")
  }

  @Test func aHostKeyThatChangedIsNotTrusted() throws {
    let devices = try SimulatedDevices.one()
    try devices.makeKey("other-key")
    try devices.trust("other-key")
    let device = try devices.collect(["wlc-example-1"], status: 4)[0]
    #expect(SimulatedDevices.findings(device) == ["ssh/host-key"])
    #expect(device["session"] as? String == nil)
    #expect(devices.typed("wlc-example-1") == [])
  }

  @Test func aLoginThatIsRefusedAndAHostThatIsNotThereAreSaid() throws {
    let devices = try SimulatedDevices.one()
    try devices.makeKey("user-key")
    let key = try devices.folder.text("user-key.pub")
    try devices.folder.write("", to: "user-key.pub")
    let device = try devices.collect(["wlc-example-1", "closed"], status: 4)
    try devices.folder.write(key, to: "user-key.pub")
    #expect(device.map(SimulatedDevices.findings) == [["ssh/login-refused"], ["ssh/not-reached"]])
  }

  @Test func twentyAtOnceAndWhatIsMissingAgain() throws {
    let names = (1...20).map { "wlc-sim-\($0)" }
    let devices = try SimulatedDevices(
      names.enumerated().map { number, name in
        Device(
          name: name, serial: "9ZZEXAMPLE\(100 + number)", faults: number == 7 ? ["scp-off"] : [])
      })
    let first = try devices.collect(["--all", "--parallel", "20"], status: 5)
    #expect(first.count == 20)
    #expect(first.count { $0["result"] as? String == "collected" } == 19, "\(first)")
    try devices.fail("wlc-sim-8")
    let second = try devices.collect(["--all"], at: "2026-08-21T09:20:00Z")
    #expect(second.count { $0["result"] as? String == "recent" } == 19)
    #expect(second.count { $0["result"] as? String == "collected" } == 1)
    #expect(devices.typed("wlc-sim-1").count { $0.hasPrefix("license smart save") } == 1)
    #expect(try devices.site.events(.deviceObserved).count == 20)
  }

  @Test func aNameWithoutAPlaceIsWrongUsage() throws {
    let devices = try SimulatedDevices.one()
    #expect(try devices.run(["device", "collect", "-oProxyCommand=touch x"]).status == 64)
    #expect(try devices.run(["device", "collect", "a;b"]).status == 64)
    #expect(try devices.run(["device", "collect"]).status == 64)
    #expect(try devices.run(["device", "collect", "--group", "nobody"]).status == 64)
  }
}
