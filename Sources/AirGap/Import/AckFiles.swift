import Foundation
import LicenseFiles

/// The bytes of answers from the portal, wherever they stand: plain files, compressed ones, members of
/// archives in archives.
struct AckFiles: Sendable {
  private var files: [SHA256Digest: [UInt8]] = [:]

  /// No ACK is larger; a device holds it in memory.
  static let largest = 64 << 20
  /// The most bytes that are held together.
  private static let mostTogether = 512 << 20

  /// Finds files by their hash.
  ///
  /// - Parameters:
  ///   - arguments: files, folders, patterns, as the user named them.
  ///   - wanted: the hashes of the files that are needed.
  /// - Returns: those that were found. What cannot be read is left out: reading it before said so.
  init(_ arguments: [String], wanted: Set<SHA256Digest>) {
    var total = 0
    for input in InputWalker(arguments).inputs where files.count < wanted.count {
      if let kind = input.archive {
        try? ArchiveReader(input.name, kind: kind).eachDocument {
          _, source throws(ByteSourceError) in
          let bytes = try source.allBytes(limit: Self.largest)
          take(bytes, wanted, &total)
        }
      } else {
        let raw = try? FileSource(input.name, allowsPipe: false).allBytes(limit: Self.largest)
        if let raw, take(raw, wanted, &total) { continue }
        if let opened = try? input.open().allBytes(limit: Self.largest) {
          take(opened, wanted, &total)
        }
      }
    }
  }

  @discardableResult
  private mutating func take(
    _ bytes: [UInt8], _ wanted: Set<SHA256Digest>, _ total: inout Int
  ) -> Bool {
    let hash = SHA256Digest(hashing: bytes)
    guard wanted.contains(hash) else { return false }
    if files[hash] == nil, total + bytes.count <= Self.mostTogether {
      total += bytes.count
      files[hash] = bytes
    }
    return true
  }

  /// The bytes with this hash; nil when they were not found again.
  subscript(_ sha256: SHA256Digest) -> [UInt8]? { files[sha256] }
}
