public import Assessment
import LicenseFiles

/// `site status`: the one table of a Monday and what stands below it, or one device.
public struct SiteStatusReport: Sendable {
  let status: SiteStatus
  /// The device that was asked for, with its reports; nil for the whole site.
  let device: (record: DeviceRecord, reports: [KnownSiteReport])?

  /// Words where a site or a device stands.
  public init(_ outcome: SiteStatusOutcome) {
    status = outcome.status
    guarded = outcome.guarded
    device = outcome.device
  }

  /// What the factory-reset guard says of devices that were reset, where it is not clear.
  let guarded: [ResetStanding]

  /// The cycles to show.
  var cycles: [CycleStatus] {
    guard let device else { return status.cycles }
    return status.cycle(of: device.record.udi).map { [$0] } ?? []
  }
}
