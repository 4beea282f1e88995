import Foundation
import LicenseFiles

/// Decides which names of members are taken, and notices one that comes twice.
struct MemberNames {
  private static let deepest = 8
  private static let longest = 255
  private var seen: Set<String> = []

  /// Takes a name, or says what is wrong with it.
  mutating func take(_ name: String) throws(ByteSourceError) {
    if let reason = Self.fault(of: name) {
      throw ByteSourceError(.unsafePath, "the member '\(name)' \(reason)")
    }
    // FAT, NTFS and APFS do not tell these spellings apart.
    let spelling = name.precomposedStringWithCanonicalMapping.lowercased()
    guard seen.insert(spelling).inserted else {
      throw ByteSourceError(.duplicateName, "the member '\(name)' comes twice")
    }
  }

  static func fault(of name: String) -> String? {
    if name.isEmpty { return "has no name" }
    if name.utf8.count > longest { return "has a name of more than \(longest) bytes" }
    if name.hasPrefix("/") { return "has an absolute name" }
    if name.contains("\\") { return "has a backslash in its name" }
    if name.contains(":") { return "has a colon in its name" }
    if name.contains("\u{FFFD}") { return "has a name that is not UTF-8" }
    if name.unicodeScalars.contains(where: {
      $0.properties.generalCategory == .control || $0.properties.generalCategory == .format
    }) {
      return "has a control character in its name"
    }
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count > deepest { return "lies deeper than \(deepest) folders" }
    if parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }) {
      return "has an empty part or dots for a part of its name"
    }
    return nil
  }
}

/// What all members of an archive may cost together.
struct ArchiveBudget {
  static let memberBytes = 4 << 30
  private static let totalBytes = 16 << 30
  private static let memberCount = 100_000
  private var bytes = 0
  private var count = 0

  mutating func charge(_ size: Int, _ name: String) throws(ByteSourceError) {
    count += 1
    guard count <= Self.memberCount else {
      throw ByteSourceError(.tooLarge, "the archive has more than \(Self.memberCount) members")
    }
    guard size <= Self.memberBytes else {
      throw ByteSourceError(.tooLarge, "the member '\(name)' is larger than 4 GiB")
    }
    bytes += size
    guard bytes <= Self.totalBytes else {
      throw ByteSourceError(.tooLarge, "the members together are larger than 16 GiB")
    }
  }
}
