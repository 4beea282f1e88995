import Assessment
import Foundation
import LicenseFiles

/// An archive, written to its place in one go.
final class ArchiveSink: MediaSink {
  private let path: String
  private let file: AtomicFile
  var place: PartsMark.Place { file.place }
  private let archive: Archive
  private let replaces: Bool
  private let written = ByteTally()
  private var isCommitted = false

  private enum Archive {
    case tar(TarWriter, GzipWriter)
    case zip(ZipWriter)
  }

  init(path: String, layout: MediaLayout, overwrite: Bool) throws(PackError) {
    self.path = path
    replaces = FileManager.default.fileExists(atPath: path)
    do throws(OutputError) {
      let file = try AtomicFile(path: path, overwrite: overwrite)
      self.file = file
      if layout == .zip {
        archive = .zip(
          ZipWriter { bytes throws(OutputError) in
            try file.write(bytes)
          } rewrite: { offset, bytes throws(OutputError) in
            try file.rewrite(bytes, at: offset)
          })
      } else {
        let tally = written
        let gzip = try GzipWriter { bytes throws(OutputError) in
          tally.take(bytes)
          try file.write(bytes)
        }
        archive = .tar(
          TarWriter { bytes throws(OutputError) in try gzip.write(bytes) }, gzip)
      }
    } catch {
      throw PackError(error)
    }
  }

  func add(_ file: MediaFile) throws(PackError) {
    let read = ByteTally()
    do throws(OutputError) {
      let source: any ByteSource
      do throws(ByteSourceError) {
        source = DigestingSource(try file.open(), read)
      } catch {
        throw OutputError(.sourceFailed, "\(file.path): \(error.reason)")
      }
      switch archive {
      case .zip(let writer): try writer.add(name: file.path, source: source)
      case .tar(let writer, _):
        try writer.add(name: file.path, size: file.byteCount, source: source)
      }
    } catch {
      throw PackError(error)
    }
    try file.check(read.whole?.sha256 ?? SHA256Digest(hashing: []))
  }

  func close() throws(PackError) -> SHA256Digest? {
    do throws(OutputError) {
      switch archive {
      case .zip(let writer):
        try writer.finish()
        // Its bytes were not written in their order.
        return try hashed()
      case .tar(let writer, let gzip):
        try writer.finish()
        try gzip.finish()
      }
    } catch {
      throw PackError(error)
    }
    written.end()
    return written.whole?.sha256
  }

  private func hashed() throws(OutputError) -> SHA256Digest {
    do throws(ByteSourceError) {
      return try FileSource(file.place.partial).digest().sha256
    } catch {
      throw OutputError(.failed, "\(path): \(error.reason)")
    }
  }

  func commit() throws(PackError) {
    do throws(OutputError) {
      try file.commit()
      isCommitted = true
    } catch {
      throw PackError(error)
    }
  }

  func undo() -> Bool {
    guard isCommitted else {
      file.abandon()
      return true
    }
    return !replaces && unlink(path) == 0
  }
}
