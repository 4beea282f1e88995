public import Assessment
public import LicenseFiles

/// What a proof of an import is held against.
extension LedgerReader {
  /// What the ledger knows of the cycle of a device.
  ///
  /// - Throws: ``LedgerError``.
  public func confirmationFacts(of device: UDI) throws(LedgerError) -> ConfirmationFacts {
    let members = try members(with: device)
    var facts = ConfirmationFacts(members: members)
    var observed: Int64 = .min
    for member in members {
      guard let record = try self.device(member) else { continue }
      if let text = record.lastAckText, (record.observedAt ?? .min) >= observed {
        observed = record.observedAt ?? .min
        facts.previousLastAck = text
      }
      facts.exportedAt = [facts.exportedAt, record.exportedAt].compactMap(\.self).max()
    }
    let staged = try events([.ackStaged], of: members)
    var seen: Set<String> = []
    for ack in try acks(of: members) where ack.confirmedAt == nil {
      guard seen.insert(ack.sha256).inserted else { continue }
      var fileReports: [SiteReport] = []
      for file in try outboundFiles(.answeredBy(ack: ack.event)) {
        fileReports += try reports(ofEvent: file.event)
      }
      facts.acks.append(
        PendingAck(
          sha256: ack.sha256, name: ack.name,
          stagedName: staged.last { $0[.ack] == ack.sha256 }?[.name],
          isImported: ack.importedAt != nil, reports: try reports(ofEvent: ack.event),
          fileReports: fileReports))
    }
    return facts
  }
}
