import Foundation
import LicenseFiles

/// An archive taken apart in a temporary folder, one level deep and byte for byte, so that its files
/// can be looked at one by one.
final class UnpackedArchive: Sendable {
  /// Where the members are; it goes with this value.
  var folder: String { temporary.path + "/members" }
  private let temporary: TemporaryFolder
  /// The members in the order of the archive.
  let names: [String]
  /// The hashes of the members, taken while they were written.
  let digests: [String: SHA256Digest]
  /// The hash of the archive itself.
  let sha256: SHA256Digest
  /// The fault that ended the reading; the members before it are there.
  let fault: Finding?

  /// - Throws: ``ReadingError`` when the archive or the temporary folder cannot be used. A damaged
  ///   archive is not an error.
  init(
    _ path: String, kind: ArchiveKind, budget: ArchiveBudget = ArchiveBudget()
  ) throws(ReadingError) {
    do throws(ByteSourceError) {
      sha256 = try FileSource(path).digest().sha256
    } catch {
      throw ReadingError(file: path, reason: error.reason)
    }
    let output: AtomicFolder
    do throws(OutputError) {
      let temporary = try TemporaryFolder()
      self.temporary = temporary
      output = try AtomicFolder(path: temporary.path + "/members")
    } catch {
      throw ReadingError(file: path, reason: "it cannot be unpacked: \(error.reason)")
    }
    var failure: OutputError?
    var names: [String] = []
    var digests: [String: SHA256Digest] = [:]
    var fault: Finding?
    do throws(ByteSourceError) {
      let reader = ArchiveReader(path, kind: kind, budget: budget)
      try reader.eachMember { name, source throws(ByteSourceError) in
        // A member is read to its end under a hash of its own, so that damage is reported as damage.
        let watched = WatchedSource(source)
        do throws(OutputError) {
          digests[name] = try output.copy(from: watched, to: name).digest
        } catch {
          if let damage = watched.failure { throw damage }
          failure = error
          throw ByteSourceError(error.reason)
        }
        names.append(name)
      }
    } catch {
      if let failure {
        output.abandon()
        throw ReadingError(file: path, reason: "it cannot be unpacked: \(failure.reason)")
      }
      fault = (error.descriptor ?? .archiveDamaged).finding(
        at: SourceLocation(file: path), error.reason)
    }
    self.names = names
    self.digests = digests
    self.fault = fault
    do throws(OutputError) {
      try output.commit()
    } catch {
      throw ReadingError(file: path, reason: "it cannot be unpacked: \(error.reason)")
    }
  }
}
