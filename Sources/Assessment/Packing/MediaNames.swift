/// How outbound files are named.
public enum NameScheme: String, Sendable, Hashable, CaseIterable {
  /// By product id and serial number: `C9800-CL-K9_9ZZEXAMPLE1.txt`.
  case udi
  /// By number, where serials may not be readable in names: `rum-0001.txt`. The map stays inside.
  case opaque
}

/// Gives out names that every system on the way can hold: ASCII letters, digits, `-`, `_` and `.`,
/// short, and unique even where upper and lower case are the same (FAT32, ISO 9660 with Joliet).
public struct MediaNames: Sendable {
  /// The longest name. Joliet holds 64 characters; the portal puts `ACK_` in front.
  static let longest = 48

  private var taken: Set<String> = []

  /// No name is taken.
  init() {}

  /// Turns any text into a legal stem, at most `longest` characters; `file` when nothing is left.
  static func stem(_ text: String, longest: Int) -> String {
    var stem: [UInt8] = []
    for byte in text.utf8.prefix(4 * longest) where stem.count < longest {
      // A run of what a file system may refuse becomes one dash.
      if isSafe(byte) { stem.append(byte) } else if stem.last != dash { stem.append(dash) }
    }
    while let last = stem.last, last == dash || last == dot { stem.removeLast() }
    while let first = stem.first, first == dash || first == dot { stem.removeFirst() }
    let name = String(decoding: stem, as: UTF8.self)
    if name.isEmpty { return "file" }
    return reserved.contains(firstPart(of: name)) ? "_" + name : name
  }

  /// A free name for this stem; the same stem again gets `_2`, `_3` and so on.
  mutating func take(_ text: String, suffix: String) -> String {
    // Room for the suffix and a number is kept, so that the whole stays within the limit.
    let stem = Self.stem(text, longest: Self.longest - suffix.utf8.count - 8)
    var name = stem + suffix
    var number = 2
    while !taken.insert(name.lowercased()).inserted {
      name = "\(stem)_\(number)\(suffix)"
      number += 1
    }
    return name
  }

  /// True when the name may stand on FAT32, on a CD-ROM and on every desktop.
  public static func isLegal(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    guard let first = bytes.first, let last = bytes.last, bytes.count <= 64 else { return false }
    return bytes.allSatisfy(isSafe) && first != dot && first != dash && last != dot
      && !reserved.contains(firstPart(of: name))
  }

  private static let dash = UInt8(ascii: "-")
  private static let dot = UInt8(ascii: ".")

  private static func isSafe(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), dash, dot, UInt8(ascii: "_"):
      true
    default: false
    }
  }

  private static func firstPart(of name: String) -> String {
    String(name.prefix { $0 != "." }).uppercased()
  }

  /// Device names that Windows keeps for itself, with any ending.
  private static let reserved: Set<String> = Set(
    ["CON", "PRN", "AUX", "NUL"] + (0...9).flatMap { ["COM\($0)", "LPT\($0)"] })
}

extension PackCandidate.Purpose {
  /// The word that begins an opaque name.
  var opaqueWord: String {
    switch self {
    case .usage: "rum"
    case .authorizationRequest: "auth"
    case .trustRequest: "trust"
    case .request, .unfit: "request"
    }
  }

  /// The ending of a name made from a UDI.
  var udiSuffix: String {
    switch self {
    case .usage: ".txt"
    case .authorizationRequest: "_auth.txt"
    case .trustRequest: "_trust.txt"
    case .request, .unfit: "_request.txt"
    }
  }
}
