import Assessment
import LicenseFiles
import Testing

/// What is typed at a device fits what it is and what it runs.
@Suite struct RitualCommandsTests {
  private func block(
    _ pid: String?, _ release: String?, _ purposes: [DeviceBlock.Purpose] = [.check, .export]
  ) -> DeviceBlock {
    DeviceBlock(pid: pid, release: release, for: purposes, now: 1_782_896_400)
  }

  private func lines(
    _ pid: String?, _ release: String?, _ purposes: [DeviceBlock.Purpose] = [.check, .export]
  ) -> [String] { block(pid, release, purposes).instructions.map(\.text) }

  @Test func aControllerShowsItsAccessPointsOnce() {
    let lines = lines("C9800-CL-K9", "17.9.5")
    #expect(lines.count { $0 == "show license air entities summary" } == 1)
    #expect(lines.contains("show license rum id all"))
    #expect(lines.contains("license smart save usage all file bootflash:rum_20260701T090000Z.txt"))
  }

  @Test(arguments: ["17.3.5", "17.8.1", "17.6.4"])
  func beforeTheReleaseThatHasThemThereAreNoReportStates(_ release: String) {
    #expect(!lines("C9800-CL-K9", release).contains("show license rum id all"))
    #expect(
      !lines("C9800-CL-K9", release, [.confirm]).contains("show license rum id all"))
  }

  @Test func aReleaseThatIsNotKnownIsSaid() {
    let unknown = block("C9800-CL-K9", nil)
    #expect(!unknown.instructions.map(\.text).contains("show license rum id all"))
    #expect(unknown.notes.first?.contains("17.9") == true)
    #expect(block("C9800-CL-K9", "17.12.1").notes.isEmpty)
  }

  @Test(arguments: ["C9300-48P", "C8300-1N1S-4T2X", "ISR4331/K9"])
  func aSwitchAndARouterHaveNoAccessPoints(_ pid: String) {
    #expect(!lines(pid, "17.9.5").contains { $0.contains("air entities") || $0.contains(" ap ") })
    #expect(lines(pid, "17.9.5").contains { $0.hasPrefix("license smart save usage") })
  }

  @Test(arguments: ["16.12.5", "17.3.1", "3.16.10S"])
  func aReleaseFromBeforeThePolicyIsOnlyLookedAt(_ release: String) {
    let older = block("C9300-48P", release, DeviceBlock.Purpose.allCases)
    #expect(!older.instructions.contains { $0.text.hasPrefix("license smart") })
    #expect(older.instructions.contains { $0.text == "show license all" })
    #expect(older.notes.contains { $0.contains("rumkit migrate start") })
    let first = block("C9300-48P", "17.3.2", DeviceBlock.Purpose.allCases)
    #expect(first.instructions.contains { $0.text.hasPrefix("license smart save usage") })
  }

  @Test(arguments: ["N9K-C93180YC-FX", "ASR-9901"])
  func anotherSystemHasItsOwnOrNone(_ pid: String) {
    let other = block(pid, nil)
    #expect(!other.instructions.contains { $0.text.hasPrefix("license smart") })
    #expect(other.instructions.contains { $0.text == "show license all" })
    #expect(other.notes.contains { $0.contains("not IOS XE") })
    #expect(RitualCommands(pid: pid).importing(DeviceFileName(nearest: "a"), from: "x:").isEmpty)
  }

  @Test func theProofNamesTheTimeThatItHasToBeLaterThan() {
    func note(_ records: [DeviceRecord]) -> String? {
      RitualCommands().proof(after: LastAckBefore(records)).first?.note
    }
    var record = DeviceRecord(UDI(pid: "C8000V", serial: "9ZZEXAMPLE5"))
    #expect(note([record]) == "a time, and a later one than before")
    record.exportedAt = 1_782_896_400
    #expect(
      note([record])
        == "a time after the usage was saved on the device; it was packed at 2026-07-01T09:00:00Z")
    record.lastAckText = "<none>"
    #expect(note([record]) == "a time; the one known before was <none>")
    var other = record
    other.lastAckText = "Jun 01 09:00:00 2026 UTC"
    other.lastAck = 1_780_304_400
    #expect(note([record, other])?.contains("later than Jun 01 09:00:00 2026 UTC") == true)
  }

  @Test func theHistoryProvesByItsEmptinessOnlyBeforeTheFirstImport() {
    func note(_ record: DeviceRecord) -> String? {
      RitualCommands().proof(after: LastAckBefore([record])).last?.note
    }
    var record = DeviceRecord(UDI(pid: "C8000V", serial: "9ZZEXAMPLE5"))
    record.exportedAt = 1_782_896_400
    #expect(note(record)?.contains("No past Import history") == true)
    record.importedAt = 1_780_304_400
    #expect(note(record) == "below it an entry from after 2026-06-01T09:00:00Z")
    record.lastAckText = "Jun 01 10:00:00 2026 UTC"
    #expect(note(record) == "below it an entry from after Jun 01 10:00:00 2026 UTC")
  }

  @Test func eitherMemberOfAPairIsTheRightBox() {
    let first = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE1")
    let second = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE2")
    let pair = RitualCommands().identity(second, members: [first, second])
    #expect(
      pair.expects
        == "one of PID:C9800-CL-K9,SN:9ZZEXAMPLE2 or PID:C9800-CL-K9,SN:9ZZEXAMPLE1")
    #expect(pair.note?.contains("each of these is right") == true)
    #expect(RitualCommands().identity(first).expects == "PID:C9800-CL-K9,SN:9ZZEXAMPLE1")
  }

  @Test func theCopyHasToTellTheNumberOfBytes() {
    let name = DeviceFileName(nearest: "ACK_a.txt")
    let known = RitualCommands().importing(name, byteCount: 1985, from: "usbflash0:")
    #expect(known.first?.expects == "1985 bytes copied")
    #expect(known.first?.text == "copy usbflash0:ACK_a.txt bootflash:ACK_a.txt")
  }

  @Test(arguments: [
    ("flash:", "flash:"), ("bootflash:licensing", "bootflash:licensing/"),
    ("usbflash0:/a/", "usbflash0:/a/"),
  ])
  func aPathOnTheDeviceIsAFileSystemWithFolders(_ text: String, _ path: String) {
    #expect(DevicePath(text)?.text == path)
  }

  @Test(arguments: [
    "", ":", "flash", "flash:a b", "flash:\nreload", "flash:../x", "a:b:c", "1:",
    "flash:" + String(repeating: "a", count: 60),
  ])
  func whatIsNoneIsRefused(_ text: String) {
    #expect(DevicePath(text) == nil)
  }

  @Test func theRegisterSaysWhereFilesLie() {
    var record = DeviceRecord(UDI(pid: "C9300-48P", serial: "9ZZEXAMPLE7"))
    record.devicePath = "flash:"
    #expect(RitualCommands(record).path.text == "flash:")
    #expect(RitualCommands(record, path: DevicePath("usb0:")).path.text == "usb0:")
    record.devicePath = "no path"
    #expect(RitualCommands(record).path == .bootflash)
  }
}
