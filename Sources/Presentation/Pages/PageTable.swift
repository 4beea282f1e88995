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
    /// True for the column that is left out there, because the pinned one has its cells.
    var isLifted: Bool

    /// Creates a column.
    init(
      _ title: String, isNumber: Bool = false, isPinned: Bool = false, isLifted: Bool = false
    ) {
      self.title = title
      self.isNumber = isNumber
      self.isPinned = isPinned
      self.isLifted = isLifted
    }

    /// How a cell of it looks. A class is always there, so that no text changes the structure.
    fileprivate func looks(_ content: HTML) -> HTML.Attribute {
      .looks(
        [content.hasLongWord ? .long : .cell] + (isNumber ? [.right] : [])
          + (isPinned ? [.pinned] : []) + (isLifted ? [.whenWide] : []))
    }
  }

  private let caption: String
  private let columns: [Column]
  private let rows: [[HTML]]
  private let whenEmpty: String

  /// - Parameters:
  ///   - caption: what the table shows.
  ///   - columns: the columns. The first one heads its row.
  ///   - rows: a cell for each column.
  ///   - whenEmpty: what stands under the caption when there is no row.
  init(_ caption: String, _ columns: [Column], _ rows: [[HTML]], whenEmpty: String = "none") {
    self.caption = caption
    self.columns = columns
    self.rows = rows
    self.whenEmpty = whenEmpty
  }

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
      zip(columns, cells).enumerated().map { index, place in
        let (column, cell) = place
        let look = column.looks(cell)
        return index == 0
          ? .element(.th, [.scope(.row), look], [cell]) : .element(.td, [look], [cell])
      })
  }
}
