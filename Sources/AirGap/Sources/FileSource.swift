import Foundation
public import LicenseFiles

/// The bytes of a file.
///
/// A pipe, such as a shell's `<(…)`, is read when the user named it; in a walked folder only regular
/// files are opened, so that nothing there can make the tool wait.
public final class FileSource: ByteSource {
  private let descriptor: Int32
  private let isPipe: Bool
  private var count = 0
  private let work: WorkMeter.Piece?

  /// The most that is taken from a pipe: one that never ends must not keep this program busy forever.
  private static let longestPipe = 16 << 30

  /// Opens a file.
  ///
  /// - Throws: `ByteSourceError` when there is no such file, it may not be read, or it is a folder
  ///   or a device.
  init(_ path: String, allowsPipe: Bool = false) throws(ByteSourceError) {
    if let fault = PathText.fault(path) { throw ByteSourceError(fault) }
    // Without O_NONBLOCK, opening a FIFO that nobody writes to would wait forever.
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { throw ByteSourceError(FileSource.reason(errno)) }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else {
      let code = errno
      close(descriptor)
      throw ByteSourceError(FileSource.reason(code))
    }
    switch facts.st_mode & S_IFMT {
    case S_IFREG:
      isPipe = false
      work = WorkMeter.current?.begin(.reading, path, total: Int64(facts.st_size))
    case S_IFIFO where allowsPipe, S_IFSOCK where allowsPipe,
      S_IFCHR where allowsPipe && Self.hasEnd(descriptor, facts):
      isPipe = true
      if facts.st_mode & S_IFMT == S_IFIFO, !Self.waits(for: descriptor) {
        close(descriptor)
        throw ByteSourceError("nothing came from this pipe within \(Self.patience) seconds")
      }
      _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
      work = WorkMeter.current?.begin(.reading, path, total: nil)
    case let kind:
      close(descriptor)
      throw ByteSourceError(kind == S_IFCHR ? Self.device : "it is not a plain file")
    }
  }

  /// How long a named pipe may take to begin, in seconds.
  private static let patience: Int32 = 5

  /// Waits until a named pipe has bytes or its writer is gone: one that nobody writes to yet looks empty. A pipe
  /// without a name has a writer, which may take its time.
  ///
  /// - Returns: false when nothing came.
  private static func waits(for descriptor: Int32) -> Bool {
    var target = [CChar](repeating: 0, count: 16)
    let count = readlink("/proc/self/fd/\(descriptor)", &target, target.count - 1)
    if count > 0, target.starts(with: "pipe:".utf8.map(CChar.init)) { return true }
    var one = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    while true {
      let count = poll(&one, 1, patience * 1000)
      if count >= 0 || errno != EINTR { return count > 0 }
    }
  }

  private static let device = "it is a device, not a file"

  /// True of the devices that come to an end: a terminal, and the one that is empty.
  private static func hasEnd(_ descriptor: Int32, _ facts: stat) -> Bool {
    // Device 1:3 is /dev/null (Documentation/admin-guide/devices.txt of the kernel).
    isatty(descriptor) == 1 || facts.st_rdev == 1 << 8 | 3
  }

  /// What an argument names: a file or a pipe, or standard input by `-`.
  ///
  /// - Throws: as the two ways to open it.
  static func named(
    _ argument: String, allowsPipe: Bool = true
  ) throws(ByteSourceError) -> FileSource {
    argument == "-"
      ? try FileSource(standardInput: ()) : try FileSource(argument, allowsPipe: allowsPipe)
  }

  /// True when there is a regular file, whose bytes can be read again.
  static func isPlain(_ path: String) -> Bool {
    var facts = stat()
    return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG
  }

  /// Standard input.
  ///
  /// - Throws: `ByteSourceError` when it is a device.
  private init(standardInput: Void) throws(ByteSourceError) {
    descriptor = dup(0)
    var facts = stat()
    let isKnown = fstat(descriptor, &facts) == 0
    isPipe = !isKnown || facts.st_mode & S_IFMT != S_IFREG
    guard isKnown, facts.st_mode & S_IFMT == S_IFCHR, !Self.hasEnd(descriptor, facts) else {
      let isTyped = isatty(descriptor) == 1
      work =
        isTyped
        ? nil
        : WorkMeter.current?.begin(
          .reading, "standard input", total: isPipe ? nil : Int64(facts.st_size))
      return
    }
    close(descriptor)
    throw ByteSourceError(Self.device)
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Fills the front of the buffer.
  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(ByteSourceError) -> Int {
    guard let base = buffer.baseAddress, !buffer.isEmpty else { return 0 }
    while true {
      let count = Foundation.read(descriptor, base, buffer.count)
      if count >= 0 {
        self.count += count
        if count > 0 { work?.move(by: count) } else { work?.end() }
        guard !isPipe || self.count <= Self.longestPipe else {
          throw ByteSourceError("more than 16 GiB came out of it: save it as a file first")
        }
        return count
      }
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
    case ELOOP: "its links form a loop"
    case ENAMETOOLONG: "its name is too long"
    default: String(cString: strerror(code)).lowercased()
    }
  }
}
