import LicenseFiles

/// A table by the names of its columns, in whatever order and spelling a spreadsheet has them.
struct SpreadsheetTable<Column: Hashable> {
  /// Which column is which.
  private let places: [Column: Int]
  /// The names of its columns, as they stand.
  let header: [String]
  /// The rows below the header.
  let rows: [CSVRows.Row]
  /// Names of columns that mean nothing here.
  let unknown: [String]
  /// A column that stands twice, with the name of the second.
  let repeated: [String]
  /// See ``CSVRows``.
  let fault: LineFault?
  /// The line of the header; nil when the table is empty.
  let headerLine: Int?

  /// - Parameter column: what a name means, folded by ``folded(_:)``; nil for nothing.
  init(_ bytes: [UInt8], _ column: (String) -> Column?) {
    let table = CSVRows(fromSpreadsheet: bytes)
    var places: [Column: Int] = [:]
    var unknown: [String] = []
    var repeated: [String] = []
    for (index, name) in (table.rows.first?.cells ?? []).enumerated() where !name.isEmpty {
      guard let found = column(Self.folded(name)) else {
        unknown.append(name)
        continue
      }
      if places[found] == nil { places[found] = index } else { repeated.append(name) }
    }
    self.places = places
    header = table.rows.first?.cells ?? []
    self.unknown = unknown
    self.repeated = repeated
    headerLine = table.rows.first?.line
    rows = Array(table.rows.dropFirst())
    fault = table.fault
  }

  /// The number of columns, whatever they mean.
  var columnCount: Int { header.count }

  /// True when the table has the column.
  func has(_ column: Column) -> Bool { places[column] != nil }

  /// True when a row has a text after the last column: a separator inside a cell without quotation
  /// marks has moved what follows it.
  func overflows(_ row: CSVRows.Row) -> Bool {
    row.cells.dropFirst(header.count).contains { !$0.isEmpty }
  }

  /// The text of a cell; nil when it is empty or the row ends before it. The apostrophe that keeps a
  /// spreadsheet from computing it is taken away, and the formula `="0042"` that keeps its digits.
  func text(_ column: Column, _ row: CSVRows.Row) -> String? {
    guard let place = places[column], place < row.cells.count else { return nil }
    var text = row.cells[place]
    let formula: Set<Character> = ["=", "+", "-", "@"]
    if text.first == "'", let second = text.dropFirst().first, formula.contains(second) {
      text.removeFirst()
    } else if text.hasPrefix("=\""), text.hasSuffix("\""), text.count > 3 {
      let inner = text.dropFirst(2).dropLast()
      if !inner.contains("\"") { text = String(inner) }
    }
    return text.isEmpty ? nil : text
  }

  /// A name without case, spaces and signs: `UDI Serial-Number` is `udiserialnumber`.
  static func folded(_ name: String) -> String {
    String(name.lowercased().filter { $0.isLetter || $0.isNumber })
  }
}

extension String {
  /// Why a cell cannot be taken as it is; nil when it can.
  var cellFault: String? {
    if unicodeScalars.contains("\u{FFFD}") {
      return "is not UTF-8: save the table as CSV UTF-8"
    }
    if unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
      return "holds a line break or another control character"
    }
    return utf8.count > 1000 ? "is longer than 1000 bytes" : nil
  }
}
