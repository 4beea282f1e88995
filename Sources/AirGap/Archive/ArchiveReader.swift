import Foundation
public import LicenseFiles

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

/// Gives the members of an archive one after the other; archives inside it are opened too, two deep.
public struct ArchiveReader {
  private let path: String
  private let kind: ArchiveKind

  /// The deepest that archives stand inside each other: the portal returns one inside another.
  private static let deepest = 2

  /// Opens the archive at a path.
  public init(_ path: String, kind: ArchiveKind) {
    self.path = path
    self.kind = kind
  }

  /// Gives every plain file, in the order of the archive.
  ///
  /// - Parameter body: receives the name and the bytes, which it may leave unread.
  /// - Throws: `ByteSourceError` at the first fault; the members before it have been given, and
  ///   nothing behind it is read. Errors of `body` are passed on.
  public func each(
    _ body: (_ name: String, _ source: any ByteSource) throws(ByteSourceError) -> Void
  ) throws(ByteSourceError) {
    switch kind {
    case .zip:
      let reader = try ZipReader(path)
      while let member = try reader.next() { try give(member, depth: 1, body) }
    case .tar: try eachOfTar(try FileSource(path), depth: 1, prefix: "", body)
    case .tarGzip:
      try eachOfTar(try GzipSource(try FileSource(path)), depth: 1, prefix: "", body)
    }
  }

  private func eachOfTar(
    _ source: any ByteSource, depth: Int, prefix: String,
    _ body: (_ name: String, _ source: any ByteSource) throws(ByteSourceError) -> Void
  ) throws(ByteSourceError) {
    let reader = TarReader(source)
    while let member = try reader.next() {
      try give((prefix + member.name, member.source), depth: depth, body)
    }
  }

  private func give(
    _ member: (name: String, source: any ByteSource), depth: Int,
    _ body: (_ name: String, _ source: any ByteSource) throws(ByteSourceError) -> Void
  ) throws(ByteSourceError) {
    let start = StartSource(member.source)
    let isZip = try start.begins(with: [0x50, 0x4B, 3, 4])
    let isGzip = try start.begins(with: [0x1F, 0x8B])
    guard isZip || isGzip else {
      try body(member.name, start)
      return try start.drain()
    }
    guard depth < Self.deepest + 1 else {
      throw ByteSourceError(.nestedTooDeep, "'\(member.name)' is an archive inside two others")
    }
    if isZip {
      throw ByteSourceError(
        .nestedTooDeep, "'\(member.name)' is a zip inside an archive: unpack it first")
    }
    let inner = StartSource(try GzipSource(start))
    var block = [UInt8](repeating: 0, count: 512)
    let count = try inner.peek(&block)
    if count == 512, TarReader.isHeader(block[...]) {
      try eachOfTar(inner, depth: depth + 1, prefix: member.name + "!", body)
    } else {
      try body(member.name, inner)
    }
    try inner.drain()
    try start.drain()
  }
}
