import LicenseFiles

/// JSON for the tool's own output: keys keep their order, two spaces of indentation.
///
/// It writes reports of this tool only; signed payloads are never written again.
public indirect enum JSONText: Sendable, Hashable {
  case object([(String, JSONText)])
  case array([JSONText])
  case string(String)
  case integer(Int64)
  case number(Double)
  case bool(Bool)
  case null

  /// A string, or null.
  init(_ text: String?) { self = text.map { .string($0) } ?? .null }
  /// A whole number, or null.
  init(_ number: Int64?) { self = number.map { .integer($0) } ?? .null }
  /// A whole number, or null.
  init(_ number: Int?) { self = number.map { .integer(Int64($0)) } ?? .null }

  /// The text, with a line feed at its end.
  public var text: String {
    var result = ""
    write { result += $0 }
    return result
  }

  /// Writes the text, with a line feed at its end, piece by piece: a list of thousands of devices is never
  /// in memory as text.
  func write(to sink: (String) -> Void) {
    var piece = ""
    write(to: &piece, indent: 0, sink)
    sink(piece + "\n")
  }

  /// The text on one line, without a line feed.
  var line: String {
    switch self {
    case .object(let members):
      return "{"
        + members.map { "\(Self.quoted($0.0)):\($0.1.line)" }.joined(separator: ",") + "}"
    case .array(let elements): return "[" + elements.map(\.line).joined(separator: ",") + "]"
    case .string, .integer, .number, .bool, .null:
      var result = ""
      write(to: &result, indent: 0) { _ in }
      return result
    }
  }

  private static let pieceSize = 64 << 10

  /// - Parameter sink: takes what has come together when it is more than a piece.
  private func write(to result: inout String, indent: Int, _ sink: (String) -> Void) {
    if result.utf8.count >= Self.pieceSize {
      sink(result)
      result.removeAll(keepingCapacity: true)
    }
    let inner = String(repeating: " ", count: indent + 2)
    switch self {
    case .object(let members):
      guard !members.isEmpty else { return result += "{}" }
      result += "{"
      for (index, member) in members.enumerated() {
        result += (index == 0 ? "\n" : ",\n") + inner + Self.quoted(member.0) + ": "
        member.1.write(to: &result, indent: indent + 2, sink)
      }
      result += "\n" + String(repeating: " ", count: indent) + "}"
    case .array(let elements):
      guard !elements.isEmpty else { return result += "[]" }
      result += "["
      for (index, element) in elements.enumerated() {
        result += (index == 0 ? "\n" : ",\n") + inner
        element.write(to: &result, indent: indent + 2, sink)
      }
      result += "\n" + String(repeating: " ", count: indent) + "]"
    case .string(let text): result += Self.quoted(text)
    case .integer(let number): result += String(number)
    case .number(let number): result += number.isFinite ? "\(number)" : "null"
    case .bool(let value): result += value ? "true" : "false"
    case .null: result += "null"
    }
  }

  /// A JSON string. Besides what JSON demands, everything that a terminal acts on is escaped, because
  /// people look at JSON on terminals too.
  static func quoted(_ text: String) -> String {
    quotedJSON(text, shortens: true, isPlain: TerminalText.isSafe)
  }

  /// Equal when they read the same.
  public static func == (left: JSONText, right: JSONText) -> Bool { left.line == right.line }

  /// Feeds the text into a hasher.
  public func hash(into hasher: inout Hasher) { hasher.combine(line) }
}
