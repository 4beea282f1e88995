import LicenseFiles

/// Replaces what identifies in JSON, also in JSON that stands in a string of other JSON, as payloads
/// do. It writes the text again: a redacted copy is not evidence any more.
struct JSONRedaction {
  let vault: IdentityVault
  private let lines: LineRedaction
  private let memory = KeyMemory()

  /// Payloads are JSON in JSON; messages go three levels deep.
  private static let deepest = 8
  /// A longer text under a key that is not known is not looked through.
  private static let longestUnknown = 200

  init(_ vault: IdentityVault) {
    self.vault = vault
    lines = LineRedaction(vault)
  }

  /// A text under a key or in an element.
  func leaf(_ text: String, _ key: String, in parent: String, depth: Int = 0) -> String {
    let meaning = memory.meaning(key, parent)
    if meaning == .secret { return secret(text) }
    if key == "udi_pid" { vault.keep(text) }
    let trimmed = text.trimmed
    if Self.looksLikeJSON(trimmed) {
      guard depth < Self.deepest, let value = try? JSONValue(Array(trimmed.utf8)) else {
        vault.noteRemoval()
        return #"{"removed":"JSON that could not be read"}"#
      }
      let written = String(
        decoding: redacted(value, key, in: parent, depth: depth + 1).compact, as: UTF8.self)
      return text == trimmed ? written : Self.padded(written, like: text, around: trimmed)
    }
    return plain(text, meaning)
  }

  /// An object or an array begins here; other text may begin with a bracket too.
  private static func looksLikeJSON(_ text: String) -> Bool {
    let bytes = text.utf8
    guard let first = bytes.first,
      let next = bytes.dropFirst().first(where: { $0 > 0x20 })
    else { return false }
    if first == 0x7B { return next == 0x22 || next == 0x7D }
    return first == 0x5B && (next.isDigit || [0x7B, 0x5B, 0x22, 0x5D].contains(next))
  }

  /// The white space around a text is a part of the document's layout.
  private static func padded(_ new: String, like text: String, around trimmed: String) -> String {
    let front = text.utf8.prefix { $0 <= 0x20 }
    let back = text.utf8.reversed().prefix { $0 <= 0x20 }.reversed()
    return String(decoding: Array(front) + Array(new.utf8) + Array(back), as: UTF8.self)
  }

  private func plain(_ text: String, _ meaning: KeyMeaning) -> String {
    let trimmed = text.trimmed
    if Commonplace.isAbsent(trimmed) { return text }
    let bytes = Array(trimmed.utf8)
    if ValueShapes.regid(bytes, 0) == bytes.count { return text }
    switch meaning {
    case .plain: return number(trimmed) ?? lines.redacted(text)
    case .secret: return secret(text)
    case .signature:
      vault.noteRemoval()
      return Self.signature(like: trimmed)
    case .identity(let kind):
      // A mail address or a name with a domain has parts of its own.
      if [.hostName, .user, .account, .text].contains(kind), trimmed.utf8.contains(0x2E) {
        let parts = lines.text.redacted(trimmed)
        if parts != trimmed { return parts }
      }
      // A sentence is not a number; what stands in it shows by itself.
      if [.serialNumber, .identifier, .accountID].contains(kind), trimmed.utf8.contains(0x20) {
        return unknown(trimmed)
      }
      return vault.replace(trimmed, kind)
    case .unknown: return unknown(trimmed)
    }
  }

  private func secret(_ text: String) -> String {
    guard !Commonplace.isAbsent(text.trimmed) else { return text }
    vault.noteRemoval()
    return TextRedaction.removed
  }

  /// Numbers stay, but for those that the run knows and those too long to be counts, times or reports.
  private func number(_ text: String) -> String? {
    guard text.utf8.allSatisfy({ $0.isDigit || $0 == 0x2D || $0 == 0x2E || $0 == 0x2B }),
      text.utf8.count(where: { $0 == 0x2E }) <= 1
    else { return nil }
    let digits = text.utf8.count(where: \.isDigit)
    if digits >= 15, digits == text.utf8.count { return vault.replace(text, .identifier) }
    return digits >= 6 ? vault.known(text) ?? text : text
  }

