import Foundation
import LicenseFiles
import Testing

@testable import AirGap
@testable import Assessment

/// rumkit-ledger(5) shows real lines: they are what this version writes, and they give their hashes.
@Suite struct LedgerPageTests {
  private static let page = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "man/rumkit-ledger.5")

  /// The paragraphs of the displays, their folded lines joined.
  private static func displays() throws -> [String] {
    let text = try String(contentsOf: page, encoding: .utf8)
    return text.components(separatedBy: "\n.Bd -literal\n").dropFirst().flatMap { part in
      (part.components(separatedBy: "\n.Ed").first ?? "").components(separatedBy: "\n\n")
    }.map { $0.replacing("\n", with: "").replacing("\\&", with: "") }
  }

  @Test func theLinesOfThePageAreAChain() throws {
    let displays = try Self.displays()
    let bodies = displays.filter { $0.hasPrefix("{\"number\"") }
    #expect(bodies.count == 2)
    var previous = ChainHead.empty.hash
    for body in bodies {
      let contents = try #require(EventBodyContents(body))
      #expect(contents.previous == previous)
      var event = try #require(contents.event)
      if contents.reportCount == 1 {
        event.reports = [
          SiteReport(
            device: try #require(event.device), id: 1_770_100_001,
            payload: SHA256Digest(hashing: Array("payload".utf8)))
        ]
      }
      #expect(EventBody(event, previous: previous).text == body)
      previous = SHA256Digest(hashing: Array(body.utf8)).description
      if contents.number == 1 { #expect(displays.contains(previous)) }
    }
    let report = try #require(displays.first { $0.hasPrefix("11:C9800-CL-K9") })
    #expect(
      EventBodyContents(bodies[1])?.reportsHash
        == SHA256Digest(hashing: Array(report.utf8)).description)
  }

  @Test func thePageListsEveryKindAndState() throws {
    let text = try String(contentsOf: Self.page, encoding: .utf8)
    for kind in SiteEventKind.allCases { #expect(text.contains("\n.It Li \(kind.rawValue)\n")) }
    for word in ReportStates(rawValue: .max).words {
      #expect(text.contains("\n.It Li \(word)\n"), "\(word)")
    }
  }
}
