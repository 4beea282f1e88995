@testable import Assessment
import LicenseFiles
import Testing

@testable import AirGap

/// Which files go out, under which names, and what stays behind and why.
@Suite struct MediaPlanTests {
  private typealias Fix = MediaFixtures

  private func leftOut(_ plan: PackPlan) -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: plan.leftOut.map { ($0.candidate.input.name, $0.reason.word) })
  }

  @Test func aFileIsNamedAfterItsDevice() {
    let plan = Fix.plan([("rum.txt", Fix.usage())])
    #expect(plan.files.map(\.path) == ["upload/C9800-CL-K9_9ZZEXAMPLE1.txt"])
    #expect(plan.leftOut.isEmpty)
  }

  @Test func opaqueNamesSayNothing() {
    let plan = Fix.plan(
      Fix.twoDevices + [("q.txt", Fix.authorizationRequest)], .init(names: .opaque))
    #expect(
      plan.files.map(\.path) == [
        "upload/auth-0001.txt", "upload/rum-0001.txt", "upload/rum-0002.txt",
      ])
  }

  @Test func thePlanDoesNotDependOnTheOrderOfTheFiles() {
    let one = Fix.plan(Fix.twoDevices)
    let other = Fix.plan(Fix.twoDevices.reversed())
    #expect(one.files.map(\.path) == other.files.map(\.path))
    #expect(one.files.map(\.sha256) == other.files.map(\.sha256))
  }

  // MARK: Several files of one device

  @Test func anOlderFileWhoseReportsAreAllInANewerOneStays() {
    let plan = Fix.plan([
      ("old.txt", Fix.usage(reports: [(1, 1_700_046_000)])),
      ("new.txt", Fix.usage(reports: [(1, 1_700_046_000), (2, 1_700_082_000)])),
    ])
    #expect(leftOut(plan) == ["old.txt": "superseded"])
    #expect(plan.refused.isEmpty)
  }

  @Test func anOlderFileWithAReportOfItsOwnGoesTooAndTheOverlapIsSaid() {
    let plan = Fix.plan([
      ("old.txt", Fix.usage(reports: [(1, 1_700_010_000), (2, 1_700_046_000)])),
      ("new.txt", Fix.usage(reports: [(2, 1_700_046_000), (3, 1_700_082_000)])),
    ])
    #expect(plan.leftOut.isEmpty)
    #expect(
      plan.files.map(\.name) == ["C9800-CL-K9_9ZZEXAMPLE1.txt", "C9800-CL-K9_9ZZEXAMPLE1_2.txt"])
    let overlap = plan.findings.filter { $0.id == "media/overlap" }
    #expect(overlap.map(\.location.file) == ["old.txt"])
  }

  @Test func filesOfOneDeviceThatShareNothingAreNoOverlap() {
    let plan = Fix.plan([
      ("old.txt", Fix.usage(reports: [(1, 1_700_010_000)])),
      ("new.txt", Fix.usage(reports: [(2, 1_700_082_000)])),
    ])
    #expect(plan.files.count == 2)
    #expect(!plan.findings.contains { $0.id == "media/overlap" })
  }

  @Test func theSameReportIdOfAnotherDeviceIsAnotherReport() {
    let plan = Fix.plan([("a", Fix.usage("9ZZEXAMPLE1")), ("b", Fix.usage("9ZZEXAMPLE2"))])
    #expect(plan.files.count == 2)
  }

  @Test func anOpenReportThatGrewIsInTheNewerFile() {
    let plan = Fix.plan([
      ("old.txt", Fix.usage(reports: [(1, 1_700_046_000)], isOpen: true)),
      ("new.txt", Fix.usage(reports: [(1, 1_700_082_000)])),
    ])
    #expect(leftOut(plan) == ["old.txt": "superseded"])
  }

  @Test func twoClosedVersionsOfOneReportStopBoth() {
    let plan = Fix.plan([
      ("old.txt", Fix.usage(reports: [(1, 1_700_046_000)])),
      ("new.txt", Fix.usage(reports: [(1, 1_700_046_000)], count: "\"3\"")),
    ])
    #expect(!plan.refused.isEmpty)
    #expect(plan.leftOut.allSatisfy { $0.reason.word != "superseded" })
  }

  @Test func theSameBytesGoOnce() {
    let plan = Fix.plan([("one.txt", Fix.usage()), ("two.txt", Fix.usage())])
    #expect(leftOut(plan) == ["two.txt": "same-bytes"])
    #expect(plan.refused.isEmpty)
  }

  // MARK: What is refused

  @Test(arguments: [
    ("ack", MediaFixtures.ack, "not-usage"),
    ("text", Array("hello\n".utf8), "not-usage"),
    ("empty", [], "not-usage"),
    ("no reports", Array("<smartLicense></smartLicense>".utf8), "not-usage"),
    ("truncated", Array(MediaFixtures.usage().dropLast(40)), "damaged"),
    ("rest", MediaFixtures.restAnswer([1]), "not-a-device-document"),
    (
      "redacted",
      Array(
        String(decoding: MediaFixtures.usage(), as: UTF8.self).replacing(
          "<smartLicense>", with: "<smartLicense><rumkitRedacted/>"
        ).utf8), "redacted"
    ),
    (
      "bare report",
      Array(
        String(decoding: MediaFixtures.usage(), as: UTF8.self)
          .replacing("<smartLicense>\n", with: "").replacing("</smartLicense>", with: "").utf8),
      "not-a-device-document"
    ),
    (
      "capture",
      Array(
        ("Router#more bootflash:rum.txt\n"
          + String(decoding: MediaFixtures.usage(), as: UTF8.self) + "Router#\n").utf8),
      "not-a-device-document"
    ),
  ])
  func isRefused(_ name: String, _ bytes: [UInt8], _ reason: String) {
    let plan = Fix.plan([("good.txt", Fix.usage("9ZZEXAMPLE7")), (name, bytes)])
    #expect(plan.refused.map(\.reason.word) == [reason])
    #expect(plan.files.map(\.candidate.input.name) == ["good.txt"])
  }

  @Test func gzipIsRefusedAsItIs() throws {
    var compressed: [UInt8] = []
    let writer = try GzipWriter { compressed += Array($0) }
    try Fix.usage().withUnsafeBytes { try writer.write($0) }
    try writer.finish()
    let plan = Fix.plan([("rum.txt.gz", compressed)])
    #expect(plan.refused.map(\.reason) == [.notADeviceDocument("compressed with gzip")])
  }

  // MARK: Waivers

  private static let unsigned: [UInt8] = Array(
    String(decoding: MediaFixtures.usage(), as: UTF8.self)
      .replacing(
        "\"value\":\"RVhBTVBMRS1FWEFNUExFLUVYQU1QTEUtRVhBTVBMRSE=\"", with: "\"value\":\"\""
      )
      .utf8)

  @Test func anErrorStopsItsFile() {
    let plan = Fix.plan([("rum.txt", Self.unsigned)])
    #expect(plan.refused.map(\.reason) == [.errors(["usage/signature-missing"])])
  }

  @Test func aWaivedErrorPassesAndIsKept() throws {
    let waiver = try #require(
      Waiver("usage/signature-missing@C9800-CL-K9:9ZZEXAMPLE1=agreed with the account team"))
    let plan = Fix.plan([("rum.txt", Self.unsigned)], .init(waivers: [waiver]))
    #expect(plan.files.count == 1)
    #expect(plan.waived.map(\.waiver.reason) == ["agreed with the account team"])
    #expect(!plan.findings.contains { $0.severity == .error })
    #expect(plan.unusedWaivers.isEmpty)
  }

  @Test func aWaiverOfAnotherDeviceLetsNothingPass() throws {
    let waiver = try #require(Waiver("usage/signature-missing@C9800-CL-K9:9ZZEXAMPLE2=why not"))
    let plan = Fix.plan([("rum.txt", Self.unsigned)], .init(waivers: [waiver]))
    #expect(plan.files.isEmpty)
    #expect(plan.unusedWaivers == [waiver])
    #expect(plan.findings.contains { $0.id == "media/waiver-unused" })
  }

  @Test func aTruncatedFileIsNeverWaived() throws {
    let waiver = try #require(Waiver("usage/truncated@C9800-CL-K9:9ZZEXAMPLE1=hurry"))
    let plan = Fix.plan([("rum.txt", Array(Fix.usage().dropLast(10)))], .init(waivers: [waiver]))
    #expect(plan.refused.map(\.reason) == [.damaged])
    #expect(plan.waived.isEmpty)
  }

  @Test(arguments: [
    "", "usage/x", "usage/x@", "usage/x@PID=why", "usage/x@PID:SN", "usage/x@PID:SN=",
    "@PID:SN=why",
    "usage/x@PID:SN= ",
  ])
  func isNoWaiver(_ text: String) { #expect(Waiver(text) == nil) }

  // MARK: Accounts

  @Test func accountsMakeFoldersAndUnknownOnesAreKeptApart() {
    let accounts = VirtualAccounts(table: [
      UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE1"): "Wireless / Nord"
    ])
    let plan = Fix.plan(Fix.twoDevices, .init(accounts: accounts))
    #expect(
      plan.files.map(\.path) == [
        "upload/Wireless-Nord/C9800-CL-K9_9ZZEXAMPLE1.txt",
        "upload/account-unknown/C9800-CL-K9_9ZZEXAMPLE2.txt",
      ])
    #expect(
      plan.findings.filter { $0.id == "media/account-unknown" }.map(\.location.file) == ["b.txt"])
  }

  @Test func theStandardAccountTakesTheRest() {
    let accounts = VirtualAccounts(
      standard: "Rest", table: [UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE1"): "First"])
    let plan = Fix.plan(Fix.twoDevices, .init(accounts: accounts))
    #expect(plan.files.map(\.account) == [.known("First"), .known("Rest")])
    #expect(!plan.findings.contains { $0.id == "media/account-unknown" })
  }

  @Test func accountsWhoseNamesLookAlikeKeepTheirOwnFolders() {
    let accounts = VirtualAccounts(table: [
      UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE1"): "Süd",
      UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE2"): "Sād",
    ])
    let folders = Fix.plan(Fix.twoDevices, .init(accounts: accounts)).files.map {
      $0.path.split(separator: "/")[1]
    }
    #expect(folders == ["S-d", "S-d_2"])
  }

  // MARK: Requests

  @Test func anAuthorizationRequestTravels() {
    let plan = Fix.plan([("slac.txt", Fix.authorizationRequest)])
    #expect(plan.files.map(\.path) == ["upload/C8000V_9ZZEXAMPLE5_auth.txt"])
    #expect(plan.files.first?.candidate.disclosure.hostNames == ["edge-1"])
  }

  @Test func aTrustRequestTravelsOnlyWithASigningRequest() {
    #expect(
      Fix.plan([("trust.txt", Fix.trustRequest(csr: "TUlJ"))]).files.map(\.path) == [
        "upload/C8000V_9ZZEXAMPLE5_trust.txt"
      ])
    #expect(Fix.plan([("trust.txt", Fix.trustRequest(csr: ""))]).files.isEmpty)
  }

  @Test func aReturnCodeTravelsForTheDeviceThatTheUserNamed() {
    let device = UDI(pid: "C8000V", serial: "9ZZEXAMPLE5")
    var none: Judge?
    let candidate = inspectCandidate(
      Fix.input("return.txt", Array("CrnKjq-EXAMPLE-VCW\n".utf8), requestOf: device), judge: &none)
    let plan = PackPlanner.plan([candidate], .init())
    #expect(plan.files.map(\.path) == ["upload/C8000V_9ZZEXAMPLE5_request.txt"])
  }

  @Test func anACKIsNoRequestWhateverTheUserNames() {
    var none: Judge?
    let candidate = inspectCandidate(
      Fix.input("ack.txt", Fix.ack, requestOf: UDI(pid: "C8000V", serial: "9ZZEXAMPLE5")),
      judge: &none)
    #expect(PackPlanner.plan([candidate], .init()).files.isEmpty)
  }

  /// The form names the account of the folder that a file lies in.
  @Test(arguments: [
    ("upload/EXAMPLE-LAB", "EXAMPLE-LAB", true), ("upload/EXAMPLE-LAB", "EXAMPLE-CAMPUS", false),
    ("upload/EXAMPLE-LAB", "", false), ("upload/EXAMPLE-LAB_2", "EXAMPLE/LAB", true),
    ("upload/EXAMPLE-LAB_x", "EXAMPLE-LAB", false), ("upload", "", true),
    ("upload", "EXAMPLE", false),
    ("upload/account-unknown", VirtualAccounts.unknownWords, true),
    ("upload/account-unknown", "EXAMPLE-LAB", false), ("upload/K-ln", "K\u{F6}ln", true),
    // As the form shows what nobody sees.
    ("upload/LAB-EAST", "LAB\\u{9}EAST", true), ("upload/LAB-EAST", "", false),
  ])
  func aFolderIsThatOfItsAccount(_ folder: String, _ account: String, _ fits: Bool) {
    #expect(VirtualAccounts.folder(folder, isOf: account) == fits)
  }
}
