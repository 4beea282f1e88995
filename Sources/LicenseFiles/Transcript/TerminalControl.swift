/// Where the bytes end that a terminal acts on instead of showing them.
enum TerminalControl {
  static let backspace: UInt8 = 0x08
  static let escape: UInt8 = 0x1B
  static let mark = Array("--More--".utf8)

  static func holdsMark(_ bytes: [UInt8], at index: Int) -> Bool {
    bytes[index] == mark[0] && bytes[index...].starts(with: mark)
  }

  /// After the mark stand a space and, once a key was pressed, backspaces and blanks.
  static func erasureEnd(in bytes: [UInt8], from start: Int) -> Int {
    var index = start
    var end = start
    while index < bytes.count {
      switch bytes[index] {
      case backspace, JSONByte.carriageReturn: end = index + 1
      case JSONByte.space: break
      default: return max(end, min(start + (start < index ? 1 : 0), index))
      }
      index += 1
    }
    return max(end, start)
  }

  /// The end of a control sequence `ESC [ … letter`; of any other, only ESC is taken.
  static func sequenceEnd(in bytes: [UInt8], from start: Int) -> Int {
    guard start + 1 < bytes.count, bytes[start + 1] == 0x5B else { return start + 1 }
    var index = start + 2
    while index < bytes.count, index < start + 32 {
      if (0x40...0x7E).contains(bytes[index]) { return index + 1 }
      index += 1
    }
    return index
  }
}
