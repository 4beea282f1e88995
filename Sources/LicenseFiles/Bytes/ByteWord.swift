/// Eight bytes in one word, the first one lowest: text is searched by words, because every byte of a
/// document passes through these searches.
struct ByteWord {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080
  private static let quotes = ones &* UInt64(JSONByte.quote)
  private static let backslashes = ones &* UInt64(JSONByte.backslash)
  private static let spaces = ones &* 0x20

  let word: UInt64

  /// The eight bytes at an address; all of them must be readable.
  @inline(__always)
  init(_ address: UnsafePointer<UInt8>) {
    word = UInt64(littleEndian: UnsafeRawPointer(address).loadUnaligned(as: UInt64.self))
  }

  // A byte of the word is zero where its high bit is set in the result. Above the lowest such byte
  // the result may err, so only the lowest is used.
  @inline(__always)
  private static func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word }

  /// The high bits of the bytes that are not simply a part of a JSON string: a quote, a backslash, a
  /// control character or a byte beyond ASCII. Only the lowest bit that is set is sure.
  @inline(__always)
  private var special: UInt64 {
    (Self.zeros(word ^ Self.quotes) | Self.zeros(word ^ Self.backslashes)
      | (word &- Self.spaces) & ~word | word) & Self.highs
  }

  /// How many bytes precede the first that is not simply a part of a JSON string; 8 when there is none.
  @inline(__always)
  var beforeSpecial: Int { special.trailingZeroBitCount >> 3 }

  /// The same of two words, of which `next` follows; 16 when there is none. Most strings end within
  /// sixteen bytes, so that the processor can tell in advance how this ends.
  @inline(__always)
  func beforeSpecial(with next: ByteWord) -> Int {
    let here = special
    return here != 0 ? here.trailingZeroBitCount >> 3 : 8 &+ next.beforeSpecial
  }
}
