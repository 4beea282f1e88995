/// Takes away what a terminal adds to a capture: the pager's `--More--` with the backspaces that
/// erase it, and ANSI escape sequences.
///
/// Source: captures under "lines are spliced on consoles" in public device logs.
final class PagerSource: ByteSource {
  private let source: any ByteSource
  private var input = [UInt8](repeating: 0, count: 32 << 10)
  private var pending: [UInt8] = []
  private var output: [UInt8] = []
  private var position = 0
  private var isAtEnd = false
  private static let mark = Array("--More--".utf8)
  /// How much is held back so that a mark with its erasing never straddles two pieces.
  private static let reach = 64

  init(_ source: any ByteSource) { self.source = source }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ByteSourceError) -> Int {
    while position == output.count {
      if isAtEnd { return 0 }
      output.removeAll(keepingCapacity: true)
      position = 0
      let count = try source.read(into: &input)
      isAtEnd = count == 0
      pending.append(contentsOf: input[..<count])
      clean()
    }
    let count = min(buffer.count, output.count - position)
    output.withUnsafeBytes { bytes in
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[position..<position + count]))
    }
    position += count
    return count
  }

  private func clean() {
    let safe = isAtEnd ? pending.count : max(0, pending.count - Self.reach)
    var index = 0
    while index < safe {
      let byte = pending[index]
      if byte == 0x2D, holdsMark(at: index) {
        if output.last == JSONByte.space { output.removeLast() }
        index = erasureEnd(from: index + Self.mark.count)
      } else if byte == 0x1B {
        index = escapeEnd(from: index)
      } else {
        output.append(byte)
        index += 1
      }
    }
    pending.removeFirst(min(index, pending.count))
  }

  private func holdsMark(at index: Int) -> Bool {
    pending[index...].starts(with: Self.mark)
  }

  /// Behind the mark stand a space and, once a key was pressed, backspaces and blanks.
  private func erasureEnd(from start: Int) -> Int {
    var index = start
    var end = start
    while index < pending.count {
      switch pending[index] {
      case 0x08, JSONByte.carriageReturn: end = index + 1
      case JSONByte.space: break
      default: return max(end, min(start + (start < index ? 1 : 0), index))
      }
      index += 1
    }
    return max(end, start)
  }

  private func escapeEnd(from start: Int) -> Int {
    guard start + 1 < pending.count, pending[start + 1] == 0x5B else { return start + 1 }
    var index = start + 2
    while index < pending.count, index < start + 32 {
      if (0x40...0x7E).contains(pending[index]) { return index + 1 }
      index += 1
    }
    return index
  }
}
