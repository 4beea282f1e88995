/// Values that show by their shape what they are. Each function is given a place where a word can
/// begin and returns the end of the value, or nil.
enum ValueShapes {
  private static func run(_ text: [UInt8], _ start: Int, _ isPart: (UInt8) -> Bool) -> Int {
    var end = start
    while end < text.count, isPart(text[end]) { end += 1 }
    return end
  }

  private static func ends(_ text: [UInt8], _ end: Int) -> Bool {
    end >= text.count || !text[end].isWordByte
  }

  /// An entitlement or software tag: published by Cisco, the same for everybody.
  ///
  /// Source: the tags of the usage samples, `regid.2018-05.com.cisco.WLC_9500C,1.0_<uuid>`.
  static func regid(_ text: [UInt8], _ start: Int) -> Int? {
    let beginning = Array("regid.".utf8)
    guard text[start...].starts(with: beginning) else { return nil }
    let end = run(text, start) {
      $0.isWordByte && $0 < 0x80 || $0 == 0x2E || $0 == 0x2C || $0 == 0x5F || $0 == 0x2D
    }
    let tag = text[start..<end]
    guard tag.count >= 37, tag.count < 200, tag.dropFirst(13).starts(with: ".com.cisco.".utf8),
      tag.contains(0x2C), tag[end - 37] == 0x5F, uuid(Array(tag.suffix(36)), 0) == 36
    else { return nil }
    return end
  }

  /// `2022-07-01T14:10:28`, `2022-07-01`: times stay, they are what the file is about.
  static func dateTime(_ text: [UInt8], _ start: Int) -> Int? {
    let pattern = Array("0000-00-00".utf8)
    guard start + 10 <= text.count else { return nil }
    for (byte, form) in zip(text[start...], pattern) {
      guard form == 0x30 ? byte.isDigit : byte == form else { return nil }
    }
    guard start + 10 < text.count, text[start + 10] == 0x54 else {
      return ends(text, start + 10) ? start + 10 : nil
    }
    let end = run(text, start + 11) {
      $0.isDigit || [0x3A, 0x2E, 0x2B, 0x2D, 0x5A].contains($0)
    }
    return end - start <= 32 ? end : nil
  }

  static func uuid(_ text: [UInt8], _ start: Int) -> Int? {
    guard start + 36 <= text.count, ends(text, start + 36) else { return nil }
    for index in 0..<36 {
      let isDash = [8, 13, 18, 23].contains(index)
      guard isDash ? text[start + index] == 0x2D : text[start + index].isHexDigit else {
        return nil
      }
    }
    return start + 36
  }

  /// `00:11:22:33:44:55`, `00-11-…`, `0011.2233.4455`, `0011:2233:4455`, `0011-2233-4455`,
  /// `001122-334455`; `00 11 22 33 44 55` after a word for it.
  static func mac(_ text: [UInt8], _ start: Int) -> Int? {
    let before = text[max(0, start - 16)..<start].map(\.lowered)
    let isAnnounced = ["mac", "address"].contains {
      LabelledValues.position(of: Array($0.utf8), in: before, from: 0) != nil
    }
    let end = run(text, start) {
      $0.isHexDigit || $0 == 0x3A || $0 == 0x2D || $0 == 0x2E || isAnnounced && $0 == 0x20
    }
    if isAnnounced, end - start >= 12, ends(text, start + 12),
      text[start..<start + 12].allSatisfy(\.isHexDigit)
    {
      return start + 12
    }
    let separators: [UInt8] = isAnnounced ? [0x3A, 0x2D, 0x20] : [0x3A, 0x2D]
    let forms: [(Int, Int, [UInt8])] = [
      (17, 2, separators), (14, 4, [0x2E, 0x3A, 0x2D]), (13, 6, [0x2D]),
    ]
    for (length, step, mark) in forms {
      let stop = start + length
      guard stop <= end, ends(text, stop),
        stop == text.count || text[stop] != text[start + step] || text[stop] == 0x20
      else { continue }
      let separator = text[start + step]
      guard mark.contains(separator) else { continue }
      let isMAC = (0..<length).allSatisfy { index in
        (index % (step + 1) == step) == (text[start + index] == separator)
      }
      if isMAC { return stop }
    }
    return nil
  }

