public import DeviceOutput
import Assessment
import LicenseFiles

extension SiteLedger {
  /// The devices with what the register and the ledger know of them, for what their outputs do not say.
  /// A device is known by a UDI that it prints, else by its host name where only one device has it.
  ///
  /// - Throws: ``LedgerError``.
  func knowing(_ devices: [DeviceSnapshot]) throws(LedgerError) -> [DeviceSnapshot] {
    let source = "site \(identity.name)"
    return try read { reader throws(LedgerError) in
      var filled: [DeviceSnapshot] = []
      for device in devices {
        guard let udi = try reader.subject(of: device), let record = try reader.device(udi) else {
          filled.append(device)
          continue
        }
        var background = DeviceBackground(
          source: source, udi: record.udi, hostName: record.hostName,
          release: record.release.flatMap { IOSRelease($0) })
        background.reporting = record.reporting(against: device)
        filled.append(device.knowing(background))
      }
      return filled
    }
  }
}

extension SitePlace {
  /// True where the site in use is one for practice; false where it cannot be read.
  var isForPractice: Bool {
    isInUse && (try? SiteLedger.openForReading(folder))?.identity.mode == .rehearsal
  }

  /// The devices with what the site in use knows of them. A site that cannot be read is not a reason to
  /// judge nothing.
  public func knowing(
    _ devices: [DeviceSnapshot], _ tell: Notice.Teller
  ) -> [DeviceSnapshot] {
    guard isInUse else { return devices }
    do throws(LedgerError) {
      return try SiteLedger.openForReading(folder).knowing(devices)
    } catch {
      tell(.warning("nothing was read from the site: \(error.reason)"))
      return devices
    }
  }
}
