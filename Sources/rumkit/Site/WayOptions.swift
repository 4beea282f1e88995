import AirGap
import ArgumentParser
import Assessment

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
      "The folder of the site; otherwise RUMKIT_SITE, otherwise ~/.local/state/rumkit.",
      valueName: "dir"))
  var site: String?

  /// Where a site may be in use.
  var place: SitePlace { SitePlace(option: site) }
}
