/// A source whose first bytes can be looked at before they are read.
final class PeekingSource: ByteSource {
  private let source: any ByteSource
  private var buffer: [UInt8] = []
  private var position = 0
  private var isAtEnd = false

  init(_ source: any ByteSource) { self.source = source }

  /// The next bytes, at most `count`; fewer only at the end.
  func peek(_ count: Int) throws(ByteSourceError) -> ArraySlice<UInt8> {
    if position > 0 {
      buffer.removeFirst(position)
      position = 0
    }
    while buffer.count < count, !isAtEnd {
      var piece = [UInt8](repeating: 0, count: 16 << 10)
      let taken = try source.read(into: &piece)
      if taken == 0 { isAtEnd = true }
      buffer.append(contentsOf: piece[..<taken])
    }
    return buffer.prefix(count)
  }

  /// Skips bytes that have been looked at.
  func drop(_ count: Int) {
    position = min(buffer.count, position + count)
  }

  func read(into target: UnsafeMutableRawBufferPointer) throws(ByteSourceError) -> Int {
    if position < buffer.count {
      let count = min(target.count, buffer.count - position)
      buffer.withUnsafeBytes { bytes in
        target.copyMemory(
          from: UnsafeRawBufferPointer(rebasing: bytes[position..<position + count]))
      }
      position += count
      return count
    }
    return isAtEnd ? 0 : try source.read(into: target)
  }
}

extension ByteSource {
  /// Fills the front of an array.
  func read(into array: inout [UInt8]) throws(ByteSourceError) -> Int {
    var result: Result<Int, ByteSourceError> = .success(0)
    array.withUnsafeMutableBytes { bytes in
      do throws(ByteSourceError) {
        result = .success(try read(into: bytes))
      } catch {
        result = .failure(error)
      }
    }
    return try result.get()
  }
}
