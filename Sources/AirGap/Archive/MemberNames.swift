import Foundation
import LicenseFiles

/// Decides which names of members are taken, and notices those that a disk would not keep apart.
struct MemberNames {
  private static let deepest = 8
  private static let longest = 255
  /// Names of members as a disk that does not tell case apart would see them; folders too.
  private var members: Set<String> = []
  /// Every folder, named itself or implied by a file in it, with the spelling it came in.
  private var folders: [String: String] = [:]
  private var files: Set<String> = []

  /// A name without the `./` that tar puts in front when it packs a folder from inside; empty for
  /// that folder itself.
  static func plain(_ name: String) -> String {
    name.utf8.starts(with: "./".utf8) ? String(name.unicodeScalars.dropFirst(2)) : name
  }

  /// Takes the name of a plain file, or says what is wrong with it.
  mutating func take(_ name: String) throws(ByteSourceError) {
    let spelling = try note(name)
    guard folders[spelling] == nil else { throw Self.clash(name) }
    files.insert(spelling)
    try noteFolders(of: name)
  }

  /// Takes the name of a folder, without the slash at its end.
  mutating func takeFolder(_ name: String) throws(ByteSourceError) {
    let spelling = try note(name)
    guard !files.contains(spelling) else { throw Self.clash(name) }
    try noteFolders(of: name + "/")
  }

  private mutating func note(_ name: String) throws(ByteSourceError) -> String {
    if let reason = Self.fault(of: name) {
      throw ByteSourceError(.unsafePath, "the member '\(name)' \(reason)")
    }
    let spelling = Self.spelling(name)
    guard members.insert(spelling).inserted else {
      throw ByteSourceError(.duplicateName, "the member '\(name)' is there twice")
    }
    return spelling
  }

  private mutating func noteFolders(of name: String) throws(ByteSourceError) {
    var parts = pathParts(name)
    while parts.count > 1 {
      parts.removeLast()
      let folder = parts.joined(separator: "/")
      let spelling = Self.spelling(folder)
      guard !files.contains(spelling) else { throw Self.clash(folder) }
      guard let known = folders.updateValue(folder, forKey: spelling) else { continue }
      guard known == folder else {
        throw ByteSourceError(.duplicateName, "the folder '\(folder)' is also spelled '\(known)'")
      }
      // Its own folders are known with it.
      return
    }
  }

  private static func clash(_ name: String) -> ByteSourceError {
    ByteSourceError(.fileAndFolder, "'\(name)' is a file and a folder")
  }

  /// FAT, NTFS and APFS do not tell these spellings apart; Windows drops blanks and full stops at the end of a name.
  private static func spelling(_ name: String) -> String {
    pathParts(name).map(bare).joined(separator: "/").precomposedStringWithCanonicalMapping
      .lowercased()
  }

  private static func bare(_ part: String) -> String {
    var scalars = part.unicodeScalars[...]
    while let last = scalars.last, last == " " || last == "." { scalars.removeLast() }
    return String(scalars)
  }

  static func fault(of name: String) -> String? {
    if name.isEmpty { return "has no name" }
    if name.utf8.count > longest { return "has a name of more than \(longest) bytes" }
    // The disk sees scalars: a slash with an accent on it, one character to Swift, is a slash there.
    let scalars = name.unicodeScalars
    if scalars.first == "/" { return "has an absolute name" }
    if scalars.contains("\\") {
      return "has a backslash in its name: pack it with a tool that writes '/' between folders"
    }
    if scalars.contains(":") { return "has a colon in its name" }
    if scalars.contains("\u{FFFD}") { return "has a name that is not UTF-8" }
    if scalars.contains(where: {
      $0.properties.generalCategory == .control || $0.properties.generalCategory == .format
    }) {
      return "has a control character in its name"
    }
    let parts = pathParts(name)
    if parts.count > deepest { return "is deeper than \(deepest) folders" }
    if parts.contains(where: { bare($0).isEmpty }) {
      return "has an empty part, or only dots and blanks for a part of its name"
    }
    return nil
  }
}

/// The parts of a path as the disk divides it. Swift would take a slash and an accent after it for
/// one character, and not divide there.
func pathParts(_ path: String) -> [String] {
  path.unicodeScalars.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
}
