public import LicenseFiles

/// What a match means for the ledger of a site.
public struct AckEvents: Sendable {
  private let result: AckMatchResult
  private let seen: [SHA256Digest: Set<UDI>]

  /// - Parameters:
  ///   - result: the match.
  ///   - seen: the answers that the ledger holds already, with the devices that they were matched to.
  public init(_ result: AckMatchResult, seen: [SHA256Digest: Set<UDI>]) {
    self.result = result
    self.seen = seen
  }

  /// One event per file and group, for files that are matched to a device and new to the ledger. Files
  /// that name foreign devices leave one event without a device: their serial numbers are not written.
  ///
  /// - Parameter uploads: the numbers of the `exported` events that a file answers where its ids cannot
  ///   be read.
  public func drafts(uploads: (AckMatchResult.File) -> [Int64]) -> [SiteEventDraft] {
    var foreign = 0
    var known = seen
    var drafts: [SiteEventDraft] = []
    for file in result.distinctFiles {
      if file.outcome == .foreign { foreign += 1 }
      guard file.outcome == .matched, let sha256 = file.content.sha256 else { continue }
      // One policy is for many devices; the same bytes in two files are one answer.
      for device in file.groupDevices(in: result) {
        let members = result.group(of: device)
        guard known[sha256, default: []].isDisjoint(with: members) else { continue }
        known[sha256, default: []].formUnion(members)
        drafts.append(draft(file, sha256, device, uploads(file)))
      }
    }
    if foreign > 0 {
      drafts.append(
        SiteEventDraft(.foreignMaterial, nil, [.count: String(foreign), .purpose: "ack"]))
    }
    return drafts
  }

  private func draft(
    _ file: AckMatchResult.File, _ sha256: SHA256Digest, _ device: UDI, _ uploads: [Int64]
  ) -> SiteEventDraft {
    let members = Set(result.group(of: device))
    let reports = file.acknowledged.filter { members.contains($0.key) }
      .sorted { $0.key < $1.key }
      .flatMap { udi, ids in ids.sorted().map { SiteReport(device: udi, id: $0) } }
    let group = members.compactMap { result.device($0) }
    let telemetry = Set(
      group.flatMap { device in
        device.telemetry.map { SiteReport(device: device.udi, id: $0).key }
      })
    let doubted = members.reduce(0) { $0 + (file.doubted[$1]?.count ?? 0) }
    let failures = file.content.words.filter { $0.meaning == .failure }.map(\.text)
    return SiteEventDraft(
      .ackReceived, device,
      [
        .ack: sha256.description, .name: file.content.baseName, .tiedBy: file.tie?.rawValue,
        .event: uploads.isEmpty ? nil : uploads.map(String.init).joined(separator: " "),
        // Telemetry needs no ACK, so it is not counted where one lists it.
        .acknowledged: String(reports.count { !telemetry.contains($0.key) }),
        .outstanding: String(group.reduce(0) { $0 + $1.outstanding.count }),
        .failed: doubted == 0 ? nil : String(doubted),
        .undetermined: String(group.reduce(0) { $0 + $1.undetermined.count }),
        .unknown: String(group.reduce(0) { $0 + $1.unknown.count }),
        .policy: file.content.policy?.ledgerText,
        .smartAccount: file.content.account?.smartAccount,
        .virtualAccountSeen: file.content.account?.virtualAccount,
        .at: file.content.account?.time.map { String($0) },
        .purpose: file.content.hasAck ? SiteEvent.forUsage : file.content.outline.kind.rawValue,
        .words: failures.isEmpty ? nil : failures.prefix(5).joined(separator: " / "),
      ], reports: reports)
  }
}

extension AckMatchResult.File {
  /// One device for each group that the file is matched to: the one that it names.
  public func groupDevices(in result: AckMatchResult) -> [UDI] {
    var covered: Set<UDI> = []
    return devices.filter { device in
      let group = result.group(of: device)
      defer { covered.formUnion(group) }
      return covered.isDisjoint(with: group)
    }
  }
}

extension SiteEvent {
  /// The value of `purpose` for an answer that acknowledges usage; another one brings a policy, an
  /// authorization or trust alone.
  public static let forUsage = "ack"
}

extension AckContent {
  /// The name of the file without folders and archives.
  public var baseName: String {
    file.split { $0 == "/" || $0 == "!" || $0 == "\\" }.last.map(String.init) ?? file
  }
}
