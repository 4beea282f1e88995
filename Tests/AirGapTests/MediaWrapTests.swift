@testable import Assessment
import Foundation
import LicenseFiles
import Testing

@testable import AirGap

/// Documents made around reports: the payload strings are the very same bytes.
@Suite struct MediaWrapTests {
  private typealias Fix = MediaFixtures

  private func wrap(_ bytes: [UInt8]) throws -> (PackCandidate, WrappedDocument) {
    let candidate = try #require(Fix.candidates([("in", bytes)]).first)
    return (candidate, try WrappedDocument(candidate))
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test func theRESTAnswerIsWrappedReportByReport() throws {
    let bytes = Fix.restAnswer([1, 2, 3])
    let (candidate, document) = try wrap(bytes)
    #expect(document.bytes.starts(with: Array("<smartLicense><RUMReport><![CDATA[{".utf8)))
    #expect(text(document.bytes).components(separatedBy: "<RUMReport>").count == 4)
    let again = try #require(Fix.candidates([("again", document.bytes)]).first)
    #expect(again.outline.form.isDeviceDocument)
    #expect(again.reports.map(\.payload) == candidate.reports.map(\.payload))
    // Each report object is copied whole: signature and all.
    let inner = text(document.bytes).components(separatedBy: "<![CDATA[").dropFirst().compactMap {
      $0.components(separatedBy: "]]>").first
    }
    #expect(inner.count == 3)
    for report in inner { #expect(text(bytes).contains(report)) }
  }

  @Test func aBareReportACaptureAndBase64AreWrapped() throws {
    let whole = text(Fix.usage())
    let bare = whole.replacing("<smartLicense>\n", with: "").replacing("</smartLicense>", with: "")
    let capture = "WLC#more bootflash:rum.txt\n" + whole + "WLC#\n"
    let encoded = Data(whole.utf8).base64EncodedString(options: .lineLength76Characters)
    for form in [bare, capture, encoded] {
      let (candidate, document) = try wrap(Array(form.utf8))
      #expect(!candidate.outline.form.isDeviceDocument)
      let again = try #require(Fix.candidates([("again", document.bytes)]).first)
      #expect(again.reports.map(\.payload) == candidate.reports.map(\.payload))
    }
  }

  @Test func aPayloadAloneIsNotWrapped() throws {
    let payload = Array(ExamplePayload.text.utf8)
    #expect(throws: ReadingError.self) { try wrap(payload) }
  }

  @Test func aWrappedDocumentGoesOutAndIsMarked() throws {
    let candidates = Fix.candidates([("rest.json", Fix.restAnswer([1]))])
    let document = try WrappedDocument(try #require(candidates.first))
    let plan = PackPlanner.plan(candidates, .init(wrap: true), wrapped: [0: document])
    #expect(plan.files.map(\.wrapped) == [document.bytes])
    #expect(plan.files.map(\.sha256) == [document.sha256])
  }
}

private enum ExamplePayload {
  static let text = #"{"version":"2.0","asset_identification":{"report_id":1}}"#
}
