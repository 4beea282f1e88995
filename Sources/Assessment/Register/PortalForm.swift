public import LicenseFiles

/// The form of a media, filled in at the portal.
public struct PortalForm: Sendable {
  /// A row that was filled in.
  public struct Row: Sendable, Hashable {
    /// The line, counted from 1.
    public var line: Int
    /// The path on the media; nil when the column is not there.
    public var file: String?
    /// SHA-256 in lower case; nil when the column is not there.
    public var sha256: String?
    /// What the portal did.
    public var status: PortalStatus
    /// What it said.
    public var words: String?
    /// When, in the words of the person who filled it in.
    public var time: String?
    /// The ACK that was downloaded.
    public var ackFile: String?

    /// Creates a row.
    public init(
      line: Int, file: String?, sha256: String?, status: PortalStatus, words: String? = nil,
      time: String? = nil, ackFile: String? = nil
    ) {
      self.line = line
      self.file = file
      self.sha256 = sha256
      self.status = status
      self.words = words
      self.time = time
      self.ackFile = ackFile
    }
  }

  /// The rows that were filled in.
  public private(set) var rows: [Row] = []
  /// Rows that nobody filled in.
  public private(set) var emptyRows = 0
  /// What is wrong.
  public private(set) var findings: [Finding] = []
  /// False when this is not a form at all.
  public private(set) var isUsable = true

  private let file: String

  /// The rows of a form that speak of files: all below its header but the note, which is the first of them.
  package static func entries(of rows: [CSVRows.Row]) -> ArraySlice<CSVRows.Row> {
    let below = rows.dropFirst()
    guard let header = rows.first?.cells, let first = below.first, isNote(first, below: header)
    else { return below }
    return below.dropFirst()
  }

  /// True for what pack writes to whoever fills a form in, word for word: another row with such words could
  /// say to that person whatever it likes.
  private static func isNote(_ row: CSVRows.Row, below header: [String]) -> Bool {
    let columns = header.map { Column.named(SpreadsheetTable<Column>.folded($0)) }
    return columns.contains(.file)
      && (0..<max(row.cells.count, columns.count)).allSatisfy { index in
        let text = index < row.cells.count ? row.cells[index] : ""
        let column = index < columns.count ? columns[index] : nil
        let words = column.map { note[$0.name] ?? "" } ?? ""
        return text == words || (column == .time && isExampleTime(text))
      }
  }

  /// What pack writes into each column of the note; nothing into the others.
  public static let note = [
    Column.file.name: noteMark, Column.time.name: "2026-11-24T10:00:00Z",
    Column.status.name: "one of: " + PortalStatus.words,
    Column.words.name: "what the portal says", Column.ackFile.name: "the name of the ACK",
  ]

  /// How the note begins.
  private static let noteMark = "# fill in:"

  /// The time of the note in the form that a spreadsheet gives to times.
  private static func isExampleTime(_ text: String) -> Bool {
    let signs = Set("-/.:, TZAMP")
    guard text.count < 30, text.allSatisfy({ $0.isASCII && ($0.isNumber || signs.contains($0)) })
    else { return false }
    let numbers = text.split { !$0.isNumber }.compactMap { Int($0) }.filter { $0 != 0 }.sorted()
    return numbers == [10, 11, 24, 2026] || numbers == [10, 11, 24, 26]
  }

  /// True when a header has every column that the form was laid down with, in any order and among others.
  package static func isWhole(_ header: [String]) -> Bool {
    let names = header.map { $0.lowercased().filter { $0.isLetter || $0.isNumber } }
    return Set(names.compactMap(Column.named)) == Set(Column.allCases)
  }

  /// True for a heading of one of those columns.
  package static func isColumn(_ heading: String) -> Bool {
    Column.named(heading.lowercased().filter { $0.isLetter || $0.isNumber }) != nil
  }

  private enum Column: CaseIterable {
    case file, sha256, account, time, status, words, ackFile

