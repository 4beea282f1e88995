import LicenseFiles
import Testing

@testable import Assessment

/// What may be typed at a device is a list, and nothing in it changes the configuration.
@Suite struct DeviceLineTests {
  @Test(arguments: [
    "terminal length 0", "show license rum id all", "dir bootflash:rum_wlc-1.txt",
    "license smart save usage all file flash:licensing/rum.txt", "verify /md5 bootflash:x.txt",
    "delete /force bootflash:x.txt", "license smart import bootflash:ACK_x.txt",
    "copy bootflash:x.txt tftp://192.0.2.10/in/x.txt",
    "copy flash:a/x.txt scp://carol@192.0.2.10/x.txt",
  ])
  func aLineOfTheListIsTaken(_ text: String) { #expect(DeviceLine(text)?.text == text) }

  @Test(arguments: [
    "configure terminal", "license smart transport off", "terminal length 0 ", "reload", "enable",
    "show version\nreload", "show version | redirect flash:x", "show version ; reload",
    "license smart factory reset", "copy running-config startup-config", "delete bootflash:x", "",
    "show\u{3}", "terminal monitor", "copy tftp://192.0.2.10/x running-config",
    "copy tftp://192.0.2.10/x bootflash:x", "copy bootflash:x startup-config",
    "copy bootflash:x ftp://carol:secret@192.0.2.10/x", "copy bootflash:x bootflash:y",
    "copy bootflash:x tftp://192.0.2.10/x running-config", "copy /noverify bootflash:x tftp://h/x",
    "show carol@192.0.2.10",
  ])
  func nothingElseIs(_ text: String) { #expect(DeviceLine(text) == nil) }

  /// Enter says once more what the line says, and nothing else.
  @Test func aQuestionIsAnsweredOnlyWithWhatTheLineSays() throws {
    let line = try #require(DeviceLine("copy bootflash:x.txt scp://carol@192.0.2.10/in/x.txt"))
    for question in [
      "Address or name of remote host [192.0.2.10]?", "Destination filename [in/x.txt]?",
      "Destination filename [x.txt]?", "Destination username [carol]?",
    ] { #expect(line.answers(question), "\(question)") }
    for question in [
      "Address or name of remote host [192.0.2.11]?", "Address or name of remote host []?",
      "Destination filename [running-config]?", "Destination filename []?", "Password:",
      "Destination username [admin]?", "%Warning: overwrite? [confirm]", "[x.txt]?",
    ] { #expect(!line.answers(question), "\(question)") }
    #expect(
      DeviceLine("license smart import bootflash:x.txt")?.answers("Destination filename [x.txt]?")
        == false)
  }

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
