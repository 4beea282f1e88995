/// Every notation in which a value could stand in a text.
enum HiddenForms {
  /// The value plain and in every notation; of base64 the digits that depend on nothing around it.
  static func all(of value: String) -> [String] {
    let bytes = Array(value.utf8)
    var forms = [
      value, value.lowercased(), value.uppercased(), hex(bytes), hex(bytes).uppercased(),
      bytes.map { "%" + hex([$0]) }.joined(), bytes.map { "%" + hex([$0]).uppercased() }.joined(),
      bytes.map { "\\u00" + hex([$0]) }.joined(), bytes.map { "&#\($0);" }.joined(),
      bytes.map { "&#x" + hex([$0]) + ";" }.joined(),
    ]
    for alignment in 0..<3 { forms.append(core(bytes, alignment)) }
    return forms.filter { !$0.isEmpty }
  }

  /// The digits of base64 that do not change with what stands before and after.
  private static func core(_ bytes: [UInt8], _ alignment: Int) -> String {
    let digits = Array(base64([UInt8](repeating: 0x20, count: alignment) + bytes))
    let first = (alignment * 8 + 5) / 6
    let last = (alignment + bytes.count) * 8 / 6
    return String(digits[first..<last])
  }

  static func base64(_ bytes: [UInt8]) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var result = ""
    var bits = 0
    var count = 0
    for byte in bytes {
      bits = bits << 8 | Int(byte)
      count += 8
      while count >= 6 {
        count -= 6
        result.append(digits[bits >> count & 63])
      }
    }
    if count > 0 { result.append(digits[bits << (6 - count) & 63]) }
    return result + String(repeating: "=", count: (4 - result.count % 4) % 4)
  }

  static func hex(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
