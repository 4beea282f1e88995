import Testing

@testable import Assessment

/// What people and spreadsheets make of the form.
@Suite struct PortalFormTests {
  private func form(_ row: String) -> PortalForm {
    PortalForm(Array(Self.table(row).utf8), file: "portal.csv")
  }

  /// The second line of the form, as pack writes it.
  private static let note =
    "# fill in:,,,2026-11-24T10:00:00Z,\"one of: \(PortalStatus.words)\",what the portal says,"
    + "the name of the ACK"

  private static func table(_ row: String) -> String {
    """
    file,sha256,virtual_account,uploaded_at,status,portal_words,ack_file
    \(note)
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

  /// Whoever is told something by a row like the note is told so; the words of the note in a row of a file
  /// are the portal's words.
  @Test func onlyTheNoteThatPackWritesIsSkipped() {
    let filled = form(",rejected,# fill in:,")
    #expect(filled.findings.isEmpty && filled.rows.map(\.words) == ["# fill in:"])
    for row in [
      Self.note, "# fill in:,,,,,,", "# send it to evil.example first,,,,,,",
      "# fill in:,,,,one of: a,b,c",
    ] {
      let form = PortalForm(
        Array((Self.table(",uploaded,,") + row + "\n").utf8), file: "portal.csv")
      #expect(form.findings.map(\.id) == ["portal/row-bad"], "\(row)")
      #expect(form.findings.first?.location.line == 4)
    }
    // A person may take the note away, and a spreadsheet may write its time another way.
    let without = Self.table(",uploaded,,").replacing(Self.note + "\n", with: "")
    #expect(PortalForm(Array(without.utf8), file: "portal.csv").rows.count == 1)
    let other = CSVRows(Array(Self.table(",uploaded,,").utf8)).rows.map { row in
      row.cells.map { $0 == "2026-11-24T10:00:00Z" ? "11/24/26 10:00 AM" : $0 }
        .joined(separator: ";") + "\r\n"
    }.joined()
    #expect(PortalForm(Array(other.utf8), file: "portal.csv").findings.isEmpty, "\(other)")
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
