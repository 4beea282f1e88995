public import Assessment
import LicenseFiles

/// A new device replaced another one.
public struct ReplaceDevice: Sendable {
  private let old: String
  private let new: String
  private let reason: String?

  /// - Parameters:
  ///   - old: the device that is gone, as a person names it.
  ///   - new: the device that took its place, by its PID and serial number.
  ///   - reason: why.
  public init(old: String, new: String, reason: String? = nil) {
    self.old = old
    self.new = new
    self.reason = reason
  }

  /// Records it, and what was known of the place for the device that is there now.
  ///
  /// - Throws: ``ErrandError``: the old device is not known, or the new one cannot take its place.
  public func run(in session: SiteSession, _ tell: Notice.Teller) throws(ErrandError)
    -> ReplacementOutcome
  {
    try session.atomically { session throws(ErrandError) in try replace(in: session, tell) }
  }

  private func replace(
    in session: SiteSession, _ tell: Notice.Teller
  ) throws(ErrandError) -> ReplacementOutcome {
    let old = try session.device(named: old)
    let known = try session.read { reader throws(LedgerError) in try reader.knownDevices() }
    // The successor is one device, and not whichever member of a pair answered last.
    let (new, isNew) = try ErrandError.naming(try known.deviceOrNew(named: new))
    if isNew { tell(.new([new])) }
    let (gone, successor) = try session.read { reader throws(LedgerError) in
      (try reader.device(old) ?? DeviceRecord(old), try reader.device(new))
    }
    if let refusal = Self.refusal(gone, new, successor) { throw ErrandError(.usage, refusal) }
    let events = try session.record(
      [
        SiteEventDraft(.deviceReplaced, old, [.replacedBy: new.description, .reason: reason]),
        gone.row(for: new).event(after: successor),
      ].compactMap(\.self))
    return ReplacementOutcome(events, gone: gone, successor: new)
  }

  private static func refusal(
    _ gone: DeviceRecord, _ new: UDI, _ successor: DeviceRecord?
  ) -> String? {
    if gone.udi == new { return "\(new) cannot take its own place" }
    if let other = gone.replacedBy { return "\(gone.udi) was replaced by \(other) already" }
    if let successor, !successor.isInService { return "\(new) is out of service itself" }
    return nil
  }
}

extension DeviceRecord {
  /// What was known of its place, for the device that is there now.
  fileprivate func row(for successor: UDI) -> RegisterRow {
    var row = RegisterRow(line: 0, device: successor)
    row.hostName = hostName
    row.group = group
    row.site = site
    row.account = account
    row.changeWindow = changeWindow
    row.contact = contact
    row.address = address
    row.devicePath = devicePath
    return row
  }
}
