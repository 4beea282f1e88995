import DeviceOutput
import LicenseFiles
import Testing

/// What mail programs, terminal programs and other systems make of an output.
@Suite struct FramedTranscriptTests {
  private static let lines = [
    "WLC-1#show license udi", "UDI: PID:C9800-40-K9,SN:9ZZEXAMPLE8", "WLC-1#show license status",
    "Transport:", "  Type: Transport Off", "", "Usage Reporting:",
    "  Last ACK received: Aug 01 10:00:00 2026 UTC",
    "  Next ACK deadline: Oct 30 10:00:00 2026 UTC",
  ]

  @Test(arguments: [
    "> ", "> > ", ">", ">> ", "[2026-08-20 10:15:02.123] ", "[10:15:02] ", "10:15:02 ",
    "2026-08-20 10:15:02.123 ", "2026-08-20 10:15:02,123: ", "[2026-08-20 10:15.02]  ",
    "(2026-08-20 10:15:02) ", "2026/08/20 10:15:02 | ", "    ",
  ])
  func aFrameIsTakenOff(_ frame: String) throws {
    let text = Self.lines.map { frame + $0 }.joined(separator: "\n")
    let read = try device(text)
    #expect(read.hostName.latest?.value == "WLC-1")
    #expect(read.udi.latest?.value.serial == "9ZZEXAMPLE8")
    #expect(read.transport.latest?.value == "Transport Off")
    #expect(read.lastAck.latest?.location.line == 8)
    #expect(read.observations.flatMap(\.unknownLines).isEmpty)
    #expect(DeviceOutputReader.recognise(Array(text.utf8)) == .output)
  }

  @Test func theStampOfASyslogServerBelongsToItsMessage() throws {
    let text = """
      2026-08-20 10:15:02 sw-1 45: Aug 20 10:15:01.100: %SMART_LIC-6-AGENT_READY: Ready
      2026-08-20 10:15:03 sw-2 46: Aug 20 10:15:02.100: %SMART_LIC-6-AGENT_READY: Ready
      """
    let reading = DeviceOutputReader.read(name: "a", bytes: Array(text.utf8))
    #expect(reading.devices.compactMap { $0.hostName.latest?.value } == ["sw-1", "sw-2"])
  }

  @Test func aLetterAboveAQuoteIsLeft() throws {
    let text = "Hello,\nsee below.\n\n" + Self.lines.map { "> " + $0 }.joined(separator: "\n")
    #expect(try device(text).udi.latest?.value.serial == "9ZZEXAMPLE8")
  }

  @Test(arguments: [
    ("9300-CORE#show clock\n10:00:00.000 UTC Tue Nov 24 2026\n9300-CORE#\n", "9300-CORE"),
    ("9300#sh lic udi\nUDI: PID:C9300-48P,SN:9ZZEXAMPLE1\n9300#\n", "9300"),
    ("3rd-floor>show license udi\nUDI: PID:C9300-48P,SN:9ZZEXAMPLE1\n", "3rd-floor"),
  ])
  func aNameMayBeginWithADigit(_ text: String, _ name: String) throws {
    let read = try device(text)
    #expect(read.hostName.latest?.value == name)
    #expect(read.observations.flatMap(\.unknownLines).isEmpty)
  }

  @Test func aNumberIsNoPrompt() throws {
    let text = "WLC-1#show license udi\nUDI: PID:C9300-48P,SN:9ZZEXAMPLE1\n12#\n2026>x\n"
    #expect(try device(text).hostName.all.map(\.value) == ["WLC-1"])
  }

  @Test(arguments: [
    ("Aug 20 10:15:02 10.1.2.6/10.1.2.6 347: Aug 20 10:15:01.100: ", "10.1.2.6"),
    ("2026-08-20 10:15:02,Local7.Error,10.1.2.4,345: Aug 20 10:15:01.100: ", "10.1.2.4"),
    ("2026-08-20\t10:15:02\tLocal7.Error\t10.1.2.5\t346: Aug 20 10:15:01.100: ", "10.1.2.5"),
    ("2026-08-20T10:15:02Z sw-5 journal: ", "sw-5"),
    ("Aug 20 10:15:02 10.1.1.1 345: coreswitch: 000345: Aug 20 10:15:01.100: ", "coreswitch"),
    ("<189>345: sw-4: 000345: Aug 20 10:15:02.123 UTC: ", "sw-4"),
  ])
  func theSenderOfAHeader(_ header: String, _ sender: String) throws {
    let text = header + "%SMART_LIC-6-AGENT_READY: Ready\n"
    #expect(try device(text).hostName.latest?.value == sender)
  }

