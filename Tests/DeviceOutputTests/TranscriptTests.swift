import DeviceOutput
import LicenseFiles
import Testing

@Suite("Transcripts")
struct TranscriptTests {
  private func sections(_ text: String) -> [TranscriptSection] {
    DeviceOutputReader.sections(name: "t.txt", bytes: Array(text.utf8))
  }

  private func lines(_ text: String) -> [String] {
    TranscriptLines(cleaning: Array(text.utf8)).lines.map(\.text)
  }

  @Test("line endings of every kind give the same lines")
  func lineEndings() {
    for ending in ["\n", "\r\n", "\r\r\n", "\r"] {
      #expect(lines(["a: 1", "  b: 2", "c"].joined(separator: ending)) == ["a: 1", "  b: 2", "c"])
    }
  }

  @Test("line numbers count blank lines")
  func numbers() {
    let cleaned = TranscriptLines(cleaning: Array("a\n\n   \nb\n".utf8))
    #expect(cleaned.lines.map(\.number) == [1, 4])
    #expect(cleaned.cutAt == nil)
  }

  @Test("what a terminal erases is gone")
  func erased() {
    let erasing = String(repeating: "\u{8}", count: 9)
    let pager = " --More-- " + erasing + String(repeating: " ", count: 8) + erasing
    #expect(lines("a: 1\n\(pager)  b: 2\n") == ["a: 1", "  b: 2"])
    #expect(lines("a: 1\n --More-- \r          \r  b: 2\n") == ["a: 1", "  b: 2"])
    #expect(lines("a: 1\n --More-- \nb: 2\n") == ["a: 1", "b: 2"])
    #expect(lines("--More--\r\u{1B}[Kb: 2\n") == ["b: 2"])
    #expect(lines("\u{1B}[1mbold\u{1B}[0m\u{1B}]0;title\u{7}\n") == ["bold"])
    #expect(lines("shwo\u{8}\u{8}ow\n") == ["show"])
    #expect(lines("a\u{A0}b\u{0}c\u{7}\n") == ["a bc"])
  }

