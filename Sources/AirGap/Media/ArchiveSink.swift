import LicenseFiles

/// An archive.
final class ArchiveSink: MediaSink {
  init(path: String, layout: MediaLayout, overwrite: Bool) throws(PackError) {
    throw PackError(.wrongUsage, "archives are not written yet: name a folder")
  }

  func add(_ file: MediaFile) throws(PackError) {}
  func close() throws(PackError) -> SHA256Digest? { nil }
  func commit() throws(PackError) {}
  func undo() -> Bool { true }
}

/// Bundles that are made before the media, because their hashes must be known.
final class BundleScratch {
  let files: [MediaFile] = []

  init?(_ volume: OutboundVolume, beside output: String) throws(PackError) {
    guard !volume.bundles.isEmpty else { return nil }
    throw PackError(.wrongUsage, "archives are not written yet: leave --cslu-archive away")
  }

  func discard() {}
}
