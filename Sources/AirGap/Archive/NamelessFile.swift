import Foundation
import LicenseFiles

/// A file without a name, which goes with the process however that ends. A zip begins at its end, so
/// that one that comes as a stream is kept in it.
enum NamelessFile {
  /// Copies everything into a file without a name.
  ///
  /// - Throws: `ByteSourceError` when it cannot be had or kept.
  static func holding(_ source: any ByteSource) throws(ByteSourceError) -> FileHandle {
    var name = Array((NSTemporaryDirectory() + "rumkit-zip-XXXXXX").utf8CString)
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
    return file
  }

  private static func failure(_ code: Int32) -> ByteSourceError {
    ByteSourceError(
      "a zip inside it cannot be kept in \(NSTemporaryDirectory()): \(FileSource.reason(code))")
  }
}
