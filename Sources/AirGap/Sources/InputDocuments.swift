public import LicenseFiles

extension Input {
  /// Reads the document, or each document of the archive.
  ///
  /// - Parameters:
  ///   - begin: a document with this name begins; a member is named `archive.zip!member`.
  ///   - item: an item of it.
  ///   - end: it is over.
  /// - Throws: `ReadingError` when the bytes could not be had. A damaged archive is no error: a
  ///   finding says so, under the name of the archive.
  public func eachDocument(
    begin: (String) -> Void, item: (DocumentItem) -> Void, end: (DocumentOutline) -> Void
  ) throws(ReadingError) {
    guard let archive else {
      begin(name)
      return end(try readDocument(name, open: open, each: item))
    }
    var failure: ReadingError?
    do throws(ByteSourceError) {
      try ArchiveReader(name, kind: archive).each { member, source throws(ByteSourceError) in
        let document = "\(name)!\(member)"
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
