/// Gives UTF-16 as UTF-8, on the way. Lone surrogates become U+FFFD.
final class UTF16Source: ByteSource {
  private let source: any ByteSource
  private let isBigEndian: Bool
  private var input = [UInt8](repeating: 0, count: 32 << 10)
  private var pendingByte: UInt8?
  private var highSurrogate: UInt16?
  private var output: [UInt8] = []
  private var position = 0
  private var isAtEnd = false

  init(_ source: any ByteSource, isBigEndian: Bool) {
    self.source = source
    self.isBigEndian = isBigEndian
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ByteSourceError) -> Int {
    while position == output.count {
      if isAtEnd { return 0 }
      output.removeAll(keepingCapacity: true)
      position = 0
      let count = try source.read(into: &input)
      if count == 0 { finish() } else { convert(count) }
    }
    let count = min(buffer.count, output.count - position)
    output.withUnsafeBytes { bytes in
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[position..<position + count]))
    }
    position += count
    return count
  }

  private func convert(_ count: Int) {
    for byte in input[..<count] {
      guard let first = pendingByte else {
        pendingByte = byte
        continue
      }
      pendingByte = nil
      take(isBigEndian ? UInt16(first) << 8 | UInt16(byte) : UInt16(byte) << 8 | UInt16(first))
    }
  }

  private func take(_ unit: UInt16) {
    if let high = highSurrogate {
      highSurrogate = nil
      if (0xDC00...0xDFFF).contains(unit) {
        let value = 0x10000 + (UInt32(high) - 0xD800) << 10 + (UInt32(unit) - 0xDC00)
        return append(Unicode.Scalar(value) ?? "\u{FFFD}")
      }
      append("\u{FFFD}")
    }
    if (0xD800...0xDBFF).contains(unit) {
      highSurrogate = unit
    } else {
      append(Unicode.Scalar(unit) ?? "\u{FFFD}")
    }
  }

  private func append(_ scalar: Unicode.Scalar) {
    output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }

  private func finish() {
    isAtEnd = true
    if highSurrogate != nil || pendingByte != nil { append("\u{FFFD}") }
    highSurrogate = nil
    pendingByte = nil
  }
}
