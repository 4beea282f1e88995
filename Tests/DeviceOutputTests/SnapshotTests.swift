import DeviceOutput
import LicenseFiles
import Testing

@Suite("Snapshots of devices")
struct SnapshotTests {
  private func udiText(_ serial: String) -> String {
    "Product Information\n===================\nUDI: PID:C9800-CL-K9,SN:\(serial)\n"
  }

  private func versionText(_ release: String) -> String {
    "Cisco IOS XE Software, Version \(release)\n"
  }

  @Test("before and after stay apart, in their order")
  func beforeAndAfter() throws {
    let snapshot = try device(
      "WLC-1#show license status\n\(statusText())WLC-1#license smart import flash:a\n"
        + "Import Data Successful\nWLC-1#show license status\n"
        + statusText(lastAck: "Mar 04 09:15:00 2024 UTC", deadline: "Jun 03 09:15:00 2024 UTC"))
    #expect(
      snapshot.observations.map(\.command?.command) == [
        .showLicenseStatus, .licenseImport, .showLicenseStatus,
      ])
    #expect(snapshot.lastAck.all.count == 2)
    #expect(snapshot.lastAck.earliest?.value == nil)
    #expect(snapshot.lastAck.latest?.value?.utc == 1_709_543_700)
    #expect(snapshot.lastAck.changes)
    #expect(!snapshot.transport.changes)
    #expect(snapshot.nextAckDeadline.latest?.value?.utc == 1_717_406_100)
    #expect(snapshot.importAnswers.count == 1)
  }

  @Test("the states of a report follow the observations")
  func reportStates() throws {
    func table(_ state: String) -> String {
      "WLC#show license rum id all\n1000000001  \(state)  N  air-dna-advantage\n"
    }
    let snapshot = try device(table("OPEN") + table("CLOSED") + table("ACK"))
    #expect(snapshot.states(of: 1_000_000_001).all.map(\.value) == ["OPEN", "CLOSED", "ACK"])
    #expect(snapshot.reportStates[1_000_000_001]?.value == "ACK")
    #expect(snapshot.reportStates[1_000_000_001]?.location.line == 6)
    #expect(snapshot.states(of: 2).all.isEmpty)
  }

  @Test("a copy of the source of a web page is read as the page")
  func entities() throws {
    func ack(_ text: String) -> Series<DeviceTime?>? {
      DeviceOutputReader.read(name: "page.txt", bytes: Array(text.utf8)).devices.first?.lastAck
    }
    let page = "WLC-1#show license status\nUsage Reporting:\n  Last ACK received: &lt;none&gt;\n"
    for text in [page, page.replacing("WLC-1#", with: "WLC-1&gt;"), "<pre>\n\(page)</pre>\n"] {
      let found = try #require(ack(text)?.latest, "\(text)")
      #expect(found.value == nil)
    }
    // Where signs stand as they are, an entity is what the device printed.
    let name = try #require(
      DeviceOutputReader.read(
        name: "plain.txt",
        bytes: Array("a&lt;b#show clock\n<none>\nWLC-1#show clock\n".utf8)
      ).devices.first?.hostName.latest?.value)
    #expect(name == "WLC-1")
  }

  @Test(
    "what lies in a file of the device says nothing of now",
    arguments: ["more bootflash:old.txt", "mor flash:old.txt", "show file bootflash:old.txt"])
  func filesOfTheDevice(_ command: String) {
    func reading(_ typed: String) -> DeviceReading {
      let text =
        "WLC-1#\(typed)\nUsage Reporting:\n  Last ACK received: Sep 01 09:40:12 2025 UTC\nWLC-1#\n"
      return DeviceOutputReader.read(name: "capture.txt", bytes: Array(text.utf8))
    }
    let shown = reading(command)
    #expect(shown.devices.first?.lastAck.latest == nil)
    #expect(shown.findings.map(\.id) == ["device/not-understood", "device/file-shown"])
    #expect(shown.findings.last?.location.line == 2)
    // The command itself is another matter.
    #expect(reading("show license status").devices.first?.lastAck.latest != nil)
  }

  @Test("devices are split by their prompts, in any order")
  func prompts() {
    let devices = read(
      """
      WLC-1#show clock
      10:00:00.000 UTC Tue Nov 24 2026
      WLC-2#show clock
      10:00:01.000 UTC Tue Nov 24 2026
      WLC-1>show license rum id all
      1000000001  ACK  N  x
      """
    ).devices
    #expect(devices.map(\.hostName.latest?.value) == ["WLC-1", "WLC-2"])
    #expect(devices.map(\.observations.count) == [2, 1])
  }

  @Test("two devices of one name are split by their UDIs, from the first repeated command on")
  func sameName() {
    let text =
      "Switch#show version\n\(versionText("17.9.1"))Switch#show license all\n"
      + udiText("9ZZEXAMPLE1") + "Switch#show version\n\(versionText("17.12.1"))"
      + "Switch#show license all\n" + udiText("9ZZEXAMPLE2")
    let devices = read(text).devices
    #expect(devices.map(\.udi.latest?.value.serial) == ["9ZZEXAMPLE1", "9ZZEXAMPLE2"])
    #expect(devices.map(\.release.all).map { $0.map(\.value.raw) } == [["17.9.1"], ["17.12.1"]])
  }

  @Test("one device in two files is one snapshot")
  func sameUDI() {
    let first = read("A#show version\n\(versionText("17.9.1"))A#show license all\n" + pairText)
    let second = read(
      "A#show clock\n10:00:00.000 UTC Tue Nov 24 2026\nA#sh lic all\n" + pairText, name: "b")
    let devices = first.joined(with: second).devices
    #expect(devices.count == 1)
    #expect(devices.first?.observations.count == 4)
    #expect(devices.first?.clock.latest != nil)
    #expect(devices.first?.members.map(\.value.role) == ["Active", "Standby"])
  }

  @Test("a switchover does not make another device")
  func switchover() throws {
    let after = pairText.replacing("SN:9ZZEXAMPLE1", with: "SN:?")
      .replacing("SN:9ZZEXAMPLE2", with: "SN:9ZZEXAMPLE1").replacing("SN:?", with: "SN:9ZZEXAMPLE2")
    let snapshot = try device("W#show license all\n\(pairText)W#show license all\n\(after)")
    #expect(snapshot.udi.all.map(\.value.serial) == ["9ZZEXAMPLE1", "9ZZEXAMPLE2"])
    #expect(snapshot.udis.count == 2)
  }

  @Test("output before the first prompt belongs to the device of that prompt")
  func beforeThePrompt() throws {
    let snapshot = try device(statusText() + "WLC-1#show clock\n10:00:00 UTC Tue Nov 24 2026\n")
    #expect(snapshot.hostName.latest?.value == "WLC-1")
    #expect(snapshot.observations.count == 2)
  }

  @Test("files without a name and without a UDI stay apart")
  func nameless() {
    let reading = read(statusText(), name: "a").joined(with: read(statusText(), name: "b"))
    #expect(reading.devices.count == 2)
  }

  @Test("each finding is given by its trigger and not by its near miss")
  func findings() throws {
    for descriptor in FindingDescriptor.deviceOutput {
      if case .document(let text) = descriptor.trigger {
        #expect(read(text).findings.map(\.id) == [descriptor.id])
      }
      guard case .document(let nearMiss) = descriptor.nearMiss else { continue }
      #expect(read(nearMiss).findings.isEmpty)
    }
    let limits = TranscriptLimits(bytes: 10, lineBytes: 10, lines: 10)
    let cut = DeviceOutputReader.read(
      name: "t", bytes: Array("WLC#show clock\n".utf8), limits: limits)
    #expect(cut.findings.map(\.id).contains("device/too-long"))
  }

  @Test("more outputs than the limit are a finding, and the first ones are read")
  func manyOutputs() {
    let limits = TranscriptLimits(bytes: 1 << 20, lineBytes: 100, lines: 1000, outputs: 3)
    func read(_ count: Int) -> DeviceReading {
      let text = String(
        repeating: "WLC#show clock\n10:00:00.000 UTC Tue Nov 24 2026\n", count: count)
      return DeviceOutputReader.read(name: "t", bytes: Array(text.utf8), limits: limits)
    }
    #expect(read(3).findings.isEmpty && read(3).observations.count == 3)
    let many = read(4)
    #expect(many.observations.count == 3)
    #expect(many.findings.first { $0.id == "device/too-long" }?.location.line == 7)
  }

  @Test("a prompt with a command and no output takes little room")
  func smallPrompts() { #expect(MemoryLayout<Observation>.stride < 1024) }

  @Test("no known output is a finding; log lines alone are none")
  func nothingKnown() {
    #expect(read("hello\n").findings.map(\.id) == ["device/not-understood"])
    #expect(read("*Nov 24 10:00:00.000: %SYS-5-RESTART: x\n").findings.isEmpty)
  }
}
