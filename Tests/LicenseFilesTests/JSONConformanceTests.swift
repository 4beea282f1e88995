import LicenseFiles
import Testing

/// RFC 8259, case by case: what must be accepted and what must be refused.
@Suite struct JSONConformanceTests {
  @Test(arguments: [
    "[]", "[[]   ]", "[\"\"]", "{}", "{\"\":0}", "{\"a\":[]}", "{\"a\":\"b\",\"a\":\"b\"}",
    "{\"a\":\"b\",\"a\":\"c\"}", "{ \"min\": -1.0e+28, \"max\": 1.0e+28 }", "[null, 1, \"1\", {}]",
    "[true]", "[false]", "[null]", "42", "-0.1", "null", "true", "false", "\"asd\"", "\"\"",
    "\" \"",
    " [1]", "[1]\n", "[2] ", "[1\n]", "[ 4]", "[-0]", "[-123]", "[-1]", "[-0]", "[0e+1]", "[0e1]",
    "[1E22]", "[1E-2]", "[1E+2]", "[123e45]", "[123.456e78]", "[1e-2]", "[1e+2]", "[123]",
    "[123.456789]", "[20e1]", "[123e65]",
    "[-0.000000000000000000000000000000000000000000000000000000000000000000000000000001]",
    "[\"\\u0060\\u012a\\u12AB\"]", "[\"\\uD801\\udc37\"]", "[\"\\ud83d\\ude39\\ud83d\\udc8d\"]",
    "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]", "[\"\\\\u0000\"]", "[\"\\\"\"]", "[\"a/*b*/c/*d//e\"]",
    "[\"\\\\a\"]", "[\"\\\\n\"]", "[\"\\u0012\"]", "[\"\\uFFFF\"]", "[\"asd\"]", "[ \"asd\"]",
    "[\"\\uDBFF\\uDFFF\"]", "[\"new\\u00A0line\"]", "[\"\u{10FFFF}\"]", "[\"\u{FFFF}\"]",
    "[\"\\u0000\"]", "[\"\\u002c\"]", "[\"\u{3C0}\"]", "[\"\u{1BFFF}\"]", "[\"asd \"]",
    "[\"\\uD834\\uDd1e\"]", "[\"\\u0821\"]", "[\"\\u0123\"]", "[\"\u{2028}\"]", "[\"\u{2029}\"]",
    "[\"\\u0061\\u30af\\u30EA\\u30b9\"]", "[\"\u{7F}\"]", "[\"\\uA66D\"]", "[\"\\u0022\"]",
    "[\"€𝄞\"]", "[\"a\u{7F}a\"]", "\t[]\r\n", "{\"asd\":\"sdf\"}", "{\"a\\u0000b\":1}",
    "{\"title\":\"\\u041f\\u043e\\u043b\"}",
  ])
  func whatMustBeAcceptedIs(_ text: String) {
    #expect(throws: Never.self) { try JSONValue(Array(text.utf8)) }
  }

