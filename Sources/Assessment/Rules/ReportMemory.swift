import LicenseFiles

/// How a report relates to an earlier one of the same device and id.
public enum ReportRecurrence: Sendable, Hashable {
  /// The same bytes.
  case same
  /// One of the two versions is open: the device went on collecting.
  case grown
  /// Two different closed versions.
  case conflict
}

/// Remembers every report of a run in a few fixed bytes each, to say of the next one whether it was
/// there before.
///
/// A report is known by its device and id; its version by the first eight bytes of the payload's
/// hash. Devices are numbered, so that a million reports of one device cost no million strings.
struct ReportMemory: Sendable {
  private struct Key: Hashable {
    let device: UInt32
    let id: UInt64
  }

  private struct Version {
    let hash: UInt64
    let isOpen: Bool
  }

  private var devices: [UDI: UInt32] = [:]
  private var versions: [Key: Version] = [:]

  /// Takes a report; nil when it is new. One without an id or a device always is.
  mutating func take(_ report: UsageReport) -> ReportRecurrence? {
    guard let id = report.reportID, let device = report.productInstance else { return nil }
    let number: UInt32
    if let known = devices[device] {
      number = known
    } else {
      number = UInt32(truncatingIfNeeded: devices.count)
      devices[device] = number
    }
    let key = Key(device: number, id: id)
    let version = Version(hash: report.payload.sha256.prefix, isOpen: report.isOpen)
    // Nearly every report is new, so the table is searched once.
    guard let known = versions.updateValue(version, forKey: key) else { return nil }
    if known.hash == version.hash { return .same }
    // A closed version is final; an open one is as good as the last that was seen.
    if !known.isOpen { versions[key] = known }
    return known.isOpen || version.isOpen ? .grown : .conflict
  }
}
