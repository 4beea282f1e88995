/// What may stand in a line of configuration. Every value is a single word of a known shape, so that
/// none can end its line, begin another or ask for help.
public enum PlanValue {
  /// Letters, digits, point, hyphen and underscore, beginning with a letter or a digit.
  static func isName(_ text: some StringProtocol, limit: Int) -> Bool {
    guard (1...limit).contains(text.utf8.count), let first = text.utf8.first else { return false }
    return isAlphanumeric(first) && text.utf8.allSatisfy { isAlphanumeric($0) || isMark($0) }
  }

  /// A product id as the UDI prints it: `C9800-CL-K9`, `ISR4331/K9`.
  static func isProductID(_ text: some StringProtocol) -> Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    return text.utf8.count <= 64 && parts.allSatisfy { isName($0, limit: 64) }
  }

  /// An interface as it is configured: `Vlan10`, `TenGigabitEthernet0/0/0`, `Port-channel1.20`. A
  /// blank may stand before the number.
  static func isInterface(_ text: some StringProtocol) -> Bool {
    guard text.utf8.count <= 64, let first = text.utf8.first, isLetter(first) else { return false }
    var rest = text.utf8.drop { isLetter($0) || $0 == 0x2D }
    if rest.first == 0x20 { rest = rest.dropFirst() }
    guard let digit = rest.first, isDigit(digit) else { return false }
    return rest.allSatisfy { isDigit($0) || $0 == 0x2F || $0 == 0x2E || $0 == 0x3A }
  }

  /// A host name or an address.
  static func isHost(_ text: some StringProtocol) -> Bool {
    if isIPv4(text) || isIPv6(text) { return true }
    guard isName(text, limit: 253), !text.utf8.allSatisfy({ isDigit($0) || $0 == 0x2E }) else {
      return false
    }
    return text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy {
      (1...63).contains($0.utf8.count)
    }
  }

  /// An address.
  static func isAddress(_ text: some StringProtocol) -> Bool { isIPv4(text) || isIPv6(text) }

  static func isIPv4(_ text: some StringProtocol) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in
        (1...3).contains(part.utf8.count) && part.utf8.allSatisfy(isDigit)
          && Int(part).map { $0 <= 255 } == true
      }
  }

  static func isIPv6(_ text: some StringProtocol) -> Bool {
    let isHexadecimal = { (byte: UInt8) in
      isDigit(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
    }
    guard text.utf8.count <= 45, text.utf8.allSatisfy({ isHexadecimal($0) || $0 == 0x3A }) else {
      return false
    }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.allSatisfy({ $0.utf8.count <= 4 }) else { return false }
    let isShort = text.contains("::")
    return isShort ? (3...9).contains(parts.count) && !text.contains(":::") : parts.count == 8
  }

  /// A port, 1 to 65535.
  static func port(_ text: some StringProtocol) -> Int? {
    guard (1...5).contains(text.utf8.count), text.utf8.allSatisfy(isDigit), let port = Int(text),
      (1...65_535).contains(port)
    else { return nil }
    return port
  }

  /// A release: letters, digits, points and brackets.
  static func isRelease(_ text: some StringProtocol) -> Bool {
    (1...32).contains(text.utf8.count)
      && text.utf8.allSatisfy { isAlphanumeric($0) || [0x2E, 0x28, 0x29].contains($0) }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
  private static func isAlphanumeric(_ byte: UInt8) -> Bool { isDigit(byte) || isLetter(byte) }
  private static func isMark(_ byte: UInt8) -> Bool { byte == 0x2D || byte == 0x2E || byte == 0x5F }
}
