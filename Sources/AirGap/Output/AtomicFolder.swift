import Foundation
import LicenseFiles

/// A folder that appears whole or not at all, built like ``AtomicFile``. It never replaces anything.
public final class AtomicFolder {
  /// Where the folder will be.
  let path: String
  private let partial: String
  /// The folder itself, held so that no other run takes it for a left-over.
  private let lock: Int32
  private var folders: Set<String> = []
  private var isDone = false

  /// Begins a folder.
  ///
  /// - Throws: ``OutputError``, `exists` when something is at the place.
  public init(path: String) throws(OutputError) {
    if let fault = PathText.fault(path) { throw OutputError(.badName, fault) }
    self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    var facts = stat()
    if lstat(self.path, &facts) == 0 { throw OutputError.system(EEXIST, self.path) }
    Partials.removeAbandoned(in: PathText.folder(of: self.path))
    (partial, lock) = try Partials.folder(for: self.path)
  }

  /// Where it is built and where it will be.
  var place: PartsMark.Place { PartsMark.Place(partial: partial, final: path) }

  deinit {
    abandon()
    close(lock)
  }

  /// Writes a file.
  public func write(_ bytes: [UInt8], to relativePath: String) throws(OutputError) {
    _ = try copy(from: MemorySource(bytes), to: relativePath)
  }

  /// Writes a file from a source, piece by piece.
  ///
  /// - Returns: the number of bytes and their hash.
  /// - Throws: ``OutputError``, `sourceFailed` when the bytes could not be had.
  @discardableResult
  func copy(
    from source: any ByteSource, to relativePath: String
  ) throws(OutputError) -> (count: Int, digest: SHA256Digest) {
    try writeFile(relativePath) { writer throws(OutputError) in
      try Self.copy(source, to: writer, relativePath)
    }
  }

  /// Writes a file through a closure that is given the place for its bytes.
  func writeFile<Result>(
    _ relativePath: String, _ body: (FolderFile) throws(OutputError) -> Result
  ) throws(OutputError) -> Result {
    let file = FolderFile(try FileWriter(try place(of: relativePath)))
    let result = try body(file)
    try file.writer.finish()
    return result
  }

  private static func copy(
    _ source: any ByteSource, to file: FolderFile, _ name: String
  ) throws(OutputError) -> (count: Int, digest: SHA256Digest) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 16)
    defer { buffer.deallocate() }
    var hash = SHA256Digest.Stream()
    var total = 0
    while true {
      let count: Int
      do throws(ByteSourceError) {
        count = try source.read(into: buffer)
      } catch {
        throw OutputError(.sourceFailed, "\(name): \(error.reason)")
      }
      if count == 0 { return (total, hash.digest()) }
      let piece = UnsafeRawBufferPointer(rebasing: buffer[..<count])
      hash.update(piece)
      total += count
      try file.write(piece)
    }
  }

  private func place(of relativePath: String) throws(OutputError) -> String {
    let parts = pathParts(relativePath)
    let isSafe = parts.allSatisfy {
      !$0.isEmpty && $0 != "." && $0 != ".." && !$0.utf8.contains(0)
    }
    guard isSafe else { throw OutputError(.badName, "'\(relativePath)' is not a name for a file") }
    var folder = partial
    for part in parts.dropLast() {
      folder += "/" + part
      if folders.insert(folder).inserted, mkdir(folder, 0o755) != 0, errno != EEXIST {
        throw OutputError.system(errno, folder)
      }
    }
    return partial + "/" + relativePath
  }

  /// The folder while it is being built, for a program that must see a file of it.
  func partialPath(of relativePath: String) -> String { partial + "/" + relativePath }

  /// Puts the folder at its place.
  public func commit() throws(OutputError) {
    for folder in folders.sorted().reversed() { FileWriter.flushFolder(folder) }
    FileWriter.flushFolder(partial)
    try renameWithoutReplacing(partial, path)
    isDone = true
    FileWriter.flushFolder(PathText.folder(of: path))
  }

  /// Takes everything back.
  package func abandon() {
    guard !isDone else { return }
    isDone = true
    try? FileManager.default.removeItem(atPath: partial)
  }
}

/// A file of a folder under construction.
final class FolderFile {
  let writer: FileWriter

  init(_ writer: FileWriter) { self.writer = writer }

  /// Adds bytes.
  func write(_ bytes: UnsafeRawBufferPointer) throws(OutputError) { try writer.write(bytes) }
}
