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
      if TerminalControl.holdsMark(pending, at: index) {
        if output.last == JSONByte.space { output.removeLast() }
        index = TerminalControl.erasureEnd(
          in: pending, from: index + TerminalControl.mark.count)
      } else if byte == TerminalControl.escape {
        index = TerminalControl.sequenceEnd(in: pending, from: index)
      } else {
        output.append(byte)
        index += 1
      }
    }
    pending.removeFirst(min(index, pending.count))
  }
}
