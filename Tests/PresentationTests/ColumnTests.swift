import Assessment
import Testing

@testable import Presentation

@Suite("Columns of tables")
struct ColumnTests {
  private struct Cell {
    var name: String?
    var count: Int
    var words: [String] = []
    var isOpen = false
  }

  private static let cells = [
    Cell(name: "b", count: 12, words: ["x", "y"], isOpen: true), Cell(name: nil, count: 3),
  ]

  @Test("A value that is missing and an empty list have the word of their column")
  func text() {
    let table = Table<Cell>(
      Self.cells,
      [
        .text("NAME", missing: "?") { $0.name }, .number("COUNT") { $0.count },
        .text("WORDS") { $0.words },
      ])
    #expect(table.text() == "NAME  COUNT  WORDS\nb        12  x, y\n?         3  -\n")
    #expect(
      table.markdown
        == "| NAME | COUNT | WORDS |\n| --- | --- | --- |\n| b | 12 | x, y |\n| ? | 3 | - |\n\n")
  }

  @Test("A spreadsheet has true and false, words with blanks, and nothing where a value is missing")
  func spreadsheet() {
    let table = CSVTable<Cell>([
      "name": { $0.name }, "count": { $0.count }, "words": { $0.words }, "open": { $0.isOpen },
    ])
    #expect(
      table.text(Self.cells) == "name,count,words,open\r\nb,12,x y,true\r\n,3,,false\r\n")
    #expect(table.text([]) == "name,count,words,open\r\n")
  }

  @Test("Where there is no room, columns go in their order, then cells break at blanks")
  func width() {
    let rows = [Cell(name: "a name of several words", count: 12, words: ["x", "y"])]
    let table = Table<Cell>(
      rows,
      [
        .text("NAME") { $0.name }, .number("COUNT") { $0.count }.goes(2),
        .text("WORDS") { $0.words }.goes(1),
      ])
    let whole = "NAME                     COUNT  WORDS\na name of several words     12  x, y\n"
    #expect(table.text() == whole)
    #expect(table.text(columns: 37) == whole)
    #expect(
      table.text(indent: 2, columns: 34) == """
          NAME                COUNT  WORDS
          a name of several      12  x, y
          words

        """)
    #expect(
      table.text(columns: 26) == "NAME                 COUNT\na name of several       12\nwords\n")
    #expect(table.text(columns: 20) == "NAME\na name of several\nwords\n")
  }

  @Test("Labels stand in one column, with a margin where one is asked for")
  func labels() {
    let lines = [("a", "one"), ("longer", "two")]
    #expect(LabelledLines(lines).text == "a       one\nlonger  two\n")
    #expect(LabelledLines(lines, indent: 2, least: 8).text == "  a         one\n  longer    two\n")
  }

  @Test("A column that leaves no room for the others has lines of its own")
  func apart() {
    let tag = "regid.2017-08.com.cisco.AIR-DNA-A,1.0_b6308627"
    let rows = [Cell(name: tag, count: 12, words: ["one"])]
    func text(_ columns: Int, _ name: Column<Cell>, last: Bool) -> String {
      let others: [Column<Cell>] = [
        .number("COUNT") { $0.count }, .text("WORDS") { $0.words }.goes(1),
      ]
      return Table<Cell>(rows, last ? others + [name] : [name] + others).text(columns: columns)
    }
    let name = Column<Cell>.text("NAME") { $0.name }
    #expect(
      text(50, name, last: false) == "NAME\n    COUNT  WORDS\n\(tag)\n       12  one\n")
    #expect(
      text(50, name, last: true) == "COUNT  WORDS\n    NAME\n   12  one\n    \(tag)\n")
    // A tag that is longer than a line is broken before its number.
    #expect(text(40, name, last: false).contains("AIR-DNA-A,\n  1.0_b6308627\n"))
    // The near miss: where all fits, nothing moves.
    #expect(text(70, name, last: false).split(separator: "\n").count == 2)
  }
}
