import Assessment

/// A column of a table, declared once: how it is headed and set, and what a cell of it says.
struct Column<Row> {
  /// What heads it.
  let title: String
  /// True for numbers, which stand on the right.
  let isNumber: Bool
  /// What a cell says that has no value.
  let missing: String
  /// When it is left out where there is no room for all: the lowest number goes first; nil when it stays.
  var goes: Int?
  /// The value of a cell.
  let value: (Row) -> any JSONConvertible

  static func text(
    _ title: String, missing: String = "-", _ value: @escaping (Row) -> any JSONConvertible
  ) -> Column {
    Column(title: title, isNumber: false, missing: missing, value: value)
  }

  static func number(
    _ title: String, missing: String = "-", _ value: @escaping (Row) -> any JSONConvertible
  ) -> Column {
    Column(title: title, isNumber: true, missing: missing, value: value)
  }

  /// The column, left out where there is no room for all, after those with a lower number.
  func goes(_ order: Int) -> Column {
    var column = self
    column.goes = order
    return column
  }

  /// The cell for people.
  func cell(_ row: Row) -> String { value(row).json?.cell(separator: ", ") ?? missing }
}

/// Rows in columns, for people.
struct Table<Row> {
  let rows: [Row]
  let columns: [Column<Row>]

  init(_ rows: some Sequence<Row>, _ columns: [Column<Row>]) {
    self.rows = Array(rows)
    self.columns = columns
  }

  /// For a terminal.
  var lines: TextTable {
    var table = TextTable(columns.map(\.title), columns.map { $0.isNumber ? .right : .left })
    for cells in cells { table.add(cells) }
    return table
  }

  /// For a wiki or a ticket.
  var markdown: String { MarkdownText.table(columns.map(\.title), cells) }

  private var cells: [[String]] { rows.map { row in columns.map { $0.cell(row) } } }

  /// The lines, each indented, without the columns for which a terminal of this width has no room.
  func text(indent: Int = 0, columns width: Int? = nil) -> String {
    let lines = lines
    guard let width, lines.leastWidth + indent > width,
      let first = columns.indices.filter({ columns[$0].goes != nil })
        .min(by: { (columns[$0].goes ?? 0) < (columns[$1].goes ?? 0) })
    else { return lines.text(indent: indent, columns: width) }
    var rest = columns
    rest.remove(at: first)
    return Table(rows, rest).text(indent: indent, columns: width)
  }
}

/// A table for spreadsheets: each column by its key, with the value that its cells hold.
struct CSVTable<Row> {
  let columns: KeyValuePairs<String, (Row) -> any JSONConvertible>
  /// The site of the rows: a rehearsal has a column of its own in front.
  var site: SiteIdentity?

  init(
    of site: SiteIdentity? = nil, _ columns: KeyValuePairs<String, (Row) -> any JSONConvertible>
  ) {
    self.columns = columns
    self.site = site
  }

  var heading: String {
    CSVText.row((site.map { SiteHeading.cells($0, isHeading: true) } ?? []) + columns.map(\.key))
  }

  /// The rows, without the heading. A list is a cell of words.
  func rows(_ rows: some Sequence<Row>, isRaw: Bool) -> String {
    let front = site.map { SiteHeading.cells($0, isHeading: false) } ?? []
    return rows.map { row in
      CSVText.row(
        front + columns.map { $0.value(row).json?.cell(separator: " ") ?? "" }, isRaw: isRaw)
    }.joined()
  }

  /// The heading and the rows.
  func text(_ rows: some Sequence<Row>, isRaw: Bool = false) -> String {
    heading + self.rows(rows, isRaw: isRaw)
  }
}

extension JSONText {
  /// The value in a cell of a table; nil for null and for an empty list.
  fileprivate func cell(separator: String) -> String? {
    switch self {
    case .string(let text): text
    case .array(let elements):
      elements.isEmpty
        ? nil
        : elements.compactMap { $0.cell(separator: separator) }.joined(separator: separator)
    case .null: nil
    case .object, .integer, .number, .bool: line
    }
  }
}
