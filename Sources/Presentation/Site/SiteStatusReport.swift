public import Assessment
import LicenseFiles

/// `site status`: the one table for the weekly meeting and what is below it, or one device.
public struct SiteStatusReport: TextReport, JSONReport, CSVReport, PageReport, MarkdownReport,
  CalendarReport, Sendable
{
  let status: SiteStatus
  let toolVersion: String
  /// The device that was asked for, with its reports; nil for the whole site.
  let device: (record: DeviceRecord, reports: [KnownSiteReport])?

  /// Words where a site or a device stands.
  ///
  /// - Parameters:
  ///   - outcome: what was read.
  ///   - toolVersion: for the foot of a page.
  public init(_ outcome: SiteStatusOutcome, toolVersion: String = "") {
    self.toolVersion = toolVersion
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
