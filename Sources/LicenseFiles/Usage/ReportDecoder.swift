/// Decodes the text of one report: the envelope, then the payload string inside it.
///
/// It walks the shape that known reports have and keeps what it does not know. It is strict about
/// JSON and tolerant about everything else: a missing or odd value is left out and, when its kind is
/// wrong, said.
struct ReportDecoder {
  private let file: String
  private let limits: ReadingLimits
  private let texts = TextInterner()
  /// The payload under way.
  private var payload = UndoneText()

  init(file: String, limits: ReadingLimits) {
    self.file = file
    self.limits = limits
  }

  /// Decodes a report, appending what is wrong with it to `findings`.
  ///
  /// Returns nil when the report cannot be read at all; a finding then says why.
  mutating func decode(
    _ raw: RawReport, in batch: DocumentBatch, _ findings: inout [Finding]
  ) -> UsageReport? {
    batch.text.withUnsafeBufferPointer { text in
      let bytes = UnsafeBufferPointer(rebasing: text[raw.text])
      switch raw.form {
      case .envelope: return envelope(bytes, raw, &findings)
      case .payloadObject:
        return bare(bytes, raw, escaped: nil, &findings)
      case .payloadString:
        return bareString(bytes, raw, &findings)
      }
    }
  }

  private func location(_ raw: RawReport) -> SourceLocation {
    SourceLocation(file: file, line: raw.line, offset: raw.offset)
  }

  /// The place of a byte of the report's text.
  private func location(
    _ raw: RawReport, _ bytes: UnsafeBufferPointer<UInt8>, at offset: Int
  ) -> SourceLocation {
    var line = raw.line
    for byte in bytes.prefix(max(0, offset)) where byte == JSONByte.lineFeed { line &+= 1 }
    return SourceLocation(file: file, line: line, offset: raw.offset.map { $0 &+ offset })
  }

  // MARK: Forms

  private mutating func envelope(
    _ bytes: UnsafeBufferPointer<UInt8>, _ raw: RawReport, _ findings: inout [Finding]
  ) -> UsageReport? {
    var envelope: ReportEnvelope
    var walker = ReportWalker(JSONCursor(bytes, depthLimit: limits.jsonDepth), texts: texts)
    do throws(JSONError) {
      envelope = try walker.envelope(undoingInto: &payload)
      try walker.cursor.end()
    } catch {
      findings.append(notJSON(.reportNotJSON, error, raw, bytes, bytes, base: 0))
      return nil
    }
    if let place = walker.cursor.duplicateKeyAt {
      findings.append(
        FindingDescriptor.duplicateKey.finding(
          at: location(raw, bytes, at: place), "the report has the same key twice"))
    }
    guard let (token, foreign) = envelope.payload else {
      findings.append(
        FindingDescriptor.payloadNotAString.finding(
          at: location(raw),
          envelope.payloadIsOther
            ? "the payload of this report is not a string" : "this report has no payload"))
      return nil
    }
    let description = PayloadBytes(
      offset: raw.offset.map { $0 &+ token.start }, length: token.count, sha256: payloadHash,
      decodedLength: payload.count, foreignEscapeAt: foreign)
    var report = UsageReport(ordinal: raw.ordinal, location: location(raw), payload: description)
    report.envelopeSignature = envelope.signature
    report.headerType = envelope.headerType
    report.unknownFields = walker.unknown
    say(walker.wrongTypes, raw, &findings)
    return finish(report, raw, bytes, contentsAt: token.start, &findings)
  }

  private mutating func bareString(
    _ bytes: UnsafeBufferPointer<UInt8>, _ raw: RawReport, _ findings: inout [Finding]
  ) -> UsageReport? {
    var cursor = JSONCursor(bytes, depthLimit: limits.jsonDepth)
    do throws(JSONError) {
      let token = try cursor.string()
      try cursor.end()
      return bare(bytes, raw, escaped: token, &findings)
    } catch {
      findings.append(notJSON(.reportNotJSON, error, raw, bytes, bytes, base: 0))
      return nil
    }
  }

