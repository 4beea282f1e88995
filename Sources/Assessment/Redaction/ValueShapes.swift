/// Values that show by their shape what they are. Each function is given a place where a word can
/// begin and returns the end of the value, or nil.
enum ValueShapes {
  /// The end of a run of such bytes.
  ///
  /// - Parameter most: how far it is followed. A run that is longer than a value can be is none, and
  ///   following it to its end from each of its words would cost its square.
  static func run(
    _ text: [UInt8], _ start: Int, most: Int = .max, _ isPart: (UInt8) -> Bool
  ) -> Int {
    let limit = most < text.count - start ? start + most : text.count
    var end = start
    while end < limit, isPart(text[end]) { end += 1 }
    return end
  }

  static func ends(_ text: [UInt8], _ end: Int) -> Bool {
    end >= text.count || !text[end].isWordByte
  }

  /// An entitlement or software tag: published by Cisco, the same for everybody.
  ///
  /// Source: the tags of the usage samples, `regid.2018-05.com.cisco.WLC_9500C,1.0_<uuid>`.
  static func regid(_ text: [UInt8], _ start: Int) -> Int? {
    let beginning = Array("regid.".utf8)
    guard text[start...].starts(with: beginning) else { return nil }
    let end = run(text, start, most: 200) {
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
    let end = run(text, start + 11, most: 32) {
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

  /// A code of a reservation, which frees or takes licenses of its account: a request code,
  /// `CB-Z<PID>:<serial>-…`, or a return code, groups of six letters and digits.
  ///
  /// Source: dialogues of `license smart reservation` on older images.
  static func reservationCode(_ text: [UInt8], _ start: Int) -> Int? {
    func isPart(_ byte: UInt8) -> Bool {
      byte.isWordByte && byte < 0x80 || byte == 0x2D || byte == 0x3A
    }
    let end = run(text, start, most: longestCode, isPart)
    let word = text[start..<end]
    let isRequest =
      word.count > 4 && word.first == 0x43 && word.dropFirst(2).starts(with: "-Z".utf8)
      && word.contains(0x3A)
    if isRequest { return run(text, end, isPart) }
    let groups = word.split(separator: 0x2D, omittingEmptySubsequences: false)
    // A few groups may be another word, unless it mixes what codes mix.
    let isMixed = word.contains { $0 &- 0x41 < 26 } && word.contains { $0 &- 0x61 < 26 }
    guard groups.count >= (isMixed ? 3 : 5), groups.dropLast().allSatisfy({ $0.count == 6 }),
      let last = groups.last, (1...6).contains(last.count), !word.contains(0x3A),
      word.contains(where: \.isDigit), word.contains(where: \.isLetter)
    else { return nil }
    return run(text, end, isPart)
  }

  /// What is longer is taken for a code by its first groups: this many bytes end with a whole one.
  private static let longestCode = 7 * 64 - 1

  /// A serial number as Cisco writes them: a place and a date (`FCW2303A16Y`), or that of a virtual
  /// machine (`9` and ten letters and digits).
  ///
  /// Source: the UDIs in `show license udi` and in usage files.
  static func serial(_ text: [UInt8], _ start: Int) -> Int? {
    let end = run(text, start, most: 12, \.isWordByte)
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

  /// Longer base64 is not decoded.
  private static let longestBase64 = 4096

  private static func isBase64(_ byte: UInt8) -> Bool {
    byte.isWordByte && byte < 0x80 || byte == 0x2B || byte == 0x2F
  }

  /// How often base64 was decoded in vain inside one run. Each of its words may begin it, and trying
  /// all of a long run would cost its square: after so many the rest is taken for a key.
  struct Trials {
    private static let most = 64
    private var end = 0
    private var count = 0

    /// One more trial.
    mutating func areExhausted(_ start: Int, _ end: Int) -> Bool {
      count = start < self.end ? count + 1 : 1
      self.end = end
      return count > Self.most
    }
  }

  /// Keys, signatures, hashes: long hexadecimal numbers and base64, and shorter ones that hide a value.
  static func blob(
    _ text: [UInt8], _ start: Int, _ trials: inout Trials, holds: ([UInt8]) -> Bool
  ) -> Int? {
    let hex = run(text, start, \.isHexDigit)
    if hex - start >= 12, ends(text, hex) {
      if hex - start >= 32 { return hex }
      if text[start..<hex].contains(where: \.isLetter), hex - start >= 16 { return hex }
      if (hex - start) % 2 == 0, holds(Self.bytes(ofHex: text[start..<hex])) { return hex }
      if hex - start >= 15 { return hex }
    }
    var end = run(text, start, most: longestBase64 + 1, isBase64)
    guard end - start >= 8 else { return nil }
    let word = text[start..<end]
    let isMixed =
      word.contains(where: \.isDigit) && word.contains { $0 &- 0x41 < 26 }
      && word.contains { $0 &- 0x61 < 26 }
    let mayBeBase64 =
      word.contains { $0 &- 0x41 < 26 } && word.contains { $0.isDigit || $0 &- 0x61 < 26 }
    let isHidden =
      isMixed && end - start >= 40
      || mayBeBase64 && trials.areExhausted(start, end)
      || mayBeBase64 && end - start <= longestBase64
        && (0..<4).contains { offset in
          holds(Self.bytes(ofBase64: word.dropFirst(offset)))
        }
    guard isHidden else { return nil }
    end = run(text, end, isBase64)
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
