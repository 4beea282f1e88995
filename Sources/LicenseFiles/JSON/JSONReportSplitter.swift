/// Takes the reports out of text that is JSON, or holds JSON, piece by piece.
protocol ReportSplitter: AnyObject {
  var container: DocumentForm.Container { get }
  var isSound: Bool { get }
  var reportCount: Int { get }
  var batch: DocumentBatch { get }
  func takeBatch() -> DocumentBatch
  /// Takes a piece; false once a limit is met.
  func feed(_ bytes: ArraySlice<UInt8>) -> Bool
  func finish()
}

/// Takes a JSON document apart: the elements of a `usage` array are reports and handed over one by
/// one; the rest is small and kept, to be checked as a whole at the end.
///
/// It only follows strings and brackets; whether the JSON is sound is decided by the strict reader,
/// element by element and then for the rest, in which each element stands as `null`.
final class JSONReportSplitter: ReportSplitter {
  private(set) var container: DocumentForm.Container = .unknown
  private(set) var isSound = true
  private(set) var reportCount = 0
  var batch = DocumentBatch()

  private let file: String
  private let limits: ReadingLimits
  private var line: Int
  private var offset: Int
  private let startLine: Int
  private let startOffset: Int

  private var rest: [UInt8] = []
  private var depth = 0
  private var inString = false
  private var isEscaped = false
  /// The depth inside the `usage` array whose elements are taken; nil outside.
  private var usageDepth: Int?
  private var element: RawReport?

  init(file: String, limits: ReadingLimits, startLine: Int, startOffset: Int) {
    self.file = file
    self.limits = limits
    self.startLine = startLine
    self.startOffset = startOffset
    line = startLine
    offset = startOffset
  }

  func takeBatch() -> DocumentBatch {
    var full = batch
    batch = DocumentBatch()
    if let begun = element {
      batch.text = Array(full.text[begun.text.lowerBound...])
      full.text.removeSubrange(begun.text.lowerBound...)
      element?.text = 0..<0
    }
    return full
  }

  func feed(_ bytes: ArraySlice<UInt8>) -> Bool {
    for byte in bytes {
      take(byte)
      offset &+= 1
      if byte == JSONByte.lineFeed { line &+= 1 }
      if rest.count > limits.reportBytes
        || element.map({ batch.text.count - $0.text.lowerBound > limits.reportBytes }) == true
      {
        fail(.limitExceeded, "a JSON value is larger than \(limits.reportBytes) bytes")
        return false
      }
    }
    return true
  }

  private func take(_ byte: UInt8) {
    let begins = element == nil && usageDepth == depth && !inString && byte == JSONByte.openBrace
    if begins {
      let start = batch.text.count
      element = RawReport(
        text: start..<start, line: line, offset: offset, ordinal: reportCount, form: .envelope)
      rest.append(contentsOf: "null".utf8)
    }
    if element == nil { rest.append(byte) } else { batch.text.append(byte) }
    follow(byte)
    if var ended = element, !inString, depth == usageDepth {
      ended.text = ended.text.lowerBound..<batch.text.count
      element = nil
      batch.entries.append(.report(ended))
      reportCount += 1
    }
  }

  private func follow(_ byte: UInt8) {
    if inString {
      if isEscaped {
        isEscaped = false
      } else if byte == JSONByte.backslash {
        isEscaped = true
      } else if byte == JSONByte.quote {
        inString = false
      }
      return
    }
    switch byte {
    case JSONByte.quote: inString = true
    case JSONByte.openBrace: depth += 1
    case JSONByte.openBracket:
      depth += 1
      if usageDepth == nil, endsWithUsageKey { usageDepth = depth }
    case JSONByte.closeBrace, JSONByte.closeBracket:
      if depth == usageDepth { usageDepth = nil }
      depth -= 1
    default: break
    }
  }

  /// True when the rest so far ends with the key `usage` and an opening bracket.
  private var endsWithUsageKey: Bool {
    var index = rest.count - 1
    func skipBlank() { while index >= 0, JSONByte.isWhiteSpace(rest[index]) { index -= 1 } }
    guard index >= 0, rest[index] == JSONByte.openBracket else { return false }
    index -= 1
    skipBlank()
    guard index >= 0, rest[index] == JSONByte.colon else { return false }
    index -= 1
    skipBlank()
    let key = Array("\"usage\"".utf8)
    guard index + 1 >= key.count else { return false }
    return rest[(index + 1 - key.count)...index].elementsEqual(key)
  }

  // MARK: The end

  func finish() {
    guard isSound else { return }
    let value: JSONValue
    do throws(JSONError) {
      value = try JSONValue(rest, depth: limits.jsonDepth)
    } catch {
      let isCut = error.code == .endsEarly
      return fail(
        isCut ? .truncated : .notWellFormed,
        isCut
          ? "the JSON ends early, after \(reportCount) complete reports"
          : "the document is not JSON: \(error.reason)")
    }
    let place = SourceLocation(file: file, line: startLine, offset: startOffset)
    if reportCount > 0 || hasUsage(value) {
      container = .restAnswer
      say(.restAnswer, place, "the document is a REST answer with \(reportCount) reports")
    } else if value["payload"] != nil {
      container = .jsonReport
      whole(.envelope)
      say(.jsonReport, place, "the document is a report as JSON, without its container")
    } else if value["asset_identification"] != nil || value["measurements"] != nil {
      container = .jsonPayload
      whole(.payloadObject)
      say(.jsonPayload, place, "the document is a payload without its envelope")
    } else if let inner = value.string, inner.hasPrefix("{") {
      container = .jsonPayload
      whole(.payloadString)
      say(.jsonPayload, place, "the document is the escaped string of a payload")
    } else {
      isSound = false
      say(.notALicenseFile, place, "the JSON holds no usage, report or payload")
    }
  }

  private func hasUsage(_ value: JSONValue) -> Bool {
    if case .array = value["usage"] { true } else { false }
  }

  private func whole(_ form: RawReport.Form) {
    let start = batch.text.count
    batch.text.append(contentsOf: rest)
    batch.entries.append(
      .report(
        RawReport(
          text: start..<batch.text.count, line: startLine, offset: startOffset, ordinal: 0,
          form: form)))
    reportCount = 1
  }

  private func fail(_ descriptor: FindingDescriptor, _ message: String) {
    isSound = false
    element = nil
    say(descriptor, SourceLocation(file: file, line: line, offset: offset), message)
  }

  private func say(_ descriptor: FindingDescriptor, _ place: SourceLocation, _ message: String) {
    batch.entries.append(.finding(descriptor.finding(at: place, message)))
  }
}