  private mutating func bare(
    _ bytes: UnsafeBufferPointer<UInt8>, _ raw: RawReport, escaped: JSONString?,
    _ findings: inout [Finding]
  ) -> UsageReport? {
    let start: Int
    let contents: UnsafeBufferPointer<UInt8>
    if let token = escaped {
      start = token.start
      contents = UnsafeBufferPointer(rebasing: bytes[token.start..<token.end])
    } else {
      start = 0
      var end = bytes.count
      while end > 0, JSONByte.isWhiteSpace(bytes[end - 1]) { end -= 1 }
      contents = UnsafeBufferPointer(rebasing: bytes[..<end])
    }
    let foreign = payload.take(contents, isEscaped: escaped != nil)
    let description = PayloadBytes(
      offset: raw.offset.map { $0 &+ start }, length: contents.count, sha256: payloadHash,
      decodedLength: payload.count, foreignEscapeAt: foreign)
    let report = UsageReport(
      ordinal: raw.ordinal, location: location(raw), payload: description, hasEnvelope: false)
    return finish(report, raw, bytes, contentsAt: start, &findings)
  }

  // MARK: The payload

  private var payloadHash: SHA256Digest {
    payload.withBytes { bytes, _ in SHA256Digest(hashing: UnsafeRawBufferPointer(bytes)) }
  }

  private mutating func finish(
    _ begun: consuming UsageReport, _ raw: RawReport, _ bytes: UnsafeBufferPointer<UInt8>,
    contentsAt: Int, _ findings: inout [Finding]
  ) -> UsageReport? {
    var report = begun
    let failure = payload.withBytes { decoded, quotes -> Finding? in
      var walker = ReportWalker(
        JSONCursor(decoded, depthLimit: limits.jsonDepth, quotes: quotes), texts: texts)
      do throws(JSONError) {
        try walker.payload(&report)
        report.payload.whiteSpaceAt = walker.cursor.whiteSpaceAt
        try walker.cursor.end()
      } catch {
        return notJSON(.payloadNotJSON, error, raw, decoded, bytes, base: contentsAt)
      }
      report.unknownFields += walker.unknown
      say(walker.wrongTypes, raw, &findings, report)
      if walker.cursor.duplicateKeyAt != nil {
        findings.append(
          FindingDescriptor.duplicateKey.finding(
            at: location(raw), reportID: report.reportID, productInstance: report.productInstance,
            "the payload has an object with the same key twice"))
      }
      return nil
    }
    if let failure {
      findings.append(failure)
      return nil
    }
    return report
  }

  private func say(
    _ wrongTypes: [String], _ raw: RawReport, _ findings: inout [Finding],
    _ report: UsageReport? = nil
  ) {
    guard !wrongTypes.isEmpty else { return }
    let names = wrongTypes.prefix(5).joined(separator: ", ")
    findings.append(
      FindingDescriptor.wrongType.finding(
        at: location(raw), reportID: report?.reportID, productInstance: report?.productInstance,
        "not the type of value that known reports have: \(names)"))
  }

  private func notJSON(
    _ descriptor: FindingDescriptor, _ error: JSONError, _ raw: RawReport,
    _ text: UnsafeBufferPointer<UInt8>, _ bytes: UnsafeBufferPointer<UInt8>, base: Int
  ) -> Finding {
    let subject = descriptor == .payloadNotJSON ? "payload" : "report"
    let excerpt = Excerpt(text, at: error.offset)
    return descriptor.finding(
      at: descriptor == .payloadNotJSON
        ? location(raw) : location(raw, bytes, at: base &+ error.offset),
      "\(subject) \(raw.ordinal + 1) of the file is not JSON at byte \(error.offset) of the "
        + "\(subject): \(error.reason), near '\(excerpt.text)'",
      remedy: excerpt.holdsPagerMark
        ? "the text holds a pager's --More--: copy the file with scp, tftp or a USB stick" : nil)
  }
}

/// A few characters around the place of an error.
private struct Excerpt {
  let text: String
  let holdsPagerMark: Bool

  init(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) {
    let low = max(0, min(offset, bytes.count) - 12)
    let high = min(bytes.count, max(0, offset) + 12)
    text = String(decoding: bytes[min(low, high)..<high], as: UTF8.self)
    let window = bytes[max(0, low - 64)..<min(bytes.count, high + 64)]
    holdsPagerMark = String(decoding: window, as: UTF8.self).contains("--More--")
  }
}
