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
    let tally = written
    do throws(OutputError) {
      let file = try AtomicFile(path: path, overwrite: overwrite)
      self.file = file
      let sink: ByteSink = { bytes throws(OutputError) in
        tally.take(bytes)
        try file.write(bytes)
      }
      if layout == .zip {
        archive = .zip(ZipWriter(sink))
      } else {
        let gzip = try GzipWriter(sink)
        archive = .tar(
          TarWriter { bytes throws(OutputError) in try gzip.write(bytes) }, gzip)
      }
    } catch {
      throw PackError(error)
    }
  }

  func add(_ file: MediaFile) throws(PackError) {
    // The last reading is the one whose bytes are in the archive.
    var last = ByteTally()
    let open = { () throws(ByteSourceError) -> any ByteSource in
      last = ByteTally()
      return DigestingSource(try file.open(), last)
    }
    do throws(OutputError) {
      switch archive {
      case .zip(let writer): try writer.add(name: file.path, open: open)
      case .tar(let writer, _):
        let source: any ByteSource
        do throws(ByteSourceError) {
          source = try open()
        } catch {
          throw OutputError(.sourceFailed, "\(file.path): \(error.reason)")
        }
        try writer.add(name: file.path, size: file.byteCount, source: source)
      }
    } catch {
      throw PackError(error)
    }
    try file.check(last.whole?.sha256 ?? SHA256Digest(hashing: []))
  }

  func close() throws(PackError) -> SHA256Digest? {
    do throws(OutputError) {
      switch archive {
      case .zip(let writer): try writer.finish()
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
