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

  /// How many bytes precede the first that is not simply a part of a JSON string: a quote, a
  /// backslash, a control character or a byte beyond ASCII; 8 when there is none.
  @inline(__always)
  var beforeSpecial: Int {
    let special =
      Self.zeros(word ^ Self.quotes) | Self.zeros(word ^ Self.backslashes)
      | (word &- Self.spaces) & ~word | word
    return (special & Self.highs).trailingZeroBitCount >> 3
  }
}
