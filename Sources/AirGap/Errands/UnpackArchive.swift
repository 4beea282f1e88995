public import Assessment
import Foundation
import LicenseFiles

/// Unpacks an archive into a new folder, whole or not at all.
public struct UnpackArchive: Sendable {
  private let archive: String
  private let folder: String

  /// - Parameters:
  ///   - archive: a tar, tar.gz or zip archive.
  ///   - folder: the folder to make; it must not exist.
  public init(_ archive: String, to folder: String) {
    self.archive = archive
    self.folder = folder
  }

  /// Unpacks it, one level and byte for byte: an archive inside it is a file.
  ///
  /// - Returns: the files, in the order of the archive.
  /// - Throws: ``ErrandError``; nothing is left behind then.
  public func run() throws(ErrandError) -> [UnpackedFile] {
    guard FileManager.default.fileExists(atPath: archive) else {
      throw ErrandError(.unreadable, "\(archive): there is no such file")
    }
    guard let kind = ArchiveKind.of(archive) else {
      throw ErrandError(
        .unreadable, "\(archive): it is not a tar, tar.gz or zip archive",
        hint: "rumkit inspect shows what it is")
    }
    let output = try Self.writing { () throws(OutputError) in try AtomicFolder(path: folder) }
    do throws(ErrandError) {
      let files = try copy(kind, to: output)
      try Self.writing { () throws(OutputError) in try output.commit() }
      return files
    } catch {
      output.abandon()
      throw error
    }
  }

  private func copy(
    _ kind: ArchiveKind, to output: AtomicFolder
  ) throws(ErrandError) -> [UnpackedFile] {
    var files: [UnpackedFile] = []
    var failure: OutputError?
    do throws(ByteSourceError) {
      try ArchiveReader(archive, kind: kind).eachMember { name, source throws(ByteSourceError) in
        let watched = WatchedSource(source)
        do throws(OutputError) {
          let copy = try output.copy(from: watched, to: name)
          files.append(UnpackedFile(name: name, size: copy.count, sha256: copy.digest))
        } catch {
          // Damage in the archive comes back as itself, not as a failed write.
          if let damage = watched.failure { throw damage }
          failure = error
          throw ByteSourceError(error.reason)
        }
      }
    } catch {
      if let failure { throw Self.unwritten(failure) }
      throw ErrandError(
        .unreadable, "\(archive): \(error.reason); nothing was unpacked",
        hint: error.code.map { "rumkit explain \($0)" })
    }
    return files
  }

  private static func writing<Value>(
    _ body: () throws(OutputError) -> Value
  ) throws(ErrandError) -> Value {
    do throws(OutputError) { return try body() } catch { throw unwritten(error) }
  }

  private static func unwritten(_ error: OutputError) -> ErrandError {
    ErrandError(.failed, "\(error.reason); nothing was unpacked")
  }
}
