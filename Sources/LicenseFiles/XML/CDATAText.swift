import Foundation

/// The search for the edges of CDATA sections, in which nearly every byte of a usage file stands.
enum CDATAText {
  private static let opening = Array("<![CDATA[".utf8)
  private static let lessThan: Int32 = 0x3C
  private static let greaterThan: Int32 = 0x3E

  /// True when the bytes end with what opens a section.
  static func endsWithOpening(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let base = bytes.baseAddress, bytes.count >= opening.count else { return false }
    return memcmp(base + (bytes.count &- opening.count), opening, opening.count) == 0
  }

  /// The place after the first opening of a section, or the end of the bytes.
  static func endOfOpening(_ bytes: UnsafeRawBufferPointer) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    var place = 0
    while let found = memchr(base + place, lessThan, bytes.count &- place) {
      let start = UnsafeRawPointer(found) - base
      let end = start &+ opening.count
      if end > bytes.count { break }
      if memcmp(found, opening, opening.count) == 0 { return end }
      place = start &+ 1
    }
    return bytes.count
  }

  /// How many bytes at the front, inside a section, are its text beyond doubt: printable ASCII that
  /// is not a part of `]]>`, not even of one that the next piece completes.
  static func plainCount(_ bytes: UnsafeRawBufferPointer) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    var place = 0
    // JSON holds many closing brackets and hardly a greater-than sign.
    while let found = memchr(base + place, greaterThan, bytes.count &- place) {
      let end = UnsafeRawPointer(found) - base
      if end >= 2, bytes[end &- 1] == JSONByte.closeBracket,
        bytes[end &- 2] == JSONByte.closeBracket
      {
        return printableCount(UnsafeRawBufferPointer(rebasing: bytes[..<(end &- 2)]))
      }
      place = end &+ 1
    }
    var end = bytes.count
    while end > 0, bytes[end &- 1] == JSONByte.closeBracket { end &-= 1 }
    return printableCount(UnsafeRawBufferPointer(rebasing: bytes[..<end]))
  }

  private static func printableCount(_ bytes: UnsafeRawBufferPointer) -> Int {
    let spaces = SIMD32<UInt8>(repeating: JSONByte.space)
    var place = 0
    while place &+ 32 <= bytes.count {
      let piece = bytes.loadUnaligned(fromByteOffset: place, as: SIMD32<UInt8>.self)
      // As signed numbers, control characters and the bytes beyond ASCII are less than a space.
      let isOther =
        SIMD32<Int8>(truncatingIfNeeded: piece) .< SIMD32<Int8>(truncatingIfNeeded: spaces)
      if any(isOther) { break }
      place &+= 32
    }
    while place < bytes.count, bytes[place] >= JSONByte.space, bytes[place] < 0x80 { place &+= 1 }
    return place
  }
}
