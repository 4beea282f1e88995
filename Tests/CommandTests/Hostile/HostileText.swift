import Foundation
import Testing

/// A text as an enemy would write it into a name, a file or a form.
struct HostileText: Sendable, CustomTestStringConvertible {
  let name: String
  let text: String
  var testDescription: String { name }

  /// True where nothing in it is a control character, which most readers refuse.
  var isAccepted: Bool {
    text.utf8.count < 1000
      && !text.unicodeScalars.contains { $0.properties.generalCategory == .control }
  }

  /// Most readers refuse the texts that are not accepted, each for its own characters and all in the same way: two of
  /// them share the scenarios of a command, unless `RUMKIT_EVERY_TEXT` asks for all.
  func isFor(scenario number: Int) -> Bool {
    guard ProcessInfo.processInfo.environment["RUMKIT_EVERY_TEXT"] == nil else { return true }
    switch name {
    case "line ends": return number.isMultiple(of: 2)
    case "very long": return !number.isMultiple(of: 2)
    default: return true
    }
  }

  /// Stands in every text, so that a test can see that the text arrived.
  static let marker = "HSTL"
  /// Begins a line of output only where a text could break a line.
  static let forged = "FORGED-LINE"
  /// What a very long text consists of.
  static let filler = UInt8(ascii: "Q")

  static let all = [
    HostileText(
      name: "escapes",
      text: "=\(marker)\u{1B}[2J\u{1B}]0;t\u{7}\u{9B}31m\u{7F}\u{8}\u{202E}\u{2066}\n\(forged)"
        + "<script>\u{FEFF}"),
    HostileText(
      name: "line ends",
      text: "@\(marker)\r\n\(forged)\u{85}\(forged)\u{2028}\(forged)\u{B}\(forged)\u{200B}\u{E0041}"
        + "\u{3164}\u{200F}\u{0}"),
    // Nothing here is refused as a control character, so it goes as far as a text can go.
    HostileText(
      name: "markup, formulas and directions",
      text: "=\(marker)<img src=x onerror=alert(1)>\"'&;=1+1;+1;BEGIN:VALARM,\\n|`*_[x](y)?"
        + " שלום ١٢\u{200F}\u{202B}\u{61C}\u{2067}אבג;@x"),
    HostileText(
      name: "very long", text: "-\(marker)" + String(repeating: "Q", count: 40_000)),
  ]

  /// How the text that no reader refuses goes on after its marker where it was escaped for a medium.
  static func inMedium(_ format: String) -> String {
    marker + (["html", "md"].contains(format) ? "&lt;img" : "<img")
  }

  /// Escaped for a JSON string, everything but letters and digits as `\u….`.
  var inJSON: String {
    text.utf16.map { unit in
      (48...57).contains(unit) || (65...90).contains(unit) || (97...122).contains(unit)
        ? String(UnicodeScalar(UInt8(unit)))
        : "\\u" + String(0x10000 + Int(unit), radix: 16).dropFirst()
    }.joined()
  }

  /// For a cell of CSV, in quotation marks.
  var inCSV: String { "\"" + text.replacing("\"", with: "\"\"") + "\"" }

  /// For the name of a file: no `/`, no NUL, at most 200 bytes.
  var inFileName: String {
    var name = ""
    for scalar in text.unicodeScalars where scalar != "/" && scalar != "\0" {
      guard name.utf8.count + String(scalar).utf8.count <= 200 else { break }
      name.unicodeScalars.append(scalar)
    }
    return name
  }

  /// As an argument: the system takes no NUL there, nor any length.
  var asArgument: String { String(text.filter { $0 != "\0" }.prefix(9000)) }
}
