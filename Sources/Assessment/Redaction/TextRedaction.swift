import LicenseFiles

/// Replaces what identifies in running text: what the run knows, and what shows what it is by its
/// shape: addresses, UUIDs, serial numbers, mail addresses, domains, keys and signatures.
struct TextRedaction {
  let vault: IdentityVault

  /// What stands in the place of a secret.
  static let removed = "[removed]"
  /// A text with longer lines is not a line of a device.
  static let longestLine = 1 << 20

  /// What is to be done with a part of a line, found by what stands around it.
  struct Span {
    var range: Range<Int>
    /// nil for a secret.
    var kind: IdentityKind?
  }

  func redacted(_ text: String) -> String {
    String(decoding: redacted(Array(text.utf8)), as: UTF8.self)
  }

  func redacted(_ line: [UInt8], spans: [Span] = []) -> [UInt8] {
    guard line.count <= Self.longestLine else { return removal() }
    let (plain, spans) = undone(line, spans.sorted { $0.range.lowerBound < $1.range.lowerBound })
    return scan(plain, spans)
  }

  /// The line with what is written in another notation read as it is meant, where that gives something
  /// away. What a span replaces as a whole is not read again.
  private func undone(_ line: [UInt8], _ spans: [Span]) -> ([UInt8], [Span]) {
    guard EscapedRuns.mayHide(line) else { return (line, spans) }
    var text: [UInt8] = []
    var moved: [Span] = []
    var end = 0
    func add(upTo next: Int) {
      text += EscapedRuns.undone(Array(line[end..<next])) { plain in holdsValue(plain) }
    }
    for span in spans where span.range.lowerBound >= end {
      add(upTo: span.range.lowerBound)
      moved.append(
        Span(range: text.count..<text.count + span.range.count, kind: span.kind))
      text += line[span.range]
      end = span.range.upperBound
    }
    add(upTo: line.count)
    return (text, moved)
  }

  private func removal() -> [UInt8] {
    vault.noteRemoval()
    return Array(Self.removed.utf8)
  }

  /// True when text that was hidden in another notation gives something away.
  private func holdsValue(_ text: [UInt8]) -> Bool {
    vault.withoutCounting { scan(text, []) != text }
  }

  private func scan(_ text: [UInt8], _ spans: [Span]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var rest = spans[...]
    var index = 0
    var border = 0
    var trials = ValueShapes.Trials()
    while index < text.count {
      while let span = rest.first, span.range.lowerBound < index { rest.removeFirst() }
      if let span = rest.first, span.range.lowerBound == index, !span.range.isEmpty {
        rest.removeFirst()
        result += replaced(text[span.range], span.kind)
        index = span.range.upperBound
        continue
      }
      // A line feed of another language's string, `\n`, is not a part of the word after it.
      if text[index] == 0x5C, index + 1 < text.count, [0x6E, 0x72, 0x74].contains(text[index + 1]) {
        result += text[index...index + 1]
        index += 2
        border = index
        continue
      }
      let isStart = index == 0 || index == border || !text[index - 1].isWordByte
      let limit = rest.first?.range.lowerBound ?? text.count
      if isStart, let (end, replacement) = match(text, index, &trials), end <= limit {
        result += replacement
        index = end
        continue
      }
      guard text[index].isWordByte else {
        result.append(text[index])
        index += 1
        continue
      }
      var end = index
      while end < limit, text[end].isWordByte { end += 1 }
      if let part = vault.phrases.inside(text, index..<end)
        ?? vault.phrases.glued(text, index..<end), part.upperBound <= limit
      {
        result += text[index..<part.lowerBound]
        let value = String(decoding: text[part], as: UTF8.self)
        result += Array((vault.known(value) ?? Self.removed).utf8)
        index = part.upperBound
        continue
      }
      result += text[index..<end]
      index = end
    }
    return result
  }

  private func replaced(_ part: ArraySlice<UInt8>, _ kind: IdentityKind?) -> [UInt8] {
    let text = String(decoding: part, as: UTF8.self)
    guard let kind else { return Commonplace.isAbsent(text.trimmed) ? Array(part) : removal() }
    // A name in an address may be written there with `%20`.
    let plain = kind == .account ? EscapedRuns.decoded(Array(part)) : []
    return Array(
      vault.replace(plain.isEmpty ? text : String(decoding: plain, as: UTF8.self), kind).utf8)
  }

  /// What begins at `start`: its end and what stands in its place.
  private func match(
    _ text: [UInt8], _ start: Int, _ trials: inout ValueShapes.Trials
  ) -> (Int, [UInt8])? {
    if let end = ValueShapes.regid(text, start) { return (end, Array(text[start..<end])) }
    if let end = ValueShapes.dateTime(text, start) { return (end, Array(text[start..<end])) }
    if text[start].isWordByte || text[start] == 0x3A {
      var end = start
      while end < text.count, text[end].isWordByte { end += 1 }
      if end > start, let length = vault.phrases.match(text, at: start, wordEnd: end) {
        let stop = start + length
        // A host's name with its domain after it is one name.
        if let domain = AddressShapes.domain(text, start), domain > stop {
          return (domain, host(text[start..<domain]))
        }
        let value = String(decoding: text[start..<stop], as: UTF8.self)
        if let known = vault.known(value) { return (stop, Array(known.utf8)) }
      }
      if let found = shape(text, start, &trials) { return found }
    }
    return nil
  }

