/// Whole numbers from their digits, without a detour over strings.
enum Decimal {
  /// The number, or nil when the bytes are not only digits or do not fit.
  static func uint64(_ digits: UnsafeBufferPointer<UInt8>) -> UInt64? {
    guard !digits.isEmpty, digits.count <= 20 else { return nil }
    var value: UInt64 = 0
    for byte in digits {
      guard JSONByte.isDigit(byte) else { return nil }
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(UInt64(byte &- JSONByte.zero))
      guard !overflow, !carry else { return nil }
      value = sum
    }
    return value
  }

  /// The number, with a sign or without, or nil when the bytes are not complete number or do not fit.
  static func int64(_ digits: UnsafeBufferPointer<UInt8>) -> Int64? {
    guard let first = digits.first else { return nil }
    guard first == JSONByte.minus || first == JSONByte.plus else {
      return uint64(digits).flatMap { Int64(exactly: $0) }
    }
    guard let magnitude = uint64(UnsafeBufferPointer(rebasing: digits.dropFirst())) else {
      return nil
    }
    if first == JSONByte.plus { return Int64(exactly: magnitude) }
    if magnitude == UInt64(Int64.max) + 1 { return Int64.min }
    return Int64(exactly: magnitude).map { -$0 }
  }
}
