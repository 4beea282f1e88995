/// A table of a page: a caption, heading cells for columns and rows, and a frame that scrolls where
/// the window is narrow.
struct PageTable: Sendable {
  /// A column.
  struct Column: Sendable {
    /// The heading.
    var title: String
    /// True for numbers, which stand on the right.
    var isNumber: Bool
    /// True for the column that stays in sight where the window is narrow.
    var isPinned: Bool

    /// Creates a column.
    init(_ title: String, isNumber: Bool = false, isPinned: Bool = false) {
      self.title = title
      self.isNumber = isNumber
      self.isPinned = isPinned
    }

    /// How a cell of it looks. A class is always there, so that no text changes the structure.
    fileprivate func looks(_ content: HTML) -> HTML.Attribute {
      .looks(
        [content.hasLongWord ? .long : .cell] + (isNumber ? [.right] : [])
          + (isPinned ? [.pinned] : []))
    }

    /// A column of numbers.
    static func number(_ title: String) -> Column { Column(title, isNumber: true) }
  }

  /// What the table shows.
  var caption: String
  /// The columns. The first one heads its row.
  var columns: [Column]
  /// What stands under the caption when there is no row.
  var whenEmpty: String
  private var rows: [[HTML]] = []

  /// Creates a table without rows.
  init(_ caption: String, _ columns: [Column], whenEmpty: String = "none") {
    self.caption = caption
    self.columns = columns
    self.whenEmpty = whenEmpty
  }

  /// The number of rows.
  var count: Int { rows.count }

  /// Adds a row; missing cells are empty, cells beyond the last column are left out.
  mutating func add(_ cells: [HTML]) {
    let missing = max(0, columns.count - cells.count)
    rows.append(Array(cells.prefix(columns.count)) + repeatElement(.empty, count: missing))
  }

  /// Adds a row of texts.
  mutating func add(texts: [String]) { add(texts.map { .text($0) }) }

  /// The table.
  var html: HTML {
    let head = HTML.element(
      .thead, [],
      [
        .element(
          .tr, [],
          columns.map { column in
            .element(
              .th, [.scope(.column), column.looks(.empty)], text: column.title)
          })
      ])
    let body = HTML.element(
      .tbody, [],
      rows.isEmpty
        ? [.element(.tr, [], [.element(.td, [.columns(columns.count)], text: whenEmpty)])]
        : rows.map(row))
    // A table that fits is not torn between two sheets.
    let looks: [PageClass] = rows.count <= 8 ? [.scroll, .together] : [.scroll]
    return .element(
      .div, [.looks(looks), .role("region"), .label(caption), .reachable],
      [.element(.table, [], [.element(.caption, [], text: caption), head, body])])
  }

  private func row(_ cells: [HTML]) -> HTML {
    .element(
      .tr, [],
      cells.enumerated().map { index, cell in
        let look = columns[index].looks(cell)
        return index == 0
          ? .element(.th, [.scope(.row), look], [cell]) : .element(.td, [look], [cell])
      })
  }
}
