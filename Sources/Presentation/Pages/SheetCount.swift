/// About how many sheets of A4 or Letter a page takes that lies across (``Page/Paper/oneSheet``). Only a
/// browser knows it exactly; the numbers are those of Chromium with DejaVu Sans, and a test compares them.
enum SheetCount {
  /// The rows of one line on a sheet that has nothing else.
  static let rows = 53.0

  /// - Parameters:
  ///   - height: that of the whole page, headings and foot among it, in rows of one line.
  ///   - perSheet: the height of a sheet.
  static func about(_ height: Double, perSheet: Double = rows) -> Int {
    max(1, Int((height / perSheet).rounded(.up)))
  }

  /// The height of a row: every line of the highest cell, and the space between two rows.
  ///
  /// - Parameter cells: the words of cells that can be long, and how many characters a line of each has.
  static func row(_ cells: [(words: String, width: Int)]) -> Double {
    let lines = cells.map { max(1, ($0.words.count + $0.width - 1) / $0.width) }.max() ?? 1
    return 0.22 + 0.78 * Double(lines)
  }
}
