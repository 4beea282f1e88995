import LicenseFiles
import Testing

/// The text of CDATA sections mostly passes the XML parser by; these documents hold what could make
/// that go wrong. Pieces are larger than the reader's buffer, so that sections lie across its edges.
@Suite struct CDATASectionTests {
  private static let fragments = [
    "]", "]]", ">", "]>", "<", "\n", "\t", "é", "€𝄞", "&amp;", "<![CDATA[", "<!--", "-->", "?>",
    String(repeating: "plain ", count: 20), String(repeating: "0123456789", count: 9000),
  ]

  /// A section as it must be written: what would close it is divided over two.
  private func section(_ text: String) -> String {
    "<![CDATA[" + text.replacing("]]>", with: "]]]]><![CDATA[>") + "]]>"
  }

  @Test func sectionsGiveTheirTextWhateverItHolds() throws {
    let seed = UInt64.random(in: 0..<1_000_000)
    print("seed \(seed)")
    var state = seed
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(truncatingIfNeeded: state >> 33) % bound
    }
    for _ in 0..<60 {
      let texts = (0..<5).map { _ in
        (0..<next(12)).map { _ in Self.fragments[next(Self.fragments.count)] }.joined()
      }
      let body = texts.map {
        "<data>\(section($0))</data><!-- <![CDATA[ \($0.replacing("-", with: "+")) --><?p <![CDATA[ ?>"
      }
      let document =
        "<smartLicense><smartLicenseRumAck>\(body.joined())</smartLicenseRumAck></smartLicense>\n"
      let result = try read(Array(document.utf8), step: 1 + next(400_000))
      #expect(result.outline.isComplete, "seed \(seed)")
      #expect(result.findings.isEmpty, "seed \(seed)")
      #expect(result.blocks.first?.element.children.map(\.text) == texts, "seed \(seed)")
    }
  }

  @Test(arguments: ["\u{1}", "\u{FFFF}"])
  func aCharacterThatXMLForbidsIsRefusedOnItsLine(_ character: String) throws {
    let text = String(repeating: "plain ", count: 100)
    let document = "<smartLicense>\n<x>\n<![CDATA[\(text)\(character)\(text)]]></x></smartLicense>"
    let result = try read(Array(document.utf8))
    #expect(result.findings.map(\.id) == ["usage/not-well-formed"])
    #expect(result.findings.first?.location.line == 3)
  }

  @Test(arguments: ["\t", "\u{FFFD}", "\u{7F}"])
  func aCharacterThatXMLAllowsIsTaken(_ character: String) throws {
    let text = String(repeating: "plain ", count: 100) + character
    let document = "<smartLicense>\n<x>\n<![CDATA[\(text)]]></x></smartLicense>"
    let result = try read(Array(document.utf8))
    #expect(result.outline.isComplete)
    #expect(result.blocks.first?.element.text == "\n" + text)
  }

  @Test func aSectionThatIsNeverClosedIsATruncation() throws {
    let text = String(repeating: "plain ", count: 100_000)
    let result = try read(Array("<smartLicense><RUMReport><![CDATA[{\"payload\":\"\(text)".utf8))
    #expect(result.findings.map(\.id) == ["usage/truncated"])
    #expect(result.findings.first?.message.contains("inside report 1") == true)
  }

  @Test(arguments: [1 << 20, 100_001, 4099])
  func offsetsAndLinesHoldBehindLongSections(_ step: Int) throws {
    let filling = String(repeating: "x", count: 150_000)
    let payload = ExampleText.payloadV2.replacing("\"b\"", with: "\"\(filling)\"")
    let text =
      "<smartLicense>\n"
      + String(repeating: ExampleText.block(payload) + "\n", count: 4) + "</smartLicense>\n"
    let bytes = Array(text.utf8)
    let result = try read(bytes, step: step)
    #expect(result.reports.map(\.location.line) == [2, 3, 4, 5])
    for report in result.reports {
      let offset = try #require(report.payload.offset)
      let slice = bytes[offset..<offset + report.payload.length]
      #expect("\"" + String(decoding: slice, as: UTF8.self) + "\"" == ExampleText.escaped(payload))
    }
  }

  @Test(arguments: [
    #""b""#, #""b\"c\\""#, #""é""#, #""\u0041""#, #"" ""#, #"{"":"","b":[""]}"#, #""""#,
  ])
  func aPayloadReadsTheSameInItsEnvelopeAndBare(_ value: String) throws {
    let payload = ExampleText.payloadV2.replacing("\"b\"", with: value)
    let document = "<smartLicense>\(ExampleText.block(payload))</smartLicense>"
    let enveloped = try #require(try read(Array(document.utf8)).reports.first)
    let bare = try #require(try read(Array(payload.utf8)).reports.first)
    #expect(enveloped.payload.sha256 == SHA256Digest(hashing: Array(payload.utf8)))
    #expect(enveloped.unknownFields == [UnknownField(path: "meta.customer_tag", text: value)])
    #expect(enveloped.unknownFields == bare.unknownFields)
    #expect(enveloped.measurements == bare.measurements)
    #expect(enveloped.productInstance == bare.productInstance)
    #expect(enveloped.reportID == bare.reportID)
  }
}
