import Assessment
import LicenseFiles

/// The columns of the usage of an entitlement, for people and for programs.
enum EntitlementColumns {
  private static var tag: Column<EntitlementUsage> { .data("entitlement_tag") { $0.tag } }
  private static var name: Column<EntitlementUsage> { .data("name") { $0.name } }
  private static var measurements: Column<EntitlementUsage> {
    .data("measurements") { $0.measurements }
  }
  static var reports: Column<EntitlementUsage> {
    .number("Reports") { $0.reports }.keyed("reports")
  }
  static var open: Column<EntitlementUsage> {
    .number("Open") { $0.openReports }.keyed("open_reports")
  }
  static var from: Column<EntitlementUsage> {
    .day("From") { $0.firstStart }.keyed("first_start") { $0.firstStart.map(TimeText.iso8601) }
  }
  static var to: Column<EntitlementUsage> {
    .day("To") { $0.lastEnd }.keyed("last_end") { $0.lastEnd.map(TimeText.iso8601) }
  }
  static var peak: Column<EntitlementUsage> { .number("Peak") { $0.peak }.keyed("peak") }
  static var latest: Column<EntitlementUsage> { .number("Latest") { $0.latest }.keyed("latest") }
  static var average: Column<EntitlementUsage> {
    .number("Average") { $0.average.map(SummaryReport.rounded) }.keyed("average")
  }
  static var gaps: Column<EntitlementUsage> { .number("Gaps") { $0.gapCount }.keyed("gaps") }

  /// For a spreadsheet.
  static var data: [Column<EntitlementUsage>] {
    [tag, name, reports, measurements, from, to, peak, latest, average, gaps]
  }

  /// For JSON.
  static var json: [Column<EntitlementUsage>] {
    [
      tag, name, reports, open, measurements, from, to, peak, latest, average, gaps,
      .data("gap_seconds") { $0.gapSeconds },
    ]
  }
}
