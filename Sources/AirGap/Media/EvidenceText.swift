import LicenseFiles

/// What evidence writes as it is. The list is fixed here, because a newer Unicode must not change a
/// hash; characters may be added, since a line that was hashed is never spelled again.
enum EvidenceText {
  /// False for what a terminal acts on, for what reorders a line, and for what nobody sees.
  static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{AD}", "\u{34F}", "\u{61C}",
      "\u{115F}"..."\u{1160}", "\u{180B}"..."\u{180F}", "\u{200B}"..."\u{200F}",
      "\u{2028}"..."\u{202E}", "\u{2060}"..."\u{206F}", "\u{3164}", "\u{FE00}"..."\u{FE0F}",
      "\u{FEFF}", "\u{FFA0}", "\u{FFF0}"..."\u{FFFB}", "\u{E0000}"..."\u{E0FFF}":
      false
    default: true
    }
  }

  /// A string of JSON, always spelled the same way: what is not plain is written as an escape.
  static func quoted(_ text: String) -> String {
    quotedJSON(text, shortens: false, isPlain: isPlain)
  }
}
