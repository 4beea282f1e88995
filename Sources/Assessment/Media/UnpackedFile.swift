public import LicenseFiles

/// A file that was unpacked.
public struct UnpackedFile: Sendable, Hashable {
  /// Its place below the folder.
  public let name: String
  /// Its length in bytes.
  public let size: Int
  /// Its hash.
  public let sha256: SHA256Digest

  package init(name: String, size: Int, sha256: SHA256Digest) {
    self.name = name
    self.size = size
    self.sha256 = sha256
  }
}
