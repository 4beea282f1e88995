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
  ///
  /// - Parameters:
  ///   - indent: blanks before each line.
  ///   - columns: the width of a line; where a row is wider, its last cell goes on below itself. Nil
  ///     where the width does not matter.
  public func text(indent: Int = 0, columns: Int? = nil) -> String {
    let margin = String(repeating: " ", count: indent)
    let before = widths.dropLast().reduce(0) { $0 + $1 + 2 }
    return lines().flatMap { line in
      WrappedText.lines(
        margin + line, columns: columns,
        indent: String(repeating: " ", count: indent + (before + 10 > columns ?? .max ? 2 : before))
      )
    }.map { $0 + "\n" }.joined()
  }

  /// The columns that the widest row can take.
  var width: Int { widths.reduce(0) { $0 + $1 + 2 } - 2 }

  /// The rows in columns, the headings first, without ends.
  func lines() -> [String] {
    let widths = widths
    return ([headings] + rows).map { row in
      var line = ""
      for (index, cell) in row.enumerated() where index < widths.count {
        let blank = String(repeating: " ", count: widths[index] - TerminalText.width(cell))
        let isRight = index < alignments.count && alignments[index] == .right
        line += (index == 0 ? "" : "  ") + (isRight ? blank + cell : cell + blank)
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  private var widths: [Int] {
    rows.reduce(headings.map { TerminalText.width($0) }) { widths, row in
      zip(widths, row).map { max($0, TerminalText.width($1)) }
    }
  }
}
