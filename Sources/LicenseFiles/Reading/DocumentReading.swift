/// Reads one document to its end, on two threads: one takes the XML apart and hands over batches,
/// the calling one decodes the reports and delivers the items in the order of the file.
///
/// - Parameters:
///   - file: the name for locations.
///   - limits: the most to take.
///   - open: gives the bytes; called once, on the reading thread.
///   - each: receives every item, on the calling thread.
/// - Returns: what the document was.
/// - Throws: ``ReadingError`` when the bytes could not be had. Damage is no error: it is delivered
///   as a finding, and `isComplete` of the outline is false.
public func readDocument(
  _ file: String, limits: ReadingLimits = .standard,
  open: @escaping @Sendable () throws(ByteSourceError) -> any ByteSource,
  each: (DocumentItem) -> Void
) throws(ReadingError) -> DocumentOutline {
  throw ReadingError(file: file, reason: "not read yet")
}
