import CCrypto

/// A SHA-256 hash, kept in place so that a million of them cost no allocation.
public struct SHA256Digest: Sendable, Hashable, CustomStringConvertible {
  private let words: (UInt64, UInt64, UInt64, UInt64)

  /// The hash of the bytes.
  public init(hashing bytes: UnsafeRawBufferPointer) {
    var stream = Stream()
    stream.update(bytes)
    self = stream.digest()
  }

  /// The hash of the bytes.
  public init(hashing bytes: [UInt8]) {
    self = bytes.withUnsafeBytes { SHA256Digest(hashing: $0) }
  }

  /// A hash from its 32 bytes; nil when there are more or fewer.
  public init?(bytes: some Collection<UInt8>) {
    guard bytes.count == 32 else { return nil }
    var numbers: [UInt64] = [0, 0, 0, 0]
    for (index, byte) in bytes.enumerated() {
      numbers[index / 8] = numbers[index / 8] << 8 | UInt64(byte)
    }
    words = (numbers[0], numbers[1], numbers[2], numbers[3])
  }

  /// A hash from its 64 hexadecimal digits; nil when the text is anything else.
  public init?(hexadecimal text: String) {
    guard text.utf8.count == 64 else { return nil }
    var bytes: [UInt8] = []
    for digit in text.utf8 {
      guard let value = Character(UnicodeScalar(digit)).hexDigitValue else { return nil }
      bytes.append(UInt8(value))
    }
    self.init(bytes: (0..<32).map { bytes[2 * $0] << 4 | bytes[2 * $0 + 1] })
  }

  /// The 32 bytes.
  public var bytes: [UInt8] {
    [words.0, words.1, words.2, words.3].flatMap { word in
      (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * $0)) }
    }
  }

  /// The first eight bytes, enough to tell reports apart in an index that is rebuilt on each run.
  public var prefix: UInt64 { words.0 }

  /// 64 lower-case hexadecimal digits.
  public var description: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(64)
    for word in [words.0, words.1, words.2, words.3] {
      for shift in stride(from: 60, through: 0, by: -4) {
        text.append(digits[Int((word >> UInt64(shift)) & 15)])
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// True when all 32 bytes are the same.
  public static func == (left: SHA256Digest, right: SHA256Digest) -> Bool {
    left.words == right.words
  }

  /// Feeds the hash into a hasher.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.3)
  }

  /// A hash that is fed piece by piece.
  public struct Stream {
    private var state = SHA256_CTX()

    /// Starts with no bytes.
    public init() { SHA256_Init(&state) }

    /// Adds bytes.
    public mutating func update(_ bytes: UnsafeRawBufferPointer) {
      SHA256_Update(&state, bytes.baseAddress, bytes.count)
    }

    /// The hash of all bytes so far.
    public func digest() -> SHA256Digest {
      var state = state
      var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
      withUnsafeMutableBytes(of: &words) { bytes in
        _ = SHA256_Final(bytes.bindMemory(to: UInt8.self).baseAddress, &state)
      }
      return SHA256Digest(bigEndian: words)
    }
  }

  private init(bigEndian words: (UInt64, UInt64, UInt64, UInt64)) {
    self.words = (
      words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian
    )
  }
}
