import Foundation
import LicenseFiles

/// The secret that pseudonyms are made from.
public struct RedactionKey: Sendable {
  /// The bytes; never shown.
  let bytes: [UInt8]
  /// True when the file was made by this run.
  let isNew: Bool
  /// True when others than the owner may read the file.
  let isShared: Bool

  private static let shortest = 16
  private static let longest = 4096

  /// A key for one run, kept nowhere.
  static func random() -> RedactionKey {
    RedactionKey(bytes: fresh(), isNew: true, isShared: false)
  }

  /// The key in a file; a file that is not there is made, for its owner alone.
  ///
  /// - Throws: ``OutputError`` when it cannot be read or made, or is shorter than 16 bytes: a short
  ///   key can be guessed.
  public static func file(_ path: String) throws(OutputError) -> RedactionKey {
    var facts = stat()
    guard stat(path, &facts) == 0 else {
      let text = fresh().map { zeroPadded($0, 2, radix: 16) }.joined()
      let file = try AtomicFile(path: path, mode: 0o600)
      try file.write(Array("\(text)\n".utf8))
      try file.commit()
      return RedactionKey(bytes: Array(text.utf8), isNew: true, isShared: false)
    }
    var bytes: [UInt8]
    do throws(ByteSourceError) {
      bytes = try FileSource(path).allBytes(limit: longest)
    } catch {
      throw OutputError(.failed, "\(path): \(error.reason)")
    }
    while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
    guard bytes.count >= shortest else {
      throw OutputError(.failed, "\(path): a key has at least \(shortest) bytes")
    }
    return RedactionKey(bytes: bytes, isNew: false, isShared: facts.st_mode & 0o077 != 0)
  }

  private static func fresh() -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }
}
