/// Gives equal bytes the same string, so that a tag which stands in every report is stored once.
///
/// Short texts live inside the string value and are not kept. When the table is full, which known
/// data never reaches, strings are simply made anew.
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
    text.utf8.count == bytes.count
      && text.utf8.withContiguousStorageIfAvailable { $0.elementsEqual(bytes) } ?? false
  }

  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return Int(truncatingIfNeeded: hash ^ hash >> 32)
  }
}
