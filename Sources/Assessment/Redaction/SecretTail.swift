import DeviceOutput

/// What a terminal puts on the next line of a secret that was longer than its line.
enum SecretTail {
  /// After a heading that asks for a code: whatever is one word.
  case heading
  /// After a code of a reservation.
  case code
  /// After another secret on a long line.
  case secret

  /// Shorter lines are not broken by a terminal, but for codes, whose next line shows what it is.
  private static let shortestLine = 60
  /// What may stand after the secret in its command.
  private static let options: Set<Substring> = ["all", "local", "force", "offline", "online"]

  /// - Parameters:
  ///   - line: as the device printed it.
  ///   - copy: what was made of it; nil comes of one that does not end with a secret.
  init?(after line: String, _ copy: [UInt8]) {
    let end = String(decoding: copy.suffix(16), as: UTF8.self).trimmed
    guard end.hasSuffix(TextRedaction.removed) || end.hasSuffix(TextRedaction.removed + "\"") else {
      return nil
    }
    let lower = line.trimmed.lowercasedASCII
    let last = Array(line.trimmed.utf8.split(separator: 0x20).last ?? "".utf8[...])
    if lower.contains(" code") || lower.contains("reservation")
      || ValueShapes.reservationCode(last, 0) != nil
    {
      self = .code
    } else if line.utf8.count >= Self.shortestLine {
      self = .secret
    } else {
      return nil
    }
  }

  /// What stays of a line that goes on with the secret; nil when it does not.
  func rest(of line: String) -> String? {
    guard line.utf8.first ?? 0 > 0x20, DevicePrompt.hostName(of: line) == nil else { return nil }
    let words = line.split(separator: " ")
    guard let first = words.first, words.dropFirst().allSatisfy(Self.options.contains),
      first.utf8.allSatisfy({
        $0.isWordByte && $0 < 0x80 || "-+/=%._:\"<>&;".utf8.contains($0)
      }), first.utf8.last != 0x3A
    else { return nil }
    let bytes = first.utf8
    let isTold =
      switch self {
      case .heading: true
      case .code: bytes.contains(where: \.isDigit) || bytes.contains(0x2D)
      case .secret: bytes.contains(where: \.isDigit) || bytes.contains { $0 &- 0x41 < 26 }
      }
    return isTold ? String(line.dropFirst(first.count)) : nil
  }
}
