import CZlib
import LicenseFiles

/// Compresses bytes on the way to a sink, in blocks, on all processors.
///
/// A block knows the 32 KiB before it and ends at a byte, so that the blocks, each compressed by itself,
/// are one deflate stream. Where they begin depends on the bytes alone: the same bytes give the same
/// stream, however many processors there are and however the bytes came.
final class Deflater {
  private let sink: ByteSink
  private let crew = DeflateCrew()
  /// Blocks in the order of their bytes, the first being the next one for the sink.
  private var underWay: [DeflateBlock] = []
  private var spare: [DeflateBlock] = []
  private var block = DeflateBlock()
  /// The bytes that the sink was given.
  private(set) var produced = 0
  /// The bytes that were compressed, and their CRC-32, when it is finished.
  private(set) var taken = 0
  private(set) var checksum = UInt32(truncatingIfNeeded: crc32(0, nil, 0))

  init(_ sink: @escaping ByteSink) { self.sink = sink }

  deinit { crew.dismiss() }

  func write(_ bytes: UnsafeRawBufferPointer) throws(OutputError) {
    var rest = bytes
    while !rest.isEmpty {
      // Only when more comes is a full block not the last one.
      if block.isFull { try begin() }
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(block.take(rest)))
    }
  }

  /// Ends the stream.
  func finish() throws(OutputError) {
    block.isLast = true
    if underWay.isEmpty {
      // One block is not worth a thread.
      block.compress()
      block.isDone = true
    } else {
      crew.give(block)
    }
    underWay.append(block)
    while !underWay.isEmpty { try giveFirst() }
  }

  /// Hands a full block to the crew and begins the next.
  private func begin() throws(OutputError) {
    let full = block
    crew.give(full)
    underWay.append(full)
    while underWay.count > crew.capacity { try giveFirst() }
    block = spare.popLast() ?? DeflateBlock()
    block.begin(after: full)
  }

  private func giveFirst() throws(OutputError) {
    let first = underWay.removeFirst()
    guard crew.wait(for: first) else { throw OutputError(.failed, "zlib failed") }
    try sink(first.result)
    produced += first.result.count
    taken += first.count
    checksum = UInt32(
      truncatingIfNeeded: crc32_combine(UInt(checksum), UInt(first.checksum), first.count))
    spare.append(first)
  }
}

/// Writes gzip without a name and without a time, so that equal contents give equal bytes.
package final class GzipWriter {
  private let sink: ByteSink
  private let deflater: Deflater

  /// Begins.
  package init(_ sink: @escaping ByteSink) throws(OutputError) {
    self.sink = sink
    deflater = Deflater(sink)
    // Deflate, no flags, time 0, no word on the level, and no word on the system.
    try [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF].give(to: sink)
  }

  /// Adds bytes.
  package func write(_ bytes: UnsafeRawBufferPointer) throws(OutputError) {
    try deflater.write(bytes)
  }

  /// Ends the stream with its checksum.
  package func finish() throws(OutputError) {
    try deflater.finish()
    let trailer = [deflater.checksum, UInt32(truncatingIfNeeded: deflater.taken)]
    try trailer.flatMap { number in
      (0..<4).map { UInt8(truncatingIfNeeded: number >> UInt32(8 * $0)) }
    }.give(to: sink)
  }
}
