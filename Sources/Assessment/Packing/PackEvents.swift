public import LicenseFiles

/// What the ledger keeps of a run of `pack`.
public struct PackEvents: Sendable {
  private let run: String
  private let evidence: String

  /// - Parameters:
  ///   - run: the identifier of the run.
  ///   - evidence: where its bag is.
  public init(run: String, evidence: String) {
    self.run = run
    self.evidence = evidence
  }

  /// Before anything is written.
  ///
  /// - Parameters:
  ///   - places: the paths of the media that are about to be made.
  ///   - count: how many files go out.
  ///   - reason: why it is packed; nil when nobody said.
  public func begun(
    _ places: [String], count: Int, reason: String? = nil
  ) -> SiteEventDraft {
    SiteEventDraft(
      .packBegun, nil,
      [
        .run: run, .bag: evidence, .media: SiteDetail.list(places), .count: String(count),
        .reason: reason,
      ])
  }

  /// When the run was killed, and a later one found that it is over.
  public static func abandoned(_ begun: SiteEvent) -> SiteEventDraft {
    SiteEventDraft(
      .packFailed, nil,
      [
        .run: begun[.run], .event: String(begun.number), .reason: "it ended without a result",
      ])
  }

  /// When the run failed and was taken back.
  public func failed(_ reason: String) -> SiteEventDraft {
    SiteEventDraft(.packFailed, nil, [.run: run, .reason: reason])
  }

  /// When media and evidence are in place: one event for each file, with every report of it, what was
  /// let pass, the groups that HA lists name, and the end of the run.
  ///
  /// - Parameters:
  ///   - plan: what was packed.
  ///   - volumes: the media.
  ///   - result: what was made.
  ///   - places: the paths of the media from the top.
  ///   - groups: what HA lists name.
  public func done(
    _ plan: PackPlan, _ volumes: [OutboundVolume], _ result: PackResult, at places: [String],
    groups: [UDI: String]
  ) -> [SiteEventDraft] {
    var drafts = groups.sorted { $0.key < $1.key }.map { device, group in
      SiteEventDraft(
        .deviceGrouped, device, [.group: group, .by: SiteEvent.byHAList, .run: run])
    }
    for (volume, sealed) in zip(volumes, result.media) {
      for file in volume.files { drafts.append(exported(file, volume, sealed.sha256)) }
    }
    drafts += plan.waived.map { one in
      SiteEventDraft(
        .waived, one.waiver.device,
        [
          .finding: one.finding.id, .reason: one.waiver.reason, .source: one.finding.location.file,
          .run: run,
        ])
    }
    drafts.append(
      SiteEventDraft(
        .packed, nil,
        [
          .run: run, .bag: result.evidence, .count: String(plan.files.count),
          .media: volumes.map { $0.name.replacing(" ", with: "%20") }.joined(separator: " "),
          .mediaHash: result.media.map(\.sha256.description).joined(separator: " "),
          .path: SiteDetail.list(places),
        ]))
    return drafts
  }

  private func exported(
    _ file: PlannedFile, _ volume: OutboundVolume, _ media: SHA256Digest
  ) -> SiteEventDraft {
    let candidate = file.candidate
    let versions = candidate.disclosure.softwareVersions
    var account: String?
    if case .known(let name) = file.account { account = name }
    let reports = candidate.reports.compactMap { mark -> SiteReport? in
      guard let place = mark.device, candidate.devices.indices.contains(place),
        let id = mark.reportID
      else { return nil }
      return SiteReport(
        device: candidate.devices[place], id: id, payload: mark.payload, isOpen: mark.isOpen,
        isTelemetry: mark.isTelemetry)
    }
    return SiteEventDraft(
      .exported, candidate.owner,
      [
        .name: file.name, .file: file.path, .sha256: file.sha256.description,
        .source: candidate.input.name, .purpose: candidate.purpose.rawValue,
        .media: volume.name, .mediaHash: media.description, .account: account,
        .release: versions.count == 1 ? versions.first : nil,
        .hostName: candidate.disclosure.hostNames.count == 1
          ? candidate.disclosure.hostNames.first : nil,
        .savedAt: candidate.savedAt.map(String.init),
        .lastEnd: candidate.latestEnd.map(String.init), .bag: evidence, .run: run,
      ], reports: reports)
  }

  /// Material of another site: how much, and what its names hash to, so that it can be found again
  /// without its serial numbers standing here.
  public static func foreign(_ names: [String], command: String) -> SiteEventDraft {
    SiteEventDraft(
      .foreignMaterial, nil,
      [
        .count: String(names.count), .command: command,
        .sha256: names.prefix(1000).map { SHA256Digest(hashing: Array($0.utf8)).description }
          .joined(separator: " "),
      ])
  }
}
