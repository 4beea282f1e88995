import Foundation
public import LicenseFiles

/// The bytes of a file.
///
/// A pipe, such as a shell's `<(…)`, is read when the user named it; in a walked folder only regular
/// files are opened, so that nothing there can make the tool wait.
public final class FileSource: ByteSource {
  private let descriptor: Int32
  private let name: String

  /// Opens a file.
  ///
  /// - Throws: `ByteSourceError` when there is no such file, it may not be read, or it is a folder
  ///   or a device.
  init(_ path: String, allowsPipe: Bool = false) throws(ByteSourceError) {
    name = path
    // Without O_NONBLOCK, opening a FIFO that nobody writes to would wait for ever.
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { throw ByteSourceError(FileSource.reason(errno)) }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else {
      let code = errno
      close(descriptor)
      throw ByteSourceError(FileSource.reason(code))
    }
    switch facts.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFIFO where allowsPipe, S_IFCHR where allowsPipe, S_IFSOCK where allowsPipe:
      _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
    default:
      close(descriptor)
      throw ByteSourceError("it is not a plain file")
    }
  }

  /// True when there is a regular file, whose bytes can be read again.
  static func isPlain(_ path: String) -> Bool {
    var facts = stat()
    return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG
  }

  /// Standard input.
  init(standardInput: Void) {
    name = "-"
    descriptor = dup(0)
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Fills the front of the buffer.
  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(ByteSourceError) -> Int {
    guard let base = buffer.baseAddress, !buffer.isEmpty else { return 0 }
    while true {
      let count = Foundation.read(descriptor, base, buffer.count)
      if count >= 0 { return count }
      if errno != EINTR { throw ByteSourceError(FileSource.reason(errno)) }
    }
  }

  /// What an error of the system means, in words.
  static func reason(_ code: Int32) -> String {
    switch code {
    case ENOENT: "there is no such file"
    case EACCES, EPERM: "permission denied"
    case EISDIR: "it is a folder"
    case ENOTDIR: "a part of its path is not a folder"
    case EMFILE, ENFILE: "too many files are open"
    case EIO: "the medium cannot be read (input/output error)"
    case ELOOP: "its links lead in a circle"
    case ENAMETOOLONG: "its name is too long"
    default: String(cString: strerror(code)).lowercased()
    }
  }
}
