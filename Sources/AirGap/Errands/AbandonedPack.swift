import Assessment
import LicenseFiles

/// A run of `pack` that was killed, or could not record its end.
struct AbandonedPack {
  /// What the ledger knows of it.
  let begun: SiteEvent
  /// Kept until it is ended.
  let hold: RunHold?

  init(_ begun: SiteEvent, _ hold: RunHold?) {
    self.begun = begun
    self.hold = hold
  }

  /// The run, for people.
  var words: String { "the run of pack of \(TimeText.iso8601(begun.time))" }

  private var media: [String] { SiteDetail.names(begun[.media]) }

  /// The folders that it wrote into.
  var folders: [String] { (media + [begun[.bag]].compactMap(\.self)).map(PathText.folder) }

  /// What it made, where all of it is in place and whole, and is what is about to be made again; nil else.
  ///
  /// - Parameters:
  ///   - volumes: the media that are about to be made.
  ///   - evidence: the bag; nil for any.
  func result(_ volumes: [OutboundVolume], evidence: String?) async -> PackResult? {
    guard hold != nil, let bag = begun[.bag],
      media == volumes.map({ PathText.anchored($0.path) }),
      evidence.map({ PathText.anchored($0) == bag }) ?? true,
      // The bag names the event before the one that began its run.
      (try? LedgerAnchor.read(bag))?.head.count == begun.number - 1,
      let verification = try? await verifyMedia(volumes.map(\.path) + [bag]),
      !verification.foundDamage
    else { return nil }
    let sealed = volumes.compactMap { volume in
      Self.sha256(volume).map { (volume.path, $0) }
    }
    guard sealed.count == volumes.count else { return nil }
    return PackResult(media: sealed, evidence: evidence ?? bag)
  }

  /// The hash by which a media is known; nil where it does not hold the files that are to go out.
  private static func sha256(_ volume: OutboundVolume) -> SHA256Digest? {
    guard let opened = try? OpenedMedia(volume.path),
      let sums = try? opened.bytes("SHA256SUMS")
    else { return nil }
    let listed = ChecksumList.read(sums).list.hashes
    let wanted = Dictionary(
      volume.files.map { ($0.path, $0.sha256.description) }, uniquingKeysWith: { first, _ in first }
    )
    let others = Set(listed.keys).subtracting(wanted.keys).subtracting(volume.bundles.map(\.path))
    guard wanted.allSatisfy({ listed[$0.key] == $0.value }),
      !others.contains(where: { $0.hasPrefix("\(PackPlanner.folder)/") })
    else { return nil }
    return opened.archive ?? SHA256Digest(hashing: sums)
  }
}
