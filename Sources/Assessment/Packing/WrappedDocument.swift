public import LicenseFiles

/// A document of the shape that a device writes, made around reports that came in another one. The
/// bytes of every report are copied; nothing is written again. Experimental: no portal is known to
/// have accepted one.
///
/// Source of the shape: the sample script of Cisco's repository xe-sip-api-code, which writes the
/// reports of the REST answer into files in this way.
public struct WrappedDocument: Sendable {
  /// The document.
  public let bytes: [UInt8]
  /// Its hash.
  public let sha256: SHA256Digest

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    sha256 = SHA256Digest(hashing: bytes)
  }
}
