import LicenseFiles

extension ByteSource {
  /// Fills the array as far as there are bytes, and returns how many there were.
  func fill(_ array: inout [UInt8]) throws(ByteSourceError) -> Int {
    var filled = 0
    while filled < array.count {
      var result: Result<Int, ByteSourceError> = .success(0)
      array.withUnsafeMutableBytes { bytes in
        do throws(ByteSourceError) {
          result = .success(
            try read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[filled...])))
        } catch {
          result = .failure(error)
        }
      }
      let count = try result.get()
      if count == 0 { break }
      filled += count
    }
    return filled
  }

  /// Reads to the end.
  func drain() throws(ByteSourceError) {
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while try fill(&buffer) > 0 {}
  }
}

/// The next so many bytes of another source: a member of an archive.
final class BoundedSource: ByteSource {
  private let source: any ByteSource
  private let name: String
  private(set) var rest: Int

  init(_ source: any ByteSource, count: Int, name: String) {
    self.source = source
    self.name = name
    rest = count
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ByteSourceError) -> Int {
    guard rest > 0, !buffer.isEmpty else { return 0 }
    let piece = UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(rest))
    let count = try source.read(into: piece)
    guard count > 0 else {
      throw ByteSourceError(.archiveDamaged, "the archive ends inside the member '\(name)'")
    }
    rest -= count
    return count
  }
}
