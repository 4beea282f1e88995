/// A table in columns for a terminal. Cells are escaped here.
public struct TextTable: Sendable {
  /// How a column is set.
  public enum Alignment: Sendable { case left, right }

  private let headings: [String]
  private let alignments: [Alignment]
  private var rows: [[String]] = []

  /// Creates a table; columns without an alignment are set left.
  public init(_ headings: [String], _ alignments: [Alignment] = []) {
    self.headings = headings
    self.alignments = alignments
  }

  /// Adds a row.
  public mutating func add(_ cells: [String]) {
    rows.append(cells.map { TerminalText.escaped($0, limit: 120) })
  }

  /// The lines, each indented.
  public func text(indent: Int = 0) -> String {
    var widths = headings.map { TerminalText.width($0) }
    for row in rows {
      for (index, cell) in row.enumerated() where index < widths.count {
        widths[index] = max(widths[index], TerminalText.width(cell))
      }
    }
    return ([headings] + rows).map { row in
      var line = String(repeating: " ", count: indent)
      for (index, cell) in row.enumerated() where index < widths.count {
        let blank = String(repeating: " ", count: widths[index] - TerminalText.width(cell))
        let isRight = index < alignments.count && alignments[index] == .right
        line += (index == 0 ? "" : "  ") + (isRight ? blank + cell : cell + blank)
      }
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }
}
