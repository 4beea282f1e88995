import LicenseFiles

/// Passes bytes through and remembers why they ended early, so that damage in an archive is reported as
/// itself and not as a failed write.
final class WatchedSource: ByteSource {
  private let source: any ByteSource
  private(set) var failure: ByteSourceError?

  init(_ source: any ByteSource) { self.source = source }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ByteSourceError) -> Int {
    do throws(ByteSourceError) {
      return try source.read(into: buffer)
    } catch {
      failure = error
      throw error
    }
  }
}
