public import Assessment
import Foundation
import LicenseFiles

/// Carries out a plan: both the media and the evidence, or neither.
///
/// Everything is written under temporary names and flushed to the disk first. Then the evidence is
/// put at its place and the media after it, so that nothing can leave without evidence. If the
/// second step fails, the first is undone.
public struct PackJob: Sendable {
  private let plan: PackPlan
  private let settings: PackSettings
  /// The media to be made. Their documents are worded for them.
  let volumes: [OutboundVolume]

  /// Prepares a job; nothing is written.
  ///
  /// - Throws: `PackError`, `tooLarge` when a device does not fit on one media.
  init(_ plan: PackPlan, _ settings: PackSettings) throws(PackError) {
    self.plan = plan
    self.settings = settings
    let stamp = MediaTime(settings.now).archiveStamp
    var shares = [plan.files]
    if let limit = settings.splitSize {
      shares = try MediaSplit.split(
        plan.files, limit: limit, copies: settings.addsBundles ? 2 : 1)
    }
    volumes = shares.enumerated().map { index, files in
      OutboundVolume(
        number: index + 1, count: shares.count,
        path: settings.splitSize == nil
          ? settings.output : MediaSplit.path(settings.output, number: index + 1),
        files: files,
        bundles: settings.addsBundles ? CSLUBundle.bundles(of: files, stamp: stamp) : [])
    }
  }

  /// Does it.
  ///
  /// - Throws: `PackError`. What stood at the places before is untouched.
  public func run(
    _ documents: PackDocuments, probe: FilesystemProbe = FilesystemProbe()
  ) async throws(PackError) -> PackResult {
    try check(probe)
    var sinks: [any MediaSink] = []
    // Until the last media has its name, nothing counts.
    var mark: PartsMark?
    defer { withExtendedLifetime(mark) {} }
    do throws(PackError) {
      var sealed: [EvidenceBag.SealedVolume] = []
      for (volume, worded) in zip(volumes, documents.volumes) {
        let sink = try self.sink(volume)
        sinks.append(sink)
        sealed.append(try await write(volume, worded, to: sink))
      }
      let bag = EvidenceBag(plan, sealed, settings, documents)
      let signature = try await sign(bag.tagManifest)
      let evidence = try FolderSink(path: settings.evidence)
      sinks.insert(evidence, at: 0)
      for file in bag.files { try evidence.add(file) }
      try evidence.add(bag.tagManifest)
      if let signature { try evidence.add(signature) }
      mark = try partsMark(evidence, sinks.dropFirst())
      for sink in sinks { try sink.commit() }
      return PackResult(
        media: sealed.map { ($0.volume.path, $0.sha256) }, evidence: settings.evidence)
    } catch {
      let isClean = sinks.map { $0.undo() }.allSatisfy(\.self)
      guard !isClean else { throw error }
      throw PackError(
        error.code,
        "\(error.reason); what was already written could not be removed, look at "
          + ([settings.evidence] + volumes.map(\.path)).joined(separator: " and "))
    }
  }

  private func partsMark(
    _ evidence: any MediaSink, _ media: some Sequence<any MediaSink>
  ) throws(PackError) -> PartsMark {
    do throws(OutputError) {
      return try PartsMark(evidence: evidence.place, media: media.map(\.place))
    } catch {
      throw PackError(error)
    }
  }

  /// Looks at the places without writing anything.
  ///
  /// - Throws: `PackError`, `wrongUsage` when the evidence would leave with the media, `exists` when
  ///   something stands at a place.
  func check(_ probe: FilesystemProbe = FilesystemProbe()) throws(PackError) {
    let evidence = try probe.place(settings.evidence)
    for volume in volumes {
      let output = try probe.place(volume.path)
      if let refusal = EvidencePlacement.refusal(evidence: evidence, output: output) {
        throw PackError(.wrongUsage, "\(refusal): give --evidence another place")
      }
      if FileIdentity(PathText.folder(of: volume.path)) == nil {
        throw PackError(OutputError.system(ENOENT, volume.path))
      }
      var facts = stat()
      guard lstat(volume.path, &facts) == 0 else { continue }
      let isFile = facts.st_mode & S_IFMT == S_IFREG
      if settings.layout == .folder || !isFile || !settings.overwritesArchive {
        throw PackError(.exists, "\(volume.path) exists already")
      }
    }
    var facts = stat()
    if lstat(settings.evidence, &facts) == 0 {
      // What a killed run left was taken back before: this is the evidence of another run.
      throw PackError(
        .exists,
        "\(settings.evidence) exists already: it may be the evidence of media that left, or of a run that "
          + "is under way; keep it, and give --evidence another place")
    }
  }

  private func sink(_ volume: OutboundVolume) throws(PackError) -> any MediaSink {
    switch settings.layout {
    case .folder: try FolderSink(path: volume.path)
    case .zip, .tarGzip:
      try ArchiveSink(
        path: volume.path, layout: settings.layout, overwrite: settings.overwritesArchive)
    }
  }

  /// Writes one media: every list and signature is made before the first byte, because every hash
  /// is known; a source that has changed since is refused.
  private func write(
    _ volume: OutboundVolume, _ worded: (instructions: [UInt8], form: [UInt8]),
    to sink: any MediaSink
  ) async throws(PackError) -> EvidenceBag.SealedVolume {
    var files = volume.files.map { MediaFile($0) }
    let bundles = try BundleScratch(volume)
    files += bundles?.files ?? []
    files.append(MediaFile("UPLOAD.txt", worded.instructions))
    let sums = MediaFile("SHA256SUMS", MediaFile.checksums(files).bytes)
    // The form is made to be filled in, so it is on no list; verify reads it row by row.
    files.append(MediaFile("portal.csv", worded.form))
    files.append(sums)
    if let signature = try await sign(sums) { files.append(signature) }
    for file in files.sorted(by: { $0.path < $1.path }) { try sink.add(file) }
    let archive = try sink.close()
    bundles?.discard()
    return EvidenceBag.SealedVolume(
      volume: volume, layout: settings.layout, sums: sums, archive: archive)
  }

  private func sign(_ file: MediaFile) async throws(PackError) -> MediaFile? {
    guard let key = settings.signingKey, case .bytes(let bytes) = file.content else { return nil }
    do throws(SigningError) {
      return MediaFile(
        file.path + MediaSignature.ending, try await MediaSignature.sign(bytes, key: key))
    } catch {
      throw PackError(.signing, error.description)
    }
  }
}
