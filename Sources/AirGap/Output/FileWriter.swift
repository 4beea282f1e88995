import Foundation
import LicenseFiles

/// A file under construction: written from the front, then flushed to the disk and closed.
final class FileWriter {
  let path: String
  private var descriptor: Int32

  /// Creates the file; it must not exist.
  init(_ path: String, mode: mode_t = 0o644) throws(OutputError) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
    if descriptor < 0 { throw OutputError.system(errno, path) }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  func write(_ bytes: [UInt8]) throws(OutputError) {
    try bytes.give { bytes throws(OutputError) in try write(bytes) }
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(OutputError) {
    try giveAll(bytes) { Foundation.write(descriptor, $0.baseAddress, $0.count) }
  }

  /// Replaces bytes that were written.
  func rewrite(_ bytes: [UInt8], at offset: Int) throws(OutputError) {
    var place = offset
    try bytes.give { bytes throws(OutputError) in
      try giveAll(bytes) {
        let count = pwrite(descriptor, $0.baseAddress, $0.count, place)
        place += max(0, count)
        return count
      }
    }
  }

  private func giveAll(
    _ bytes: UnsafeRawBufferPointer, _ call: (UnsafeRawBufferPointer) -> Int
  ) throws(OutputError) {
    var rest = bytes
    while !rest.isEmpty {
      let count = call(rest)
      if count < 0 {
        if errno == EINTR { continue }
        throw OutputError.system(errno, path)
      }
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
    }
  }

  /// Holds the file for this process, so that another run does not clear it away as a left-over.
  ///
  /// - Returns: false where that has happened already.
  func hold() -> Bool {
    _ = flock(descriptor, LOCK_EX)
    var facts = stat()
    return fstat(descriptor, &facts) != 0 || facts.st_nlink > 0
  }

  /// Flushes to the disk, so that a rename that follows never shows a half-written file.
  func flush() throws(OutputError) {
    if fsync(descriptor) != 0 { throw OutputError.system(errno, path) }
  }

  func finish() throws(OutputError) {
    try flush()
    let result = close(descriptor)
    descriptor = -1
    if result != 0 { throw OutputError.system(errno, path) }
  }

  /// Closes what was flushed.
  func release() {
    close(descriptor)
    descriptor = -1
  }

  /// Flushes a folder's entries.
  static func flushFolder(_ path: String) { _ = flush(path) }

  /// Flushes what lies at a path; false when that fails.
  static func flush(_ path: String) -> Bool {
    let place = open(path, O_RDONLY | O_CLOEXEC)
    guard place >= 0 else { return false }
    defer { close(place) }
    return fsync(place) == 0
  }
}
