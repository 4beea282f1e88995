/// Bytes that arrive in pieces: a file, a gzip member, a member of an archive, standard input.
///
/// A source is used by one thread at a time.
public protocol ByteSource: AnyObject {
  /// Fills the front of `buffer` and returns how many bytes it holds; 0 is the end.
  ///
  /// - Throws: ``ByteSourceError`` when bytes cannot be had. The end of the input is not an error.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ByteSourceError) -> Int
}

/// Why bytes could not be had.
public struct ByteSourceError: CodedError {
  /// The finding that describes damage in the bytes (a bad checksum, a bomb); nil when the disk, or
  /// permission, failed.
  public let descriptor: FindingDescriptor?
  /// The id of that finding.
  public var code: String? { descriptor?.id }
  /// In words: lower case, no full stop.
  public let reason: String

  /// Damage in the bytes.
  public init(_ descriptor: FindingDescriptor, _ reason: String) {
    self.descriptor = descriptor
    self.reason = reason
  }

  /// A failure of the disk or of permission.
  public init(_ reason: String) {
    self.descriptor = nil
    self.reason = reason
  }
}

/// A source over bytes in memory.
public final class MemorySource: ByteSource {
  private let bytes: [UInt8]
  private let step: Int
  private var position = 0

  /// - Parameters:
  ///   - bytes: all that there is to read.
  ///   - step: the most bytes that one read gives; small steps are for tests.
  public init(_ bytes: [UInt8], step: Int = .max) {
    self.bytes = bytes
    self.step = step
  }

  /// Gives the next bytes; never fails.
  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(ByteSourceError) -> Int {
    let count = min(buffer.count, step, bytes.count - position)
    bytes.withUnsafeBytes { source in
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: source[position..<position + count]))
    }
    position += count
    return count
  }
}
