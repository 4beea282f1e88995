import Foundation
import LicenseFiles
import Testing

@testable import Assessment

@Suite("Redaction of documents") struct DocumentRedactionTests {
  private static let usage = ExampleReport.document(.standard)

  @Test("keys decide what a value is")
  func keys() throws {
    let copy = try RedactionRunner.document(
      """
      <smartLicense><smartLicenseSystemInfo><data>{"sudi":{"udi_pid":"C9800-CL-K9",
      "udi_serial_number":"9EXAMPLE001"},"nonce":"123456789","hostname":"north-wlc","timestamp":1624957959810,
      "device_list":[{"csr":"MIIBsecret","id_cert_sn":"777","product_instance_identifier":"abc-piid"}],
      "9EXAMPLE001":{"state":"OK"},"acme_corp":true,"mystery":"Acme Plant","custom":17,"note":"FAILED"}</data>
      </smartLicenseSystemInfo><correlationID>6e00000000000000000000000000a895</correlationID></smartLicense>
      """)
    for gone in [
      "9EXAMPLE001", "123456789", "north-wlc", "MIIBsecret", "777", "abc-piid", "acme", "Acme",
      "6e000",
    ] { #expect(!copy.contains(gone), "\(gone) in \(copy)") }
    for kept in [
      "C9800-CL-K9", "1624957959810", #""custom":17"#, #""note":"FAILED""#, "<rumkitRedacted/>",
      #""csr":"[removed]""#,
    ] { #expect(copy.contains(kept), "\(kept) not in \(copy)") }
  }

  @Test("elements and attributes that are values go too")
  func names() throws {
    let copy = try RedactionRunner.document(
      "<smartLicense><smartLicenseAccountInfo owner=\"Acme\"><!-- Acme --><Acme9>7</Acme9>"
        + "<customerInfo><smartAccount>Acme Ltd</smartAccount><virtualAccountId>123456</virtualAccountId>"
        + "<smartAccountDomain>acme.de</smartAccountDomain></customerInfo>"
        + "</smartLicenseAccountInfo></smartLicense>")
    #expect(!copy.lowercased().contains("acme"), "\(copy)")
    #expect(!copy.contains("123456"))
    #expect(copy.contains("<smartAccount>account-"))
  }

  @Test("every form of usage becomes a document with the mark")
  func forms() throws {
    let payload =
      #"{"asset_identification":{"instance":{"sudi":{"udi_pid":"C","udi_serial_number":"9EXAMPLE001"}}},"meta":{"report_id":5}}"#
    let quoted = payload.replacing("\"", with: "\\\"")
    for form in [
      #"{"usage":[{"payload":"\#(quoted)"}]}"#, #"{"payload":"\#(quoted)"}"#, payload,
      "\"\(quoted)\"", #"<RUMReport><![CDATA[{"payload":"\#(quoted)"}]]></RUMReport>"#,
    ] {
      let copy = try RedactionRunner.document(form)
      var reports = 0
      let bytes = Array(copy.utf8)
      let outline = try readDocument("copy", open: { MemorySource(bytes) }) {
        if case .report(let report) = $0 {
          reports += 1
          #expect(report.reportID == 5)
        }
      }
      #expect(outline.isComplete)
      #expect(outline.form.wrappings == [.redacted])
      #expect(reports == 1)
      #expect(!copy.contains("9EXAMPLE001"))
    }
  }

  @Test("the figures of a usage file stay, and the rules refuse the copy")
  func figures() throws {
    let copy = try RedactionRunner.document(Self.usage)
    func summary(_ text: String) throws -> (UsageSummary, [String]) {
      var fold = UsageSummaryFold()
      fold.begin("x")
      var judge = Judge(.standard, context: RuleContext(now: 1_800_000_000))
      judge.begin("x")
      var ids: [String] = []
      let bytes = Array(text.utf8)
      let outline = try readDocument("x", open: { MemorySource(bytes) }) {
        if case .report(let report) = $0 { fold.add(report) }
        ids += judge.take($0).map(\.id)
      }
      ids += judge.end(outline).map(\.id)
      return (fold.finish(), ids)
    }
    let (before, clean) = try summary(Self.usage)
    let (after, marked) = try summary(copy)
    #expect(before.totals == after.totals)
    #expect(
      before.productInstances.map { $0.entitlements.map(\.peak) }
        == after.productInstances.map { $0.entitlements.map(\.peak) })
    #expect(before.productInstances.map(\.udi) != after.productInstances.map(\.udi))
    #expect(!clean.contains("usage/redacted"))
    #expect(marked.contains("usage/redacted"))
  }

  @Test("a redacted ACK is never imported")
  func importRefuses() throws {
    let text = AckFixtures.document(AckFixtures.data(nil, #""text":"x""#))
    for (document, expected) in [(try RedactionRunner.document(text), true), (text, false)] {
      var file = AckMatchResult.File(
        content: try AckFixtures.content(document), outcome: .matched)
      file.devices = [AckFixtures.first]
      guard case .unusable(let finding) = ImportDecision(file, importedAt: nil, again: nil) else {
        #expect(!expected)
        continue
      }
      #expect(finding.id == "import/redacted")
      #expect(expected)
    }
  }

  @Test("one value, one pseudonym, in all files; another key, another pseudonym")
  func consistency() throws {
    let documents: [(String, DocumentRedaction.Form)] = [
      (
        #"{"payload":"{\"meta\":{\"report_id\":1},\"asset_identification\":{\"instance\":{\"sudi\":{\"udi_serial_number\":\"9EXAMPLE001\"}}}}"}"#,
        .document
      ),
      ("the box 9EXAMPLE001 in file xx9EXAMPLE001xx\n", .deviceOutput),
    ]
    let run = try RedactionRunner.run(documents)
    let entry = try #require(run.vault.entries.first { $0.original == "9EXAMPLE001" })
    #expect(run.copies.allSatisfy { $0.contains(entry.pseudonym) && !$0.contains("9EXAMPLE001") })
    #expect(run.copies[1].contains("xx\(entry.pseudonym)xx"))
    #expect(entry.pseudonym.count == 11)
    let again = try RedactionRunner.run(documents.reversed())
    #expect(again.vault.entries == run.vault.entries)
    let other = try RedactionRunner.run(documents, key: Array("another key".utf8))
    #expect(other.vault.entries.map(\.pseudonym) != run.vault.entries.map(\.pseudonym))
  }

  @Test("pseudonyms keep the shape, differ, and are nobody's original")
  func shapes() throws {
    let vault = IdentityVault(key: RedactionRunner.key)
    for number in 0..<900 {
      _ = vault.replace("10.0.\(number / 250).\(number % 250)", .ipv4Address)
      _ = vault.replace("FZZ\(1000 + number)A00B", .serialNumber)
      _ = vault.replace("host\(number)", .hostName)
      _ = vault.replace("\(number % 40)", .accountID)
    }
    vault.seal()
    let entries = vault.entries
    #expect(Set(entries.map(\.pseudonym)).count == entries.count)
    #expect(Set(entries.map(\.pseudonym)).isDisjoint(with: entries.map(\.original)))
    for entry in entries where entry.kind == .serialNumber {
      #expect(
        entry.pseudonym.map { $0.isNumber ? "9" : $0.isUppercase ? "A" : "a" }
          == entry.original.map { $0.isNumber ? "9" : $0.isUppercase ? "A" : "a" })
    }
    for entry in entries where entry.kind == .ipv4Address {
      #expect(
        ["192.0.2.", "198.51.100.", "203.0.113.", "198.18.", "198.19."].contains {
          entry.pseudonym.hasPrefix($0)
        })
    }
    #expect(vault.replace("AABB.cc00.1122", .macAddress).count == 14)
  }
}
