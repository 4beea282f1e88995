import Assessment
import LicenseFiles

/// A column of a table, declared once: how it is headed and set, and what a cell of it says.
struct Column<Row> {
  /// What heads it.
  var title: String
  /// True for numbers, which stand on the right.
  let isNumber: Bool
  /// What a cell says that has no value.
  let missing: String
  /// When it is left out where there is no room for all: the lowest number goes first; nil when it stays.
  var goes: Int?
  /// The value of a cell.
  let value: (Row) -> any JSONConvertible
  /// What a spreadsheet calls it; nil for a column that none has.
  var key: String?
  /// A cell on a page, where it is more than the words of a line.
  var onPage: ((Row) -> HTML)?
  /// True for the column of a page that stays in sight where the window is narrow.
  var isPinned = false

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

  /// A day, epoch seconds UTC.
  static func day(
    _ title: String, missing: String = "-", _ time: @escaping (Row) -> Int64?
  ) -> Column {
    Column(title: title, isNumber: false, missing: missing) { time($0).map(TimeText.day) }
      .shown { .day(time($0), none: missing) }
  }

  /// A moment, epoch seconds UTC.
  static func moment(
    _ title: String, missing: String = "-", _ time: @escaping (Row) -> Int64?
  ) -> Column {
    Column(title: title, isNumber: false, missing: missing) { time($0).map(TimeText.iso8601) }
      .shown { .moment(time($0), none: missing) }
  }

  /// The column, left out where there is no room for all, after those with a lower number.
  func goes(_ order: Int) -> Column {
    var column = self
    column.goes = order
    return column
  }

  /// The column with another cell on a page.
  func shown(_ onPage: @escaping (Row) -> HTML) -> Column {
    var column = self
    column.onPage = onPage
    return column
  }

  /// The column with its words in a badge on a page.
  func badge(_ level: @escaping (Row) -> PageLevel) -> Column {
    shown { .badge(level($0), cell($0)) }
  }

  /// The column with cells that stay on one line on a page: names, days, identifiers.
  var whole: Column { shown { .whole(cell($0)) } }

  /// The column in the type of code on a page.
  var code: Column { shown { .code(cell($0)) } }

  /// The column, in sight on a page however narrow the window is.
  var pinned: Column {
    var column = self
    column.isPinned = true
    return column
  }

  /// The column under another heading.
  func titled(_ title: String) -> Column {
    var column = self
    column.title = title
    return column
  }

  /// The column for rows that hold its own as a part.
  func of<Whole>(_ part: @escaping (Whole) -> Row) -> Column<Whole> {
    Column<Whole>(
      title: title, isNumber: isNumber, missing: missing, goes: goes, value: { value(part($0)) },
      key: key, onPage: onPage.map { cell in { cell(part($0)) } }, isPinned: isPinned)
  }

  /// The cell of a page.
  func page(_ row: Row) -> HTML { onPage?(row) ?? .text(cell(row)) }

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

  /// For a page.
  func page(_ caption: String, whenEmpty: String = "none") -> HTML {
    var table = PageTable(
      caption,
      columns.map { PageTable.Column($0.title, isNumber: $0.isNumber, isPinned: $0.isPinned) },
      whenEmpty: whenEmpty)
    for row in rows { table.add(columns.map { $0.page(row) }) }
    return table.html
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
