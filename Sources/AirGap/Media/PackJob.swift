public import Assessment
import Foundation
import LicenseFiles

/// What a run of `pack` needs to know beside the plan.
public struct PackSettings: Sendable {
  /// Where the outbound media goes.
  public var output: String
  /// How it is laid down.
  public var layout: MediaLayout
  /// Where the evidence goes.
  public var evidence: String
  /// True when an archive at the output may be replaced. A folder never is.
  public var overwritesArchive = false
  /// The most bytes of one media; nil for one media whatever its size.
  public var splitSize: Int?
  /// True when bundles in Cisco's shape are added.
  public var addsBundles = false
  /// The path of the key that signs; nil when nothing is signed.
  public var signingKey: String?
  /// Who packs.
  public var operatorName: String
  /// On which machine.
  public var hostName: String
  /// For which site; nil when none was named.
  public var site: String?
  /// The site in use, and the end of its ledger before the run; nil without one.
  public var ledger: (siteID: String, head: ChainHead)?
  /// True when the site is one for practice.
  public var isRehearsal = false
  /// What the reset guard said.
  public var resetGuard = ResetGuardAnswer.notAsked
  /// Why; nil when no reason was given.
  public var reason: String?
  /// The version of the tool.
  public var toolVersion: String
  /// The present, in epoch seconds UTC.
  public var now: Int64

  /// Creates settings.
  public init(
    output: String, layout: MediaLayout, evidence: String, operatorName: String, hostName: String,
    toolVersion: String, now: Int64
  ) {
    self.output = output
    self.layout = layout
    self.evidence = evidence
    self.operatorName = operatorName
    self.hostName = hostName
    self.toolVersion = toolVersion
    self.now = now
  }
}

/// What the reset guard said of a run, as evidence keeps it.
public struct ResetGuardAnswer: Sendable, Hashable {
  /// The answer in a word or two, for example `clear` or `not asked`.
  public var answer: String
  /// Why: lower case, no full stop.
  public var why: String

  /// Creates an answer.
  public init(_ answer: String, _ why: String) {
    self.answer = answer
    self.why = why
  }

  /// Without a site nobody knows of resets.
  public static let notAsked = ResetGuardAnswer("not asked", "no site is in use")
}

/// The documents that a package lays down, worded elsewhere.
public struct PackDocuments: Sendable {
  /// `UPLOAD.txt` and `portal.csv` of each media, in order.
  public var volumes: [(instructions: [UInt8], form: [UInt8])]
  /// `findings.json` of the bag.
  public var findings: [UInt8]
  /// `names.csv` of the bag: which outbound name is which source.
  public var names: [UInt8]
  /// `disclosure.txt` of the bag; nil when it was not asked for.
  public var disclosure: [UInt8]?

  /// Creates documents.
  public init(
    volumes: [(instructions: [UInt8], form: [UInt8])], findings: [UInt8], names: [UInt8],
    disclosure: [UInt8]? = nil
  ) {
    self.volumes = volumes
    self.findings = findings
    self.names = names
    self.disclosure = disclosure
  }
}

/// Carries out a plan: both the media and the evidence, or neither.
///
/// Everything is written under temporary names and flushed to the disk first. Then the evidence is
/// put at its place and the media after it, so that nothing can leave without evidence. If the
/// second step fails, the first is undone.
public struct PackJob: Sendable {
  private let plan: PackPlan
  private let settings: PackSettings
  /// The media to be made. Their documents are worded for them.
  public let volumes: [OutboundVolume]

  /// Prepares a job; nothing is written.
  ///
  /// - Throws: `PackError`, `tooLarge` when a device does not fit on one media.
  public init(_ plan: PackPlan, _ settings: PackSettings) throws(PackError) {
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
      for sink in sinks { try sink.commit() }
      return PackResult(
        media: sealed.map { ($0.volume.path, $0.sha256) }, evidence: settings.evidence)
    } catch {
      let isClean = sinks.map { $0.undo() }.allSatisfy(\.self)
      guard !isClean else { throw error }
      throw PackError(
        error.code,
        "\(error.reason); what was already in place could not be taken back, look at "
          + ([settings.evidence] + volumes.map(\.path)).joined(separator: " and "))
    }
  }

  /// Looks at the places without writing anything.
  ///
  /// - Throws: `PackError`, `wrongUsage` when the evidence would leave with the media, `exists` when
  ///   something stands at a place.
  public func check(_ probe: FilesystemProbe = FilesystemProbe()) throws(PackError) {
    let evidence = try probe.place(settings.evidence)
    for volume in volumes {
      let output = try probe.place(volume.path)
      if let refusal = EvidencePlacement.refusal(evidence: evidence, output: output) {
        throw PackError(.wrongUsage, "\(refusal): give --evidence another place")
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
      // The evidence is put in place first, so it is what a run leaves that is killed in between.
      throw PackError(
        .exists,
        "\(settings.evidence) exists already, and its media does not; if a run was interrupted, "
          + "look at it with verify and remove it")
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
