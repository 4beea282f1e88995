import LicenseFiles
import Testing

@testable import Assessment

/// What may be typed at a device is a list, and nothing in it changes the configuration.
@Suite struct DeviceLineTests {
  @Test(arguments: [
    "terminal length 0", "show license rum id all", "dir bootflash:rum_wlc-1.txt",
    "license smart save usage all file flash:licensing/rum.txt", "verify /md5 bootflash:x.txt",
    "delete /force bootflash:x.txt", "license smart import bootflash:ACK_x.txt",
  ])
  func aLineOfTheListIsTaken(_ text: String) { #expect(DeviceLine(text)?.text == text) }

  @Test(arguments: [
    "configure terminal", "license smart transport off", "terminal length 0 ", "reload", "enable",
    "show version\nreload", "show version | redirect flash:x", "show version ; reload",
    "license smart factory reset", "copy running-config startup-config", "delete bootflash:x", "",
    "show\u{3}", "terminal monitor",
  ])
  func nothingElseIs(_ text: String) { #expect(DeviceLine(text) == nil) }

  @Test func whatTheToolTypesIsInTheList() {
    for release in ["17.3.4", "17.9.5"] {
      for pid in ["C9800-CL-K9", "C9300-24UX", "C8000V", "N9K-C93180YC-FX", "ASR-9901"] {
        let commands = RitualCommands(pid: pid, release: release)
        let name = DeviceFileName(nearest: "rum_wlc-1.txt")
        let all =
          RitualCommands.session + commands.capture + commands.save(name) + commands.proof() + [
            commands.hash(name), commands.removing(name), commands.taking(name),
          ]
        for instruction in all { #expect(DeviceLine(instruction.text) != nil, "\(instruction)") }
      }
    }
  }
}
