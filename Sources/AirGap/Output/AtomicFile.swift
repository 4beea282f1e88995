import Foundation

/// A file that appears whole or not at all.
///
/// It is built under a temporary name beside its place, flushed to the disk and renamed. Until
/// ``commit()`` nothing is at its place that was not there before.
public final class AtomicFile {
  private let path: String
  private let partial: String
  private let overwrites: Bool
  private let writer: FileWriter
  private var isDone = false

  /// Begins a file.
  ///
  /// - Parameters:
  ///   - path: the file to write.
  ///   - overwrite: replace what stands there; otherwise that is an error, also when it appears
  ///     while the file is being written.
  ///   - mode: who may read and write it; 0600 for what is nobody else's.
  ///   - tidies: takes away what stopped runs left in the folder. Who writes many files there does that once:
  ///     each time the whole folder is read.
  /// - Throws: ``OutputError``.
  public init(
    path: String, overwrite: Bool = false, mode: UInt32 = 0o644, tidies: Bool = true
  ) throws(OutputError) {
    if let fault = PathText.fault(path) { throw OutputError(.badName, fault) }
    self.path = path
    overwrites = overwrite
    var facts = stat()
    if lstat(path, &facts) == 0 {
      if facts.st_mode & S_IFMT == S_IFDIR {
        throw OutputError(.folder, "\(path) is a folder: name a file in it")
      }
      // A link to a file is replaced by one; what a device or a pipe stands for is not.
      if stat(path, &facts) == 0, facts.st_mode & S_IFMT != S_IFREG {
        throw OutputError(.failed, "\(path) is not a plain file, and is not replaced")
      }
      if !overwrite { throw OutputError(.exists, "\(path) exists already") }
    }
    if tidies { Partials.removeAbandoned(in: PathText.folder(of: path)) }
    writer = try Partials.file(for: path, mode: mode_t(mode))
    partial = writer.path
  }

  /// Where it is built and where it will be.
  var place: PartsMark.Place { PartsMark.Place(partial: partial, final: path) }

  deinit { abandon() }

  /// Adds bytes.
  func write(_ bytes: UnsafeRawBufferPointer) throws(OutputError) { try writer.write(bytes) }

  /// Adds bytes.
  public func write(_ bytes: [UInt8]) throws(OutputError) { try writer.write(bytes) }

  /// Replaces bytes that were added.
  func rewrite(_ bytes: [UInt8], at offset: Int) throws(OutputError) {
    try writer.rewrite(bytes, at: offset)
  }

  /// Puts the file at its place.
  public func commit() throws(OutputError) {
    // It stays locked until it has its name: until then another run could take it for a left-over.
    try writer.flush()
    if overwrites {
      if rename(partial, path) != 0 { throw OutputError.system(errno, path) }
    } else {
      try renameWithoutReplacing(partial, path)
    }
    isDone = true
    // It has its name now: nothing may be said to have failed any more.
    writer.release()
    FileWriter.flushFolder(PathText.folder(of: path))
  }

  /// Takes everything back.
  package func abandon() {
    guard !isDone else { return }
    isDone = true
    unlink(partial)
  }
}
