extension SHA256Digest {
  /// HMAC-SHA-256 (RFC 2104) of a text: who does not know the key can neither compute it nor test a
  /// guess against it.
  public init(authenticating text: String, key: [UInt8]) {
    let blockSize = 64
    let short = key.count > blockSize ? SHA256Digest(hashing: key).bytes : key
    let block = short + [UInt8](repeating: 0, count: blockSize - short.count)
    let inner = SHA256Digest(hashing: block.map { $0 ^ 0x36 } + Array(text.utf8))
    self = SHA256Digest(hashing: block.map { $0 ^ 0x5C } + inner.bytes)
  }
}
