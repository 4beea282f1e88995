import Foundation
package import LicenseFiles

/// What kind of archive a file is.
public enum ArchiveKind: Sendable, Hashable {
  case tar
  case tarGzip
  case zip

  /// The kind of the archive at a path, by its contents; nil for anything else.
  public static func of(_ path: String) -> ArchiveKind? {
    guard let file = try? FileSource(path) else { return nil }
    var head = [UInt8](repeating: 0, count: 512)
    guard let count = try? file.fill(&head), count >= 4 else { return nil }
    if head.starts(with: [0x50, 0x4B, 3, 4]) || head.starts(with: [0x50, 0x4B, 5, 6]) {
      return .zip
    }
    if count == 512, TarReader.isHeader(head[...]) { return .tar }
    guard head.starts(with: [0x1F, 0x8B]), let again = try? FileSource(path),
      let inner = try? GzipSource(again)
    else { return nil }
    var block = [UInt8](repeating: 0, count: 512)
    guard (try? inner.fill(&block)) == 512, TarReader.isHeader(block[...]) else { return nil }
    return .tarGzip
  }
}

/// Gives the members of an archive one after the other. The limits on number and size hold for all
/// levels together.
package struct ArchiveReader {
  private let path: String
  private let kind: ArchiveKind
  private let budget: ArchiveBudget

  /// The deepest that archives stand inside each other: the portal returns one inside another.
  private static let deepest = 2

  /// Opens the archive at a path.
  package init(_ path: String, kind: ArchiveKind) {
    self.init(path, kind: kind, budget: ArchiveBudget())
  }

  /// Opens an archive that is paid for together with others.
  init(_ path: String, kind: ArchiveKind, budget: ArchiveBudget) {
    self.path = path
    self.kind = kind
    self.budget = budget
  }

  /// Gives every plain file as it stands in the archive, byte for byte and in the order of the
  /// archive; an archive inside it is a file like any other.
  ///
  /// - Parameter body: receives the name and the bytes, which it may leave unread.
  /// - Throws: `ByteSourceError` at the first fault; the members before it have been given, and
  ///   nothing after it is read. Errors of `body` are passed on.
  func eachMember(
    _ body: (_ name: String, _ source: any ByteSource) throws(ByteSourceError) -> Void
  ) throws(ByteSourceError) {
    switch kind {
    case .zip: try eachOfZip(try ZipReader(path, budget: budget), body)
    case .tar: try eachOfTar(try FileSource(path), body)
    case .tarGzip: try eachOfTar(try GzipSource(try FileSource(path)), body)
    }
  }

  /// Gives every document: plain files with gzip undone, archives inside the archive opened, two
  /// deep, a document in one of them being named `archive!document`.
  ///
  /// - Parameter body: receives the name and the bytes, which it may leave unread.
  /// - Throws: as ``eachMember(_:)``.
  package func eachDocument(
    _ body: (_ name: String, _ source: any ByteSource) throws(ByteSourceError) -> Void
  ) throws(ByteSourceError) {
    try eachMember { name, source throws(ByteSourceError) in
      try open(name, source, depth: 1, body)
    }
  }

  private func eachOfZip(
    _ reader: ZipReader,
    _ body: (_ name: String, _ source: any ByteSource) throws(ByteSourceError) -> Void
  ) throws(ByteSourceError) {
    while let member = try reader.next() {
      try body(member.name, member.source)
      // What was left unread is checked all the same.
      try member.source.drain()
    }
  }

  private func eachOfTar(
    _ source: any ByteSource,
    _ body: (_ name: String, _ source: any ByteSource) throws(ByteSourceError) -> Void
  ) throws(ByteSourceError) {
    let reader = TarReader(source, budget: budget)
    while let member = try reader.next() { try body(member.name, member.source) }
  }

  private func open(
    _ name: String, _ source: any ByteSource, depth: Int,
    _ body: (_ name: String, _ source: any ByteSource) throws(ByteSourceError) -> Void
  ) throws(ByteSourceError) {
    let start = StartSource(source)
    let isZip = try start.begins(with: [0x50, 0x4B, 3, 4])
    let isGzip = try start.begins(with: [0x1F, 0x8B])
    let isTar = try Self.isTar(start)
    guard isZip || isGzip || isTar else {
      try body(name, start)
      return try start.drain()
    }
    guard depth < Self.deepest + 1 else {
      throw ByteSourceError(.nestedTooDeep, "'\(name)' is an archive inside two others")
    }
    func member(_ member: String, _ source: any ByteSource) throws(ByteSourceError) {
      try open(name + "!" + member, source, depth: depth + 1, body)
    }
    if isZip {
      try eachOfZip(
        try ZipReader(try NamelessFile.holding(start, "a zip inside it"), budget: budget), member)
    } else if isTar {
      try eachOfTar(start, member)
    } else {
      let inner = StartSource(ChargedSource(try GzipSource(start), budget, name))
      if try Self.isTar(inner) { try eachOfTar(inner, member) } else { try body(name, inner) }
      try inner.drain()
    }
    try start.drain()
  }

  private static func isTar(_ source: StartSource) throws(ByteSourceError) -> Bool {
    var block = [UInt8](repeating: 0, count: 512)
    return try source.peek(&block) == 512 && TarReader.isHeader(block[...])
  }
}