  @Test func aFilterThatEndsTheTrustBlockKeepsTheRest() throws {
    let text = """
      WLC-1#show license all | inc Trust|Last
      Trust Code Installed: <none>
        Last ACK received: Aug 01 10:00:00 2026 UTC
        Last report push: <none>
      WLC-1#
      """
    let read = try device(text)
    #expect(read.lastAck.latest?.value?.text == "Aug 01 10:00:00 2026 UTC")
    #expect(read.trust?.hasTrustCode == false)
    #expect(read.observations.flatMap(\.unknownLines).isEmpty)
  }

  @Test func headingsOfNXOS() throws {
    let text = """
      N9K-1# show license status
      Smart Licensing using Policy:
        Status: ENABLED

      Policy:
        Policy in use: Merged from multiple sources
        Unenforced/Non-Export:
          First report requirement (days): 90 (CISCO default)
          Ongoing reporting frequency (days): 365 (CISCO default)
          On change reporting (days): 90 (CISCO default)

      Usage reporting:
        Last ACK received: <none>
        Next ACK deadline: Nov 26 13:51:47 2026 UTC

      Trust Code installed: <none>
      N9K-1#
      """
    let read = try device(text)
    #expect(read.usingPolicy?.value == "ENABLED")
    #expect(read.policy?.classes.first?.frequency?.value.days == 365)
    #expect(read.policy?.classes.first?.onChange?.value.days == 90)
    #expect(read.nextAckDeadline.latest?.value?.text == "Nov 26 13:51:47 2026 UTC")
    #expect(read.trust?.hasTrustCode == false)
    #expect(read.observations.flatMap(\.unknownLines).isEmpty)
  }

  @Test func theUptimeOfIOSXRNamesNoHost() throws {
    let text = """
      RP/0/RP0/CPU0:xr-1#show version
      Cisco IOS XR Software, Version 7.9.2
      System uptime is 3 weeks 2 days 1 hour 4 minutes
      """
    let read = try device(text)
    #expect(read.hostName.latest?.value == "xr-1")
    #expect(read.uptime.latest?.value == Int64(23 * 86_400 + 3840))
  }

  @Test func theStoreOfLicencesBeforeSmartLicensing() throws {
    let text = """
      R1#show license all
      License Store: Primary License Storage
      StoreIndex: 0   Feature: ax_10M                            Version: 1.0
              License Type: EvalRightToUse
              License State: Active, In Use
      R1#
      """
    let read = try device(text)
    #expect(read.featureLicenses?.map(\.name.value) == ["ax_10M"])
    #expect(read.observations.flatMap(\.unknownLines).isEmpty)
  }

  @Test func trustNamesTheUDIOfOneDeviceAndOfNoStack() throws {
    func line(_ serial: String) -> String {
      "Aug 20 10:16:02.123: %SMART_LIC-6-TRUST_INSTALL_SUCCESS: A new licensing trust code was "
        + "successfully installed on P:C9300-48U,S:\(serial).\n"
    }
    #expect(try device(line("9ZZEXAMPLE1")).udi.latest?.value.serial == "9ZZEXAMPLE1")
    #expect(try device(line("9ZZEXAMPLE1") + line("9ZZEXAMPLE2")).udi.latest == nil)
  }

  /// What a page, a spreadsheet or a ticket does to one output.
  @Test(arguments: [
    "wlc-1#show license status\n  Last ACK received:\tAug 20 12:45:09 2026 UTC\n",
    "wlc-1#show license status\nUsage Reporting:\n  Last ACK received: Aug 20 12:45:09\n    2026 UTC\n",
    "<pre>wlc-1#show license status\nUsage Reporting:\n  Last ACK received: Aug 20 12:45:09 2026 UTC<br>\n</pre>",
    "<html><body>\n<p>wlc-1#show license status</p>\n<p>  Last ACK received: Aug 20 12:45:09 2026 UTC</p>\n</body></html>\n",
    "{code:java}\nwlc-1#show license status\nUsage Reporting:\n  Last ACK received: Aug 20 12:45:09 2026 UTC\n{code}\n",
  ])
  func copiesAreReadAsPrinted(_ text: String) throws {
    #expect(try device(text).lastAck.latest?.value?.text == "Aug 20 12:45:09 2026 UTC")
    #expect(DeviceOutputReader.recognise(Array(text.utf8)) == .output)
  }

  /// In a page `&lt;none&gt;` is no ACK, and what stands in brackets without being a tag stays.
  @Test(arguments: [
    "<pre>wlc-1#show license status\n  Last ACK received: &lt;none&gt;\n</pre>",
    "<div>wlc-1#show license status</div>\n  Last ACK received: <none>\n",
  ])
  func noneOfAPageIsNone(_ text: String) throws {
    let lastAck = try #require(try device(text).lastAck.latest)
    #expect(lastAck.value == nil)
  }
}
