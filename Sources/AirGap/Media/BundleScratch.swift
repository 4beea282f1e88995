import Assessment
import LicenseFiles

/// Makes the bundles of one media beside its place, under a temporary name: their sizes and hashes
/// must be known before they are laid down.
final class BundleScratch {
  /// The bundles, ready to be laid down.
  private(set) var files: [MediaFile] = []
  private let folder: AtomicFolder

  /// nil when there is nothing to make.
  init?(_ volume: OutboundVolume) throws(PackError) {
    guard !volume.bundles.isEmpty else { return nil }
    do throws(OutputError) {
      folder = try AtomicFolder(path: Partials.path(for: volume.path))
    } catch {
      throw PackError(error)
    }
    for (index, bundle) in volume.bundles.enumerated() {
      files.append(try make(bundle, index, volume.files))
    }
  }

  /// Takes the temporary files away.
  func discard() { folder.abandon() }

  private func make(
    _ bundle: CSLUBundle, _ index: Int, _ sources: [PlannedFile]
  ) throws(PackError) -> MediaFile {
    let inner = try archive(
      "inner-\(index)", bundle.innerName,
      bundle.members.map { member in
        var file = MediaFile(sources[member.file])
        file.path = member.name
        return file
      })
    let outer = try archive(
      "outer-\(index)", bundle.path, [MediaFile("manifest.mf", bundle.manifest), inner])
    return outer
  }

  /// Writes a compressed tar archive into the scratch folder.
  private func archive(
    _ scratchName: String, _ path: String, _ members: [MediaFile]
  ) throws(PackError) -> MediaFile {
    let place = folder.partialPath(of: scratchName)
    var failure: PackError?
    do throws(OutputError) {
      try folder.writeFile(scratchName) { file throws(OutputError) in
        let gzip = try GzipWriter { bytes throws(OutputError) in try file.write(bytes) }
        let tar = TarWriter { bytes throws(OutputError) in try gzip.write(bytes) }
        for member in members {
          let tally = ByteTally()
          let source: any ByteSource
          do throws(ByteSourceError) {
            source = DigestingSource(try member.open(), tally)
          } catch {
            throw OutputError(.sourceFailed, "\(member.path): \(error.reason)")
          }
          try tar.add(name: member.path, size: member.byteCount, source: source)
          do throws(PackError) {
            try member.check(tally.whole?.sha256 ?? SHA256Digest(hashing: []))
          } catch {
            failure = error
          }
        }
        try tar.finish()
        try gzip.finish()
      }
    } catch {
      throw PackError(error)
    }
    if let failure { throw failure }
    do throws(ByteSourceError) {
      let whole = try FileSource(place).digest()
      return MediaFile(path, sha256: whole.sha256, byteCount: whole.byteCount) {
        () throws(ByteSourceError) in try FileSource(place)
      }
    } catch {
      throw PackError(.disk, "\(place): \(error.reason)")
    }
  }
}
