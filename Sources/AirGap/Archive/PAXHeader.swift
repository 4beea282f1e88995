import Foundation
import LicenseFiles

/// The records of an extended tar header (POSIX pax), of which only what is harmless is taken.
///
/// Source: POSIX.1-2017, pax, "pax Extended Header"; the keys of GNU tar, bsdtar and Python's tarfile.
struct PAXHeader {
  /// The most bytes of a header; those of real files are a few hundred.
  static let limit = 1 << 20

  /// The name that replaces the one in the member's own header.
  private(set) var path: String?
  /// The size that the member's own header has to agree with.
  private(set) var size: Int?

  /// Keys that say nothing about a plain file's name or contents.
  private static let harmless: Set<String> = [
    "mtime", "atime", "ctime", "uid", "gid", "uname", "gname", "comment",
  ]
  private static let harmlessStarts = [
    "LIBARCHIVE.", "SCHILY.xattr.", "SCHILY.acl.", "RHT.security.",
  ]
  private static let harmlessFileFacts: Set<String> = [
    "SCHILY.dev", "SCHILY.ino", "SCHILY.nlink", "SCHILY.fflags", "LIBARCHIVE",
  ]

  /// Reads records: the length of the record in decimal, a space, `key=value`, a line feed.
  init(_ bytes: [UInt8]) throws(ByteSourceError) {
    var seen: Set<String> = []
    var rest = bytes[...]
    while !rest.isEmpty {
      guard let space = rest.prefix(8).firstIndex(of: 0x20),
        let length = Self.decimal(rest[..<space]), length <= rest.count,
        length > space - rest.startIndex + 1
      else { throw Self.damage("the length of a record does not match") }
      let record = rest[(space + 1)..<(rest.startIndex + length)]
      guard record.last == 0x0A, let equals = record.firstIndex(of: 0x3D) else {
        throw Self.damage("a record is not 'key=value' on a line")
      }
      let key = String(decoding: record[..<equals], as: UTF8.self)
      guard seen.insert(key).inserted else { throw Self.damage("'\(key)' is there twice") }
      try take(key, record[(equals + 1)..<(record.endIndex - 1)])
      rest = rest[(rest.startIndex + length)...]
    }
  }

  private mutating func take(_ key: String, _ value: ArraySlice<UInt8>) throws(ByteSourceError) {
    switch key {
    case "path":
      let text = String(decoding: value, as: UTF8.self)
      guard !value.isEmpty, !value.contains(0), text.utf8.elementsEqual(value) else {
        throw ByteSourceError(
          .unsafePath, "the name in an extended header is empty or not UTF-8")
      }
      path = text
    case "size":
      guard let number = Self.decimal(value) else {
        throw ByteSourceError(.sizeMismatch, "the size in an extended header is not a number")
      }
      size = number
    case "hdrcharset" where value.elementsEqual(Array("ISO-IR 10646 2000 UTF-8".utf8)): break
    default:
      guard
        Self.harmless.contains(key) || Self.harmlessFileFacts.contains(key)
          || Self.harmlessStarts.contains(where: key.hasPrefix)
      else {
        throw ByteSourceError(
          .notAPlainFile, "an extended header has '\(key)', which changes what a member is")
      }
    }
  }

  private static func damage(_ reason: String) -> ByteSourceError {
    ByteSourceError(.archiveDamaged, "an extended header of the tar is damaged: \(reason)")
  }

  /// A number of at most 18 digits without a sign.
  private static func decimal(_ digits: ArraySlice<UInt8>) -> Int? {
    guard !digits.isEmpty, digits.count <= 18, digits.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }
}
