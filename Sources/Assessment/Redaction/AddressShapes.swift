/// Addresses and names of hosts that show by their shape what they are, as ``ValueShapes`` finds others.
enum AddressShapes {
  /// `00:11:22:33:44:55`, `00-11-…`, `0011.2233.4455`, `0011:2233:4455`, `0011-2233-4455`,
  /// `001122-334455`. `00 11 22 33 44 55`, `00.11.22.33.44.55`, `0011 2233 4455`, `001122:334455` and
  /// `001122334455` may be other numbers: they count after a word for an address, and where letters
  /// and digits show that they are hexadecimal.
  static func mac(_ text: [UInt8], _ start: Int) -> Int? {
    let before = text[max(0, start - 16)..<start].map(\.lowered)
    let isAnnounced = ["mac", "address"].contains {
      LabelledValues.position(of: Array($0.utf8), in: before, from: 0) != nil
    }
    let forms: [(length: Int, step: Int, sure: [UInt8], likely: [UInt8])] = [
      (17, 2, [0x3A, 0x2D], [0x20, 0x2E]), (14, 4, [0x2E, 0x3A, 0x2D], [0x20]),
      (13, 6, [0x2D], [0x3A, 0x2E]), (12, 12, [], [0x00]),
    ]
    for (length, step, sure, likely) in forms {
      let stop = start + length
      guard stop <= text.count, ValueShapes.ends(text, stop) else { continue }
      let separator = step < length ? text[start + step] : 0x00
      guard sure.contains(separator) || likely.contains(separator) else { continue }
      let isMAC = (0..<length).allSatisfy { index in
        index % (step + 1) == step
          ? text[start + index] == separator : text[start + index].isHexDigit
      }
      // One more group makes it something else; a mark that ends a sentence does not.
      let next = stop + 1 + step
      let goesOn =
        next <= text.count && text[stop] == separator
        && text[stop + 1..<next].allSatisfy(\.isHexDigit) && ValueShapes.ends(text, next)
      guard isMAC, !goesOn else { continue }
      let word = text[start..<stop]
      let isHex = word.contains(where: \.isLetter) && word.contains(where: \.isDigit)
      if sure.contains(separator) || isAnnounced || isHex { return stop }
    }
    return nil
  }

  /// `0100.1122.3344.55`, as DHCP names a client: a type, and a MAC address.
  static func clientID(_ text: [UInt8], _ start: Int) -> Int? {
    let end = start + 17
    guard end <= text.count, ValueShapes.ends(text, end), text[start] == 0x30 else { return nil }
    let isID = (0..<17).allSatisfy { index in
      index % 5 == 4 ? text[start + index] == 0x2E : text[start + index].isHexDigit
    }
    return isID ? end : nil
  }

  static func ipv4(_ text: [UInt8], _ start: Int) -> Int? {
    guard start == 0 || text[start - 1] != 0x2E else { return nil }
    var index = start
    for part in 0..<4 {
      let end = ValueShapes.run(text, index, most: 4, \.isDigit)
      guard (1...3).contains(end - index),
        let number = Int(String(decoding: text[index..<end], as: UTF8.self)), number < 256
      else { return nil }
      index = end
      if part < 3 {
        guard index < text.count, text[index] == 0x2E else { return nil }
        index += 1
      }
    }
    guard ValueShapes.ends(text, index), index == text.count || text[index] != 0x5F else {
      return nil
    }
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
    var end = ValueShapes.run(text, start, most: 48) { $0.isHexDigit || $0 == 0x3A }
    if let tail = mappedTail(text, start, end) { return tail }
    // A colon after the address ends a sentence part.
    if end - start >= 3, text[end - 1] == 0x3A, text[end - 2] != 0x3A { end -= 1 }
    guard end - start >= 3, end - start <= 39, ValueShapes.ends(text, end) else { return nil }
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
    let local = ValueShapes.run(text, start, most: 65) {
      $0.isWordByte || [0x2E, 0x5F, 0x2B, 0x2D].contains($0)
    }
    guard local < text.count, text[local] == 0x40, local - start <= 64 else { return nil }
    var end = ValueShapes.run(text, local + 1) { $0.isWordByte || $0 == 0x2D || $0 == 0x2E }
    while end > local + 1, text[end - 1] == 0x2E || text[end - 1] == 0x2D { end -= 1 }
    guard text[(local + 1)..<end].contains(0x2E) else { return nil }
    return (local, end)
  }

  /// `user:password@` of an address such as `https://user:password@host/`.
  static func credentials(_ text: [UInt8], _ start: Int) -> Int? {
    guard start >= 3, text[(start - 3)..<start].elementsEqual("://".utf8) else { return nil }
    // A user may be called by a mail address: the last `@` before the path is the one.
    let stop = ValueShapes.run(text, start) { $0 > 0x20 && $0 != 0x2F && $0 != 0x22 }
    guard let end = text[start..<stop].lastIndex(of: 0x40), text[start..<end].contains(0x3A) else {
      return nil
    }
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
    var end = ValueShapes.run(text, start, most: 300) {
      $0.isWordByte && $0 < 0x80 || $0 == 0x2D || $0 == 0x2E
    }
    while end > start, text[end - 1] == 0x2E || text[end - 1] == 0x2D { end -= 1 }
    guard end - start >= 4, end - start <= 253, ValueShapes.ends(text, end) else { return nil }
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
}