  static func ipv4(_ text: [UInt8], _ start: Int) -> Int? {
    guard start == 0 || text[start - 1] != 0x2E else { return nil }
    var index = start
    for part in 0..<4 {
      let end = run(text, index, \.isDigit)
      guard (1...3).contains(end - index),
        let number = Int(String(decoding: text[index..<end], as: UTF8.self)), number < 256
      else { return nil }
      index = end
      if part < 3 {
        guard index < text.count, text[index] == 0x2E else { return nil }
        index += 1
      }
    }
    guard ends(text, index), index == text.count || text[index] != 0x5F else { return nil }
    if index + 1 < text.count, text[index] == 0x2E, text[index + 1].isDigit { return nil }
    return index
  }

  /// True after the word `version`, where four numbers are not address.
  static func followsVersion(_ text: [UInt8], _ start: Int) -> Bool {
    let before = text[max(0, start - 10)..<start].map(\.lowered)
    return LabelledValues.position(of: Array("version".utf8), in: before, from: 0) != nil
  }

  /// Masks, loopback, multicast of the protocol, and the unspecified address say nothing of a site.
  static func isPublicIPv4(_ text: ArraySlice<UInt8>) -> Bool {
    let parts = text.split(separator: 0x2E).compactMap {
      UInt32(String(decoding: $0, as: UTF8.self))
    }
    let number = parts.reduce(0) { $0 << 8 | $1 }
    let isMask = number == 0 || (~number &+ 1) & ~number == 0 && parts[0] == 255
    let isWildcard = number & (number &+ 1) == 0
    return isMask || isWildcard || [0, 127, 224].contains(parts[0])
  }

  static func ipv6(_ text: [UInt8], _ start: Int) -> Int? {
    if text[start] == 0x3A, start + 1 >= text.count || text[start + 1] != 0x3A { return nil }
    guard start == 0 || text[start - 1] != 0x3A else { return nil }
    var end = run(text, start) { $0.isHexDigit || $0 == 0x3A }
    if let tail = mappedTail(text, start, end) { return tail }
    // A colon after the address ends a sentence part.
    if end - start >= 3, text[end - 1] == 0x3A, text[end - 2] != 0x3A { end -= 1 }
    guard end - start >= 3, end - start <= 39, ends(text, end) else { return nil }
    var groups = text[start..<end].split(separator: 0x3A, omittingEmptySubsequences: false)
    if groups.last?.isEmpty == true, groups.count > 1, groups[groups.count - 2].isEmpty {
      groups.removeLast()
    }
    if groups.first?.isEmpty == true { groups.removeFirst() }
    let gaps = groups.count(where: \.isEmpty)
    guard groups.allSatisfy({ $0.count <= 4 }) else { return nil }
    // One colon, or none, is a time or a label.
    guard text[start..<end].count(where: { $0 == 0x3A }) >= 2 else { return nil }
    let isFull = groups.count == 8 && gaps == 0
    let isShort = gaps == 1 && groups.count <= 8 && groups.count >= 2
    return isFull || isShort ? end : nil
  }

  /// The end of an address whose last two groups are an IPv4 address: `::ffff:192.0.2.33`.
  private static func mappedTail(_ text: [UInt8], _ start: Int, _ end: Int) -> Int? {
    guard end < text.count, text[end] == 0x2E,
      let colon = text[start..<end].lastIndex(of: 0x3A), let tail = ipv4(text, colon + 1)
    else { return nil }
    let groups = text[start..<colon].split(separator: 0x3A, omittingEmptySubsequences: false)
    guard groups.count <= 7, groups.allSatisfy({ $0.count <= 4 }) else { return nil }
    let isShort = text[start...colon].indices.dropLast().contains {
      text[$0] == 0x3A && text[$0 + 1] == 0x3A
    }
    return isShort || groups.count == 6 ? tail : nil
  }

