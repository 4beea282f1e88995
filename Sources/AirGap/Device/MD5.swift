import Crypto
import LicenseFiles

/// The hash that `verify /md5` of IOS XE prints. It finds damage; nothing else rests on it.
enum MD5 {
  /// Of a whole source, in hexadecimal, with the number of its bytes.
  static func hexadecimal(
    of source: any ByteSource
  ) throws(ByteSourceError) -> (digest: String, byteCount: Int) {
    var hash = Insecure.MD5()
    var count = 0
    try source.forEachPiece { piece in
      hash.update(bufferPointer: UnsafeRawBufferPointer(piece))
      count += piece.count
    }
    return (hash.finalize().map { zeroPadded($0, 2, radix: 16) }.joined(), count)
  }
}
