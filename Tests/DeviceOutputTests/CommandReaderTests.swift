import LicenseFiles
import Testing

@testable import DeviceOutput

@Suite("The readers of commands")
struct CommandReaderTests {
  @Test("each command has exactly one", arguments: DeviceCommand.allCases)
  func oneEach(_ command: DeviceCommand) {
    #expect(CommandReader.all.count { $0.command == command } == 1)
  }

  @Test("each command is known by its full name", arguments: DeviceCommand.allCases)
  func fullName(_ command: DeviceCommand) {
    let name =
      command == .showLicenseRUMIDDetail ? "show license rum id 7 detail" : command.rawValue
    #expect(TypedCommand(echo: name[...]).command == command)
  }

  @Test(
    "a filter is known by its first letters",
    arguments: [
      ("show license status | include ACK", OutputFilter.Kind.include, "ACK"),
      ("sh lic stat | i ACK", .include, "ACK"), ("show run |inc ntp", .include, "ntp"),
      ("show license all | b Usage Reporting", .begin, "Usage Reporting"),
      ("show license all | sec Transport", .section, "Transport"),
      ("show license all | e <none>", .exclude, "<none>"),
      ("more flash:rum.txt | count RUMReport", .count, "RUMReport"),
      ("show license all | redirect flash:all.txt", .other, "flash:all.txt"),
      ("show license all |", .other, ""),
    ])
  func filter(_ echo: String, _ kind: OutputFilter.Kind, _ text: String) {
    let filter = TypedCommand(echo: echo[...]).filter
    #expect(filter?.kind == kind)
    #expect(filter?.text == text)
  }

  @Test(
    "what shows everything is not a filter",
    arguments: ["show license all", "show license all | tee flash:all.txt", "sh ver | no-more"])
  func noFilter(_ echo: String) {
    #expect(TypedCommand(echo: echo[...]).filter == nil)
    #expect(TypedCommand(echo: echo[...]).command != nil)
  }

  @Test("an observation says that it was filtered")
  func isFiltered() {
    let text = "WLC-1#show license status | i ACK\n  Last ACK received: <none>\nWLC-1#show clock\n"
    #expect(read(text).observations.map(\.isFiltered) == [true, false])
  }
}
