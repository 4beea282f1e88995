import DeviceOutput
public import LicenseFiles

extension Input {
  /// Reads the document, or each document of the archive.
  ///
  /// - Parameters:
  ///   - hashing: sets `sha256` of the outlines.
  ///   - passedOver: a member of this name is debris of an operating system, and is not read.
  ///   - begin: a document with this name begins; a member is named `archive.zip!member`.
  ///   - item: an item of it.
  ///   - deviceOutput: it is device output, with these bytes; of more than 256 MB only the first.
  ///   - end: it is over.
  /// - Throws: `ReadingError` when the bytes could not be had. A damaged archive is not an error: a
  ///   finding says so, under the name of the archive.
  package func eachDocument(
    hashing: Bool = false, passedOver: (String) -> Void = { _ in },
    begin: (String) -> Void, item: (DocumentItem) -> Void,
    deviceOutput: (([UInt8]) -> Void)? = nil, end: (DocumentOutline) -> Void
  ) throws(ReadingError) {
    guard let archive else {
      begin(name)
      let tally = ByteTally()
      let open = open
      var outline = try Self.read(
        name, hashing: hashing,
        { () throws(ByteSourceError) in
          let source = try open()
          tally.isGzip = source is GzipSource
          return source
        }, item, deviceOutput)
      if tally.isGzip {
        outline.form.wrappings.insert(.gzip)
        item(
          .finding(
            FindingDescriptor.gzipForm.finding(
              at: SourceLocation(file: name), "the document is compressed with gzip")))
      }
      return end(outline)
    }
    var failure: ReadingError?
    do throws(ByteSourceError) {
      let reader = ArchiveReader(name, kind: archive)
      try reader.eachDocument { member, source throws(ByteSourceError) in
        let document = "\(name)!\(member)"
        if Debris.holds(member) { return passedOver(document) }
        begin(document)
        // The member is read by one thread at a time: the reader's, until the document is over.
        nonisolated(unsafe) let bytes = source
        do throws(ReadingError) {
          end(
            try Self.read(
              document, hashing: hashing, { () throws(ByteSourceError) in bytes }, item,
              deviceOutput))
        } catch {
          failure = error
          throw ByteSourceError(error.reason)
        }
      }
    } catch {
      if let failure { throw failure }
      guard let descriptor = error.descriptor else {
        throw ReadingError(file: name, reason: error.reason)
      }
      begin(name)
      item(.finding(descriptor.finding(at: SourceLocation(file: name), error.reason)))
      end(DocumentOutline(file: name, form: DocumentForm(container: .unknown)))
    }
  }

  /// The bytes of a small file, such as a table that a person has written.
  ///
  /// - Throws: `ReadingError` when they cannot be had, or are more than `limit`.
  public func allBytes(limit: Int = 64 << 20) throws(ReadingError) -> [UInt8] {
    do throws(ByteSourceError) {
      return try open().allBytes(limit: limit)
    } catch {
      throw ReadingError(file: name, reason: error.reason)
    }
  }

  /// The most bytes of device output; one more shows the reader that something was cut off.
  private static let longestOutput = (256 << 20) + 1

  private static func read(
    _ name: String, hashing: Bool,
    _ open: @escaping @Sendable () throws(ByteSourceError) -> any ByteSource,
    _ item: (DocumentItem) -> Void, _ deviceOutput: (([UInt8]) -> Void)?
  ) throws(ReadingError) -> DocumentOutline {
    let hashed = hashing ? HashedOpening() : nil
    let kept = deviceOutput == nil ? nil : DeviceOutputOpening()
    var outline = try readDocument(
      name,
      terminal: { head in
        let text = DeviceOutputReader.recognise(head)
        if text == .output { kept?.keepAll(limit: longestOutput) }
        return text
      },
      open: { () throws(ByteSourceError) in
        var source = try open()
        if let hashed { source = hashed.take(source) }
        return kept?.take(source) ?? source
      }, each: item)
    do throws(ByteSourceError) {
      if let deviceOutput, outline.form.container == .deviceOutput,
        let bytes = try kept?.bytes(limit: longestOutput)
      {
        if outline.kind == .deviceOutput { outline.byteCount = bytes.count }
        deviceOutput(bytes)
      }
      let whole = try hashed?.finish()
      outline.sha256 = whole?.sha256
      // The reader left it where it saw that it is nothing of licensing.
      if outline.kind == .unknown, let whole { outline.byteCount = whole.byteCount }
    } catch {
      // Damage in the bytes has been reported; a failing disk has not.
      if error.descriptor == nil { throw ReadingError(file: name, reason: error.reason) }
    }
    return outline
  }
}

/// Hashes what a reader reads, and afterwards what it left unread. The reader's thread is over by then.
private final class HashedOpening: @unchecked Sendable {
  private let tally = ByteTally()
  private var source: DigestingSource?

  func take(_ source: any ByteSource) -> any ByteSource {
    let hashed = DigestingSource(source, tally)
    self.source = hashed
    return hashed
  }

  /// The hash and number of all bytes; nil when the source could not be opened.
  func finish() throws(ByteSourceError) -> (sha256: SHA256Digest, byteCount: Int)? {
    try source?.forEachPiece { _ in }
    return tally.whole
  }
}