  private func shape(
    _ text: [UInt8], _ start: Int, _ trials: inout ValueShapes.Trials
  ) -> (Int, [UInt8])? {
    func give(_ end: Int, _ kind: IdentityKind) -> (Int, [UInt8]) {
      (end, Array(vault.replace(String(decoding: text[start..<end], as: UTF8.self), kind).utf8))
    }
    if let end = ValueShapes.uuid(text, start) { return give(end, .identifier) }
    // The name of a DHCP client is the type of its address, and the address.
    if let end = AddressShapes.clientID(text, start) {
      let address = String(decoding: text[start + 2..<end], as: UTF8.self)
      return (end, text[start..<start + 2] + Array(vault.replace(address, .macAddress).utf8))
    }
    if let end = AddressShapes.mac(text, start) { return give(end, .macAddress) }
    if let end = AddressShapes.ipv6(text, start) {
      return AddressShapes.isPublicIPv6(text[start..<end])
        ? (end, Array(text[start..<end])) : give(end, .ipv6Address)
    }
    guard text[start].isWordByte else { return nil }
    if let end = AddressShapes.ipv4(text, start) {
      return AddressShapes.isPublicIPv4(text[start..<end])
        || AddressShapes.followsVersion(text, start)
        ? (end, Array(text[start..<end])) : give(end, .ipv4Address)
    }
    if let (local, end) = AddressShapes.mail(text, start) {
      let user = String(decoding: text[start..<local], as: UTF8.self)
      // The banner of every device names this address.
      if String(decoding: text[start..<end], as: UTF8.self) == "export@cisco.com" {
        return (end, Array(text[start..<end]))
      }
      return (end, Array((vault.replace(user, .user) + "@").utf8) + host(text[(local + 1)..<end]))
    }
    if let end = AddressShapes.credentials(text, start) { return (end, removal()) }
    if let end = AddressShapes.domain(text, start) { return (end, host(text[start..<end])) }
    if let end = ValueShapes.reservationCode(text, start) { return (end, removal()) }
    if let end = ValueShapes.blob(text, start, &trials, holds: holdsHidden) {
      return (end, removal())
    }
    if let end = ValueShapes.serial(text, start) { return give(end, .serialNumber) }
    return nil
  }

  /// A decoded text is looked at for what the run knows, and for shapes, only where it is text.
  private func holdsHidden(_ decoded: [UInt8]) -> Bool {
    if vault.phrases.isAnywhere(in: decoded) { return true }
    guard decoded.count >= 3, decoded.allSatisfy({ $0 >= 0x20 && $0 < 0x7F || $0 == 0x0A }) else {
      return false
    }
    return holdsValue(decoded)
  }

  /// A name with a domain: the names of Cisco and of documentation stay.
  func host(_ name: ArraySlice<UInt8>) -> [UInt8] {
    let text = String(decoding: name, as: UTF8.self)
    if AddressShapes.isPublicDomain(text) { return Array(name) }
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 3 else { return Array(vault.replace(text, .domain).utf8) }
    let first = vault.replace(String(labels[0]), .hostName)
    let rest = vault.replace(labels.dropFirst().joined(separator: "."), .domain)
    return Array("\(first).\(rest)".utf8)
  }
}

/// Text in another notation (`%39`, `\u0039`, `&#57;`), read as it is meant.
enum EscapedRuns {
  /// True when something in the text may be escaped.
  static func mayHide(_ text: [UInt8]) -> Bool {
    text.contains { $0 == 0x25 || $0 == 0x5C || $0 == 0x26 }
  }

  /// Runs without blanks in which something is escaped are undone where that gives something away.
  static func undone(_ text: [UInt8], where isTelling: ([UInt8]) -> Bool) -> [UInt8] {
    guard mayHide(text) else { return text }
    var result: [UInt8] = []
    for (index, part) in text.split(separator: 0x20, omittingEmptySubsequences: false).enumerated()
    {
      if index > 0 { result.append(0x20) }
      let plain = decoded(Array(part))
      result += plain.count != part.count && isTelling(plain) ? plain : Array(part)
    }
    return result
  }

  /// The text with every escape read.
  static func decoded(_ text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var index = 0
    while index < text.count {
      if let (scalar, next) = escape(text, index) {
        result += Array(String(Character(scalar)).utf8)
        index = next
      } else {
        result.append(text[index])
        index += 1
      }
    }
    return result
  }

  private static func escape(_ text: [UInt8], _ start: Int) -> (Unicode.Scalar, Int)? {
    func number(_ from: Int, _ count: Int, _ radix: Int) -> (Unicode.Scalar, Int)? {
      guard count > 0, from + count <= text.count,
        let value = UInt32(
          String(decoding: text[from..<from + count], as: UTF8.self), radix: radix),
        let scalar = Unicode.Scalar(value), value >= 0x20
      else { return nil }
      return (scalar, from + count)
    }
    switch text[start] {
    case 0x25: return number(start + 1, 2, 16)
    case 0x5C:
      guard start + 1 < text.count, text[start + 1] == 0x75 else { return nil }
      return number(start + 2, 4, 16)
    case 0x26:
      guard start + 2 < text.count, text[start + 1] == 0x23 else { return nil }
      let isHex = text[start + 2] | 0x20 == 0x78
      let from = start + (isHex ? 3 : 2)
      guard let end = text[from...].prefix(8).firstIndex(of: 0x3B),
        let (scalar, _) = number(from, end - from, isHex ? 16 : 10)
      else { return nil }
      return (scalar, end + 1)
    default: return nil
    }
  }
}
