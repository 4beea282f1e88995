public import DeviceOutput
public import LicenseFiles

/// Files with device output.
public enum DeviceFiles {
  /// The most bytes of one file; a `show tech` is far smaller.
  static let largest = 256 << 20

  /// One file, its hash and what was read in it.
  public struct Source: Sendable {
    /// As the user named it, or as it was found.
    public let name: String
    /// False for a file that was found in a folder.
    public let isNamed: Bool
    /// Of its bytes, gzip undone.
    public let sha256: SHA256Digest
    /// The number of its bytes, gzip undone.
    public let byteCount: Int
    /// What was read in it.
    public let reading: DeviceReading
  }

  /// Reads each of them by itself.
  ///
  /// - Parameters:
  ///   - arguments: files, folders, patterns, `-`.
  ///   - isEvidence: refuses a redacted copy, which may be looked at and proves nothing.
  /// - Throws: ``ErrandError/Code/unreadable`` when one that was named cannot be read.
  public static func sources(
    _ arguments: [String], isEvidence: Bool
  ) throws(ErrandError) -> [Source] {
    var sources: [Source] = []
    for input in try InputWalker.inputs(arguments) {
      let bytes = try bytes(of: input)
      if isEvidence, RedactionMark.begins(bytes) {
        throw ErrandError(
          .unreadable, "\(input.name): it is a redacted copy, which proves nothing of a device")
      }
      sources.append(
        Source(
          name: input.name, isNamed: input.isExplicit, sha256: SHA256Digest(hashing: bytes),
          byteCount: bytes.count, reading: DeviceOutputReader.read(name: input.name, bytes: bytes)))
    }
    return sources
  }

  /// The bytes of one.
  ///
  /// - Throws: ``ErrandError/Code/unreadable``.
  public static func bytes(of input: Input) throws(ErrandError) -> [UInt8] {
    try ErrandError.reading(try input.allBytes(limit: largest))
  }
}

extension [DeviceFiles.Source] {
  /// Everything that devices printed in these files, so that one in several files is one; nil where they
  /// hold no output of a device.
  public var joined: DeviceReading? {
    lazy.map(\.reading).filter(\.isDeviceOutput).reduce(nil as DeviceReading?) {
      $0?.joined(with: $1) ?? $1
    }
  }
}

extension InputWalker {
  /// What the arguments name, all of it.
  ///
  /// - Throws: ``ErrandError/Code/unreadable`` when something is missing.
  public static func inputs(_ arguments: [String]) throws(ErrandError) -> [Input] {
    let walker = InputWalker(arguments)
    guard walker.missing.isEmpty else { throw ErrandError(walker.missing) }
    return walker.inputs
  }
}
