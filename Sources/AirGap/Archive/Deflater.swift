import CZlib
import LicenseFiles

/// Compresses bytes on the way to a sink, always in the same way.
final class Deflater {
  private var stream = z_stream()
  private let sink: ByteSink
  private let output = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
  private(set) var produced = 0

  /// - Parameter windowBits: 31 for gzip, -15 for bare deflate as zip holds it.
  init(windowBits: Int32, _ sink: @escaping ByteSink) throws(OutputError) {
    self.sink = sink
    guard rumkit_deflate_init(&stream, 9, windowBits) == Z_OK else {
      throw OutputError(.failed, "zlib could not be started")
    }
  }

  deinit {
    deflateEnd(&stream)
    output.deallocate()
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(OutputError) {
    var rest = bytes
    while !rest.isEmpty {
      let piece = UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 20))
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(piece.count))
      // zlib reads only, but its interface is older than const.
      stream.next_in = UnsafeMutablePointer(
        mutating: piece.baseAddress?.assumingMemoryBound(to: UInt8.self))
      stream.avail_in = UInt32(piece.count)
      try run(Z_NO_FLUSH)
    }
  }

  func finish() throws(OutputError) {
    stream.next_in = nil
    stream.avail_in = 0
    try run(Z_FINISH)
  }

  private func run(_ flush: Int32) throws(OutputError) {
    repeat {
      stream.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
      stream.avail_out = UInt32(output.count)
      guard deflate(&stream, flush) != Z_STREAM_ERROR else {
        throw OutputError(.failed, "zlib failed")
      }
      let count = output.count - Int(stream.avail_out)
      if count > 0 { try sink(UnsafeRawBufferPointer(rebasing: output[..<count])) }
      produced += count
    } while stream.avail_out == 0
  }
}

/// Writes gzip without a name and without a time, so that equal contents give equal bytes.
package final class GzipWriter {
  private let deflater: Deflater

  /// Begins.
  package init(_ sink: @escaping ByteSink) throws(OutputError) {
    // zlib's own header has no name and time 0, but names the system it was built on: byte 9.
    var position = 0
    deflater = try Deflater(windowBits: 31) { bytes throws(OutputError) in
      guard position < 10 else { return try sink(bytes) }
      var piece = Array(bytes)
      if position + piece.count > 9, position <= 9 { piece[9 - position] = 0xFF }
      position += piece.count
      try piece.give(to: sink)
    }
  }

  /// Adds bytes.
  package func write(_ bytes: UnsafeRawBufferPointer) throws(OutputError) {
    try deflater.write(bytes)
  }

  /// Ends the stream with its checksum.
  package func finish() throws(OutputError) { try deflater.finish() }
}
