/// The exact payload string of a report: where it stands, its hash, and what betrays an edit.
///
/// Cisco signs this string, so the tool copies it and never rewrites it.
public struct PayloadBytes: Sendable, Hashable {
  /// The first byte of the string's contents, after the opening quote, counted in the decoded
  /// document. nil when the document does not hold the bytes in one piece (entity-escaped text).
  public var offset: Int?
  /// The number of bytes between the quotes, escapes included.
  public var length: Int
  /// SHA-256 of the string that the device signed: the contents with JSON's escapes undone.
  public var sha256: SHA256Digest
  /// The number of bytes that `sha256` covers.
  public var decodedLength: Int
  /// The first white space between tokens of the payload, counted in the decoded string. A device
  /// writes none.
  public var whiteSpaceAt: Int?
  /// The first escape that a device does not write (anything but `\"` and `\\`), counted in the
  /// escaped contents.
  public var foreignEscapeAt: Int?

  /// Creates a description of a payload.
  package init(
    offset: Int? = nil, length: Int, sha256: SHA256Digest, decodedLength: Int,
    whiteSpaceAt: Int? = nil, foreignEscapeAt: Int? = nil
  ) {
    self.offset = offset
    self.length = length
    self.sha256 = sha256
    self.decodedLength = decodedLength
    self.whiteSpaceAt = whiteSpaceAt
    self.foreignEscapeAt = foreignEscapeAt
  }
}
