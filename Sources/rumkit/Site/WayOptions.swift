import AirGap
import ArgumentParser
import Assessment
import DeviceOutput

/// How the devices report, where the user says it, and the site that says it otherwise.
struct WayOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "How the devices report: air-gap, direct, proxy, cslu, cslu-initiated or on-prem.",
      valueName: "topology"))
  var topology: ReportingTopology?
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The folder of the site; else RUMKIT_SITE, else ~/.local/state/rumkit.", valueName: "dir"))
  var site: String?

  /// True where a site is in use: sites are air-gapped.
  var isSite: Bool { SitePlace(option: site).isInUse }

  /// The devices with what the site in use knows of them, for what their outputs do not say. A site that
  /// cannot be read is no reason to judge nothing.
  func knowing(_ devices: [DeviceSnapshot], _ console: Console) -> [DeviceSnapshot] {
    guard isSite else { return devices }
    do throws(LedgerError) {
      return try SiteLedger.openForReading(SitePlace(option: site).folder).knowing(devices)
    } catch {
      console.warning("nothing is taken from the site: \(error.reason)")
      return devices
    }
  }
}
