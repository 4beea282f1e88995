import Foundation

/// Lines that a person types, or that a pipe brings: whole lines, in bounded memory.
struct TypedLines {
  /// The most bytes of a line.
  static let longest = 16_384

  private let descriptor: Int32
  private var pending: [UInt8] = []
  private var isOver = false

  init(descriptor: Int32) { self.descriptor = descriptor }

  /// The next line, without its end. What stands before the end of input without a line feed is none:
  /// nobody pressed Enter.
  mutating func next() -> Answer {
    var line: [UInt8] = []
    var isTooLong = false
    while true {
      if let end = pending.firstIndex(of: 0x0A) {
        line += pending[..<end]
        pending.removeSubrange(...end)
        if line.last == 0x0D { line.removeLast() }
        return isTooLong || line.count > Self.longest
          ? .tooLong : .text(String(decoding: line, as: UTF8.self))
      }
      line += pending
      pending.removeAll()
      if line.count > Self.longest {
        isTooLong = true
        line.removeAll()
      }
      guard !isOver, fill() else { return .end }
    }
  }

  private mutating func fill() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        isOver = true
        return false
      }
      pending += buffer[..<count]
      return true
    }
  }
}