    /// Its heading.
    var name: String {
      switch self {
      case .file: "file"
      case .sha256: "sha256"
      case .account: "virtual_account"
      case .time: "uploaded_at"
      case .status: "status"
      case .words: "portal_words"
      case .ackFile: "ack_file"
      }
    }

    static func named(_ name: String) -> Column? {
      switch name {
      case "file", "filename": .file
      case "sha256": .sha256
      case "virtualaccount": .account
      case "uploadedat", "uploaded", "date": .time
      case "status": .status
      case "portalwords", "words", "message": .words
      case "ackfile", "ack": .ackFile
      default: nil
      }
    }
  }

  /// Reads a form. Columns may stand in any order and among others; a spreadsheet's semicolons,
  /// encoding and line ends are fine. The row that explains it is skipped.
  public init(_ bytes: [UInt8], file: String) {
    self.file = file
    let table = SpreadsheetTable(bytes) { Column.named($0) }
    guard let header = table.headerLine else {
      refuse(1, "the form is empty")
      return
    }
    guard table.has(.status), table.has(.file) || table.has(.sha256) else {
      refuse(header, "the columns status and file or sha256 are needed")
      return
    }
    for name in table.repeated { refuse(header, "the column \(name) is there twice") }
    if let fault = table.fault { refuse(fault.line, fault.reason) }
    guard isUsable else { return }
    let rows = CSVRows.Row(line: header, cells: table.header)
    for row in Self.entries(of: [rows] + table.rows) { take(row, table) }
  }

  private mutating func refuse(_ line: Int, _ message: String) {
    isUsable = false
    find(.portalFormUnreadable, line, message)
  }

  private mutating func find(_ descriptor: FindingDescriptor, _ line: Int, _ message: String) {
    findings.append(descriptor.finding(at: SourceLocation(file: file, line: line), message))
  }

  private mutating func take(_ row: CSVRows.Row, _ table: SpreadsheetTable<Column>) {
    if row.cells.allSatisfy(\.isEmpty) { return }
    let time = table.text(.time, row)
    let words = table.text(.words, row)
    let ackFile = table.text(.ackFile, row)
    let said = table.text(.status, row)
    if table.text(.file, row)?.first == Self.noteMark.first {
      return find(
        .portalRowBad, row.line,
        "the row does not name a file, and is not the note that pack writes below the heading")
    }
    guard time != nil || words != nil || ackFile != nil || said != nil else {
      emptyRows += 1
      return
    }
    // The portal's words may run over several lines; the other cells may not.
    let others = [Column.file, .sha256, .time, .status, .ackFile].compactMap { table.text($0, row) }
    let wordsFault = words.flatMap { Self.flat($0).cellFault }
    if let fault = others.lazy.compactMap(\.cellFault).first ?? wordsFault {
      return find(.portalRowBad, row.line, "a cell \(fault)")
    }
    if table.overflows(row) {
      return find(
        .portalRowBad, row.line,
        "the row has more cells than the header: put a cell with a separator in quotation marks")
    }
    let path = table.text(.file, row)
    let hash = table.text(.sha256, row)?.lowercased()
    guard path != nil || hash != nil else {
      return find(.portalRowBad, row.line, "the row names no file")
    }
    let status: PortalStatus
    if let said {
      // Whatever is said of it, a file whose ACK was downloaded is acknowledged.
      guard let known = PortalStatus(said: said) ?? (ackFile == nil ? nil : .acknowledged) else {
        return find(.portalStatusUnknown, row.line, "the status is '\(said)'")
      }
      status = known
    } else if ackFile != nil {
      status = .acknowledged
    } else if words != nil {
      return find(.portalStatusMissing, row.line, "there are words, and the status is empty")
    } else {
      status = .uploaded
    }
    rows.append(
      Row(
        line: row.line, file: path, sha256: hash, status: status,
        words: PortalStatus.words(words.map(Self.flat), said: said),
        time: time, ackFile: ackFile))
  }

  private static func flat(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}
