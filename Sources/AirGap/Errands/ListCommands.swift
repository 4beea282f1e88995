public import Assessment
import LicenseFiles

/// What to paste at devices, right for their platform and release.
public struct ListCommands: Sendable {
  private let devices: [String]
  private let pid: String?
  private let purposes: [DeviceBlock.Purpose]
  /// The release that the devices run, where it is not known.
  public var release: String?
  /// Where files lie on the devices; nil for what the register says.
  public var devicePath: DevicePath?
  /// Where a saved file is copied to, as the devices name it; nil to leave it there.
  public var copyTo: String?

  /// - Parameters:
  ///   - devices: as a person names them; none for every device of the site, or for any device.
  ///   - pid: the product id of any device; nil for devices of a site, or that were named.
  ///   - purposes: what the output is for.
  public init(_ devices: [String], pid: String? = nil, for purposes: [DeviceBlock.Purpose]) {
    self.devices = devices
    self.pid = pid
    self.purposes = purposes
  }

  /// The blocks for devices of a site: those that were named, or all in service.
  ///
  /// - Throws: ``ErrandError``: a device is not known, or the ledger cannot be read.
  public func run(
    in session: SiteSession, _ tell: Notice.Teller
  ) throws(ErrandError) -> [DeviceBlock] {
    var records: [DeviceRecord] = []
    if devices.isEmpty {
      let status = SiteStatus(try session.history(), now: session.now)
      records = status.cycles.compactMap(\.speaker)
    }
    for name in devices {
      let device = try session.deviceOrNew(named: name, tell)
      records.append(
        try session.read { reader throws(LedgerError) in
          try reader.device(device) ?? DeviceRecord(device)
        })
    }
    if records.isEmpty { tell(.warning("the site knows no device in service")) }
    let isReset = try !session.read { reader throws(LedgerError) in
      try reader.devicesWithResets()
    }.isEmpty
    return try records.map { record throws(ErrandError) in
      guard isReset, purposes.contains(.export) else { return block(record, now: session.now) }
      let standing = ResetStanding(
        device: record.udi, verdict: try session.verdict(.save, of: record.udi))
      let isRefused = standing.refusal != nil
      var found = block(record, isRefused ? [.export] : [], now: session.now)
      if let warning = standing.warning { found.notes.append(warning) }
      if isRefused {
        found.notes.append("what saves usage is left out: ask again when the guard is clear")
      }
      return found
    }
  }

  /// The blocks without a site: for the devices that were named, or for any device.
  ///
  /// - Throws: ``ErrandError/Code/usage`` for a device that only a site could know.
  public func run(now: Int64) throws(ErrandError) -> [DeviceBlock] {
    guard !devices.isEmpty else {
      return [
        DeviceBlock(
          pid: pid, release: release, for: purposes, path: devicePath, copyingTo: copyTo, now: now)
      ]
    }
    return try devices.map { name throws(ErrandError) in
      guard let device = UDI(typed: name) else {
        throw ErrandError(
          .usage, "no site is in use: name the device as PID:SERIAL, not \(name)",
          hint: "--pid takes a product id without a serial number: --pid C9800-CL-K9")
      }
      return block(DeviceRecord(device), now: now)
    }
  }

  private func block(
    _ record: DeviceRecord, _ refused: [DeviceBlock.Purpose] = [], now: Int64
  ) -> DeviceBlock {
    var record = record
    record.release = release ?? record.release
    return DeviceBlock(
      record, for: purposes.filter { !refused.contains($0) }, path: devicePath, copyingTo: copyTo,
      now: now)
  }
}
