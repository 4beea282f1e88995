import Assessment
import Foundation
public import LicenseFiles

/// A file that was staged for a device, by the ledger. It may be gone, or another one may lie there now.
public struct StagedAck: Sendable, Hashable {
  /// The folder.
  public let folder: String
  /// Its name there.
  public let name: String
  /// SHA-256 of its bytes.
  public let sha256: String
  /// True when every device that it was staged for took it.
  let isTaken: Bool

  /// The folder beside it into which it is put when it is done.
  static let done = "done"

  /// True where the file lies at its place.
  var isThere: Bool {
    let place = AckStaging.path(name, in: folder)
    var facts = stat()
    guard lstat(place, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG,
      facts.st_size <= AckFiles.largest,
      let bytes = try? FileSource(place).allBytes(limit: AckFiles.largest)
    else { return false }
    return SHA256Digest(hashing: bytes).description == sha256
  }

  /// Moves the file into the folder `done`, so that nobody imports it instead of the next one. What lies
  /// at its place and is another file stays.
  ///
  /// - Returns: where it is now; nil when it was not moved.
  @discardableResult
  func putAway() -> String? {
    guard isThere else { return nil }
    let away = AckStaging.path(Self.done, in: folder)
    guard mkdir(away, 0o770) == 0 || errno == EEXIST else { return nil }
    SiteShare.give(away, like: folder)
    var facts = stat()
    for candidate in [name, "\(sha256.prefix(8))_\(name)"] {
      let target = AckStaging.path(candidate, in: away)
      guard lstat(target, &facts) != 0 else { continue }
      return rename(AckStaging.path(name, in: folder), target) == 0 ? target : nil
    }
    return nil
  }
}

extension LedgerReader {
  /// Every file that was staged for the devices of a cycle.
  ///
  /// - Throws: ``LedgerError``.
  func stagings(of members: [UDI]) throws(LedgerError) -> [StagedAck] {
    var found: [StagedAck] = []
    for event in try events([.ackStaged], of: members) {
      guard let folder = event[.to], let name = event[.name], let sha256 = event[.ack] else {
        continue
      }
      let isTaken = try acks(sha256: sha256).allSatisfy { $0.takenAt != nil }
      let staged = StagedAck(folder: folder, name: name, sha256: sha256, isTaken: isTaken)
      if !found.contains(staged) { found.append(staged) }
    }
    return found
  }

  /// The hashes of the ACKs that devices of a cycle proved.
  ///
  /// - Throws: ``LedgerError``.
  func provedAcks(of members: [UDI]) throws(LedgerError) -> Set<String> {
    Set(
      try events([.deviceConfirmed], of: members).flatMap { event in
        (event[.ack] ?? "").split(separator: " ").map(String.init)
      })
  }

  /// The trip whose file an answer of the portal is about; nil when it answers none, or none that left.
  ///
  /// - Throws: ``LedgerError``.
  public func trip(answeredBy sha256: SHA256Digest, for members: [UDI]) throws(LedgerError)
    -> String?
  {
    for ack in try acks(sha256: sha256.description).reversed() where members.contains(ack.device) {
      if let trip = try outboundFiles(.answeredBy(ack: ack.event)).last?.trip { return trip }
    }
    return nil
  }
}
