import DeviceOutput
import LicenseFiles

/// Redacts what a device printed, line by line: prompts, log lines, running configuration, the JSON
/// messages of `show license history message`, certificates and banners.
struct TranscriptRedaction {
  private let vault: IdentityVault
  private let lines: LineRedaction
  private let json: JSONRedaction

  init(_ vault: IdentityVault, _ json: JSONRedaction) {
    self.vault = vault
    self.json = json
    lines = LineRedaction(vault)
  }

  /// A message that a terminal has wrapped is put together again when it is no longer than this.
  private static let longestMessage = 8 << 20

  /// What the lines that follow belong to.
  private enum Block {
    case none
    case removed(until: (String) -> Bool)
    case json([UInt8])
    case table(PrintedTable, hasRows: Bool)
    /// The hexadecimal lines of a certificate.
    case certificate
    /// The line after a heading such as `Enter this return code in …:`.
    case code
    /// The line after a secret that stood at the end of its line: the terminal may have broken it.
    case tail(SecretTail)
    /// The lines of a key after a bare `key-string`.
    case key
  }

  func redact(_ transcript: [TranscriptLine], _ sink: ([UInt8]) -> Bool) {
    guard sink(Array("\(RedactionMark.line)\n".utf8)) else { return }
    var block = Block.none
    var number = 1
    for line in LineFrame.removed(from: transcript) {
      // Blank lines separate outputs; they leave a gap in the numbers.
      let gap = min(2, max(0, line.number - number))
      number = line.number + 1
      var piece = [UInt8](repeating: 0x0A, count: number == 2 ? 0 : gap)
      for text in take(line.text, gap > 0, &block) { piece += text + [0x0A] }
      guard sink(piece) else { return }
    }
    if case .json(let message) = block { _ = sink(unreadable(message) + [0x0A]) }
  }

  private func take(_ text: String, _ followsGap: Bool, _ block: inout Block) -> [[UInt8]] {
    switch block {
    case .removed(let isEnd):
      guard isEnd(text) else { return [] }
      block = .none
      return []
    case .certificate:
      if Self.isHexadecimal(text) { return [] }
      block = .none
    case .json(let begun):
      if Self.endsMessage(text) {
        block = .none
        return [unreadable(begun)] + take(text, followsGap, &block)
      }
      return message(begun + Array(text.utf8), &block)
    case .table(let table, let hasRows):
      // Between the heading and the rows a blank line may stand.
      if Self.isMessage(text) {
        return [embedded(Array(text.utf8)) ?? lines.redacted(Array(text.utf8))]
      }
      if !followsGap || !hasRows, Self.isRow(text) {
        let hasWords = text.utf8.contains(where: \.isWordByte)
        block = .table(table, hasRows: hasRows || hasWords)
        return [lines.redacted(Array(text.utf8), extra: table.spans(text))]
      }
      block = .none
    case .code:
      block = .none
      // A code may be of any form.
      if DevicePrompt.hostName(of: text) == nil, text.trimmed.split(separator: " ").count == 1 {
        vault.noteRemoval()
        block = .tail(.heading)
        return [Array(TextRedaction.removed.utf8)]
      }
    case .tail(let tail):
      if !followsGap, let rest = tail.rest(of: text) {
        vault.noteRemoval()
        return [Array((TextRedaction.removed + rest).utf8)]
      }
      block = .none
    case .key:
      if let start = Self.keyText(text) {
        vault.noteRemoval()
        let front = Array(text.utf8)[..<start]
        return [lines.redacted(Array(front)) + Array(TextRedaction.removed.utf8)]
      }
      block = .none
    case .none: break
    }
    let pieces = begin(text, &block)
    if case .none = block, let piece = pieces.last, let tail = SecretTail(after: text, piece) {
      block = .tail(tail)
    }
    return pieces
  }

