package import LicenseFiles

/// The rows of a CSV text (RFC 4180): quoted cells, doubled quotes, CRLF or LF, a byte order mark.
/// Cells are trimmed of spaces; blank lines are skipped.
package struct CSVRows {
  package struct Row: Equatable {
    /// The line on which the row begins, counted from 1.
    package var line: Int
    package var cells: [String]
  }

  package private(set) var rows: [Row] = []
  /// Why the rows are not those of the whole table; nil when they are.
  package private(set) var fault: LineFault?

  /// More cells are not the table of a site, and each of them takes memory, however short it is. A row
  /// takes as much as ``rowCost`` cells.
  private static let mostCells = 4_000_000
  private static let rowCost = 4

  /// - Parameter separator: what stands between two cells.
  package init(_ bytes: [UInt8], separator: UInt8 = UInt8(ascii: ",")) {
    let text = Self.withoutMark(bytes)
    var line = 1
    var row = Row(line: 1, cells: [])
    var cell: [UInt8] = []
    var quoted = false
    var quoteLine = 1
    var index = text.startIndex
    var count = 0

    func closed(_ cell: [UInt8]) -> String {
      let spaces: Set<UInt8> = [0x20, 0x09]
      let front = cell.drop { spaces.contains($0) }
      let back = front.reversed().drop { spaces.contains($0) }
      return String(decoding: back.reversed(), as: UTF8.self)
    }
    func finishRow() {
      count += Self.rowCost
      row.cells.append(closed(cell))
      if row.cells != [""] { rows.append(row) }
      cell = []
    }

    while index < text.endIndex {
      guard count <= Self.mostCells else {
        fault = LineFault(line: line, reason: "the table has more than 4,000,000 cells")
        return
      }
      let byte = text[index]
      index += 1
      switch byte {
      case UInt8(ascii: "\"") where quoted:
        if index < text.endIndex, text[index] == UInt8(ascii: "\"") {
          cell.append(byte)
          index += 1
        } else {
          quoted = false
        }
      case UInt8(ascii: "\"") where cell.isEmpty:
        quoted = true
        quoteLine = line
      case separator where !quoted:
        count += 1
        row.cells.append(closed(cell))
        cell = []
      case 0x0A:
        line += 1
        if quoted {
          cell.append(byte)
        } else {
          finishRow()
          row = Row(line: line, cells: [])
        }
      case 0x0D where !quoted: break
      default: cell.append(byte)
      }
    }
    if quoted {
      fault = LineFault(
        line: quoteLine,
        reason: "a quotation mark is not closed, so the rest of the table is one cell")
    }
    if !cell.isEmpty || !row.cells.isEmpty { finishRow() }
  }

  /// The rows of a text that a spreadsheet may have saved, in its encoding: separated by commas, by semicolons (as
  /// Excel does where the comma is the decimal sign) or by tabs, whichever the first line has most of.
  package init(fromSpreadsheet saved: [UInt8]) {
    let bytes = SpreadsheetBytes.utf8(saved)
    let text = Self.withoutMark(bytes)
    let first = text.prefix { $0 != 0x0A }
    // Excel's own line that names the separator.
    if first.starts(with: Array("sep=".utf8)), let separator = first.dropFirst(4).first {
      var rows = CSVRows(Array(text), separator: separator)
      if rows.rows.first?.line == 1 { rows.rows.removeFirst() }
      self = rows
      return
    }
    let separators = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09]
    let counts = separators.map { separator in first.count { $0 == separator } }
    let best = counts.max() ?? 0
    self.init(
      bytes, separator: separators[counts.firstIndex(of: best) ?? 0])
  }

  private static func withoutMark(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
  }
}

extension CSVRows {
  /// The cells of these columns, row by row. The columns stand in any order and among others.
  ///
  /// - Throws: `LineFault` when a column is missing or there twice, a row is cut short, or a cell is
  ///   empty.
  func cells(of columns: [String]) throws(LineFault) -> [Row] {
    if let fault { throw fault }
    guard let header = rows.first else { throw LineFault(line: 1, reason: "the table is empty") }
    var places: [Int] = []
    for name in columns {
      let wanted = header.cells.indices.filter { header.cells[$0].lowercased() == name }
      guard let index = wanted.first, wanted.count == 1 else {
        let all = columns.dropLast().joined(separator: ", ") + " and \(columns.last ?? "")"
        throw LineFault(
          line: header.line,
          reason: "the header needs the columns \(all), "
            + "each once; \(name) is \(wanted.isEmpty ? "missing" : "there twice")")
      }
      places.append(index)
    }
    var result: [Row] = []
    for row in rows.dropFirst() {
      guard row.cells.count > places.max() ?? 0 else {
        throw LineFault(line: row.line, reason: "the row has too few columns")
      }
      let cells = places.map { row.cells[$0] }
      if cells.contains("") { throw LineFault(line: row.line, reason: "a cell is empty") }
      result.append(Row(line: row.line, cells: cells))
    }
    return result
  }
}
