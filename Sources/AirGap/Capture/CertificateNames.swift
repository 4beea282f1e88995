import DeviceOutput

/// Subject, issuer and validity of an X.509 certificate. No signature is looked at.
///
/// Source: RFC 5280, section 4.1 (the order of TBSCertificate) and section 4.1.2.5 (times).
struct CertificateNames {
  let subject: String
  let issuer: String
  let notBefore: Int64?
  let notAfter: Int64?

  /// Reads the certificate; nil when the bytes are none.
  init?(hexadecimal text: Substring) {
    var bytes: [UInt8] = []
    var high: UInt8?
    for digit in text.utf8 where digit != 0x3A {
      guard let value = Self.value(digit) else { return nil }
      if let first = high {
        bytes.append(first << 4 | value)
        high = nil
      } else {
        high = value
      }
    }
    guard high == nil else { return nil }
    self.init(der: bytes)
  }

  init?(der bytes: [UInt8]) {
    var outer = DER(bytes[...])
    guard let certificate = outer.next(), certificate.tag == 0x30 else { return nil }
    var inner = DER(certificate.content)
    guard let body = inner.next(), body.tag == 0x30 else { return nil }
    var fields = DER(body.content)
    guard var field = fields.next() else { return nil }
    // [0] version is optional; then serialNumber and signature.
    if field.tag == 0xA0 {
      guard let serial = fields.next() else { return nil }
      field = serial
    }
    guard field.tag == 0x02, fields.next()?.tag == 0x30,
      let issuer = fields.next(), issuer.tag == 0x30,
      let validity = fields.next(), validity.tag == 0x30,
      let subject = fields.next(), subject.tag == 0x30
    else { return nil }
    self.issuer = Self.name(issuer.content)
    self.subject = Self.name(subject.content)
    var times = DER(validity.content)
    notBefore = times.next().flatMap(Self.time)
    notAfter = times.next().flatMap(Self.time)
  }

  private static let attributes: [[UInt8]: String] = [
    [0x55, 0x04, 0x03]: "CN", [0x55, 0x04, 0x0A]: "O", [0x55, 0x04, 0x0B]: "OU",
    [0x55, 0x04, 0x06]: "C",
  ]

  private static func name(_ bytes: ArraySlice<UInt8>) -> String {
    var parts: [String] = []
    var sets = DER(bytes)
    while let set = sets.next(), parts.count < 16 {
      var pairs = DER(set.content)
      guard let pair = pairs.next() else { continue }
      var members = DER(pair.content)
      guard let type = members.next(), let value = members.next(),
        let word = attributes[Array(type.content)]
      else { continue }
      let text =
        value.tag == 0x1E
        ? String(decoding: Self.wide(value.content), as: UTF16.self)
        : String(decoding: value.content.prefix(200), as: UTF8.self)
      parts.append("\(word)=\(text)")
    }
    return parts.isEmpty ? "without a name" : parts.joined(separator: ", ")
  }

  private static func wide(_ bytes: ArraySlice<UInt8>) -> [UInt16] {
    let list = Array(bytes.prefix(400))
    return stride(from: 0, to: list.count & ~1, by: 2).map {
      UInt16(list[$0]) << 8 | UInt16(list[$0 + 1])
    }
  }

  /// `YYMMDDHHMMSSZ` (UTCTime) or `YYYYMMDDHHMMSSZ` (GeneralizedTime).
  private static func time(_ element: DER.Element) -> Int64? {
    let text = String(decoding: element.content, as: UTF8.self)
    guard text.utf8.count <= 20, text.hasSuffix("Z"), text.utf8.allSatisfy({ $0 < 0x80 }) else {
      return nil
    }
    var digits = Array(text.dropLast())
    if element.tag == 0x17 {
      guard let short = Int(String(digits.prefix(2))) else { return nil }
      digits = Array(short < 50 ? "20" : "19") + digits
    }
    guard digits.count == 14 else { return nil }
    func number(_ range: Range<Int>) -> Int? { Int(String(digits[range])) }
    guard let year = number(0..<4), let month = number(4..<6), let day = number(6..<8),
      let hour = number(8..<10), let minute = number(10..<12), let second = number(12..<14)
    else { return nil }
    return ClockReading(
      year: year, month: month, day: day, hour: hour, minute: minute, second: second)?
      .secondsOfThisClock
  }

  private static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x61...0x66: digit - 0x61 + 10
    case 0x41...0x46: digit - 0x41 + 10
    default: nil
    }
  }
}

/// Walks over the elements of DER (X.690), one level at a time.
struct DER {
  struct Element {
    let tag: UInt8
    let content: ArraySlice<UInt8>
  }

  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  /// The next element; nil at the end, and where the bytes are not DER.
  mutating func next() -> Element? {
    guard let tag = rest.popFirst(), tag & 0x1F != 0x1F, let first = rest.popFirst() else {
      return nil
    }
    var length = Int(first)
    if first & 0x80 != 0 {
      let count = Int(first & 0x7F)
      guard (1...4).contains(count), rest.count >= count else { return nil }
      length = rest.prefix(count).reduce(0) { $0 << 8 | Int($1) }
      rest = rest.dropFirst(count)
    }
    guard length <= rest.count else { return nil }
    let content = rest.prefix(length)
    rest = rest.dropFirst(length)
    return Element(tag: tag, content: content)
  }
}