  private func unknown(_ text: String) -> String {
    if let number = number(text) { return number }
    let bytes = Array(text.utf8)
    if ValueShapes.dateTime(bytes, 0) == bytes.count || FormatVocabulary.holds(text) { return text }
    guard bytes.count <= Self.longestUnknown else { return secret(text) }
    // What shows by its shape what it is gets the pseudonym of that kind.
    let shaped = lines.text.redacted(text)
    return shaped == text || shaped.isEmpty ? vault.replace(text, .text) : shaped
  }

  /// Base64 of the length of a signature, which says over and over what it is.
  private static func signature(like text: String) -> String {
    let word = Array("UkVEQUNURUQg".utf8)
    let length = max(4, text.utf8.count & ~3)
    let pads = min(2, text.utf8.reversed().prefix { $0 == 0x3D }.count)
    let digits = (0..<length - pads).map { word[$0 % word.count] }
    return String(decoding: digits, as: UTF8.self) + String(repeating: "=", count: pads)
  }

  private func redacted(
    _ value: JSONValue, _ key: String, in parent: String, depth: Int
  ) -> JSONValue {
    switch value {
    case .object(let members):
      if memory.meaning(key, parent) == .secret { return .string(secret("{}")) }
      return .object(object(members, key, depth))
    case .array(let elements):
      return .array(elements.map { redacted($0, key, in: parent, depth: depth) })
    case .string(let text): return .string(leaf(text, key, in: parent, depth: depth))
    case .number(let text): return number(text, memory.meaning(key, parent))
    case .bool, .null: return value
    }
  }

  private func object(
    _ members: [JSONValue.Member], _ key: String, _ depth: Int
  ) -> [JSONValue.Member] {
    // A list of {type, value} names its keys in `type`.
    var valueKey: String?
    if let type = members.first(where: { $0.key == "type" })?.value.string,
      type.lowercasedASCII != "count", key != "signature"
    {
      valueKey = type
    }
    return members.map { member in
      let isNamed = member.key == "value" && valueKey != nil
      return JSONValue.Member(
        key: name(member.key),
        value: redacted(
          member.value, isNamed ? valueKey ?? "" : member.key, in: isNamed ? "type" : key,
          depth: depth))
    }
  }

  /// A key that may be a value itself is one.
  func name(_ key: String) -> String {
    if memory.isOfFormat(key) { return key }
    let shaped = lines.text.redacted(key)
    return shaped == key || shaped.isEmpty ? vault.replace(key, .name) : shaped
  }

  private func number(_ text: String, _ meaning: KeyMeaning) -> JSONValue {
    switch meaning {
    case .secret, .signature:
      vault.noteRemoval()
      return .number("0")
    case .identity(let kind):
      let new = vault.replace(text, kind)
      return new.utf8.allSatisfy(\.isDigit) && !new.isEmpty ? .number(new) : .string(new)
    case .plain, .unknown: return .number(number(text) ?? text)
    }
  }
}

extension JSONValue {
  /// The text without white space.
  var compact: [UInt8] {
    var result: [UInt8] = []
    write(to: &result)
    return result
  }

  private func write(to result: inout [UInt8]) {
    func list<Element>(
      _ elements: [Element], _ open: UInt8, _ close: UInt8, _ each: (Element) -> Void
    ) {
      result.append(open)
      for (index, element) in elements.enumerated() {
        if index > 0 { result.append(0x2C) }
        each(element)
      }
      result.append(close)
    }
    switch self {
    case .object(let members):
      list(members, 0x7B, 0x7D) { member in
        Self.quote(member.key, to: &result)
        result.append(0x3A)
        member.value.write(to: &result)
      }
    case .array(let elements): list(elements, 0x5B, 0x5D) { $0.write(to: &result) }
    case .string(let text): Self.quote(text, to: &result)
    case .number(let text): result += Array(text.utf8)
    case .bool(let value): result += Array((value ? "true" : "false").utf8)
    case .null: result += Array("null".utf8)
    }
  }

  private static func quote(_ text: String, to result: inout [UInt8]) {
    result.append(0x22)
    for byte in text.utf8 {
      switch byte {
      case 0x22, 0x5C: result += [0x5C, byte]
      case 0x0A: result += [0x5C, 0x6E]
      case 0x0D: result += [0x5C, 0x72]
      case 0x09: result += [0x5C, 0x74]
      case 0..<0x20:
        result += Array(("\\u" + zeroPadded(byte, 4, radix: 16)).utf8)
      default: result.append(byte)
      }
    }
    result.append(0x22)
  }
}
