import Foundation
import LicenseFiles

/// A file without a name, which goes with the process however that ends: for what a reader wants to jump
/// about in, and for what another program reads.
enum NamelessFile {
  /// Copies everything into a file without a name, to be read from its start.
  ///
  /// - Parameters:
  ///   - source: what is copied.
  ///   - words: what it is, for the reason when it cannot be kept.
  /// - Throws: `ByteSourceError` when it cannot be had or kept.
  static func holding(
    _ source: any ByteSource, _ words: String
  ) throws(ByteSourceError) -> FileHandle {
    func failure(_ code: Int32) -> ByteSourceError {
      ByteSourceError(
        "\(words) cannot be kept in \(NSTemporaryDirectory()): \(FileSource.reason(code))")
    }
    var name = Array((NSTemporaryDirectory() + "rumkit-nameless-XXXXXX").utf8CString)
    let descriptor = mkstemp(&name)
    guard descriptor >= 0 else { throw failure(errno) }
    unlink(name)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    var code: Int32 = 0
    try source.forEachPiece { piece in
      var rest = UnsafeRawBufferPointer(piece)
      while code == 0, let base = rest.baseAddress, !rest.isEmpty {
        let count = write(descriptor, base, rest.count)
        if count >= 0 {
          rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
        } else if errno != EINTR {
          code = errno
        }
      }
    }
    guard code == 0 else { throw failure(code) }
    lseek(descriptor, 0, SEEK_SET)
    return file
  }
}
