import Assessment

/// A table for spreadsheets: each column by its key, with the value that its cells hold.
struct CSVTable<Row> {
  private let columns: [(key: String, value: (Row) -> any JSONConvertible)]
  /// The site of the rows: a rehearsal has a column of its own in front.
  private let site: SiteIdentity?

  /// The columns that have a key, in this order.
  init(of site: SiteIdentity? = nil, _ columns: [Column<Row>]) {
    self.columns = columns.compactMap { column in column.key.map { ($0, column.data) } }
    self.site = site
  }

  /// Columns that only a spreadsheet has.
  init(
    of site: SiteIdentity? = nil, _ columns: KeyValuePairs<String, (Row) -> any JSONConvertible>
  ) {
    self.columns = columns.map { ($0.key, $0.value) }
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
  func cell(separator: String) -> String? {
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
