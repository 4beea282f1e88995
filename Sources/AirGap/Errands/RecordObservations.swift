import Assessment
import DeviceOutput
import LicenseFiles

/// Takes into a site what captures show of its devices: last ACK, deadline, release, policy, transport.
struct RecordObservations {
  /// What was recorded or was known already, by UDI.
  private(set) var outcomes: [RecordedObservation] = []
  /// Devices whose output shows another host name than the site knows.
  private(set) var renamed: [Finding] = []
  /// Of which output nothing was recorded, and why.
  private(set) var strangers: [String] = []

  private static var labels: [(part: KeyPath<DeviceRecord, String?>, label: String)] {
    [
      (\.lastAckText, "last ACK"), (\.deadlineText, "deadline"), (\.release, "release"),
      (\.policy, "policy"), (\.transport, "transport"),
    ]
  }

  /// Records what is new. Output of a device that the site does not know leaves nothing.
  ///
  /// - Parameters:
  ///   - snapshots: what the devices printed.
  ///   - source: where that stands, for the log.
  ///   - ledger: the site.
  ///   - author: who does it, and when.
  /// - Throws: ``LedgerError``.
  init(
    _ snapshots: [DeviceSnapshot], source: String, in ledger: SiteLedger, by author: LedgerAuthor
  ) throws(LedgerError) {
    var outcomes: [RecordedObservation] = []
    var strangers: [String] = []
    var renamed: [Finding] = []
    _ = try ledger.append(by: author) { reader throws(LedgerError) in
      var drafts: [SiteEventDraft] = []
      outcomes = []
      strangers = []
      renamed = []
      var known: KnownDevices?
      for snapshot in snapshots {
        guard let device = try reader.subject(of: snapshot),
          let before = try reader.device(device)
        else {
          let name =
            snapshot.hostName.latest?.value ?? snapshot.udi.latest?.value.description
            ?? "a device without a name"
          if let host = try reader.sharedHost(of: snapshot) {
            strangers.append(
              "\(name): it shows no UDI, and \(host); add the output of show license udi")
            continue
          }
          if known == nil { known = try reader.knownDevices() }
          let hint = snapshot.udis.isEmpty ? nil : known?.otherPID(of: snapshot.udis)
          strangers.append(
            "\(name)\(hint.map { " (\($0))" } ?? ""): the site does not know it")
          continue
        }
        if let doubt = snapshot.doubt, !snapshot.otherHosts.isEmpty,
          snapshot.hostName.latest?.value.lowercased() != before.hostName?.lowercased()
        {
          strangers.append("\(snapshot.hostName.latest?.value ?? device.description): \(doubt)")
          continue
        }
        renamed += [snapshot.otherHost(than: before)].compactMap(\.self)
        let seen = ConfirmationEvents.seen(snapshot)
        var draft = SiteEventDraft(.deviceObserved, device, seen)
        draft.details[.source] = source
        var after = before
        after.take(observation: draft, at: author.time)
        let news = Self.labels.compactMap { part, label -> (label: String, value: String)? in
          guard let value = after[keyPath: part], value != before[keyPath: part] else {
            return nil
          }
          return (label, value)
        }
        outcomes.append(RecordedObservation(after, news: news))
        if !news.isEmpty { drafts.append(draft) }
      }
      return drafts
    }
    self.outcomes = outcomes.sorted { $0.record.udi < $1.record.udi }
    self.strangers = strangers
    self.renamed = renamed
  }
}

extension DeviceSnapshot {
  /// Output of a machine that is called otherwise than the site knows its UDI.
  fileprivate func otherHost(than record: DeviceRecord) -> Finding? {
    guard let shown = hostName.latest, let udi = udi.latest?.value, udi == record.udi else {
      return nil
    }
    return FindingDescriptor.otherHost(of: record, [shown.value], at: shown.location)
  }
}

extension LedgerReader {
  /// Which devices have the host name of output that shows no UDI, in words; nil where no more than one has.
  ///
  /// - Throws: ``LedgerError``.
  func sharedHost(of snapshot: DeviceSnapshot) throws(LedgerError) -> String? {
    guard snapshot.udis.isEmpty, let host = snapshot.hostName.latest?.value else { return nil }
    let found = try devices(promptedAs: host)
    guard found.count > 1 else { return nil }
    let records = try records(of: found)
    let names = found.sorted().prefix(8).map { udi in
      let what = records[udi].flatMap { record in
        record.replacedBy.map { " (replaced by \($0))" }
          ?? record.retiredReason.map { _ in " (retired)" }
      }
      return udi.description + (what ?? "")
    }
    let more = found.count > names.count ? " and \(found.count - names.count) more" : ""
    return "\(found.count) devices have the host name \(host) that its prompt shows: "
      + names.joined(separator: ", ") + more
  }

  /// The device of the site whose output it is: by the UDI that it prints, the active member first, else
  /// by a host name that one device alone has, here and in the outputs.
  ///
  /// - Throws: ``LedgerError``.
  func subject(of snapshot: DeviceSnapshot) throws(LedgerError) -> UDI? {
    let printed = [snapshot.udi.latest?.value].compactMap(\.self) + snapshot.udis.sorted()
    for udi in printed where try device(udi) != nil { return udi }
    guard printed.isEmpty, snapshot.namesakes.isEmpty, let host = snapshot.hostName.latest?.value
    else { return nil }
    let found = try devices(promptedAs: host)
    return found.count == 1 ? found[0] : nil
  }
}
