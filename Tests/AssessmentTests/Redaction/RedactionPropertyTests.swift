import Foundation
import LicenseFiles
import Testing

@testable import Assessment

/// No original is left, whatever notation it stands in.
@Suite("Redaction, properties") struct RedactionPropertyTests {
  private static let letters = Array("ABCDEFGHJKLMNPQRSTUVWXYZ")

  private func word(_ random: inout SeededGenerator, _ count: Int) -> String {
    String((0..<count).map { _ in Self.letters.randomElement(using: &random) ?? "X" })
  }

  private func serial(_ random: inout SeededGenerator) -> String {
    let number = Int.random(in: 1000...9999, using: &random)
    return Bool.random(using: &random)
      ? "\(word(&random, 3))\(number)\(word(&random, 4))" : "9\(word(&random, 6))\(number)"
  }

  /// A notation of a value as it may stand in running text.
  private func written(_ value: String, _ random: inout SeededGenerator) -> String {
    let bytes = Array(value.utf8)
    switch Int.random(in: 0..<11, using: &random) {
    case 0: return value
    case 1: return value.lowercased()
    case 2: return HiddenForms.hex(bytes)
    case 3: return bytes.map { "%" + HiddenForms.hex([$0]) }.joined()
    case 4: return bytes.map { "\\u00" + HiddenForms.hex([$0]) }.joined()
    case 5: return bytes.map { "&#\($0);" }.joined()
    case 6: return HiddenForms.base64(bytes)
    case 7: return HiddenForms.base64([0x61] + bytes)
    case 8: return HiddenForms.base64([0x61, 0x62] + bytes + [0x63])
    case 9: return "file_\(value)_x"
    // A word without a digit, with a letter in front, is another word.
    default: return value.contains(where: \.isNumber) ? "x\(value)" : value
    }
  }

  @Test("nothing is left in text, documents and messages", arguments: 1...150)
  func nothingIsLeft(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let serials = (0..<4).map { _ in serial(&random) }
    let host = "wlc-\(word(&random, 5).lowercased())-\(Int.random(in: 10...99, using: &random))"
    let account = "\(word(&random, 6)) \(word(&random, 4)) Ltd"
    let user = "u\(word(&random, 6).lowercased())"
    let secret = "S3c\(word(&random, 8))"
    let address =
      "10.\(Int.random(in: 100...199, using: &random)).7.\(Int.random(in: 10...99, using: &random))"
    var lines = [
      "\(host)#show license all", "  Smart Account: \(account) As of Sep 01 09:38:50 2025 UTC",
      "UDI: PID:C9800-CL-K9,SN:\(serials[0])", "username \(user) password 7 \(secret)",
      " ip address \(address) 255.255.255.0",
    ]
    for value in serials + [host, user, address] {
      lines.insert(
        "note \(written(value, &random)) end", at: Int.random(in: 0...lines.count, using: &random))
    }
    let payload =
      #"{"meta":{"report_id":1},"asset_identification":{"instance":{"sudi":{"udi_pid":"C9800-CL-K9","#
      + #""udi_serial_number":"\#(serials[1])"}}},"message":"\#(written(host, &random).replacing("\\", with: "\\\\"))"}"#
    let quoted = payload.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    let document =
      "<smartLicense><RUMReport><![CDATA[{\"payload\":\"\(quoted)\"}]]></RUMReport>"
      + "<smartLicenseRumAck><data>[{\"\(serials[2])\":\"OK\",\"message\":\"to \(account)\"}]</data>"
      + "<signature>\(HiddenForms.base64(Array(serials[3].utf8)))</signature></smartLicenseRumAck>"
      + "<smartLicenseSystemInfo><data>{\"sudi\":{\"udi_serial_number\":\"\(serials[3])\"}}</data>"
      + "</smartLicenseSystemInfo></smartLicense>"
    let run = try RedactionRunner.run([
      (lines.joined(separator: "\n"), .deviceOutput), (document, .document),
      ("log about \(serials.joined(separator: ", ")) of \(account)\nby \(user)\n", .deviceOutput),
    ])
    let copy = run.copies.joined(separator: "\n")
    let lower = copy.lowercased()
    for value in serials + [host, account, user, secret, address] {
      for form in HiddenForms.all(of: value) where form.utf8.count >= 4 {
        #expect(!copy.contains(form), "seed \(seed): \(value) as \(form)\n\(copy)")
      }
      #expect(!lower.contains(value.lowercased()), "seed \(seed): \(value)")
    }
  }

  @Test("random bytes neither crash nor hang", arguments: 1...60)
  func hostile(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let pieces = [
      "{\"", "\\", "%", "&#", "::", "a:b:", "9EXAMPLE001", "\n", " ", "SN:", "banner x ", "^C",
      "certificate ca", "AP Name  ", "\u{0}", "é", "password", "key 7", "]]>", "=", "<", "\"}", "[",
      "1.2.3.4", "@", "-----BEGIN ", "ffff", "://a:b@", "regid.", "\r",
    ]
    let text = (0..<300).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
    _ = try RedactionRunner.run([(text, .deviceOutput), ("x9EXAMPLE001", .deviceOutput)])
    let escaped = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      .replacing("\u{0}", with: "").replacing("]]>", with: "")
    let copy = try RedactionRunner.document("<smartLicense><x>\(escaped)</x></smartLicense>")
    #expect(copy.hasSuffix("</smartLicense>\n"))
  }
}