  @Test(arguments: [
    "", " ", "[1 true]", "[a]", "[\"\": 1]", "[\"\"],", "[,1]", "[1,,2]", "[\"x\",,]", "[\"x\"]]",
    "[\"\",]", "[\"x\"", "[x", "[3[4]]", "[1,]", "[,]", "[-]", "[   , \"\"]", "[\"a\",\n4\n,1,",
    "[1,\n1\n,1", "[*]", "[\"\"", "[1,", "[{}", "[fals]", "[nul]", "[tru]", "[++1234]", "[+1]",
    "[+Inf]", "[-01]", "[-1.0.]", "[-2.]", "[-NaN]", "[.-1]", "[.2e-3]", "[0.1.2]", "[0.3e+]",
    "[0.3e]", "[0.e1]", "[0E]", "[0E+]", "[0e]", "[0e+]", "[1.0e+]", "[1.0e-]", "[1.0e]",
    "[1 000.0]", "[1eE2]", "[2.e+3]", "[2.e-3]", "[2.e3]", "[9.e+]", "[Inf]", "[NaN]", "[\u{FF11}]",
    "[1+2]", "[0x1]", "[0x42]", "[Infinity]", "[0e+-1]", "[-123.123foo]", "[-Infinity]", "[-foo]",
    "[- 1]", "[-012]", "[-.123]", "[-1x]", "[1ea]", "[1.]", "[.123]", "[1.2a-3]",
    "[1.8011670033376514H-308]",
    "[012]", "[\"x\", truth]", "{[: \"x\"}", "{\"x\", null}", "{\"x\"::\"b\"}", "{🇨🇭}",
    "{\"a\":\"a\" 123}", "{key: 'value'}", "{\"a\" b}", "{:\"b\"}", "{\"a\" \"b\"}", "{\"a\":",
    "{\"a\"", "{1:1}", "{9999E9999:1}", "{null:null,null:null}", "{\"id\":0,,,,,}", "{'a':0}",
    "{\"id\":0,}", "{\"a\":\"b\"}/**/", "{\"a\":\"b\"}//", "{\"a\":\"b\",,\"c\":\"d\"}",
    "{a: \"b\"}",
    "{\"a\":\"a", "{ \"foo\" : \"bar\", \"a\" }", "{\"a\":\"b\"}#", "[\"\\uD800\\\"]",
    "[\"\\uD800\\u\"]", "[\"\\uD800\\u1\"]", "[\"\\uD800\\u1x\"]", "[é]", "[\"\\\u{0}\"]",
    "[\"\\x00\"]",
    "[\"\\\\\\\"]", "[\"\\\t\"]", "[\"\\🌀\"]", "[\"\\\"]", "[\"\\u00A\"]", "[\"\\uD834\\uDd\"]",
    "[\"\\uD800\\uD800\\x\"]", "[\"\\a\"]", "[\"\\uqqqq\"]", "[\\u0020\"asd\"]", "[\\n]", "\"",
    "['single quote']", "abc", "[\"\\", "[\"a\u{0}a\"]", "[\"new\nline\"]", "[\"\t\"]",
    "\"\\UA66D\"",
    "\"\"x", "<.>", "[<null>]", "[1]x", "[1]]", "[\"asd]", "å", "[True]", "1]", "{\"x\": true,",
    "[][]", "]", "[", "{}}", "{\"\":", "{\"a\":/*comment*/\"b\"}", "{\"a\": true} \"x\"", "['",
    "[,", "[{", "[\"a", "[\"a\"", "{", "{]", "{,", "{[", "{\"a", "{'a'", "[\"\\{[\"\\{[\"\\{[\"\\{",
    "*", "{\"a\":\"b\"}#{}", "[\\u000A\"\"]", "[1", "[ false, nul", "[ true, fals", "[ false, tru",
    "{\"asd\":\"asd\"", "[\u{2060}]", "\u{2060}", "\u{FEFF}[1]", "[\u{C}]",
  ])
  func whatMustBeRefusedIs(_ text: String) {
    #expect(throws: JSONError.self) { try JSONValue(Array(text.utf8)) }
  }

  @Test(
    arguments: [
      [0x22, 0xE9, 0x22], [0x22, 0xFF, 0x22], [0x22, 0xC0, 0xAF, 0x22], [0x22, 0x81, 0x22],
      [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xF4, 0xBF, 0xBF, 0xBF, 0x22],
      [0x22, 0xE0, 0xFF, 0x22],
      [0x22, 0xFC, 0x80, 0x80, 0x80, 0x80, 0x80, 0x22], [0x5B, 0xE5, 0x5D], [0x22, 0xC3, 0x22],
    ] as [[UInt8]])
  func bytesThatAreNotUTF8AreRefused(_ bytes: [UInt8]) {
    #expect(throws: JSONError.self) { try JSONValue(bytes) }
  }

  @Test(arguments: ["[", "{\"\":", "[{\"\":"])
  func aHundredThousandOpenValuesAreRefusedAtTheLimit(_ open: String) {
    let text = String(repeating: open, count: 100_000)
    #expect(throws: JSONError(.tooDeep, at: 64 * open.utf8.count / (open == "[{\"\":" ? 2 : 1))) {
      try JSONValue(Array(text.utf8))
    }
  }

  @Test func depthWithinTheLimitPasses() {
    let text = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
    #expect(throws: Never.self) { try JSONValue(Array(text.utf8)) }
  }

  @Test(arguments: ["[0,0,0,0]", "{\"a\":0,\"b\":[]}", "[[[[[]]]]]"])
  func asManyValuesAreKeptAsTheLimitAllows(_ text: String) throws {
    _ = try JSONValue(Array(text.utf8), values: 5)
    let code = #expect(throws: JSONError.self) { try JSONValue(Array(text.utf8), values: 4) }?.code
    #expect(code == .tooMany)
  }

  @Test func escapesAreUndone() throws {
    let value = try JSONValue(Array(#""\"\\\/\b\f\n\r\t\u20ac\ud834\udd1e\ud800x""#.utf8))
    #expect(value.string == "\"\\/\u{8}\u{C}\n\r\t€𝄞\u{FFFD}x")
  }

  @Test func aDuplicateKeyInAPayloadIsReportedHoweverItIsSpelt() throws {
    for key in ["meta", "\\u006deta"] {
      let payload = #"{"meta":{"report_id":1},""# + key + #"":{}}"#
      let findings = try read(Array(ExampleText.report(payload).utf8)).findings.map(\.id)
      #expect(findings.contains("usage/duplicate-key"))
    }
  }

  @Test func anObjectOfManyKeysIsReadInBoundedTime() throws {
    let members = (0..<200_000).map { "\"k\($0)\":0" }.joined(separator: ",")
    let text = "<smartLicense><RUMReport><![CDATA[{\(members)}]]></RUMReport></smartLicense>"
    #expect(try read(Array(text.utf8)).findings.map(\.id) == ["usage/payload-not-a-string"])
  }
}
