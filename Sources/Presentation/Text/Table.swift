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
  /// What spreadsheets and JSON call it; nil for a column that is only for people.
  var key: String?
  /// What stands there for programs, where it is more exact than the words; nil when it is the same.
  var exact: ((Row) -> any JSONConvertible)?
  /// A cell on a page, where it is more than the words of a line.
  var onPage: ((Row) -> HTML)?
  /// True for the column of a page that stays in sight where the window is narrow.
  var isPinned = false
  /// True for the column whose cells stand above those of the pinned one there.
  var isLifted = false
  /// True for a column for programs alone.
  var isData = false

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

  /// A column for programs alone.
  static func data(
    _ key: String, _ value: @escaping (Row) -> any JSONConvertible
  ) -> Column {
    var column = text(key, value).keyed(key)
    column.isData = true
    return column
  }

  /// The column, which spreadsheets and JSON have too.
  ///
  /// - Parameter exact: what they say, where it is more exact than the words for people.
  func keyed(_ key: String, _ exact: ((Row) -> any JSONConvertible)? = nil) -> Column {
    var column = self
    column.key = key
    column.exact = exact
    return column
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

  /// The column with cells whose words stay on one line each.
  var wholeWords: Column { shown { .words(cell($0)) } }

  /// The column in the type of code on a page.
  var code: Column { shown { .code(cell($0)) } }

  /// The column, in sight on a page however narrow the window is.
  var pinned: Column {
    var column = self
    column.isPinned = true
    return column
  }

  /// The column, in sight on a page like the pinned one, in whose cells it stands where the window is narrow.
  var lifted: Column {
    var column = self
    column.isLifted = true
    return column
  }

  /// The column under another heading.
  func titled(_ title: String) -> Column {
    var column = self
    column.title = title
    return column
  }

  /// The column for rows that hold its own as a part, or do not.
  func of<Whole>(_ part: @escaping (Whole) -> Row?) -> Column<Whole> {
    Column<Whole>(
      title: title, isNumber: isNumber, missing: missing, goes: goes,
      value: { part($0).map(value) ?? JSONText.null }, key: key,
      exact: exact.map { exact in { part($0).map(exact) ?? JSONText.null } },
      onPage: onPage.map { cell in { part($0).map(cell) ?? .text(missing) } }, isPinned: isPinned,
      isLifted: isLifted, isData: isData)
  }

  /// What programs read.
  func data(_ row: Row) -> any JSONConvertible { (exact ?? value)(row) }

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
    let hasPinned = columns.contains(where: \.isPinned)
    return PageTable(
      caption,
      columns.map {
        PageTable.Column(
          $0.title, isNumber: $0.isNumber, isPinned: $0.isPinned, isLifted: $0.isLifted && hasPinned
        )
      }, rows.map { row in columns.map { cell($0, row) } }, whenEmpty: whenEmpty
    ).html
  }

  private func cell(_ column: Column<Row>, _ row: Row) -> HTML {
    guard column.isPinned else { return column.page(row) }
    let lifted = columns.filter(\.isLifted).map { column in
      HTML.element(.span, [.looks(.whenNarrow)], [column.page(row)])
    }
    return .sequence(lifted + [column.page(row)])
  }

  /// For a wiki or a ticket.
  var markdown: String { MarkdownText.table(columns.map(\.title), cells) }

  private var cells: [[String]] { rows.map { row in columns.map { $0.cell(row) } } }

  /// The lines, each indented, without the columns for which a terminal of this width has no room.
  func text(indent: Int = 0, columns width: Int? = nil) -> String {
    var left = LeftOutColumns()
    return text(indent: indent, columns: width, leavingOut: &left)
  }

  /// The same without the columns for which a terminal of this width has no room, which are noted.
  func text(
    indent: Int = 0, columns width: Int?, leavingOut left: inout LeftOutColumns
  ) -> String {
    let lines = lines
    guard let width, lines.leastWidth(in: width - indent) + indent > width,
      let first = columns.indices.filter({ columns[$0].goes != nil })
        .min(by: { (columns[$0].goes ?? 0) < (columns[$1].goes ?? 0) })
    else { return lines.text(indent: indent, columns: width) }
    var rest = columns
    left.note(rest.remove(at: first).title)
    return Table(rows, rest).text(indent: indent, columns: width, leavingOut: &left)
  }
}

/// The columns that the tables of a report had no room for on a terminal.
struct LeftOutColumns {
  private var titles: [String] = []

  /// Nothing is left out yet.
  init() {}

  fileprivate mutating func note(_ title: String) {
    if !titles.contains(title) { titles.append(title) }
  }

  /// The line that says so, once for a report; empty where every column is there.
  var line: String {
    titles.isEmpty
      ? ""
      : "not shown: \(titles.joined(separator: ", ")); a wider terminal or --format json shows "
        + "\(titles.count == 1 ? "it" : "them")\n"
  }
}

extension Array {
  /// An object of the columns that have a key, in this order.
  func json<Row>(_ row: Row) -> JSONText where Element == Column<Row> {
    .object(
      compactMap { column in column.key.map { ($0, column.data(row).json ?? .null) } })
  }
}
