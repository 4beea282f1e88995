import CZlib
import LicenseFiles

/// Undoes bare deflate, as zip holds it.
final class InflateSource: ByteSource {
  private let source: any ByteSource
  private let name: String
  private var stream = z_stream()
  private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 1)
  private var isOver = false

  init(_ source: any ByteSource, _ name: String) throws(ByteSourceError) {
    self.source = source
    self.name = name
    guard rumkit_inflate_init(&stream, -15) == Z_OK else {
      throw ByteSourceError("zlib could not be started")
    }
  }

  deinit {
    inflateEnd(&stream)
    input.deallocate()
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ByteSourceError) -> Int {
    guard let target = buffer.baseAddress, !buffer.isEmpty, !isOver else { return 0 }
    while true {
      if stream.avail_in == 0 {
        let count = try source.read(into: input)
        guard count > 0 else {
          throw ByteSourceError(.archiveDamaged, "the data of '\(name)' ends early")
        }
        stream.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.avail_in = UInt32(count)
      }
      stream.next_out = target.assumingMemoryBound(to: UInt8.self)
      stream.avail_out = UInt32(clamping: buffer.count)
      let wanted = Int(stream.avail_out)
      let result = inflate(&stream, Z_NO_FLUSH)
      guard result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR else {
        throw ByteSourceError(.archiveDamaged, "the data of '\(name)' is damaged")
      }
      if result == Z_STREAM_END {
        isOver = true
        let rest = try source.read(into: input)
        guard stream.avail_in == 0, rest == 0 else {
          throw ByteSourceError(.sizeMismatch, "the data of '\(name)' is shorter than it says")
        }
      }
      let count = wanted - Int(stream.avail_out)
      if count > 0 || isOver { return count }
    }
  }
}
