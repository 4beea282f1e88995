import Foundation

/// Gives equal bytes the same string, so that a tag which stands in every report is stored once.
///
/// Short texts live inside the string value and are not kept. When the table is full, which known
/// data never reaches, strings are simply made again.
final class TextInterner {
  private static let inlineLength = 15
  private static let slots = 1 << 12
  private var table = [String?](repeating: nil, count: TextInterner.slots)

  func string(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    if bytes.count <= Self.inlineLength || bytes.count > 200 {
      return String(decoding: bytes, as: UTF8.self)
    }
    let slot = Self.hash(bytes) & (Self.slots - 1)
    if let known = table[slot], Self.equals(known, bytes) { return known }
    let fresh = String(decoding: bytes, as: UTF8.self)
    table[slot] = fresh
    return fresh
  }

  private static func equals(_ text: String, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    text.utf8.withContiguousStorageIfAvailable { known in
      guard known.count == bytes.count, let left = known.baseAddress, let right = bytes.baseAddress
      else { return false }
      return memcmp(left, right, known.count) == 0
    } ?? false
  }

  /// Four words out of the text are enough to spread it: equality is checked byte by byte.
  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    guard let base = bytes.baseAddress, bytes.count > inlineLength else { return 0 }
    let last = bytes.count &- 8
    var hash = UInt64(truncatingIfNeeded: bytes.count)
    for place in [0, last / 3, last * 2 / 3, last] {
      hash = (hash ^ ByteWord(base + place).word) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
    }
    return Int(truncatingIfNeeded: hash)
  }
}
