import CZlib
public import LicenseFiles

extension FindingDescriptor {
  /// Findings of compressed input.
  static let gzip: [FindingDescriptor] = [
    gzipForm, gzipDamaged, gzipRatio, gzipTrailing,
  ]

  static let gzipForm = FindingDescriptor(
    "usage/gzip", .note, "the document is compressed",
    looksAt: "the first two bytes of the file",
    why: "no device saves its usage compressed, and the upload page is not known to accept that",
    remedy: "to upload, use the file that the device saved",
    basis: .observed(sample: "known usage files and ACKs are plain text"),
    trigger: .described("rum.txt.gz"), nearMiss: .document("<smartLicense></smartLicense>\n"))

  static let gzipDamaged = FindingDescriptor(
    "archive/gzip-damaged", .error, "the gzip data is damaged",
    looksAt: "the compressed data, its checksum and its length",
    why: "what comes out is not what went in",
    remedy: "fetch the file again; compare its SHA-256 with the one at its origin",
    basis: .documented(title: "RFC 1952", section: "2.3"),
    trigger: .hexadecimal("1f8b0800000000000003ffffffff"),
    nearMiss: .document("<smartLicense></smartLicense>\n"))

  static let gzipRatio = FindingDescriptor(
    "archive/gzip-ratio", .error, "the gzip data expands too much",
    looksAt: "the length of the output compared with the input",
    why: "it would fill memory or disk",
    remedy: "do not open it; find out where it came from",
    basis: .documented(title: "rumkit(1)", section: "LIMITS"),
    trigger: .described("ten megabytes of one byte, compressed more than 200 to one"),
    nearMiss: .document("<smartLicense></smartLicense>\n"))

  static let gzipTrailing = FindingDescriptor(
    "archive/gzip-trailing", .error, "something follows the gzip data",
    looksAt: "bytes after the first member",
    why: "other tools would show other contents",
    remedy: "fetch the file again; do not join compressed files",
    basis: .documented(title: "rumkit(1)", section: "LIMITS"),
    trigger: .described("a gzip file with a second member after it"),
    nearMiss: .document("<smartLicense></smartLicense>\n"))
}

/// Undoes gzip on the way: one member, checksum and length checked, growth limited.
public final class GzipSource: ByteSource {
  private static let inputSize = 64 << 10
  /// Below this output no ratio is a danger.
  private static let freeOutput = 8 << 20
  private static let largestRatio = 200

  private let source: any ByteSource
  private var stream = z_stream()
  private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: inputSize, alignment: 1)
  private var available = 0
  private var consumed = 0
  private var produced = 0
  private var isOver = false

  /// Wraps a source of compressed bytes.
  package init(_ source: any ByteSource) throws(ByteSourceError) {
    self.source = source
    // 15 bits of window, 16 for a gzip header.
    guard rumkit_inflate_init(&stream, 31) == Z_OK else {
      throw ByteSourceError("zlib could not be started")
    }
  }

  deinit {
    inflateEnd(&stream)
    input.deallocate()
  }

  /// Fills the front of the buffer.
  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(ByteSourceError) -> Int {
    guard let target = buffer.baseAddress, !buffer.isEmpty, !isOver else { return 0 }
    while true {
      if available == 0 {
        available = try source.read(into: input)
        consumed += available
        stream.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.avail_in = UInt32(available)
        if available == 0 {
          isOver = true
          throw ByteSourceError(.gzipDamaged, "the gzip data ends early, after \(produced) bytes")
        }
      }
      stream.next_out = target.assumingMemoryBound(to: UInt8.self)
      stream.avail_out = UInt32(clamping: buffer.count)
      let result = inflate(&stream, Z_NO_FLUSH)
      available = Int(stream.avail_in)
      let count = min(buffer.count, Int(UInt32.max)) - Int(stream.avail_out)
      produced += count
      guard result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR else {
        isOver = true
        throw ByteSourceError(
          .gzipDamaged, "the gzip data is damaged after \(produced) bytes of output")
      }
      if produced > Self.freeOutput, produced / max(1, consumed) > Self.largestRatio {
        isOver = true
        throw ByteSourceError(
          .gzipRatio, "the gzip data expands more than \(Self.largestRatio) to one")
      }
      if result == Z_STREAM_END {
        isOver = true
        try refuseTrailing()
        return count
      }
      if count > 0 { return count }
    }
  }

  private func refuseTrailing() throws(ByteSourceError) {
    var rest = available
    if rest == 0 { rest = try source.read(into: input) }
    guard rest == 0 else {
      throw ByteSourceError(.gzipTrailing, "something follows the gzip data")
    }
  }
}
