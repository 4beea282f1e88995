public import Assessment
import Foundation
import LicenseFiles

/// Puts an ACK where a device can fetch it: byte for byte, whole or not at all.
public enum AckStaging {
  /// What happened to the file.
  public enum Outcome: Sendable, Hashable {
    /// It was written.
    case written
    /// The same bytes lie there already.
    case alreadyThere
  }

  /// Makes the folder for staged files where it is missing.
  ///
  /// - Throws: ``OutputError``.
  public static func makeFolder(_ path: String) throws(OutputError) {
    guard mkdir(path, 0o770) != 0, errno != EEXIST else { return }
    throw OutputError.system(errno, path)
  }

  /// Stages a file.
  ///
  /// - Parameters:
  ///   - contents: the bytes.
  ///   - folder: a folder, TFTP root or USB path that exists.
  ///   - name: its name there.
  /// - Throws: ``OutputError``, `exists` when another file has the name.
  public static func stage(
    _ contents: [UInt8], in folder: String, as name: DeviceFileName
  ) throws(OutputError) -> Outcome {
    let path = folder + (folder.hasSuffix("/") ? "" : "/") + name.text
    if let there = FileManager.default.contents(atPath: path) {
      if Array(there) == contents { return .alreadyThere }
      throw OutputError(.exists, "\(path) is another file; nothing was replaced")
    }
    let file = try AtomicFile(path: path)
    try file.write(contents)
    try file.commit()
    return .written
  }
}
