public import LicenseFiles

extension Input {
  /// Reads the document, or each document of the archive.
  ///
  /// - Parameters:
  ///   - passedOver: a member of this name is debris of an operating system, and is not read.
  ///   - begin: a document with this name begins; a member is named `archive.zip!member`.
  ///   - item: an item of it.
  ///   - end: it is over.
  /// - Throws: `ReadingError` when the bytes could not be had. A damaged archive is no error: a
  ///   finding says so, under the name of the archive.
  public func eachDocument(
    passedOver: (String) -> Void = { _ in },
    begin: (String) -> Void, item: (DocumentItem) -> Void, end: (DocumentOutline) -> Void
  ) throws(ReadingError) {
    guard let archive else {
      begin(name)
      let tally = ByteTally()
      let open = open
      var outline = try readDocument(
        name,
        open: { () throws(ByteSourceError) in
          let source = try open()
          tally.isGzip = source is GzipSource
          return source
        }, each: item)
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
            try readDocument(
              document, open: { () throws(ByteSourceError) in bytes }, each: item))
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
}
