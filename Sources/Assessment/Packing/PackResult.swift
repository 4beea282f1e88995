public import LicenseFiles

/// What was laid down.
public struct PackResult: Sendable {
  /// Each media and the hash by which it is known.
  public var media: [(path: String, sha256: SHA256Digest)]
  /// Where the evidence is.
  public var evidence: String

  package init(media: [(path: String, sha256: SHA256Digest)], evidence: String) {
    self.media = media
    self.evidence = evidence
  }
}
