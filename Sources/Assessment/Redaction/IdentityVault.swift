import LicenseFiles

/// Every original value of a run with its pseudonym. It is filled while the files are read the first
/// time, sealed, and asked while they are read again, so that a value found in one file is replaced
/// in all of them.
public final class IdentityVault {
  /// A value with its pseudonym.
  public struct Entry: Sendable, Hashable {
    /// As it was written where it was found first.
    public let original: String
    /// What it is.
    public let kind: IdentityKind
    /// What stands in its place.
    public let pseudonym: String
  }

  struct Value {
    var original: String
    var kind: IdentityKind
    var pseudonym = ""
  }

  /// More different values than this are not site's.
  static let most = 500_000

  private let pseudonyms: Pseudonyms
  private var values: [String: Value] = [:]
  private var used: Set<String> = []
  private var kept: Set<String> = []
  private(set) var isSealed = false
  private(set) var phrases = PhraseIndex()
  /// True when there were more values than are kept: the copy is then not to be made.
  public private(set) var isFull = false
  /// How often a value was replaced, by kind.
  public private(set) var replaced: [IdentityKind: Int] = [:]
  /// How often a secret was removed.
  public private(set) var removed = 0

  /// - Parameter key: secret; the same key gives the same pseudonyms.
  public init(key: [UInt8]) { pseudonyms = Pseudonyms(key: key) }

  /// Notes a product id, which everybody may know, so that it is not replaced in running text.
  func keep(_ text: String) {
    if kept.count < 10_000 { kept.insert(text.trimmed.lowercasedASCII) }
  }

  /// Ends the collecting: every value gets its pseudonym. They are given out in the order of the
  /// values, so that the order of the files changes nothing.
  public func seal() {
    isSealed = true
    for canonical in values.keys.sorted() { assign(canonical) }
    for (canonical, value) in values {
      // A bracket or a quote before a name does not make it another name in running text.
      let bare = String(decoding: canonical.utf8.drop { !$0.isWordByte }, as: UTF8.self)
      guard Commonplace.isDistinct(bare, value.kind), !isKept(bare, value.kind) else { continue }
      if values[bare] == nil { values[bare] = value }
      phrases.add(bare, isStrong: Commonplace.isStrong(bare, value.kind))
    }
    replaced = [:]
    removed = 0
  }

  /// A word that a label or a shape calls a secret is one, also when it is a product id elsewhere.
  private func isKept(_ canonical: String, _ kind: IdentityKind) -> Bool {
    kind >= .name && kept.contains(canonical)
      || kind == .hostName && Commonplace.isModel(canonical)
  }

  private func assign(_ canonical: String) {
    guard let kind = values[canonical]?.kind else { return }
    var attempt = 0
    var pseudonym = pseudonyms.make(canonical, kind, attempt: 0)
    // Two values never share a pseudonym, and none is another one's original.
    while used.contains(pseudonym) || values[pseudonym] != nil, attempt < 2000 {
      attempt += 1
      pseudonym = pseudonyms.make(canonical, kind, attempt: attempt)
    }
    used.insert(pseudonym)
    values[canonical]?.pseudonym = pseudonym
  }

  /// The pseudonym of a value; before the vault is sealed it is only noted.
  func replace(_ original: String, _ kind: IdentityKind) -> String {
    let text = original.trimmed
    guard !Commonplace.isAbsent(text) else { return original }
    let canonical = Self.canonical(text, kind)
    if let known = values[canonical] {
      if !isSealed, kind < known.kind { values[canonical]?.kind = kind }
    } else {
      guard values.count < Self.most else {
        isFull = true
        return ""
      }
      values[canonical] = Value(original: text, kind: kind)
      if isSealed { assign(canonical) }
    }
    guard isSealed, let value = values[canonical] else { return "" }
    replaced[value.kind, default: 0] += 1
    return value.shown(like: text)
  }

  /// The pseudonym of a value that was found in the running text; nil when it is none of the run's.
  func known(_ text: String) -> String? {
    guard isSealed, let value = values[text.lowercasedASCII] else { return nil }
    replaced[value.kind, default: 0] += 1
    return value.shown(like: text)
  }

  /// A look at a text that may not be written: what it finds is kept, and not counted.
  func withoutCounting<Result>(_ body: () -> Result) -> Result {
    let counts = (replaced, removed)
    defer { (replaced, removed) = counts }
    return body()
  }

  /// Counts a secret that was taken out.
  func noteRemoval() { removed += 1 }

  /// All values, by kind and original.
  public var entries: [Entry] {
    values.values.map {
      Entry(original: $0.original, kind: $0.kind, pseudonym: $0.shown(like: $0.original))
    }.sorted { ($0.kind, $0.original) < ($1.kind, $1.original) }
  }

  private static func canonical(_ text: String, _ kind: IdentityKind) -> String {
    guard kind == .macAddress else { return text.lowercasedASCII }
    return String(decoding: text.utf8.filter(\.isHexDigit).map(\.lowered), as: UTF8.self)
  }
}

extension IdentityVault.Value {
  /// The pseudonym in the spelling of this occurrence.
  func shown(like original: String) -> String {
    switch kind {
    case .macAddress:
      var digits = Array(pseudonym.utf8)[...]
      let isUpper = original.utf8.contains { $0.isLetter && $0 != $0.lowered }
      return String(
        decoding: original.utf8.map { byte in
          guard byte.isHexDigit, let digit = digits.popFirst() else { return byte }
          return isUpper && digit.isLetter ? digit & 0xDF : digit
        }, as: UTF8.self)
    case .serialNumber, .identifier, .accountID:
      guard pseudonym.utf8.count == original.utf8.count else { return pseudonym }
      return String(
        decoding: zip(pseudonym.utf8, original.utf8).map { new, old in
          new.isLetter && old.isLetter && old != old.lowered ? new & 0xDF : new
        }, as: UTF8.self)
    case .ipv4Address, .ipv6Address, .account, .hostName, .domain, .user, .policy, .name, .text:
      return pseudonym
    }
  }
}

extension StringProtocol {
  /// ASCII letters in lower case; other scripts have no place in names that devices print.
  var lowercasedASCII: String { String(decoding: utf8.map(\.lowered), as: UTF8.self) }

  /// Without white space and control characters at its ends.
  var trimmed: String {
    var bytes = Array(utf8)[...]
    while let byte = bytes.first, byte <= 0x20 { bytes.removeFirst() }
    while let byte = bytes.last, byte <= 0x20 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}
