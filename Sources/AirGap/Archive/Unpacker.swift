public import Assessment
public import LicenseFiles

/// Unpacks an archive into a new folder, whole or not at all.
public enum Unpacker {
  /// Why an archive was not unpacked.
  public enum Failure: Error, Sendable, Equatable {
    /// The archive is damaged or holds what is not taken.
    case archive(ByteSourceError)
    /// The folder could not be written.
    case output(OutputError)
  }

  /// Unpacks the archive at a path, one level and byte for byte: an archive inside it is a file.
  ///
  /// - Throws: ``Failure``; nothing is left behind then.
  public static func unpack(
    _ path: String, kind: ArchiveKind, to folder: String
  ) throws(Failure) -> [UnpackedFile] {
    let output: AtomicFolder
    do throws(OutputError) {
      output = try AtomicFolder(path: folder)
    } catch {
      throw .output(error)
    }
    var files: [UnpackedFile] = []
    var failure: OutputError?
    do throws(ByteSourceError) {
      try ArchiveReader(path, kind: kind).eachMember { name, source throws(ByteSourceError) in
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
      try commit(output, &failure)
    } catch {
      output.abandon()
      throw failure.map { .output($0) } ?? .archive(error)
    }
    return files
  }

  private static func commit(
    _ output: AtomicFolder, _ failure: inout OutputError?
  ) throws(ByteSourceError) {
    do throws(OutputError) {
      try output.commit()
    } catch {
      failure = error
      throw ByteSourceError(error.reason)
    }
  }
}
