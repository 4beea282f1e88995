import CZlib
import Foundation

/// A stretch of bytes that is compressed by itself, with the bytes before it as dictionary. It belongs
/// to one thread at a time: who fills it gives it away and takes it back when it is done.
final class DeflateBlock: @unchecked Sendable {
  /// The bytes of one block. Larger ones compress no better, smaller ones keep the processors waiting.
  static let size = 256 << 10
  private static let window = 32 << 10
  /// The level of zlib. Level 6 takes half as much time again and makes an archive of usage files 8 %
  /// smaller, level 9 twice the time and 11 % (Benchmarks/README.md).
  private static let level: Int32 = 5
  /// What the end of a block takes beyond zlib's own bound.
  private static let slack = 64

  private let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
  private let dictionary = UnsafeMutableRawBufferPointer.allocate(byteCount: window, alignment: 16)
  private let output: UnsafeMutableRawBufferPointer
  private var stream = z_stream()
  private let isReady: Bool
  private var dictionaryCount = 0
  private var outputCount = 0
  private(set) var count = 0
  private(set) var checksum: UInt32 = 0
  private(set) var isBroken = false
  var isLast = false
  /// True when it was compressed. The lock of the crew guards it.
  var isDone = false

  init() {
    isReady = rumkit_deflate_init(&stream, Self.level, -15) == Z_OK
    output = .allocate(
      byteCount: Int(deflateBound(&stream, UInt(Self.size))) + Self.slack, alignment: 16)
  }

  deinit {
    if isReady { deflateEnd(&stream) }
    bytes.deallocate()
    dictionary.deallocate()
    output.deallocate()
  }

  var isFull: Bool { count == Self.size }
  var result: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: output[..<outputCount]) }

  /// Takes what there is room for, and says how much that was.
  func take(_ more: UnsafeRawBufferPointer) -> Int {
    let room = min(more.count, Self.size - count)
    let piece = UnsafeRawBufferPointer(rebasing: more.prefix(room))
    UnsafeMutableRawBufferPointer(rebasing: bytes[count..<count + room]).copyMemory(from: piece)
    count += room
    return room
  }

  /// Begins anew after a full block, which may be being compressed meanwhile.
  func begin(after full: DeflateBlock) {
    dictionary.copyMemory(from: UnsafeRawBufferPointer(rebasing: full.bytes.suffix(Self.window)))
    dictionaryCount = Self.window
    count = 0
    outputCount = 0
    isDone = false
  }

  /// Compresses it.
  func compress() {
    isBroken = true
    let start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
    checksum = UInt32(truncatingIfNeeded: crc32(0, start, UInt32(count)))
    guard isReady, deflateReset(&stream) == Z_OK else { return }
    if dictionaryCount > 0 {
      let known = dictionary.baseAddress?.assumingMemoryBound(to: UInt8.self)
      guard deflateSetDictionary(&stream, known, UInt32(dictionaryCount)) == Z_OK else { return }
    }
    stream.next_in = start
    stream.avail_in = UInt32(count)
    stream.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.avail_out = UInt32(output.count)
    let status = CZlib.deflate(&stream, isLast ? Z_FINISH : Z_SYNC_FLUSH)
    guard status == (isLast ? Z_STREAM_END : Z_OK), stream.avail_in == 0, stream.avail_out > 0
    else { return }
    outputCount = output.count - Int(stream.avail_out)
    isBroken = false
  }
}

/// The threads that compress blocks. They begin with the first block and end when they are dismissed.
final class DeflateCrew: @unchecked Sendable {
  /// How many blocks may be under way.
  var capacity: Int { 2 * size }
  private let size = max(1, min(8, ProcessInfo.processInfo.activeProcessorCount))
  private let condition = NSCondition()
  private var waiting: [DeflateBlock] = []
  private var hasBegun = false
  private var isDismissed = false

  func give(_ block: DeflateBlock) {
    condition.withLock {
      waiting.append(block)
      condition.broadcast()
    }
    guard !hasBegun else { return }
    hasBegun = true
    for _ in 0..<size {
      let thread = Thread { self.work() }
      thread.name = "deflate"
      thread.start()
    }
  }

  /// Waits until it is compressed.
  ///
  /// - Returns: false when that failed.
  func wait(for block: DeflateBlock) -> Bool {
    condition.withLock {
      while !block.isDone { condition.wait() }
      return !block.isBroken
    }
  }

  func dismiss() {
    condition.withLock {
      isDismissed = true
      condition.broadcast()
    }
  }

  private func work() {
    while true {
      condition.lock()
      while waiting.isEmpty, !isDismissed { condition.wait() }
      guard !isDismissed else { return condition.unlock() }
      let block = waiting.removeFirst()
      condition.unlock()
      block.compress()
      condition.withLock {
        block.isDone = true
        condition.broadcast()
      }
    }
  }
}
