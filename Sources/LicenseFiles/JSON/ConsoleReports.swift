/// Takes the payloads out of a terminal capture, as `test license smart rum show ID` prints them: one line
/// each, which the terminal may have broken, between prompts and other text.
final class ConsoleReports: ReportSplitter {
  let container: DocumentForm.Container
  private(set) var isSound = true
  private(set) var reportCount = 0
  private(set) var batch = DocumentBatch()

  private static let starts: [([UInt8], RawReport.Form)] = [
    (Array(#"{"asset_identification""#.utf8), .payloadObject),
    (Array(#"{"version":"2.0","asset_identification""#.utf8), .payloadObject),
    (Array(#"{"payload""#.utf8), .envelope),
  ]

  private let file: String
  private let limits: ReadingLimits
  private var line: Int
  /// The beginning of the line, without blanks before it; nil once it is none of a payload.
  private var head: [UInt8]? = []
  private var text: [UInt8] = []
  private var begun: (line: Int, form: RawReport.Form)?
  private var depth = 0
  private var inString = false
  private var isEscaped = false

  /// - Parameter container: what the text around them is.
  init(file: String, limits: ReadingLimits, startLine: Int, container: DocumentForm.Container) {
    self.container = container
    self.file = file
    self.limits = limits
    line = startLine
  }

  /// True when a line of the text begins as a payload does.
  static func begins(in bytes: some Collection<UInt8>) -> Bool {
    bytes.split(separator: JSONByte.lineFeed).contains { line in
      let rest = line.drop { JSONByte.isWhiteSpace($0) }
      return starts.contains { rest.starts(with: $0.0) }
    }
  }

  func takeBatch() -> DocumentBatch {
    defer { batch = DocumentBatch() }
    return batch
  }

  func feed(_ bytes: ArraySlice<UInt8>) -> Bool {
    for byte in bytes {
      if begun == nil { seek(byte) } else { collect(byte) }
      if byte == JSONByte.lineFeed { line &+= 1 }
      if text.count > limits.reportBytes {
        fail(.limitExceeded, "a payload is larger than \(limits.reportBytes) bytes")
        return false
      }
    }
    return true
  }

  private func seek(_ byte: UInt8) {
    if byte == JSONByte.lineFeed || byte == JSONByte.carriageReturn { return head = [] }
    guard var line = head, !(line.isEmpty && JSONByte.isWhiteSpace(byte)) else { return }
    line.append(byte)
    if let (bytes, form) = Self.starts.first(where: { $0.0 == line }) {
      begun = (self.line, form)
      text = []
      (depth, inString, isEscaped) = (0, false, false)
      for byte in bytes { collect(byte) }
    }
    head = Self.starts.contains { $0.0.starts(with: line) } ? line : nil
  }

  /// The terminal broke the line: what it put between the pieces is not of the payload.
  private func collect(_ byte: UInt8) {
    if byte == JSONByte.lineFeed || byte == JSONByte.carriageReturn { return }
    text.append(byte)
    if inString {
      if isEscaped {
        isEscaped = false
      } else if byte == JSONByte.backslash {
        isEscaped = true
      } else if byte == JSONByte.quote {
        inString = false
      }
    } else if byte == JSONByte.quote {
      inString = true
    } else if byte == JSONByte.openBrace || byte == JSONByte.openBracket {
      depth += 1
    } else if byte == JSONByte.closeBrace || byte == JSONByte.closeBracket {
      depth -= 1
      if depth <= 0 { close() }
    }
  }

  private func close() {
    guard let (line, form) = begun else { return }
    let start = batch.text.count
    batch.text += text
    batch.entries.append(
      .report(
        RawReport(
          text: start..<batch.text.count, line: line, offset: nil, ordinal: reportCount,
          form: form)))
    reportCount += 1
    begun = nil
    text = []
    head = nil
  }

  func finish() {
    guard isSound else { return }
    if begun != nil { fail(.truncated, "the text ends inside a payload") }
    let count = reportCount == 1 ? "a payload is" : "\(reportCount) payloads are"
    say(.jsonPayload, SourceLocation(file: file, line: 1), "\(count) in the text of a terminal")
  }

  private func fail(_ descriptor: FindingDescriptor, _ message: String) {
    isSound = false
    say(descriptor, SourceLocation(file: file, line: begun?.line ?? line), message)
  }

  private func say(_ descriptor: FindingDescriptor, _ place: SourceLocation, _ message: String) {
    batch.entries.append(.finding(descriptor.finding(at: place, message)))
  }
}