  @Test("byte order marks and UTF-16 are understood")
  func encodings() {
    #expect(TranscriptLines(cleaning: [0xEF, 0xBB, 0xBF, 0x61]).lines.map(\.text) == ["a"])
    #expect(
      TranscriptLines(cleaning: [0xFF, 0xFE, 0x61, 0, 0x0A, 0, 0x62, 0]).lines.map(\.text)
        == ["a", "b"])
    #expect(TranscriptLines(cleaning: [0xFE, 0xFF, 0, 0x61]).lines.map(\.text) == ["a"])
  }

  @Test("a limit cuts and says where")
  func limits() {
    let bytes = Array("aaaa\nbb\ncc\n".utf8)
    func cleaned(_ limits: TranscriptLimits) -> TranscriptLines {
      TranscriptLines(cleaning: bytes, limits: limits)
    }
    let short = cleaned(TranscriptLimits(bytes: 100, lineBytes: 2, lines: 100))
    #expect(short.lines.map(\.text) == ["aa", "bb", "cc"])
    #expect(short.cutAt == 1)
    let few = cleaned(TranscriptLimits(bytes: 100, lineBytes: 100, lines: 2))
    #expect(few.lines.count == 2)
    #expect(few.cutAt == 3)
    #expect(cleaned(TranscriptLimits(bytes: 6, lineBytes: 100, lines: 9)).cutAt != nil)
    #expect(cleaned(TranscriptLimits(bytes: 11, lineBytes: 4, lines: 3)).cutAt == nil)
  }

  @Test(
    "prompts and shortened commands are recognised",
    arguments: [
      ("WLC-1#show license status", DeviceCommand.showLicenseStatus, "WLC-1"),
      ("Switch>sh ver", .showVersion, "Switch"),
      ("core.example-1# sh lic rum id all", .showLicenseRUMIDAll, "core.example-1"),
      ("WLC(config)#do sh lic summ", .showLicenseSummary, "WLC"),
      ("WLC#sh lic rum id 1671840750 det", .showLicenseRUMIDDetail, "WLC"),
      ("WLC#sho license hist mess", .showLicenseHistoryMessage, "WLC"),
      ("WLC#show license all | include ACK", .showLicenseAll, "WLC"),
      ("RP/0/RP0/CPU0:router#sh clock detail", .showClock, "router"),
      ("WLC#license smart imp bootflash:ACK.txt", .licenseImport, "WLC"),
      ("WLC#lic smart factory reset", .licenseFactoryReset, "WLC"),
    ] as [(String, DeviceCommand, String)])
  func prompts(_ text: String, _ command: DeviceCommand, _ name: String) throws {
    let section = try #require(sections(text + "\nx\n").first)
    #expect(section.command?.command == command)
    #expect(section.device == name)
    #expect(section.lines.map(\.text) == ["x"])
  }

  @Test(
    "what only looks like a prompt is output",
    arguments: [
      "<none>", "  Member: PID:X#1", "1#2", "</smartLicense>", "Interface#3 is up",
      "a b#show clock",
    ])
  func noPrompt(_ text: String) {
    #expect(sections(text).first?.device == nil)
    #expect(sections(text).first?.lines.map(\.text) == [text])
  }

  @Test("a shortening of several commands is none of them")
  func ambiguous() {
    #expect(sections("WLC#sh lic s\nx\n").first?.command?.command == nil)
    #expect(sections("WLC#sh lic st\nx\n").first?.command?.command == .showLicenseStatus)
  }

  @Test("several commands and devices of one file stay apart")
  func several() {
    let found = sections(
      """
      =~=~=~=~=~=~=~=~=~=~=~=~= PuTTY log 2026.11.24 10:00:00 =~=~=~=~=~=~=~=~=~=~=~=~=
      WLC-1#sh clock
      10:00:00.000 UTC Tue Nov 24 2026
      WLC-1#ping 192.0.2.1
      !!!!!
      WLC-1#
      WLC-2>show clock
      *10:00:01.000 UTC Tue Nov 24 2026
      """)
    #expect(found.map(\.device) == ["WLC-1", "WLC-1", "WLC-2"])
    #expect(found.map(\.command?.command) == [.showClock, nil, .showClock])
    #expect(found.map(\.command?.text) == ["sh clock", "ping 192.0.2.1", "show clock"])
    #expect(found.map(\.location.line) == [2, 4, 7])
  }

  @Test("without an echo the shape of the output tells the command")
  func shapes() {
    let found = sections(
      """
      Cisco IOS XE Software, Version 17.12.4
      Cisco IOS Software [Dublin], C9800-CL Software (C9800-CL-K9_IOSXE), Version 17.12.4
      10:00:00.000 UTC Tue Nov 24 2026
      \(statusText())
      Account Information:
        Smart Account: <none>
      License Usage:
        License                 Entitlement Tag               Count Status
        -----------------------------------------------------------------------------
        air-dna-advantage       (AIR-DNA-A)                       2 IN USE
      Smart Licensing Usage Report:
      ====================================
      Report Id,          State,    Flag, Feature Name
      1000000001          ACK       N     air-dna-advantage
      Smart Licensing Usage Report:
      ====================================
      Report Id,          State,    Flag, Feature Name
      Report Id: 1000000001
        State: ACK,      State Change Reason: ACKED
      Message History (oldest to newest):
      Import Data Successful
      %Warning: reload required after "license smart factory reset" command
      """)
    #expect(
      found.map(\.command?.command) == [
        .showVersion, .showClock, .showLicenseStatus, .showLicenseSummary, .showLicenseRUMIDAll,
        .showLicenseRUMIDAll, .showLicenseRUMIDDetail, .showLicenseHistoryMessage, .licenseImport,
        .licenseFactoryReset,
      ])
    #expect(found.allSatisfy { $0.command?.text == nil && $0.device == nil })
  }

  @Test("log lines are taken out of an output, and a cut line is joined")
  func spliced() throws {
    let found = sections(
      """
      WLC#show license status
      Usage Reporting:
        Last ACK rec*Nov 24 10:00:00.000: %SYS-5-CONFIG_I: Configured from console
      eived: Oct 14 12:10:32 2021 UTC
        Next ACK deadline: <none>*Nov 24 10:00:01.000: %SYS-5-CONFIG_I: Configured
        Next report push: <none>
      """)
    let section = try #require(found.first)
    #expect(found.count == 1)
    #expect(
      section.lines.map(\.text) == [
        "Usage Reporting:", "  Last ACK received: Oct 14 12:10:32 2021 UTC",
        "  Next ACK deadline: <none>", "  Next report push: <none>",
      ])
    #expect(section.lines.map(\.number) == [2, 3, 5, 6])
    #expect(section.logLines.map(\.location.line) == [3, 5])
  }

  @Test(
    "a cut line is joined only where the pieces make sense together and not apart",
    arguments: [
      ("Import Data Succ", "essful", true), ("10000000", "01  ACK  N  x", true),
      ("1000000001  ACK  N  x", "1000000002  OPEN  N  y", false),
      ("  Next ACK deadline: Oct", " 14 12:10:32 2021 UTC", true),
      ("  Next ACK deadline: Oct 14 12:10:32 2021 UTC", "12:10:32 2021 UTC", false),
      ("Processor board ID FZZ0000A001", "5 Virtual Ethernet interfaces", false),
      ("Product Information", "===================", false),
      ("REQUEST: Aug 23 10:18:08 2021 Central", "{", false), ("    <none>", "b: c", false),
    ] as [(String, String, Bool)])
  func joined(_ first: String, _ second: String, _ isOne: Bool) throws {
    let section = try #require(
      sections("x\n\(first)*Nov 24 10:00:00.000: %SYS-5-CONFIG_I: y\n\(second)\n").last)
    let end = isOne ? [first + second] : [second]
    #expect(section.lines.map(\.text).suffix(1) == end[...])
  }

  @Test(
    "log lines of every system are read",
    arguments: [
      ("*Nov 24 10:00:00.123: %SMART_LIC-6-AGENT_READY: on", "SMART_LIC", "Nov", true),
      ("000123: Nov 24 10:00:00.123 CST: %SMART_LIC-6-AGENT_READY: on", "SMART_LIC", "CST", true),
      (".Nov 24 2026 10:00:00.123 UTC: %SMART_LIC-6-AGENT_READY: on", "SMART_LIC", "2026", true),
      (
        "RP/0/RP0/CPU0:Nov 24 10:00:00.123 UTC: agent[42]: %LICENSE-SMART_LIC-6-AGENT_READY : on",
        "LICENSE-SMART_LIC", "UTC", true
      ),
      ("2026 Nov 24 10:00:00 switch %SMART_LIC-6-AGENT_READY: on", "SMART_LIC", "2026", true),
      (
        "Nov 24 09:59:59 192.0.2.1 77: *Nov 24 10:00:00.123: %SMART_LIC-6-AGENT_READY: on",
        "SMART_LIC", "*", true
      ),
      ("%SMART_LIC-6-AGENT_READY: on", "SMART_LIC", "", false),
      ("00:00:36: %SMART_LIC-6-AGENT_READY: on", "SMART_LIC", "", false),
    ])
  func logs(_ text: String, _ facility: String, _ part: String, _ hasTime: Bool) throws {
    let found = sections(text)
    let log = try #require(found.first?.logLines.first)
    #expect(found.first?.lines.isEmpty == true)
    #expect(log.name == "\(facility)-6-AGENT_READY")
    #expect(log.severity == 6)
    #expect(log.text == "on")
    #expect((log.time != nil) == hasTime)
    if hasTime {
      #expect(log.time?.text.contains(part) == true)
      #expect(log.time?.reading?.hour == 10)
    }
  }

  @Test(
    "a percent sign alone makes no log line",
    arguments: [
      "100% of 5-6-7: done", "%Warning: reload", "%SYS-9-X: y", "%SYS-5: y", "%-5-X: y",
    ])
  func noLog(_ text: String) {
    #expect(sections(text).first?.logLines.isEmpty == true)
  }

  @Test("what is logged at the waiting prompt follows the command before it")
  func logAtPrompt() throws {
    let found = sections(
      """
      WLC#license smart factory reset
      %Warning: reload required after "license smart factory reset" command
      WLC#*Nov 24 10:00:00.000: %SYS-5-CONFIG_I: Configured
      WLC#
      """)
    #expect(found.count == 1)
    #expect(found.first?.logLines.count == 1)
  }
}
