import LicenseFiles

// What an ACK means for a site: its age, the policy and the account that it brings.

extension AckMatcher {
  func siteFindings(_ file: AckMatchResult.File) -> [Finding] {
    guard file.outcome == .matched else { return [] }
    return representatives(file.devices).sorted().flatMap { group in
      let members = groups[group] ?? [group]
      let device = file.devices.first { known.representative(of: $0) == group } ?? group
      let subject = AckSubject(
        content: file.content, device: device,
        facts: members.compactMap { facts.devices[$0] },
        exports: exports(file.acknowledged.filter { members.contains($0.key) }))
      return [
        acknowledgesNew(file, members) ? nil : subject.olderThanImported(),
        subject.predatesReset(now), subject.policyChanges(),
        subject.accountDiffers(),
      ].compactMap { $0 }
    }
  }

  /// True where it acknowledges usage that no ACK has acknowledged yet: late, and needed all the same.
  private func acknowledgesNew(_ file: AckMatchResult.File, _ members: [UDI]) -> Bool {
    file.acknowledged.contains { device, ids in
      members.contains(device)
        && ids.contains { id in
          known.report(id, of: device).map { !$0.isAcknowledged && !$0.isOpen } ?? false
        }
    }
  }

  /// When the reports were saved; nil when there are none, or the time of one is not known.
  private func exports(_ reports: [UDI: [UInt64]]) -> Int64? {
    var latest: Int64?
    for (device, ids) in reports {
      for id in ids {
        guard let time = known.report(id, of: device)?.exportedAt else { return nil }
        latest = max(latest ?? time, time)
      }
    }
    return latest
  }
}

/// An ACK and the group that it is for.
private struct AckSubject {
  let content: AckContent
  let device: UDI
  /// What is known of the members of the group.
  let facts: [AckSiteFacts.Device]
  /// When the last of the reports that it acknowledges was saved.
  let exports: Int64?

  private func finding(_ descriptor: FindingDescriptor, _ message: String) -> Finding {
    descriptor.finding(
      at: SourceLocation(file: content.file), productInstance: device, message)
  }

  func olderThanImported() -> Finding? {
    guard let time = content.account?.time, !facts.contains(where: isImported),
      let last = facts.compactMap(\.lastImportedAckTime).max(), time < last
    else { return nil }
    return finding(
      .ackOlderThanImported,
      "the portal wrote it \(TimeSpan.words(last &- time)) before the ACK that was imported last")
  }

  /// The very ACK that was imported last is not older than itself, whatever its clock says.
  private func isImported(_ facts: AckSiteFacts.Device) -> Bool {
    facts.lastImportedAck.map { $0 == content.sha256 } ?? false
  }

  func predatesReset(_ now: Int64) -> Finding? {
    guard let reset = facts.flatMap(\.resets).filter({ $0 <= now }).max() else { return nil }
    if let time = content.account?.time, time < reset {
      return finding(
        .ackPredatesReset, "the portal wrote it \(TimeSpan.words(reset &- time)) before the reset")
    }
    guard let exports, exports < reset else { return nil }
    return finding(
      .ackPredatesReset,
      "its reports were saved \(TimeSpan.words(reset &- exports)) before the reset")
  }

  func policyChanges() -> Finding? {
    guard let new = content.policy, let old = facts.compactMap(\.policy).first else { return nil }
    let changes = old.changes(to: new)
    guard !changes.isEmpty else { return nil }
    let words = changes.map { "\($0.name): \($0.old ?? "none") → \($0.new ?? "none")" }
    return finding(.ackPolicyChanges, words.joined(separator: "; "))
  }

  func accountDiffers() -> Finding? {
    guard let account = content.account else { return nil }
    var words: [String] = []
    func compare(_ what: String, _ registered: [String], _ named: String?) {
      guard let named, !registered.isEmpty, !registered.contains(named) else { return }
      words.append("\(what) \(named), registered is \(registered.joined(separator: " or "))")
    }
    compare("smart account", registered(\.smartAccount), account.smartAccount)
    compare("virtual account", registered(\.virtualAccount), account.virtualAccount)
    return words.isEmpty ? nil : finding(.ackAccountDiffers, words.joined(separator: "; "))
  }

  private func registered(_ value: (AckSiteFacts.Device) -> String?) -> [String] {
    Set(facts.compactMap(value)).sorted()
  }
}
