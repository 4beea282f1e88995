import LicenseFiles
import Testing

@testable import DeviceOutput

@Suite("Filtered outputs")
struct FilteredOutputTests {
  private func license(_ text: String) throws -> LicenseFacts {
    try #require(read(text).observations.lazy.compactMap(\.license).first)
  }

  @Test("lines that only one block knows count without their heading")
  func loose() throws {
    let text = """
      WLC-1#show license status | include ACK|Expires|Smart Account
        Smart Account: Example Org As of Mar 04 09:14:00 2024 UTC
        Registration Expires: Mar 04 2025 09:14:00 UTC
        Reporting ACK required: yes (CISCO default)
        Last ACK received: <none>
        Next ACK deadline: Mar 18 08:00:01 2025 UTC
        Next ACK push check: <none>
      WLC-1#
      """
    let license = try license(text)
    #expect(license.reporting?.lastAck?.value == .some(nil))
    #expect(license.reporting?.nextAckDeadline?.value?.text == "Mar 18 08:00:01 2025 UTC")
    #expect(license.policy?.isAckRequired == true)
    #expect(license.registration?.expires?.value?.reading?.year == 2025)
    #expect(license.smartAccount?.value == "Example Org")
    #expect(read(text).unknownLineCount == 0)
  }

  @Test("a status that only one block prints is of this block")
  func status() throws {
    let text = """
      R1#show license all | i Status
      Smart Licensing Status
        Status: REGISTERED
        Status: AUTHORIZED on Apr 09 2026 12:00:00 UTC
          Status: AUTHORIZED
      R1#
      """
    let license = try license(text)
    #expect(license.registration?.status?.value == "REGISTERED")
    #expect(license.compliance?.status?.value.outcome == "AUTHORIZED")
    #expect(license.compliance?.status?.value.time != nil)
    // Several blocks and every license print these.
    let others = "R1#show license all | i Status\n  Status: ENABLED\n  Status: IN USE\n"
    #expect(read(others).unknownLineCount == 2)
  }

  @Test("the state of the reservation is understood")
  func reservation() throws {
    let text = "R1#show license reservation\nLicense reservation: ENABLED\n"
    #expect(try license(text).reservation?.reservation?.value == "ENABLED")
    #expect(read(text).unknownLineCount == 0)
  }

  @Test("rows of licenses count without the head of their table")
  func rows() throws {
    let license = try license(
      """
      WLC-1#show license summary | i IN USE
        air-network-advantage   (DNA_NWStack)                     5 IN USE
        air-dna-advantage       (AIR-DNA-A)                       5 IN USE
      """)
    #expect(license.licenses?.map(\.value.name) == ["air-network-advantage", "air-dna-advantage"])
    #expect(license.licenses?.map(\.value.count) == [5, 5])
  }

  @Test("a line after the heading of another block finds its own")
  func wrongHeading() throws {
    let license = try license(
      """
      WLC-1#show license all | include Policy|ACK
      Policy:
        Policy in use: Merged from multiple sources.
        Reporting ACK required: yes (CISCO default)
        Last ACK received: Mar 04 09:14:00 2025 UTC
      """)
    #expect(license.policy?.inUse?.value == "Merged from multiple sources.")
    #expect(license.reporting?.lastAck?.value?.text == "Mar 04 09:14:00 2025 UTC")
  }

  @Test("values of a class whose heading a filter took are not given to the class before")
  func classes() throws {
    let license = try license(
      """
      WLC-1#show license status | include Perpetual|days
        Unenforced/Non-Export Perpetual Attributes:
          First report requirement (days): 365 (CISCO default)
          First report requirement (days): 90 (CISCO default)
      """)
    #expect(license.policy?.classes.map { $0.firstReport?.value.days } == [365])
  }

  @Test("what several blocks print says nothing alone", arguments: ["Status: ENABLED", "Count: 4"])
  func ambiguous(_ line: String) {
    let reading = read("WLC-1#show license all | i \(line.prefix(4))\n  \(line)\n")
    #expect(reading.unknownLineCount == 1)
  }

  @Test("an excerpt without its command is known by its lines")
  func excerpt() throws {
    let text = "  Last ACK received: <none>\n  Next ACK deadline: Mar 18 08:00:01 2025 UTC\n"
    #expect(read(text).observations.map(\.command?.command) == [.showLicenseStatus])
    #expect(try license(text).reporting?.nextAckDeadline?.value?.utc == 1_742_284_801)
  }
}
