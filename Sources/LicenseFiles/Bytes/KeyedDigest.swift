import Crypto

extension SHA256Digest {
  /// HMAC-SHA-256 (RFC 2104) of a text: who does not know the key can neither compute it nor test a
  /// guess against it.
  public init(authenticating text: String, key: [UInt8]) {
    let code = HMAC<SHA256>.authenticationCode(
      for: Array(text.utf8), using: SymmetricKey(data: key))
    var bytes: [UInt8] = []
    code.withUnsafeBytes { bytes.append(contentsOf: $0) }
    self = SHA256Digest(bytes: bytes) ?? SHA256Digest(hashing: bytes)
  }
}
