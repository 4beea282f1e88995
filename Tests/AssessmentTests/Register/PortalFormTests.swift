import Testing

@testable import Assessment

/// What people and spreadsheets make of the form.
@Suite struct PortalFormTests {
  private func form(_ row: String) -> PortalForm {
    PortalForm(Array(Self.table(row).utf8), file: "portal.csv")
  }

  private static func table(_ row: String) -> String {
    """
    file,sha256,virtual_account,uploaded_at,status,portal_words,ack_file
    \(PortalForm.note),,,2026-11-24T10:00:00Z,one of: \(PortalStatus.words),what,the name
    upload/a.txt,,,\(row)

    """
  }

  @Test(arguments: [
    ("No Errors", PortalStatus.acknowledged), ("no errors.", .acknowledged), ("Errors", .rejected),
    ("Pending", .pending), ("DUPLICATE", .duplicate), ("Uploaded", .uploaded),
  ])
  func theWordsOfThePortalAreTaken(said: String, status: PortalStatus) {
    let form = form(",\(said),,")
    #expect(form.findings.isEmpty)
    #expect(form.rows.map(\.status) == [status])
    #expect(
      form.rows.first?.words
        == (said.hasPrefix("N") || said.hasPrefix("n") || said == "Errors" ? said : nil))
  }

  @Test func besideAnAckNameAnyWordWillDo() {
    let form = form(",Completed,,ACK_a.txt")
    #expect(form.rows.map(\.status) == [.acknowledged])
    #expect(form.rows.first?.words == "Completed")
  }

  /// The near misses: a refusal stays one, and an unknown word alone is asked for.
  @Test func aRefusalStaysOneAndAnUnknownWordIsAskedFor() {
    #expect(form(",Errors,,ACK_a.txt").rows.map(\.status) == [.rejected])
    let unknown = form(",Completed,,")
    #expect(unknown.rows.isEmpty)
    #expect(unknown.findings.map(\.id) == ["portal/status-unknown"])
    #expect(unknown.findings.first?.location.line == 3)
  }

  @Test func theNoteIsNoRow() {
    let form = form(",,,")
    #expect(form.findings.isEmpty && form.rows.isEmpty)
    #expect(form.emptyRows == 1)
  }

  private static let wide = table(",Errors,Größe €,")

  private static func units(lowFirst: Bool) -> [UInt8] {
    wide.utf16.flatMap { (unit: UInt16) -> [UInt8] in
      let bytes: [UInt8] = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      return lowFirst ? bytes : bytes.reversed()
    }
  }

  private static let windows: [UInt8] = wide.unicodeScalars.map {
    (scalar: Unicode.Scalar) -> UInt8 in
    scalar == "€" ? 0x80 : UInt8(scalar.value)
  }

  private static let saved: [(String, [UInt8])] = [
    ("UTF-16 LE with a mark", [0xFF, 0xFE] + units(lowFirst: true)),
    ("UTF-16 BE with a mark", [0xFE, 0xFF] + units(lowFirst: false)),
    ("UTF-16 LE without", units(lowFirst: true)), ("UTF-16 BE without", units(lowFirst: false)),
    ("UTF-8 with a mark", [0xEF, 0xBB, 0xBF] + Array(wide.utf8)), ("Windows-1252", windows),
  ]

  @Test(arguments: saved)
  func whatASpreadsheetSavesIsRead(encoding: String, bytes: [UInt8]) {
    let form = PortalForm(bytes, file: "portal.csv")
    #expect(form.findings.isEmpty, "\(encoding)")
    #expect(form.rows.first?.words == "Größe €", "\(encoding)")
  }
}
