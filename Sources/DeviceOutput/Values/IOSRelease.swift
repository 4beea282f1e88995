/// A software release, comparable across its spellings: `17.07.01` is `17.7.1`.
///
/// The order is by numbers, then by rebuild letter (17.3.2 < 17.3.2a < 17.3.3), then by special
/// build. Two spellings of one release are equal, whatever their raw text.
///
/// Source: `show version` of a C9800-CL, which prints both `17.07.01prd16` and `17.7.1prd16`.
public struct IOSRelease: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// As printed.
  public let raw: String
  /// The numbers: 17, 7, 1. At least two.
  public let numbers: [Int]
  /// The lower-case rebuild letters after the numbers, `a` in 17.3.2a; empty without.
  public let rebuild: String
  /// What follows, such as `prd16` of a build before release or `E4` of older trains; empty
  /// without.
  public let build: String

  /// Reads a release; nil when the text does not begin with at least two numbers.
  public init?<Text: StringProtocol>(_ text: Text) where Text.SubSequence == Substring {
    let trimmed = text.trimmingBlanks
    guard trimmed.utf8.count <= 64 else { return nil }
    var rest = trimmed
    var numbers: [Int] = []
    while numbers.count < 4 {
      let digits = rest.prefix { $0.isASCII && $0.isWholeNumber }
      guard !digits.isEmpty, let number = digits.number else { break }
      numbers.append(number)
      rest = rest.dropFirst(digits.count)
      guard let separator = rest.first, ".(".contains(separator),
        rest.dropFirst().first?.isWholeNumber == true
      else { break }
      rest = rest.dropFirst()
    }
    guard numbers.count >= 2 else { return nil }
    if rest.first == ")" { rest = rest.dropFirst() }
    let letters = rest.prefix { ("a"..."z").contains($0) }
    // A rebuild is one or two letters at the end; `prd16` is a build.
    let isRebuild = letters.count <= 2 && letters.count == rest.count
    raw = String(trimmed)
    self.numbers = numbers
    rebuild = isRebuild ? String(letters) : ""
    build = isRebuild ? "" : String(rest)
  }

  /// Without zero padding: `17.7.1prd16`. With parentheses it stays as it is: `10.3(2)`, `15.2(7)E4`.
  public var normalized: String {
    raw.utf8.contains(0x28)
      ? raw : numbers.map(String.init).joined(separator: ".") + rebuild + build
  }

  /// As printed.
  public var description: String { raw }

  /// True when the numbers are those of the given release or later; letters and builds do not
  /// count.
  public func isAtLeast(_ major: Int, _ minor: Int, _ maintenance: Int = 0) -> Bool {
    !padded.lexicographicallyPrecedes([major, minor, maintenance, 0])
  }

  /// True when both are the same release, whatever their padding.
  public static func == (left: IOSRelease, right: IOSRelease) -> Bool { left.key == right.key }

  /// Hashes what equality compares.
  public func hash(into hasher: inout Hasher) { hasher.combine(key) }

  /// By numbers, then rebuild, then build. A build before release (`prd`) is older than the
  /// release.
  public static func < (left: IOSRelease, right: IOSRelease) -> Bool {
    if left.padded != right.padded { return left.padded.lexicographicallyPrecedes(right.padded) }
    if left.rebuild != right.rebuild { return left.rebuild < right.rebuild }
    if left.isPrerelease != right.isPrerelease { return left.isPrerelease }
    return left.build < right.build
  }

  private var isPrerelease: Bool { build.utf8.starts(with: "prd".utf8) }
  private var padded: [Int] { numbers + Array(repeating: 0, count: 4 - numbers.count) }
  private var key: String {
    padded.map(String.init).joined(separator: ".") + rebuild + "-" + build
  }
}
