public import Assessment
import LicenseFiles

/// Skeletons of files, for people and for tools.
public struct ShapeReport: TextReport, JSONReport, Sendable {
  private let entries: [ShapeOutcome.Entry]

  /// Words skeletons.
  public init(_ outcome: ShapeOutcome) { entries = outcome.entries }

  /// For people.
  package func draft(_ layout: Layout) -> String {
    entries.map { entry in
      let member = entry.member.map { ", member \($0)" } ?? ""
      return "file \(entry.file)\(member): " + Self.text(entry.shape)
    }.joined(separator: "\n")
  }

  private static func text(_ shape: DocumentShape) -> String {
    var head = ["\(shape.form.rawValue), \(shape.byteCount) bytes"]
    head += shape.wrappings.sorted().map(\.rawValue)
    if !shape.isComplete { head.append("incomplete") }
    if shape.isCut { head.append("more names than are shown") }
    var text = head.joined(separator: ", ") + "\n"
    for node in shape.nodes { write(node, "  ", to: &text) }
    if let lines = shape.text {
      text += "  \(lines.lineCount) lines, the longest of \(lines.longestLine) characters\n"
      text +=
        "  devices by their prompts: \(lines.deviceCount); log messages: \(lines.logLineCount)\n"
      for (command, count) in lines.commands.sorted(by: { $0.key < $1.key }) {
        text += "  \(command) x\(count)\n"
      }
      if lines.otherCommandCount > 0 { text += "  other commands x\(lines.otherCommandCount)\n" }
    }
    return text
  }

  private static func write(_ node: ShapeNode, _ indent: String, to text: inout String) {
    let name = node.isElement ? "<\(node.name)>" : node.name
    let values = ShapeNode.ValueType.allCases.compactMap { type in
      node.values[type].map { values in
        let count = values.count == node.count ? "" : " x\(values.count)"
        return type.rawValue + count + length(type, values)
      }
    }
    text +=
      TerminalText.escaped(
        "\(indent)\(name) x\(node.count)\(values.isEmpty ? "" : ": ")"
          + values.joined(separator: ", "), limit: 400) + "\n"
    for child in node.children { write(child, indent + "  ", to: &text) }
  }

  private static func length(_ type: ShapeNode.ValueType, _ values: ShapeNode.Values) -> String {
    switch type {
    case .bool, .null, .empty: return ""
    case .object, .array, .string, .digits, .time, .base64, .json, .number:
      let range =
        values.shortest == values.longest
        ? "\(values.longest)" : "\(values.shortest)..\(values.longest)"
      return "(\(range))"
    }
  }

  /// The schema `rumkit.shape/1`.
  public var json: JSONText {
    .fields(["schema": "rumkit.shape/1", "files": entries.map(Self.json)])
  }

  private static func json(_ entry: ShapeOutcome.Entry) -> JSONText {
    let shape = entry.shape
    return .fields([
      "file": entry.file, "member": entry.member, "form": shape.form.rawValue,
      "wrappings": shape.wrappings.sorted().map(\.rawValue), "bytes": shape.byteCount,
      "complete": shape.isComplete, "cut": shape.isCut, "shape": shape.nodes.map(json),
      "": shape.text.map { JSONText.fields(["text": json($0)]) },
    ])
  }

  private static func json(_ text: TextShape) -> JSONText {
    .fields([
      "lines": text.lineCount, "longest_line": text.longestLine, "devices": text.deviceCount,
      "log_lines": text.logLineCount,
      "commands": JSONText.object(
        text.commands.sorted { $0.key < $1.key }.map { ($0.key, JSONText($0.value)) }),
      "other_commands": text.otherCommandCount,
    ])
  }

  private static func json(_ node: ShapeNode) -> JSONText {
    .fields([
      "name": node.name, "element": node.isElement, "count": node.count,
      "types": ShapeNode.ValueType.allCases.compactMap { type in
        node.values[type].map {
          JSONText.fields([
            "type": type.rawValue, "count": $0.count, "shortest": $0.shortest,
            "longest": $0.longest,
          ])
        }
      }, "children": node.children.map(json),
    ])
  }
}
