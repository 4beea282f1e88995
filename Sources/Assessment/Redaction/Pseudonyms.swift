import LicenseFiles

/// Makes pseudonyms: from a secret key, so that who has the copy cannot test a guess against it.
struct Pseudonyms {
  let key: [UInt8]

  /// The pseudonym of a value; another `attempt` gives another one.
  ///
  /// - Parameter canonical: the value in lower case.
  func make(_ canonical: String, _ kind: IdentityKind, attempt: Int) -> String {
    let digest = SHA256Digest(
      authenticating: "\(kind.rawValue)\u{0}\(attempt)\u{0}\(canonical)", key: key)
    let bytes = digest.bytes
    if let word = kind.word {
      let number = bytes.prefix(attempt < 4 ? 3 : 6).map { Self.hex($0) }.joined()
      return kind == .domain ? "\(word)-\(number).example" : "\(word)-\(number)"
    }
    switch kind {
    case .ipv4Address: return Self.address(bytes, attempt)
    case .ipv6Address:
      let groups = stride(from: 0, to: 8, by: 2).map {
        Self.hex(bytes[$0] | 0x10) + Self.hex(bytes[$0 + 1])
      }
      return "2001:db8:" + groups[..<2].joined(separator: ":") + "::"
        + groups[2...].joined(separator: ":")
    case .macAddress:
      // Locally administered, so that it is nobody's.
      return "02005e" + bytes.prefix(3).map { Self.hex($0) }.joined()
    case .serialNumber, .identifier, .accountID, .account, .hostName, .domain, .user, .policy,
      .name,
      .text:
      return shaped(canonical, digest, attempt)
    }
  }

  private static func hex(_ byte: UInt8) -> String { zeroPadded(byte, 2, radix: 16) }

  /// The ranges that RFC 5737 keeps for documentation; where many addresses have used them up, the
  /// one that RFC 2544 keeps for measurements.
  private static func address(_ bytes: [UInt8], _ attempt: Int) -> String {
    let last = Int(bytes[1]) % 254 + 1
    if attempt < 24 {
      return ["192.0.2.", "198.51.100.", "203.0.113."][Int(bytes[0]) % 3] + "\(last)"
    }
    return "198.\(18 + Int(bytes[2]) % 2).\(bytes[3]).\(last)"
  }

  /// Digits become digits and letters letters; a hexadecimal text stays one; everything else stays.
  private func shaped(_ canonical: String, _ digest: SHA256Digest, _ attempt: Int) -> String {
    let isHex =
      canonical.utf8.count >= 16
      && canonical.utf8.allSatisfy { !$0.isLetter || (0x61...0x66).contains($0) }
    var stream = digest.bytes
    var block = 0
    var index = 0
    var result: [UInt8] = []
    for byte in canonical.utf8 {
      if index == stream.count {
        block += 1
        stream =
          SHA256Digest(
            authenticating: "\(attempt)\u{0}\(block)\u{0}\(canonical)", key: key
          ).bytes
        index = 0
      }
      let random = stream[index]
      index += 1
      if byte.isDigit {
        // A number keeps its length.
        result.append(0x30 + (result.isEmpty ? random % 9 + 1 : random % 10))
      } else if byte.isLetter {
        result.append(0x61 + random % (isHex ? 6 : 26))
      } else if byte >= 0x80 {
        result.append(0x78)
      } else {
        result.append(byte)
      }
    }
    let text = String(decoding: result, as: UTF8.self)
    return attempt > 200 ? text + String(attempt) : text
  }
}

extension UInt8 {
  /// `0` to `9`.
  var isDigit: Bool { self &- 0x30 < 10 }
  /// An ASCII letter.
  var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
  /// A hexadecimal digit.
  var isHexDigit: Bool { isDigit || (self | 0x20) &- 0x61 < 6 }
  /// What words are made of: between two of these no value begins or ends.
  var isWordByte: Bool { isDigit || isLetter || self >= 0x80 }
  /// In lower case.
  var lowered: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
}
