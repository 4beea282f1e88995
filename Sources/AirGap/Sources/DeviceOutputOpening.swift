import LicenseFiles

/// Keeps the first bytes that a reader takes of a document, so that device output, which the reader of
/// documents only names, can be read from its beginning. It works on standard input and on members of
/// archives too, which cannot be opened twice. The reader's thread is over before ``bytes(limit:)``.
final class DeviceOutputOpening: @unchecked Sendable {
  private var source: KeepingSource?

  func take(_ source: any ByteSource) -> any ByteSource {
    let keeping = KeepingSource(source)
    self.source = keeping
    return keeping
  }

  /// The reader has seen that it is device output: it may take more of it than of a license file
  /// before that shows.
  func keepAll(limit: Int) { source?.most = limit }

  /// All bytes from the first one on, but no more than `limit`; nil when the reader took more than
  /// was kept, which it does for license files only.
  func bytes(limit: Int) throws(ByteSourceError) -> [UInt8]? {
    guard let source, var bytes = source.kept else { return nil }
    source.kept = nil
    var piece = [UInt8](repeating: 0, count: 256 << 10)
    while bytes.count < limit {
      let count = try source.fill(&piece)
      if count == 0 { break }
      bytes += piece[..<min(count, limit - bytes.count)]
    }
    return bytes
  }
}

private final class KeepingSource: ByteSource {
  private let source: any ByteSource
  /// What was read so far; nil when it became too much.
  var kept: [UInt8]? = []
  /// More than the reader of documents looks at before it says what a document is.
  var most = 2 << 20

  init(_ source: any ByteSource) { self.source = source }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ByteSourceError) -> Int {
    let count = try source.read(into: buffer)
    guard let start = kept else { return count }
    if start.count + count > most {
      kept = nil
    } else {
      kept?.append(contentsOf: buffer[..<count])
    }
    return count
  }
}
