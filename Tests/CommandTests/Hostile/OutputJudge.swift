import Foundation

/// What is wrong with an output that hostile text may have reached.
struct OutputJudge {
  private(set) var faults: [String] = []

  /// Judges messages and text for people.
  init(messages bytes: Data) { judge(messages: bytes) }

  private mutating func judge(messages bytes: Data) {
    guard let text = decoded(bytes) else { return }
    controls(text, allowing: "\n")
    lines(text)
    length(text, 2_200)
    if text.contains("Fatal error") || text.contains("rogram crashed") {
      faults.append("the program crashed: \(text.prefix(300))")
    }
  }

  /// Judges a result.
  ///
  /// - Parameters:
  ///   - format: the word of `--format`; `text` where there is none.
  ///   - isRaw: `--csv-raw` was given.
  init(_ bytes: Data, format: String, isRaw: Bool = false) {
    guard let text = decoded(bytes), !text.isEmpty else { return }
    switch format {
    case "csv":
      controls(text, allowing: "\r\n")
      lines(text)
      length(text, 32_100)
      table(text, isRaw: isRaw)
    case "ics":
      controls(text, allowing: "\r\n")
      do { _ = try CalendarReader(bytes) } catch { faults.append("\(error)") }
    case "json":
      controls(text, allowing: "\n")
      lines(text)
      if (try? JSONSerialization.jsonObject(with: bytes, options: .fragmentsAllowed)) == nil {
        faults.append("no JSON: \(text.prefix(200))")
      }
    case "ndjson":
      controls(text, allowing: "\n")
      lines(text)
      for line in text.split(separator: "\n")
      where (try? JSONSerialization.jsonObject(with: Data(line.utf8))) == nil {
        faults.append("no JSON: \(line.prefix(200))")
      }
    case "html":
      controls(text, allowing: "\n")
      markup(text)
    case "md":
      judge(messages: bytes)
      markup(text)
    // A redacted copy has the lines of its original.
    case "copy": controls(text, allowing: "\n\t")
    default: judge(messages: bytes)
    }
  }

  private mutating func decoded(_ bytes: Data) -> String? {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      faults.append("the output is not UTF-8")
      return nil
    }
    return text
  }

  /// Nothing that a terminal acts on or a person cannot see. The list is not that of the program.
  private mutating func controls(_ text: String, allowing allowed: String) {
    for scalar in text.unicodeScalars where scalar.value < 0x20 || scalar.value >= 0x7F {
      if allowed.unicodeScalars.contains(scalar) { continue }
      let acts =
        switch scalar.value {
        case ..<0x20, 0x7F...0x9F, 0xAD, 0x61C, 0x180E, 0x200B...0x200F, 0x2028...0x202E,
          0x2060...0x206F, 0x3164, 0xFE00...0xFE0F, 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE0FFF:
          true
        default: false
        }
      if acts {
        let place = text.unicodeScalars.firstIndex(of: scalar) ?? text.startIndex
        faults.append(
          "U+\(String(scalar.value, radix: 16)) after '\(text[..<place].suffix(60).debugDescription)'"
        )
        return
      }
    }
  }

  private mutating func lines(_ text: String) {
    guard text.contains(HostileText.forged) else { return }
    let begins = text.split(whereSeparator: \.isNewline).contains {
      $0.trimming(while: { " \t\"|,".contains($0) }).hasPrefix(HostileText.forged)
    }
    if begins { faults.append("a text began a line of its own") }
  }

  private mutating func length(_ text: String, _ limit: Int) {
    var run = 0
    for byte in text.utf8 {
      run = byte == HostileText.filler ? run + 1 : 0
      if run > limit {
        faults.append("more than \(limit) characters of one text")
        return
      }
    }
  }

  private mutating func markup(_ text: String) {
    for tag in ["<script", "<img", "onerror=alert(1)>"] where text.contains(tag) {
      faults.append("\(tag) is in the page")
    }
  }

  /// RFC 4180, every cell harmless to a spreadsheet.
  private mutating func table(_ text: String, isRaw: Bool) {
    do {
      let rows = try CSVReader.rows(text)
      guard !isRaw else { return }
      for cell in rows.joined() {
        for part in cell.split(separator: ";", omittingEmptySubsequences: false) {
          let bare = part.trimming(while: { $0.isWhitespace || $0 == "\"" })
          guard let first = bare.first, "=+-@\t\r".contains(first) else { continue }
          if bare.wholeMatch(of: /-[0-9.]+/) == nil {
            faults.append("a formula: \(cell.prefix(80))")
          }
        }
      }
    } catch {
      faults.append("\(error)")
    }
  }
}

extension Substring {
  fileprivate func trimming(while holds: (Character) -> Bool) -> Substring {
    drop(while: holds)
  }
}

/// A strict reader of CSV (RFC 4180): every line ends with CR LF, quotation marks stand only around a
/// whole cell, and the rows of a table have the same number of cells. Tables are separated by an empty
/// line.
enum CSVReader {
  struct Fault: Error, CustomStringConvertible {
    let description: String
  }

  static func rows(_ text: String) throws -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell = ""
    var state = State.start
    var scalars = text.unicodeScalars[...]
    func fault(_ reason: String) -> Fault {
      Fault(description: "CSV row \(rows.count + 1): \(reason)")
    }
    while let scalar = scalars.popFirst() {
      switch (state, scalar) {
      case (.quoted, "\""):
        if scalars.first == "\"" {
          cell += "\""
          scalars.removeFirst()
        } else {
          state = .closed
        }
      case (.quoted, _): cell.unicodeScalars.append(scalar)
      case (.start, "\""): state = .quoted
      case (_, "\""): throw fault("a quotation mark inside a cell")
      case (_, ","):
        row.append(cell)
        cell = ""
        state = .start
      case (_, "\r"):
        guard scalars.popFirst() == "\n" else { throw fault("a CR without LF") }
        row.append(cell)
        rows.append(row)
        (row, cell, state) = ([], "", .start)
      case (_, "\n"): throw fault("an LF without CR")
      case (.closed, _): throw fault("text after a quotation mark")
      default:
        cell.unicodeScalars.append(scalar)
        state = .open
      }
    }
    guard state == .start, row.isEmpty else { throw fault("the last line does not end") }
    for table in rows.split(separator: [""]) {
      guard Set(table.map(\.count)).count == 1 else {
        throw Fault(description: "CSV: rows of \(Set(table.map(\.count))) cells")
      }
    }
    return rows
  }

  private enum State { case start, open, quoted, closed }
}
