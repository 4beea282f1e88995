/// The bytes that a JSON string stands for: its escapes undone.
///
/// It holds one string after the other in the same memory, because payloads come by the thousand.
struct UndoneText {
  private var storage: [UInt8] = []
  private var quotes: [UInt32] = []
  private var quoteCount = 0
  /// The number of bytes.
  private(set) var count = 0

  /// Takes the contents of a string token, and returns the place of the first escape that is neither
  /// `\"` nor `\\`.
  mutating func take(_ contents: UnsafeBufferPointer<UInt8>, isEscaped: Bool) -> Int? {
    makeRoom(contents.count)
    quoteCount = 0
    var foreign: Int?
    var count = contents.count
    storage.withUnsafeMutableBufferPointer { target in
      if isEscaped {
        (count, foreign) = JSONEscapes.undo(contents, into: target)
      } else {
        _ = target.update(fromContentsOf: contents)
      }
    }
    self.count = count
    return foreign
  }

  /// Takes a string that begins at `start`, checking it on the way, and returns the place of its
  /// closing quote. Returns nil, with nothing taken, when it holds what no device writes there.
  mutating func takePlain(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    makeRoom(text.count &- start &+ 16)
    guard let plain = Self.undoPlain(text, from: start, &storage, &quotes) else { return nil }
    count = plain.count
    quoteCount = plain.quotes
    return plain.end
  }

  private static func undoPlain(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, _ storage: inout [UInt8],
    _ quotes: inout [UInt32]
  ) -> (count: Int, end: Int, quotes: Int)? {
    storage.withUnsafeMutableBufferPointer { target in
      quotes.withUnsafeMutableBufferPointer { places in
        JSONEscapes.undoPlain(text, from: start, into: target, quotesInto: places)
      }
    }
  }

  private mutating func makeRoom(_ needed: Int) {
    guard storage.count < needed else { return }
    storage = [UInt8](repeating: 0, count: needed &+ needed / 2)
    // A quote of the text takes two bytes of the string.
    quotes = [UInt32](repeating: 0, count: storage.count / 2 &+ 1)
  }

  /// Gives the bytes, and where the quotes in them stand: every one of them, in a text that is
  /// printable ASCII without a backslash, so that each second one closes a string. Of other texts the
  /// quotes are not known, and none are given.
  func withBytes<Result>(
    _ body: (_ bytes: UnsafeBufferPointer<UInt8>, _ quotes: UnsafeBufferPointer<UInt32>) -> Result
  ) -> Result {
    storage.withUnsafeBufferPointer { bytes in
      quotes.withUnsafeBufferPointer { places in
        body(
          UnsafeBufferPointer(rebasing: bytes[..<count]),
          UnsafeBufferPointer(rebasing: places[..<quoteCount]))
      }
    }
  }
}
