/// A table in columns for a terminal. Headings and cells are escaped here.
package struct TextTable: Sendable {
  /// How a column is set.
  package enum Alignment: Sendable { case left, right }

  private var headings: [String]
  private let alignments: [Alignment]
  private var rows: [[String]] = []

  /// Creates a table; columns without an alignment are set left.
  package init(_ headings: [String], _ alignments: [Alignment] = []) {
    self.headings = headings.map { TerminalText.escaped($0, limit: 120) }
    self.alignments = alignments
  }

  /// Adds a row.
  package mutating func add(_ cells: [String]) {
    rows.append(cells.map { TerminalText.escaped($0, limit: 600) })
  }

  /// The lines, each indented.
  ///
  /// - Parameters:
  ///   - indent: blanks before each line.
  ///   - columns: the width of a line; where a row is wider, cells of several words go on below
  ///     themselves, and where that does not do, the widest ones get lines of their own. Nil where the width
  ///     does not matter.
  package func text(indent: Int = 0, columns: Int? = nil) -> String {
    let margin = String(repeating: " ", count: indent)
    let apart = columns.map { setApart(indent: indent, columns: $0) } ?? []
    guard !apart.isEmpty else {
      return lines(columns: columns.map { $0 - indent }).flatMap { line in
        WrappedText.lines(margin + line, columns: columns, indent: margin + "  ")
      }.map { $0 + "\n" }.joined()
    }
    let rest = without(apart)
    let deeper = apart.contains(0) ? indent + 4 : indent
    var result = ""
    for (index, row) in ([headings] + rows).enumerated() where index > 0 || hasHeadings {
      func own(_ column: Int, _ indent: Int) {
        guard column < row.count, !row[column].isEmpty else { return }
        let margin = String(repeating: " ", count: indent)
        result += WrappedText.lines(margin + row[column], columns: columns, indent: margin + "  ")
          .map { $0 + "\n" }.joined()
      }
      if apart.contains(0) { own(0, indent) }
      let blanks = String(repeating: " ", count: deeper)
      for line in rest.row(index, columns: columns.map { $0 - deeper }) where !line.isEmpty {
        result += blanks + line + "\n"
      }
      for column in apart.sorted() where column > 0 { own(column, indent + 4) }
    }
    return result
  }

  /// The columns whose cells get lines of their own, so that the others fit beside each other.
  private func setApart(indent: Int, columns: Int) -> Set<Int> {
    var apart: Set<Int> = []
    while true {
      let rest = without(apart)
      let deeper = apart.contains(0) ? indent + 4 : indent
      guard rest.leastWidth + deeper > columns else { return apart }
      let least = leastWidths
      let widest = least.indices.filter {
        !apart.contains($0) && !($0 < alignments.count && alignments[$0] == .right)
      }.max { least[$0] < least[$1] }
      guard let widest, apart.count + 1 < headings.count else { return apart }
      apart.insert(widest)
    }
  }

  private func without(_ columns: Set<Int>) -> TextTable {
    let kept = headings.indices.filter { !columns.contains($0) }
    var table = TextTable(
      [], kept.map { $0 < alignments.count ? alignments[$0] : .left })
    table.headings = kept.map { headings[$0] }
    table.rows = rows.map { row in kept.filter { $0 < row.count }.map { row[$0] } }
    return table
  }

  /// The columns that the widest row can take.
  var width: Int { widths.reduce(0) { $0 + $1 + 2 } - 2 }

  /// The columns that the widest row takes when every cell goes on below itself.
  var leastWidth: Int { leastWidths.reduce(0) { $0 + $1 + 2 } - 2 }

  /// The same where a column that would take more than half of the width has lines of its own.
  func leastWidth(in columns: Int) -> Int {
    let wide = leastWidths.indices.filter { index in
      leastWidths[index] > max(columns / 2, 30)
        && !(index < alignments.count && alignments[index] == .right)
    }
    guard !wide.isEmpty, wide.count < headings.count else { return leastWidth }
    return without(Set(wide)).leastWidth + 4
  }

  /// The rows in columns, the headings first, without ends.
  ///
  /// - Parameter columns: the width that they fit into, as far as words allow it.
  func lines(columns: Int? = nil) -> [String] {
    let widths = widths(columns)
    return ((hasHeadings ? [headings] : []) + rows).flatMap { lines(of: $0, widths) }
  }

  /// A list needs none.
  private var hasHeadings: Bool { headings.contains { !$0.isEmpty } }

  /// One row, the headings being the first.
  func row(_ index: Int, columns: Int?) -> [String] {
    lines(of: index == 0 ? headings : rows[index - 1], widths(columns))
  }

  private func lines(of row: [String], _ widths: [Int]) -> [String] {
    let cells = zip(row, widths).map { WrappedText.lines($0, columns: $1) }
    return (0..<(cells.map(\.count).max() ?? 0)).map { number in
      line(cells.map { number < $0.count ? $0[number] : "" }, widths)
    }
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var line = ""
    for (index, cell) in cells.enumerated() {
      let blank = String(repeating: " ", count: max(0, widths[index] - TerminalText.width(cell)))
      let isRight = index < alignments.count && alignments[index] == .right
      line += (index == 0 ? "" : "  ") + (isRight ? blank + cell : cell + blank)
    }
    while line.last == " " { line.removeLast() }
    return line
  }

  /// The widths of the columns; where that is too much, the widest cells of several words break first.
  private func widths(_ columns: Int?) -> [Int] {
    var widths = widths
    guard let columns else { return widths }
    let least = leastWidths
    var over = width - columns
    while over > 0,
      let widest = widths.indices.filter({ widths[$0] > least[$0] })
        .max(by: { widths[$0] < widths[$1] })
    {
      widths[widest] -= 1
      over -= 1
    }
    return widths
  }

  /// Fewer columns than this are not worth a second line.
  private static let narrow = 18

  /// How narrow each column can be without a break in the middle of a word.
  private var leastWidths: [Int] {
    let words = ([headings] + rows).reduce(Array(repeating: 0, count: headings.count)) {
      least, row in
      zip(least, row).map { most, cell in
        cell.split(separator: " ").reduce(most) { max($0, TerminalText.width(String($1))) }
      }
    }
    return widths.indices.map { index in
      let isRight = index < alignments.count && alignments[index] == .right
      return isRight ? widths[index] : min(widths[index], max(words[index], Self.narrow))
    }
  }

  private var widths: [Int] {
    rows.reduce(headings.map { TerminalText.width($0) }) { widths, row in
      zip(widths, row).map { max($0, TerminalText.width($1)) }
    }
  }
}
