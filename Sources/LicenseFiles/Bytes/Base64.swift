/// Base64 (RFC 4648 section 4), with or without padding; white space between groups is skipped,
/// because portals and guides wrap lines.
enum Base64 {
  static func value(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x41...0x5A: byte &- 0x41
    case 0x61...0x7A: byte &- 0x61 &+ 26
    case 0x30...0x39: byte &- 0x30 &+ 52
    case 0x2B: 62
    case 0x2F: 63
    default: nil
    }
  }

  static let padding: UInt8 = 0x3D

  /// The number of bytes that the text decodes to, or nil when it is not base64.
  static func decodedCount(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    var digits = 0
    var pads = 0
    for byte in text {
      if byte == padding {
        pads &+= 1
      } else if value(byte) != nil {
        guard pads == 0 else { return nil }
        digits &+= 1
      } else if !JSONByte.isWhiteSpace(byte) {
        return nil
      }
    }
    guard digits > 0, digits % 4 != 1, pads <= 2, pads == 0 || (digits + pads) % 4 == 0 else {
      return nil
    }
    return digits * 3 / 4
  }
}

/// Decodes base64 on the way.
final class Base64Source: ByteSource {
  private let source: any ByteSource
  private var input = [UInt8](repeating: 0, count: 48 << 10)
  private var bits: UInt32 = 0
  private var bitCount = 0
  private var padded = false

  init(_ source: any ByteSource) { self.source = source }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ByteSourceError) -> Int {
    guard !buffer.isEmpty else { return 0 }
    while true {
      let wanted = min(input.count, max(1, buffer.count))
      var count = 0
      var failure: ByteSourceError?
      input.withUnsafeMutableBytes { bytes in
        do throws(ByteSourceError) {
          count = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[..<wanted]))
        } catch {
          failure = error
        }
      }
      if let failure { throw failure }
      if count == 0 { return 0 }
      let written = try decode(count, into: buffer)
      if written > 0 { return written }
    }
  }

  // Four digits give three bytes, so the output never outgrows a buffer as long as the input.
  private func decode(
    _ count: Int, into buffer: UnsafeMutableRawBufferPointer
  ) throws(ByteSourceError) -> Int {
    var written = 0
    for byte in input[..<count] {
      if byte == Base64.padding {
        padded = true
        continue
      }
      guard let value = Base64.value(byte) else {
        if JSONByte.isWhiteSpace(byte) { continue }
        throw ByteSourceError(
          .notWellFormed, "the base64 text has a character that base64 does not use")
      }
      if padded {
        throw ByteSourceError(.notWellFormed, "the base64 text goes on after its padding")
      }
      bits = bits << 6 | UInt32(value)
      bitCount += 6
      if bitCount >= 8 {
        bitCount -= 8
        buffer[written] = UInt8(truncatingIfNeeded: bits >> UInt32(bitCount))
        written += 1
      }
    }
    return written
  }
}
