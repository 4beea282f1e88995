import Assessment
import Foundation
import LicenseFiles

/// A place where a package is laid down, whole or not at all. Nothing shows until ``commit()``.
protocol MediaSink: AnyObject {
  /// Where it is built and where it will be.
  var place: PartsMark.Place { get }
  /// Adds a file.
  ///
  /// - Throws: `PackError`, `input` when the bytes are not those that were judged.
  func add(_ file: MediaFile) throws(PackError)
  /// No more files come. Returns the hash of an archive; nil for a folder.
  func close() throws(PackError) -> SHA256Digest?
  /// Puts everything at its place.
  func commit() throws(PackError)
  /// Takes everything back, also after ``commit()`` where nothing was replaced.
  ///
  /// - Returns: false when something stays behind.
  func undo() -> Bool
}

/// A folder.
final class FolderSink: MediaSink {
  private let folder: AtomicFolder
  var place: PartsMark.Place { folder.place }
  private var isCommitted = false

  init(path: String) throws(PackError) {
    do throws(OutputError) {
      folder = try AtomicFolder(path: path)
    } catch {
      throw PackError(error)
    }
  }

  func add(_ file: MediaFile) throws(PackError) {
    let written: (count: Int, digest: SHA256Digest)
    do throws(OutputError) {
      let source: any ByteSource
      do throws(ByteSourceError) {
        source = try file.open()
      } catch {
        throw OutputError(.sourceFailed, "\(file.path): \(error.reason)")
      }
      written = try folder.copy(from: source, to: file.path)
    } catch {
      throw PackError(error)
    }
    try file.check(written.digest)
  }

  func close() -> SHA256Digest? { nil }

  func commit() throws(PackError) {
    do throws(OutputError) {
      try folder.commit()
      isCommitted = true
    } catch {
      throw PackError(error)
    }
  }

  func undo() -> Bool {
    guard isCommitted else {
      folder.abandon()
      return true
    }
    return (try? FileManager.default.removeItem(atPath: folder.path)) != nil
  }
}

extension MediaFile {
  /// - Throws: `PackError` when other bytes were written than were judged.
  func check(_ written: SHA256Digest) throws(PackError) {
    guard written == sha256 else {
      throw PackError(.input, "\(path): the source changed while it was being packed; pack again")
    }
  }
}
