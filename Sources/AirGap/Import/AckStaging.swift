public import Assessment
import Foundation
public import LicenseFiles

/// Puts an ACK where a device can fetch it: byte for byte, whole or not at all.
public enum AckStaging {
  /// What happened to the file.
  public enum Outcome: Sendable, Hashable {
    /// It was written.
    case written
    /// The same bytes lie there already.
    case alreadyThere
  }

  /// Stages a file.
  ///
  /// - Parameters:
  ///   - bytes: gives the bytes from the front.
  ///   - sha256: their hash when the ACK was matched; other bytes now are refused.
  ///   - folder: a folder, TFTP root or USB path that exists.
  ///   - name: its name there.
  /// - Throws: ``OutputError``, `exists` when another file has the name, `sourceFailed` when the bytes
  ///   are no longer those that were matched.
  public static func stage(
    _ bytes: any ByteSource, sha256: SHA256Digest, in folder: String, as name: DeviceFileName
  ) throws(OutputError) -> Outcome {
    let path = folder + (folder.hasSuffix("/") ? "" : "/") + name.text
    let contents: [UInt8]
    do throws(ByteSourceError) {
      contents = try bytes.allBytes(limit: largest)
    } catch {
      throw OutputError(.sourceFailed, "the ACK could not be read again: \(error.reason)")
    }
    guard SHA256Digest(hashing: contents) == sha256 else {
      throw OutputError(.sourceFailed, "the ACK has changed since it was matched")
    }
    if let there = FileManager.default.contents(atPath: path) {
      if SHA256Digest(hashing: Array(there)) == sha256 { return .alreadyThere }
      throw OutputError(.exists, "\(path) is another file; nothing was replaced")
    }
    let file = try AtomicFile(path: path)
    try file.write(contents)
    try file.commit()
    return .written
  }

  /// No ACK is larger; a device holds it in memory.
  private static let largest = 64 << 20
}
