import Foundation
import LicenseFiles
import Testing

@testable import AirGap
@testable import Assessment

/// Texts that people, files and devices may give, in every place where a text can stand.
@Suite struct LedgerHostileTests {
  static let texts = [
    "", " ", "'; DROP TABLE event; --", "\"", "\\", "\u{0}", "a\u{0}b", "\u{1B}[2J", "\r\n",
    "\u{2028}\u{202E}", "e\u{301}", "\u{E9}", "\u{FEFF}", "\u{10FFFF}", "-1", "9223372036854775808",
    "1e400", "NaN", "%s%n", String(repeating: "x", count: 5000),
    String(repeating: "{[", count: 500),
  ]

  @Test(arguments: texts.indices)
  func everyPlaceTakesAnyText(_ place: Int) throws {
    let text = Self.texts[place]
    let site = try TemporarySite()
    defer { site.remove() }
    let device = UDI(pid: "P" + text, serial: "S" + text)
    var drafts: [SiteEventDraft] = []
    for kind in SiteEventKind.allCases where kind != .siteCreated {
      drafts.append(
        SiteEventDraft(
          kind, TemporarySite.device,
          Dictionary(uniqueKeysWithValues: SiteDetail.allCases.map { ($0, text) }),
          reports: [TemporarySite.report(1)]))
    }
    let author = LedgerAuthor(
      operatorName: text, witness: text, host: text, time: 200, clock: 200)
    let written = try site.ledger.append(drafts, by: author)
    let read = try site.ledger.read { reader throws(LedgerError) in try reader.events(after: 1) }
    #expect(read.count == written.count)
    for (one, two) in zip(read, written) {
      #expect(one.details == two.details)
      #expect(one.operatorName == text)
      #expect(one.witness == text)
    }
    if text.utf8.contains(0) {
      #expect(throws: LedgerError(.refused, "")) {
        try site.add(.deviceRegistered, device, at: 300)
      }
    } else {
      try site.add(.deviceRegistered, device, at: 300)
      #expect(try site.record(of: device)?.udi == device)
    }
    #expect(try site.check().findings.map(\.message) == [])
  }

  /// Two spellings of one letter are one to Swift and two to the database.
  @Test func spellingsOfOneLetterStayApart() throws {
    let site = try TemporarySite()
    defer { site.remove() }
    let composed = UDI(pid: "C9800", serial: "\u{E9}")
    let decomposed = UDI(pid: "C9800", serial: "e\u{301}")
    try site.add(.deviceRegistered, composed, at: 200)
    try site.add(.deviceRegistered, decomposed, at: 300, [.hostName: "b"])
    try site.ledger.append(
      [SiteEventDraft(.deviceRegistered, decomposed), SiteEventDraft(.deviceRegistered, composed)],
      by: TemporarySite.author(400))
    #expect(try site.check().findings.map(\.message) == [])
  }
}
