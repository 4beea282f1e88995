@testable import Assessment
import DeviceOutput
@testable import LicenseFiles

extension FuzzTarget {
  /// The reader of usage files, ACKs and what else crosses the gap, and the rules.
  static let document = FuzzTarget(name: "document") { bytes throws(Violation) in
    let whole = try ReadDocument(bytes)
    try whole.hold()
    // The bytes come in pieces of whatever length.
    let step = 1 + bytes.count % 13
    if bytes.count < 1500 {
      let pieces = try ReadDocument(bytes, step: step)
      try require(pieces == whole, "read in pieces of \(step) bytes it is another document")
    }
    try ReadDocument(Array(bytes.prefix(bytes.count / 2))).hold(asPartOf: whole)
    try whole.judge()
  }
}

/// A document with everything that its reader said of it.
struct ReadDocument: Equatable {
  let bytes: [UInt8]
  private(set) var items: [DocumentItem] = []
  private(set) var outline = DocumentOutline(
    file: inputName, form: DocumentForm(container: .unknown))

  init(_ bytes: [UInt8], step: Int = .max) throws(Violation) {
    self.bytes = bytes
    var items: [DocumentItem] = []
    do throws(ReadingError) {
      outline = try readDocument(
        inputName, terminal: DeviceOutputReader.recognise,
        open: { () throws(ByteSourceError) in MemorySource(bytes, step: step) },
        each: { items.append($0) })
    } catch {
      throw Violation(description: "bytes in memory were not to be had: \(error.reason)")
    }
    self.items = items
  }

  var reports: [UsageReport] {
    items.compactMap { if case .report(let it) = $0 { it } else { nil } }
  }
  var findings: [Finding] { items.compactMap { if case .finding(let it) = $0 { it } else { nil } } }

  /// True where places are those of the bytes themselves.
  private var isPlain: Bool { outline.form.wrappings.subtracting([.redacted]).isEmpty }

  /// What holds of every document.
  func hold() throws(Violation) {
    try require(
      outline.isComplete || !findings.isEmpty, "it is not whole, and no finding says why")
    if outline.form.container == .unknown {
      try require(!findings.isEmpty, "it is unknown, and no finding says so")
    }
    try require(
      reports.count <= outline.blocks[.rumReport] ?? 0, "more reports than the outline counts")
    for finding in findings { try holdPlace(finding.location, "the finding \(finding.id)") }
    for report in reports { try hold(report) }
  }

  private func hold(_ report: UsageReport) throws(Violation) {
    try holdPlace(report.location, "a report")
    guard isPlain, let offset = report.payload.offset else { return }
    let end = offset + report.payload.length
    try require(offset >= 0 && end <= bytes.count, "a payload stands outside the file")
    let contents = bytes[offset..<end].withUnsafeBufferPointer { JSONEscapes.undone($0) }
    guard report.payload.length > 0 else { return }
    try require(
      SHA256Digest(hashing: contents) == report.payload.sha256
        || SHA256Digest(hashing: Array(bytes[offset..<end])) == report.payload.sha256,
      "the payload at \(offset) is not the bytes of the file")
  }

  private func holdPlace(_ place: SourceLocation, _ what: String) throws(Violation) {
    try require(place.file == inputName, "\(what) is in no file: '\(place.file)'")
    if let line = place.line {
      try require(line >= 1, "\(what) stands on line \(line)")
      guard isPlain else { return }
      let lines = bytes.count { $0 == 0x0A || $0 == 0x0D } + 1
      try require(line <= lines, "\(what) stands on line \(line) of \(lines)")
    }
  }

  /// What holds of the first bytes of a document.
  func hold(asPartOf whole: ReadDocument) throws(Violation) {
    try hold()
    guard isPlain, whole.isPlain, outline.form.container == whole.outline.form.container else {
      return
    }
    try require(
      reports.count <= whole.reports.count,
      "cut at \(bytes.count) it has \(reports.count) reports, whole \(whole.reports.count)")
    if outline.isComplete, whole.outline.isComplete, whole.outline.form.container == .smartLicense {
      try require(
        outline.blocks == whole.outline.blocks, "cut at \(bytes.count) it claims to be whole")
    }
  }

  /// Runs all the rules, and what reads an ACK and sums up usage.
  func judge() throws(Violation) {
    let context = RuleContext(now: presentTime, expected: .usage)
    var judge = Judge(.standard, context: context)
    var builder = AckContentBuilder(inputName, context: context)
    var fold = UsageSummaryFold()
    fold.begin(inputName)
    judge.begin(inputName)
    var found: [Finding] = []
    for item in items {
      found += judge.take(item)
      builder.take(item)
      if case .report(let report) = item { fold.add(report) }
    }
    found += judge.end(outline)
    found += judge.finish()
    _ = fold.finish()
    found += builder.end(outline).findings
    for finding in found { try holdPlace(finding.location, "the finding \(finding.id)") }
  }
}