  /// Where the one word of base64 begins that a line holds, behind a prompt or not.
  private static func keyText(_ text: String) -> Int? {
    let bytes = Array(text.utf8)
    let start = (bytes.lastIndex { $0 == 0x23 || $0 <= 0x20 } ?? -1) + 1
    let word = bytes[start...]
    let isPrompt = bytes[..<start].allSatisfy { $0 <= 0x20 } || bytes[start - 1] == 0x23
    guard isPrompt, word.count >= 4, !word.elementsEqual("exit".utf8),
      !word.elementsEqual("quit".utf8),
      word.allSatisfy({ $0.isWordByte && $0 < 0x80 || [0x2B, 0x2F, 0x3D].contains($0) })
    else { return nil }
    return start
  }

  /// False for what ends a table, also where no blank line does: a prompt, the heading of a `show tech-support`, and
  /// what is taken out as a whole.
  private static func isRow(_ text: String) -> Bool {
    let trimmed = text.trimmed
    return DevicePrompt.hostName(of: text) == nil && !isHexDump(Array(text.utf8))
      && !["{\"", "[{", "!", "Building configuration"].contains(where: trimmed.hasPrefix)
      && !trimmed.contains("-----BEGIN ") && Banner(trimmed) == nil
      && !(trimmed.hasPrefix("---") && trimmed.contains(where: \.isLetter))
      && !trimmed.hasPrefix("Total ") && !trimmed.hasSuffix(":") && PrintedTable(text) == nil
      && !(trimmed.split(separator: " ").first?.hasSuffix(":") ?? true)
  }

  /// `%FACILITY-5-MNEMONIC: …`, which a console prints anywhere.
  private static func isMessage(_ text: String) -> Bool {
    text.split(separator: " ").prefix(12).contains { word in
      word.first == "%" && word.last == ":" && word.split(separator: "-").count > 2
    }
  }

  private func begin(_ text: String, _ block: inout Block) -> [[UInt8]] {
    let bytes = Array(text.utf8)
    let trimmed = text.trimmed
    let lower = trimmed.lowercasedASCII
    if trimmed.hasPrefix("{\"") || trimmed.hasPrefix("[{") {
      return message(Array(bytes.drop { $0 <= 0x20 }), &block)
    }
    if trimmed.contains("-----BEGIN ") {
      vault.noteRemoval()
      if !trimmed.contains("-----END ") {
        block = .removed(until: { $0.contains("-----END ") })
      }
      return [Array(TextRedaction.removed.utf8)]
    }
    if Self.beginsCertificate(lower) {
      vault.noteRemoval()
      block = .certificate
      return [Array(" certificate \(TextRedaction.removed)".utf8)]
    }
    if let banner = Banner(trimmed) {
      vault.noteRemoval()
      if let end = banner.end { block = .removed(until: { $0.contains(end) }) }
      return [Array("\(banner.command) \(TextRedaction.removed)".utf8)]
    }
    if Self.isHexDump(bytes) {
      vault.noteRemoval()
      return [Array("  \(TextRedaction.removed)".utf8)]
    }
    if lower.hasPrefix("enter this "), lower.hasSuffix(":"),
      lower.contains(" code in")
    {
      block = .code
      return [lines.redacted(bytes)]
    }
    if lower == "key-string" || lower.hasSuffix("#key-string") { block = .key }
    if let table = PrintedTable(text) {
      block = .table(table, hasRows: false)
      return [bytes]
    }
    var extra: [TextRedaction.Span] = []
    if let host = DevicePrompt.hostName(of: text),
      let place = LabelledValues.position(of: Array(host.utf8), in: bytes, from: 0)
    {
      extra = [TextRedaction.Span(range: place..<place + host.utf8.count, kind: .hostName)]
    }
    return [embedded(bytes) ?? lines.redacted(bytes, extra: extra)]
  }