  static func isPublicIPv6(_ text: ArraySlice<UInt8>) -> Bool {
    let address = String(decoding: text, as: UTF8.self).lowercasedASCII
    return address == "::1" || address.hasPrefix("ff02:")
  }

  /// `name@host.domain`: the place of the `@` and the end.
  static func mail(_ text: [UInt8], _ start: Int) -> (Int, Int)? {
    let local = run(text, start) { $0.isWordByte || [0x2E, 0x5F, 0x2B, 0x2D].contains($0) }
    guard local < text.count, text[local] == 0x40, local - start <= 64 else { return nil }
    var end = run(text, local + 1) { $0.isWordByte || $0 == 0x2D || $0 == 0x2E }
    while end > local + 1, text[end - 1] == 0x2E || text[end - 1] == 0x2D { end -= 1 }
    guard text[(local + 1)..<end].contains(0x2E) else { return nil }
    return (local, end)
  }

  /// `user:password@` of an address such as `https://user:password@host/`.
  static func credentials(_ text: [UInt8], _ start: Int) -> Int? {
    guard start >= 3, text[(start - 3)..<start].elementsEqual("://".utf8) else { return nil }
    let end = run(text, start) { $0 > 0x20 && $0 != 0x2F && $0 != 0x40 && $0 != 0x22 }
    guard end < text.count, text[end] == 0x40, text[start..<end].contains(0x3A) else { return nil }
    return end
  }

  private static let topDomains: Set<String> = Set(
    """
    com net org edu gov mil int info biz io local lan corp internal intra intranet home site test
    invalid example localdomain private ad dom cloud tech network company group de fr uk us nl ch at
    be eu it es pt pl cz sk hu ro bg gr dk se no fi ie ca mx br ar cl co au nz jp cn kr in sg hk tw th
    my id ph vn za eg il tr ae sa ru ua by kz lt lv ee is lu li
    """.split(whereSeparator: \.isWhitespace).map(String.init))

  /// A name of labels with dots whose last one is a known top-level domain.
  static func domain(_ text: [UInt8], _ start: Int) -> Int? {
    guard start == 0 || ![0x2E, 0x2D, 0x5F].contains(text[start - 1]) else { return nil }
    var end = run(text, start) { $0.isWordByte && $0 < 0x80 || $0 == 0x2D || $0 == 0x2E }
    while end > start, text[end - 1] == 0x2E || text[end - 1] == 0x2D { end -= 1 }
    guard end - start >= 4, end - start <= 253, ends(text, end) else { return nil }
    let labels = text[start..<end].split(separator: 0x2E, omittingEmptySubsequences: false)
    guard labels.count >= 2, labels.allSatisfy({ !$0.isEmpty && $0.count <= 63 }),
      let last = labels.last,
      topDomains.contains(String(decoding: last, as: UTF8.self).lowercasedASCII),
      text[start..<end].contains(where: \.isLetter)
    else { return nil }
    return end
  }

  static func isPublicDomain(_ name: String) -> Bool {
    let name = name.lowercasedASCII
    return ["cisco.com", "example", "w3.org", "gnu.org", "openssl.org", "invalid", "ietf.org"]
      .contains { name == $0 || name.hasSuffix("." + $0) }
  }

