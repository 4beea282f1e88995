/// One row of a terminal: what is left to see after everything that was written into it.
struct TerminalRow {
  private var cells: [UInt8] = []
  private var cursor = 0

  /// The row after these bytes, or the empty string when only blanks are left.
  mutating func shown(_ bytes: [UInt8]) -> String {
    cells.removeAll(keepingCapacity: true)
    cursor = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if TerminalControl.holdsMark(bytes, at: index) {
        if cursor == cells.count, cells.last == JSONByte.space {
          cells.removeLast()
          cursor -= 1
        }
        index = TerminalControl.erasureEnd(in: bytes, from: index + TerminalControl.mark.count)
        continue
      }
      switch byte {
      case TerminalControl.escape: index = act(on: bytes, at: index) - 1
      case TerminalControl.backspace: cursor = max(0, cursor - 1)
      case JSONByte.carriageReturn: cursor = 0
      case JSONByte.tab: write(byte)
      case 0xC2 where index + 1 < bytes.count && bytes[index + 1] == 0xA0:
        // Web pages turn blanks into no-break spaces.
        write(JSONByte.space)
        index += 1
      case 0..<0x20, 0x7F: break
      default: write(byte)
      }
      index += 1
    }
    guard cells.contains(where: { $0 != JSONByte.space && $0 != JSONByte.tab }) else { return "" }
    return String(decoding: cells, as: UTF8.self)
  }

  private mutating func write(_ byte: UInt8) {
    if cursor < cells.count { cells[cursor] = byte } else { cells.append(byte) }
    cursor += 1
  }

  /// Carries out an erasure of the line; takes every other sequence away. Returns where it ends.
  private mutating func act(on bytes: [UInt8], at start: Int) -> Int {
    guard start + 1 < bytes.count else { return start + 1 }
    switch bytes[start + 1] {
    case 0x5B:
      let end = TerminalControl.sequenceEnd(in: bytes, from: start)
      let parameters = bytes[min(start + 2, end)..<max(start + 2, end - 1)]
      if bytes[end - 1] == 0x4B, parameters.isEmpty || parameters.elementsEqual([0x30]) {
        cells.removeLast(cells.count - min(cursor, cells.count))
      }
      return end
    case 0x5D: return titleEnd(in: bytes, from: start + 2)
    case 0x20...0x2F: return min(start + 3, bytes.count)
    default: return start + 2
    }
  }

  /// A window title, `ESC ] … BEL`. One that does not end soon is not taken for a title.
  private func titleEnd(in bytes: [UInt8], from start: Int) -> Int {
    var index = start
    while index < bytes.count, index < start + 256 {
      if bytes[index] == 0x07 { return index + 1 }
      if bytes[index] == TerminalControl.escape { return min(index + 2, bytes.count) }
      index += 1
    }
    return start
  }
}
