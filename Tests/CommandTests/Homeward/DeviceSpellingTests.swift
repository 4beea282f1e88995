import Assessment
import Foundation
import LicenseFiles
import Testing

/// The guard cannot be switched off by typing: a name of a device means the device that the site knows, or
/// nothing.
@Suite struct DeviceSpellingTests {
  /// What means the known device.
  private static let fitting = [
    "C9800-CL-K9:9ZZEXAMPLE1", "c9800-cl-k9:9ZZEXAMPLE1", "C9800-CL-K9:9zzexample1",
    " C9800-CL-K9 : 9ZZEXAMPLE1 ", "P:C9800-CL-K9,S:9ZZEXAMPLE1", "PID:C9800-CL-K9,SN:9ZZEXAMPLE1",
  ]
  /// What means nothing.
  private static let unfit = [
    "C9800-CL:9ZZEXAMPLE1", "C9800-CL-K9:９ZZEXAMPLE1", "Ｃ9800-CL-K9:9ZZEXAMPLE1",
    "c9800-cl-k9:9zzexample99", "PID:C9800-CL-K9",
  ]

  private func reset(_ home: Homeward, _ name: String, status: Int32 = 0) throws -> RumkitRun {
    try home.run(
      "reset", "record", "--device", name, "--at", "2026-08-21T08:50:00Z", "--reloaded-at",
      "2026-08-21T08:55:00Z", status: status)
  }

  @Test(arguments: fitting) func aResetIsRecordedOfTheKnownDevice(_ name: String) throws {
    let home = try Homeward()
    let run = try reset(home, name)
    #expect(!run.stderr.contains("new to this site"))
    #expect(try home.site.events(.resetRecorded).map(\.device) == [Homeward.wlc])
    try home.run("import", Homeward.ack, status: 3)
    try home.run("reset", "status", "--device", name, status: 3)
    try home.run("reset", "clear", "--device", name, "it was another one")
    try home.run("import", Homeward.ack, "--device", name)
  }

  @Test(arguments: unfit) func aResetOfNothingIsRefused(_ name: String) throws {
    let home = try Homeward()
    let head = try home.head()
    let run = try reset(home, name, status: 64)
    #expect(name != "C9800-CL:9ZZEXAMPLE1" || run.stderr.contains("C9800-CL-K9:9ZZEXAMPLE1"))
    try home.run("reset", "status", "--device", name, status: 64)
    try home.run("reset", "clear", "--device", name, "x", status: 64)
    try home.run("import", Homeward.ack, "--device", name, status: 64)
    try home.run("migrate", "start", "--device", name, "--kind", "factory-reset", status: 64)
    try home.run(
      "pack", Homeward.usage, "--output", home.folder.path("o"), "--request",
      "\(name)=\(Homeward.usage)", status: 64)
    try home.run(
      "pack", Homeward.usage, "--output", home.folder.path("o"), "--allow",
      "usage/signature-missing@\(name)=x", status: 64)
    #expect(try home.head() == head)
  }

  @Test(arguments: fitting) func packAndMigrateMeanTheKnownDevice(_ name: String) throws {
    let home = try Homeward()
    let code = try home.file("return.txt", "CrnKjq-EXAMPLE-VCW\n")
    try home.run(
      "pack", "--output", home.folder.path("o"), "--request", "\(name)=\(code)")
    #expect(
      FileManager.default.fileExists(
        atPath: home.folder.path("o/upload/C9800-CL-K9_9ZZEXAMPLE1_request.txt")))
    try home.run("migrate", "start", "--device", name, "--kind", "factory-reset")
    #expect(try home.site.events(.migrationStarted).map(\.device) == [Homeward.wlc])
    try home.run("migrate", "next", "--device", name)
  }

  @Test func aTableOfFilesMeansKnownDevicesToo() throws {
    let home = try Homeward()
    _ = try reset(home, "9ZZEXAMPLE1")
    for (pid, serial, status) in [
      ("c9800-cl-k9", "9ZZEXAMPLE1", 3), ("C9800-CL", "9ZZEXAMPLE1", 2),
      ("C9800-CL-K9", "９ZZEXAMPLE1", 2),
    ] as [(String, String, Int32)] {
      let map = try home.file(
        "map.csv",
        "file,udi_pid,udi_serial_number\nACK_c9800-cl-rum.txt,\(pid),\(serial)\n")
      try home.run("import", Homeward.ack, "--device-map", map, status: status)
    }
  }

  /// Nobody can correct the name of a device that the site never met; when its files come, the hour of
  /// what has its serial number holds for it.
  @Test func aNewDeviceIsSaidToBeNewAndStillGuardsItsSerialNumber() throws {
    let home = try Homeward([])
    let run = try reset(home, "C9800-CL:9ZZEXAMPLE1")
    #expect(run.stderr.contains("C9800-CL:9ZZEXAMPLE1: new to this site"))
    try home.run("pack", Homeward.usage, "--output", home.folder.path("o"))
    try home.run("import", Homeward.ack, status: 3)
  }

  @Test func aTableOfTheRegisterMakesNoSecondDevice() throws {
    let home = try Homeward()
    let table = try home.file(
      "t.csv", "pid,sn\nc9800-cl-k9,9ZZEXAMPLE1\nC8000V,9ZZEXAMPLE8\nC8000v,9ZZEXAMPLE8\n")
    let run = try home.run("site", "devices", "import", table, status: 1)
    #expect(run.stdout.contains("is known as C9800-CL-K9:9ZZEXAMPLE1"))
    #expect(run.stdout.contains("is known as C8000V:9ZZEXAMPLE8"))
  }
}