  /// A code of a reservation, which frees or takes licenses of its account: a request code,
  /// `CB-Z<PID>:<serial>-…`, or a return code, groups of six letters and digits.
  ///
  /// Source: dialogues of `license smart reservation` on older images.
  static func reservationCode(_ text: [UInt8], _ start: Int) -> Int? {
    let end = run(text, start) { $0.isWordByte && $0 < 0x80 || $0 == 0x2D || $0 == 0x3A }
    let word = text[start..<end]
    let isRequest =
      word.count > 4 && word.first == 0x43 && word.dropFirst(2).starts(with: "-Z".utf8)
      && word.contains(0x3A)
    if isRequest { return end }
    let groups = word.split(separator: 0x2D, omittingEmptySubsequences: false)
    guard groups.count >= 5, groups.dropLast().allSatisfy({ $0.count == 6 }),
      let last = groups.last, (1...6).contains(last.count), !word.contains(0x3A),
      word.contains(where: \.isDigit), word.contains(where: \.isLetter)
    else { return nil }
    return end
  }

  /// A serial number as Cisco writes them: a place and a date (`FCW2303A16Y`), or that of a virtual
  /// machine (`9` and ten letters and digits).
  ///
  /// Source: the UDIs in `show license udi` and in usage files.
  static func serial(_ text: [UInt8], _ start: Int) -> Int? {
    let end = run(text, start, \.isWordByte)
    guard end - start == 11 else { return nil }
    let word = text[start..<end]
    guard word.allSatisfy({ $0.isDigit || $0 &- 0x41 < 26 }), word.contains(where: \.isLetter)
    else {
      return nil
    }
    let isDated =
      word.prefix(3).allSatisfy(\.isLetter) && word.dropFirst(3).prefix(4).allSatisfy(\.isDigit)
    return isDated || word.first == 0x39 ? end : nil
  }

  /// Keys, signatures, hashes: long hexadecimal numbers and base64, and shorter ones that hide a value.
  static func blob(_ text: [UInt8], _ start: Int, holds: ([UInt8]) -> Bool) -> Int? {
    let hex = run(text, start, \.isHexDigit)
    if hex - start >= 12, ends(text, hex) {
      if hex - start >= 32 { return hex }
      if text[start..<hex].contains(where: \.isLetter), hex - start >= 16 { return hex }
      if (hex - start) % 2 == 0, holds(Self.bytes(ofHex: text[start..<hex])) { return hex }
      if hex - start >= 15 { return hex }
    }
    var end = run(text, start) {
      $0.isWordByte && $0 < 0x80 || $0 == 0x2B || $0 == 0x2F
    }
    guard end - start >= 8 else { return nil }
    let word = text[start..<end]
    let isMixed =
      word.contains(where: \.isDigit) && word.contains { $0 &- 0x41 < 26 }
      && word.contains { $0 &- 0x61 < 26 }
    let mayBeBase64 =
      word.contains { $0 &- 0x41 < 26 } && word.contains { $0.isDigit || $0 &- 0x61 < 26 }
    let isHidden =
      isMixed && end - start >= 40
      || mayBeBase64 && end - start <= 4096
        && (0..<4).contains { offset in
          holds(Self.bytes(ofBase64: word.dropFirst(offset)))
        }
    guard isHidden else { return nil }
    while end < text.count, text[end] == 0x3D { end += 1 }
    return end
  }

  private static func bytes(ofHex text: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var high: UInt8?
    for byte in text {
      let digit = byte.isDigit ? byte - 0x30 : byte.lowered - 0x57
      if let first = high {
        result.append(first << 4 | digit)
        high = nil
      } else {
        high = digit
      }
    }
    return result
  }

  /// As many whole bytes as there are.
  static func bytes(ofBase64 text: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for byte in text {
      let value: UInt32
      switch byte {
      case 0x41...0x5A: value = UInt32(byte) - 0x41
      case 0x61...0x7A: value = UInt32(byte) - 0x61 + 26
      case 0x30...0x39: value = UInt32(byte) - 0x30 + 52
      case 0x2B, 0x2D: value = 62
      case 0x2F, 0x5F: value = 63
      default: return result
      }
      bits = bits << 6 | value
      count += 6
      if count >= 8 {
        count -= 8
        result.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return result
  }
}
