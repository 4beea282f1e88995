import CCrypto
import LicenseFiles

/// The hash that `verify /md5` of IOS XE prints. It finds damage; nothing else rests on it.
enum MD5 {
  /// Of a whole source, in hexadecimal, with the number of its bytes.
  static func hexadecimal(
    of source: any ByteSource
  ) throws(ByteSourceError) -> (digest: String, byteCount: Int) {
    var state = MD5_CTX()
    MD5_Init(&state)
    var count = 0
    try source.forEachPiece { piece in
      MD5_Update(&state, piece.baseAddress, piece.count)
      count += piece.count
    }
    var digest = [UInt8](repeating: 0, count: Int(MD5_DIGEST_LENGTH))
    MD5_Final(&digest, &state)
    return (digest.map { zeroPadded($0, 2, radix: 16) }.joined(), count)
  }
}
