public import Assessment
import LicenseFiles

/// Who still has no ACK.
extension LedgerReader {
  /// The devices whose files are on an open trip and whose ACK is not here, with the reports that wait
  /// for it; one entry for the members of a cycle that have reports in the file.
  ///
  /// - Throws: ``LedgerError``.
  public func outstandingDevices() throws(LedgerError) -> [AckMatchResult.Device] {
    var waiting: [UDI: Set<UInt64>] = [:]
    for trip in try history().trips where trip.isOpen {
      for file in try outboundFiles(.trip(trip.name)) where file.stage.isAwaitingAck {
        for report in try reports(ofEvent: file.event) where !report.isTelemetry {
          waiting[report.device, default: []].insert(report.id)
        }
      }
    }
    var devices: [AckMatchResult.Device] = []
    for (udi, ids) in waiting.sorted(by: { $0.key < $1.key }) {
      let answered = Set(
        try reports(of: udi).filter { $0.states.contains(.acknowledged) }.map(\.id))
      let members = try members(with: udi).prefix(AckMatchResult.mostMembers)
      var device = AckMatchResult.Device(udi: udi, group: Array(members))
      device.outstanding = ids.subtracting(answered).sorted()
      devices.append(device)
    }
    return devices
  }

  /// The reports of files that were in no other file that reached the portal, by the event of the export;
  /// files without any are left out.
  ///
  /// - Throws: ``LedgerError``.
  public func newReports(in files: [OutboundRecord]) throws(LedgerError) -> [Int64: [UInt64]] {
    var found: [Int64: [UInt64]] = [:]
    for file in files {
      var earlier: Set<SiteReport.Key> = []
      for other in try outboundFiles(.device(file.device))
      where other.event < file.event && other.stage.wasAtPortal {
        earlier.formUnion(try reports(ofEvent: other.event).map(\.key))
      }
      let new = try reports(ofEvent: file.event).filter {
        !$0.isTelemetry && !earlier.contains($0.key)
      }
      if !new.isEmpty { found[file.event] = new.map(\.id).sorted() }
    }
    return found
  }
}

extension SiteReport {
  fileprivate struct Key: Hashable {
    let device: UDI
    let id: UInt64
  }

  fileprivate var key: Key { Key(device: device, id: id) }
}
