import Foundation
import LicenseFiles

/// Hashes and counts bytes on their way to a reader, so that what was judged and what is packed can
/// be compared with each other. The reader reads on a thread of its own, hence the lock.
final class ByteTally: @unchecked Sendable {
  private let lock = NSLock()
  private var hash = SHA256Digest.Stream()
  private var count = 0
  private var isWhole = false
  private var gzip = false

  /// True when the bytes began like gzip.
  var isGzip: Bool {
    get { lock.withLock { gzip } }
    set { lock.withLock { gzip = newValue } }
  }

  /// The hash and number of all bytes, when the source was read to its end.
  var whole: (sha256: SHA256Digest, byteCount: Int)? {
    lock.withLock { isWhole ? (hash.digest(), count) : nil }
  }

  /// No more bytes come.
  func end() { lock.withLock { isWhole = true } }

  /// Adds bytes; none is the end.
  func take(_ bytes: UnsafeRawBufferPointer) {
    lock.withLock {
      if bytes.isEmpty { isWhole = true }
      hash.update(bytes)
      count += bytes.count
    }
  }
}

/// A source that feeds a tally.
final class DigestingSource: ByteSource {
  private let source: any ByteSource
  private let tally: ByteTally

  init(_ source: any ByteSource, _ tally: ByteTally) {
    self.source = source
    self.tally = tally
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ByteSourceError) -> Int {
    let count = try source.read(into: buffer)
    tally.take(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    return count
  }
}

extension ByteSource {
  /// Hands out every piece until the end.
  func forEachPiece(
    size: Int = 256 << 10, _ body: (UnsafeRawBufferPointer) throws(ByteSourceError) -> Void
  ) throws(ByteSourceError) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      let count = try read(into: buffer)
      if count == 0 { return }
      try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
  }

  /// The hash and number of all bytes to the end.
  func digest() throws(ByteSourceError) -> (sha256: SHA256Digest, byteCount: Int) {
    var hash = SHA256Digest.Stream()
    var total = 0
    try forEachPiece { piece in
      hash.update(piece)
      total += piece.count
    }
    return (hash.digest(), total)
  }

  /// All bytes to the end.
  ///
  /// - Throws: ``ByteSourceError`` when there are more than `limit`.
  func allBytes(limit: Int) throws(ByteSourceError) -> [UInt8] {
    var bytes: [UInt8] = []
    try forEachPiece { piece throws(ByteSourceError) in
      guard bytes.count + piece.count <= limit else {
        throw ByteSourceError("larger than \(limit) bytes")
      }
      bytes.append(contentsOf: piece)
    }
    return bytes
  }
}
