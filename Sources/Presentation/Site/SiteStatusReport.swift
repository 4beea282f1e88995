public import Assessment
import LicenseFiles

/// `site status`: the one table of a Monday and what stands below it, or one device.
public struct SiteStatusReport: Sendable {
  let status: SiteStatus
  /// The device that was asked for, with its reports; nil for the whole site.
  let device: (record: DeviceRecord, reports: [KnownSiteReport])?

  /// Creates the report of a site.
  public init(_ status: SiteStatus) {
    self.status = status
    device = nil
  }

  /// Creates the report of one device; the status has to list devices out of service too.
  public init(_ status: SiteStatus, device: DeviceRecord, reports: [KnownSiteReport]) {
    self.status = status
    self.device = (device, reports)
  }

  /// The cycles to show.
  var cycles: [CycleStatus] {
    guard let device else { return status.cycles }
    return status.cycle(of: device.record.udi).map { [$0] } ?? []
  }
}
