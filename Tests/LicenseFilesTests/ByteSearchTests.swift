import Testing

@testable import LicenseFiles

struct ByteSearchTests {
  @Test(arguments: [
    ("", "", true), ("a", "", true), ("", "a", false), ("ab", "abc", false), ("abc", "abc", true),
    ("xabc", "abc", true), ("xabcx", "abc", true), ("xabxabc", "abc", true), ("aab", "ab", true),
    ("abab", "aba", true), ("ab", "b", true), ("ab", "A", false),
    // Bytes, not letters that look alike.
    ("cafe\u{301}", "caf\u{E9}", false), ("cafe\u{301}", "cafe", true), ("12 \u{212A}", "K", false),
    ("grün", "ü", true),
  ])
  func findsBytes(_ text: String, _ part: String, _ isIn: Bool) {
    #expect(text.contains(part) == isIn)
    #expect("<\(text)>".dropFirst().dropLast().contains(part) == isIn)
  }

  /// Texts of two letters, in which a wrong step over a false start would show.
  @Test func findsWhatALetterByLetterSearchFinds() {
    let seed = UInt64.random(in: 0 ... .max)
    var state = seed
    func letter() -> Character {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 63 == 0 ? "a" : "b"
    }
    for _ in 0..<5_000 {
      let text = String((0..<12).map { _ in letter() })
      let part = String((0..<4).map { _ in letter() })
      let isIn = text.indices.contains { text[$0...].hasPrefix(part) }
      #expect(text.contains(part) == isIn, "'\(part)' in '\(text)', seed \(seed)")
    }
  }
}
