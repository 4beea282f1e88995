import LicenseFiles
import Testing

@testable import DeviceOutput

@Suite("Outputs without their command or their indentation")
struct BareOutputTests {
  /// As forums and tickets print it.
  private func flat(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { String($0.drop { $0 == " " }) }.joined(separator: "\n")
  }

  @Test("the blocks are the same without indentation")
  func blocks() throws {
    let text =
      statusText(lastAck: "Mar 05 09:14:00 2024 UTC")
      .replacing(
        "  Type: Transport Off",
        with: """
            Type: Smart
            URL: https://receiver.example.com/licservice/license
            Proxy:
              Address: proxy.example.com
              Port: 8080
              Username: <empty>
            VRF:
              Mgmt-vrf
          """)
      + pairText
    let printed = try #require(read(text).observations.compactMap(\.license).first)
    let bare = try #require(read(flat(text)).observations.compactMap(\.license).first)
    #expect(bare.policy == printed.policy)
    #expect(bare.policy?.classes.first?.firstReport?.value.days == 365)
    #expect(bare.transport == printed.transport)
    #expect(bare.transport?.proxyPort?.value == "8080")
    #expect(bare.transport?.vrf?.value == "Mgmt-vrf")
    #expect(bare.members == printed.members)
    #expect(bare.reportSummary == printed.reportSummary)
    #expect(read(flat(text)).unknownLineCount == read(text).unknownLineCount)
  }

  @Test("a heading inside a block keeps its value without indentation")
  func innerHeading() throws {
    let text =
      "Export Authorization Key:\nFeatures Authorized:\n<none>\n\nUtility:\nStatus: DISABLED\n"
    let license = try #require(read("W#show license all\n" + text).observations.first?.license)
    #expect(license.exportFeatures?.isEmpty == true)
    #expect(license.utility?.value == "DISABLED")
    #expect(read("W#show license all\n" + text).unknownLineCount == 0)
  }

  @Test("a margin before every line changes nothing", arguments: [" ", "    ", "\t"])
  func margin(_ margin: String) throws {
    let text = statusText() + pairText
    let moved = text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : margin + $0 }.joined(separator: "\n")
    #expect(read(moved).observations.map(\.license) == read(text).observations.map(\.license))
    #expect(read(moved).unknownLineCount == read(text).unknownLineCount)
  }

  @Test("counts are the same where blanks ran together")
  func oneBlank() throws {
    let printed = try #require(read(pairText).observations.compactMap(\.license).first)
    let text = pairText.replacing("  ", with: " ").replacing("  ", with: " ")
    let bare = try #require(read(text).observations.compactMap(\.license).first)
    #expect(bare.reportSummary == printed.reportSummary)
    #expect(bare.reportSummary?.collectingData?.value.count == 2)
  }

  @Test("the table of licenses is known by its head, wherever it stands", arguments: ["", "  "])
  func table(_ indentation: String) throws {
    let text = """
      \(indentation)License                 Entitlement Tag               Count Status
      \(indentation)-----------------------------------------------------------------------
      \(indentation)network-advantage       (C9500 Network Advantage)         1 IN USE
      """
    #expect(read(text).observations.map(\.command?.command) == [.showLicenseSummary])
    #expect(try device(text).licenses?.map(\.value.count) == [1])
  }

  @Test("the UDI of a stack is known by its shape")
  func udi() throws {
    let stack = try device(
      """
      UDI: PID:C9300-24UX,SN:9ZZEXAMPLE1

      HA UDI List:
          Active:PID:C9300-24UX,SN:9ZZEXAMPLE1
          Standby:PID:C9300-24UX,SN:9ZZEXAMPLE2
      """)
    #expect(stack.udi.latest?.value == UDI(pid: "C9300-24UX", serial: "9ZZEXAMPLE1"))
    #expect(stack.members.count == 2)
    // In another output such a line is a part of it.
    let detail = """
      Smart Licensing Usage Report Detail:
      ====================================
      Report Id: 1634211151
        UDI: PID:C9300-24UX,SN:9ZZEXAMPLE1
      """
    #expect(read(detail).observations.map(\.command?.command) == [.showLicenseRUMIDDetail])
  }

  @Test(
    "short outputs are known by their shape",
    arguments: [
      (
        "Trust Code Installed:\n  Active: PID:C9407R,SN:9ZZEXAMPLE1\n    INSTALLED on "
          + "Oct 14 11:37:52 2021 UTC", .showLicenseStatus
      ),
      ("License reservation: ENABLED", .showLicenseReservation),
      ("Import Data Successful", .licenseImport),
      (" No EventLog Found.", DeviceCommand.showLicenseEventLog),
      ("2021-11-17 03:31:32.921 UTC SAEVT_READY", .showLicenseEventLog),
      ("Profile Name: CiscoTAC-1\n    Profile status: INACTIVE", .showCallHomeProfile),
      (
        "NAME: \"Chassis\", DESCR: \"Cisco Chassis\"\nPID: C9407R , VID: V01 , SN: 9ZZEXAMPLE1",
        .showInventory
      ),
    ])
  func short(_ text: String, _ command: DeviceCommand) {
    let reading = read(text)
    #expect(reading.observations.map(\.command?.command) == [command])
    #expect(reading.unknownLineCount == 0)
  }
}
