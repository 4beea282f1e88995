import Assessment
import LicenseFiles

extension Input {
  /// The name under which damage of the archive is told; nil for a document.
  var archiveName: String? { archive == nil ? nil : name }

  /// Gives the bytes of every document in the order of ``eachDocument(hashing:passedOver:begin:item:end:)``.
  func eachSource(
    _ body: (String, any ByteSource) throws(ByteSourceError) -> Void
  ) throws(ByteSourceError) {
    guard let archive else { return try body(name, try open()) }
    try ArchiveReader(name, kind: archive).eachDocument { member, source throws(ByteSourceError) in
      if Debris.holds(member) { return }
      try body("\(name)!\(member)", source)
    }
  }

  /// The same input in memory when its bytes can be had only once.
  func heldIfPiped() throws(ReadingError) -> Input {
    guard archive == nil, name == "-" || !FileSource.isPlain(name) else { return self }
    let bytes = try allBytes()
    return Input(name: name, isExplicit: isExplicit) { () throws(ByteSourceError) in
      MemorySource(bytes)
    }
  }

  /// Gives the skeleton of the document, or of each document of the archive.
  ///
  /// - Throws: `ReadingError` when the bytes cannot be had, or the archive is damaged; the skeletons
  ///   before the damage have been given.
  func eachShape(_ body: (DocumentShape) -> Void) throws(ReadingError) {
    do throws(ByteSourceError) {
      try eachSource { _, source throws(ByteSourceError) in body(try DocumentShape(source)) }
    } catch {
      throw ReadingError(file: name, reason: error.reason)
    }
  }
}