  /// A JSON message after other text on its line, or one in XML.
  private func embedded(_ line: [UInt8]) -> [UInt8]? {
    let starts = ["{\"", "{\\\""].compactMap {
      LabelledValues.position(of: Array($0.utf8), in: line, from: 0)
    }
    guard let start = starts.min() else { return nil }
    let front = lines.redacted(Array(line[..<start]))
    let text = String(decoding: line[start...], as: UTF8.self).trimmed
    guard (try? JSONValue(Array(text.utf8))) != nil else {
      return front + unreadable(Array(line[start...]))
    }
    return front + Array(json.leaf(text, "message", in: "").utf8)
  }

  private func message(_ text: [UInt8], _ block: inout Block) -> [[UInt8]] {
    // Only a text that can end here is tried, so that a long message is not parsed for every line.
    let last = text.last { $0 > 0x20 }
    if last == 0x7D || last == 0x5D, (try? JSONValue(text)) != nil {
      block = .none
      let message = String(decoding: text, as: UTF8.self).trimmed
      return [Array(json.leaf(message, "message", in: "").utf8)]
    }
    guard text.count <= Self.longestMessage else {
      block = .none
      return [unreadable(text)]
    }
    block = .json(text)
    return []
  }

  private func unreadable(_ message: [UInt8]) -> [UInt8] {
    vault.noteRemoval()
    return Array(#"{"removed":"\#(message.count) bytes that are no whole JSON"}"#.utf8)
  }

  private static func endsMessage(_ text: String) -> Bool {
    let line = text.trimmed
    return line.hasPrefix("REQUEST:") || line.hasPrefix("RESPONSE:") || line.hasPrefix("Import ")
      || line == "No past history" || DevicePrompt.hostName(of: text) != nil
  }

  /// ` certificate ca 0104`, ` certificate self-signed 01 nvram:…`, ` certificate 30820104`; no sentence about one.
  private static func beginsCertificate(_ lower: String) -> Bool {
    let words = lower.split(separator: " ")
    guard words.count > 1, words[0] == "certificate" else { return false }
    return ["ca", "self-signed", "rollover"].contains(words[1])
      || words.count == 2 && words[1].utf8.allSatisfy(\.isHexDigit)
  }

  private static func isHexadecimal(_ text: String) -> Bool {
    let words = text.split(separator: " ")
    return !words.isEmpty
      && words.allSatisfy { $0.utf8.count <= 8 && $0.utf8.allSatisfy(\.isHexDigit) }
  }

  /// Groups of eight hexadecimal digits: a certificate or a key.
  private static func isHexDump(_ line: [UInt8]) -> Bool {
    let groups = line.split(whereSeparator: { $0 <= 0x20 })
    guard groups.count >= 2, groups.allSatisfy({ $0.count <= 8 && $0.allSatisfy(\.isHexDigit) }),
      groups.dropLast().allSatisfy({ $0.count == 8 })
    else { return false }
    return groups.contains { $0.contains(where: \.isLetter) }
  }
}

/// `banner motd ^C` … `^C`: what stands between is a person's. So is what a login shows otherwise.
struct Banner {
  private static let commands = [
    "aaa authentication banner", "aaa authentication fail-message", "vacant-message",
    "refuse-message",
  ]

  /// What is typed before its text.
  let command: String
  /// The mark that ends it on a later line; nil when it ends on its own.
  let end: String?

  init?(_ line: String) {
    let words = line.split(separator: " ")
    let lower = line.lowercasedASCII
    let count: Int
    if let other = Self.commands.first(where: { lower.hasPrefix($0 + " ") }) {
      count = other.split(separator: " ").count
    } else if lower.hasPrefix("banner ") || lower.hasPrefix("busy-message "), words.count > 2 {
      // `banner login`, `busy-message HOST`, and the text after it.
      count = 2
    } else {
      return nil
    }
    guard words.count > count else { return nil }
    command = count == 2 ? String(words[0]) : words.prefix(count).joined(separator: " ")
    let text = line[words[count].startIndex...]
    let mark = String(text.prefix(text.hasPrefix("^") ? 2 : 1))
    end = text.dropFirst(mark.count).contains(mark) ? nil : mark
  }
}
