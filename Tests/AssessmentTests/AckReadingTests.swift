import Assessment
import Foundation
import LicenseFiles
import Testing

/// What is read of a file of the portal, and how its words and paths are understood.
@Suite("ACKs are read") struct AckReadingTests {
  @Test(arguments: [
    ("P:C8000V,S:9ZZEXAMPLE5", "C8000V:9ZZEXAMPLE5"), ("P:UCM, S:9zz5 ,U:e53f-0", "UCM:9zz5"),
    ("S:9ZZEXAMPLE5,P:C8000V", "C8000V:9ZZEXAMPLE5"), ("P:C8000V", nil), ("P:,S:x", nil),
    ("", nil), ("C8000V:9ZZEXAMPLE5", nil), ("P: ,S: ", nil),
  ])
  func theUDIOfAnAuthorizationIsRead(_ text: String, _ udi: String?) {
    #expect(UDI(portalText: text)?.description == udi)
  }

  @Test(arguments: [
    ("status", "COMPLETE", AckWordMeaning.success), ("status", "OK", .success),
    ("status", "FAILED", .failure), ("status", "OK_POLL", .unclear), ("status", "", .nothing),
    ("status", "503", .failure), ("status", "200", .success), ("status", "7", .unclear),
    ("status_message", "Report was rejected", .failure), ("status_message", "thank you", .remark),
    ("error_code", "None", .nothing), ("error_code", "null", .nothing),
    ("error_code", "0", .nothing),
    ("error_code", "E17", .failure), ("error", "false", .nothing), ("error", "true", .failure),
    ("errors", "whatever", .failure), ("success", "true", .success), ("success", "false", .failure),
    ("message", "None", .nothing), ("message", "Duplicate report", .failure),
    ("message", "could not be processed", .failure), ("code", "17", .remark),
    ("acknowledged", "false", .failure), ("acknowledged", "true", .success),
    ("accepted", "0", .failure), ("accepted", "2", .remark), ("processed", "N", .failure),
    ("rejected", "true", .failure), ("rejected", "false", .nothing), ("failed", "0", .nothing),
    ("invalid", "true", .failure), ("validity_days", "0", .nothing), ("state", "PENDING", .unclear),
    ("state", "ACK", .success), ("result", "NAK", .failure), ("status", "UNSUCCESSFUL", .failure),
    ("message", String(repeating: "x", count: 1000), .unclear),
  ])
  func aWordMeansWhatTheTableSays(_ key: String, _ text: String, _ meaning: AckWordMeaning) {
    #expect(AckWordMeaning(key: key, text: text) == meaning)
  }

  @Test func theSampleIsReadWhole() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Samples/ack")
    let text = try String(
      contentsOf: folder.appending(path: "ACK_c9800-cl-rum.txt"), encoding: .utf8)
    let content = try AckFixtures.content(text)
    #expect(content.outline.kind == .ack)
    #expect(content.devices.map(\.udi.serial) == ["9ZZEXAMPLE1"])
    #expect(content.reportNumbers == Array(1_770_100_001...1_770_100_008))
    #expect(content.policy?.name == "EXAMPLE-SITE Policy")
    #expect(content.policy?.classes.count == 5)
    #expect(content.policy?.classes["enforced"]?.firstTimeReport == nil)
    #expect(content.policy?.classes["enforced"]?.onGoingReporting == "0")
    #expect(content.account?.virtualAccount == "EXAMPLE-LAB")
    #expect(content.account?.time == 1_787_220_131)
    #expect(content.correlationID == "6e00000000000000000000000000a895")
    #expect(content.unsigned == [])
    #expect(content.findings == [])
  }

  @Test(arguments: [
    "\u{FEFF}<smartLicense><smartLicenseRumAck><data>[]</data><signature>a</signature>"
      + "</smartLicenseRumAck></smartLicense>",
    "<?xml version=\"1.0\"?><smartLicense><smartLicenseRumAck><data>[]</data>"
      + "<signature>a</signature></smartLicenseRumAck></smartLicense>",
    "<smartLicense><smartLicenseRumAck><data>[]</data>\n<signature>a</signature>"
      + "</smartLicenseRumAck></smartLicense>",
    "<smartLicense><smartLicenseRumAck><data>[]</data><signature>a</signature>"
      + "</smartLicenseRumAck></smartLicense>\r\n",
  ])
  func anEditedAckIsAWarning(_ text: String) throws {
    let findings = try AckFixtures.content(text).findings
    #expect(findings.map(\.id).contains("ack/edited"), "\(text.debugDescription)")
    #expect(findings.allSatisfy { $0.severity < .error })
  }

  @Test func aLineEndBehindTheDocumentIsNoEdit() throws {
    let text =
      "<smartLicense><smartLicenseRumAck><data>[]</data><signature>a</signature>"
      + "</smartLicenseRumAck></smartLicense>\n"
    #expect(try AckFixtures.content(text).findings == [])
  }

  @Test func groupsOfAnyShapeAreFoundWithoutDelay() {
    var known = KnownReports()
    let devices = (0..<2000).map { UDI(pid: "C9800-CL-K9", serial: "9ZZ\(10_000 + $0)") }
    for index in devices.indices.dropFirst().reversed() {
      known.join([devices[index - 1], devices[index]])
    }
    #expect(known.groups() == [devices[0]: devices])
  }
}

/// Real files of other people: read, never copied.
@Suite(.enabled(if: RealAcks.exist, "../shared/samples is not here: skipped"))
struct RealAckTests {
  private func content(_ name: String) throws -> AckContent {
    try AckFixtures.content(
      String(contentsOf: RealAcks.folder.appending(path: name), encoding: .utf8), file: name)
  }

  @Test func theKnownAckIsReadAsFarAsItIsNotMasked() throws {
    let ack = try content("ack-transcribed-from-screenshot.xml")
    #expect(ack.hasAck)
    #expect(ack.data.first?.numbers.isEmpty == true)
    #expect(ack.authorizations.first?.udi?.pid == "C8000V")
    #expect(ack.policy?.classes["perpetual"]?.onGoingReporting == "356")
    #expect(ack.account?.time == 1_656_685_084)
    #expect(ack.unsigned == [])
    #expect(ack.words.map(\.meaning) == [.success, .success])
    // Its data is masked, and so no JSON.
    #expect(ack.findings.map(\.id) == ["ack/data-unreadable"])
  }

  @Test func anAuthorizationAloneAcknowledgesNothing() throws {
    let slac = try content("slac-auth-response-transcribed-from-screenshot.xml")
    #expect(!slac.hasAck)
    #expect(slac.findings.map(\.id).contains("ack/no-rum-ack"))
    #expect(slac.authorizations.map(\.udi?.pid) == ["C8000V"])
  }

  @Test func aReservationCodeNamesItsDevice() throws {
    let code = try content("cucm-slr-specificPLR-authorization.xml")
    #expect(code.outline.kind == .reservation)
    #expect(code.authorizations.first?.udi?.pid == "UCM")
    #expect(code.authorizations.first?.licenses.count == 5)
    #expect(code.comesFromPortal)
  }
}

private enum RealAcks {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "shared/samples/ack")
  static let exist = FileManager.default.fileExists(atPath: folder.path)
}
