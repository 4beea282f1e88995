import AirGap
import ArgumentParser
import Assessment
import Presentation

/// `rumkit report --trip` and `rumkit report --monday`: one sheet of a site.
extension ReportCommand {
  func validateSheets() throws {
    guard trip || monday else {
      if nextTrip != nil { throw ValidationError("--next-trip needs --trip") }
      return
    }
    if trip, monday { throw ValidationError("--trip and --monday are two pages: choose one") }
    if noSite { throw ValidationError("--trip and --monday are about a site") }
    if monday, !files.isEmpty { throw ValidationError("--monday takes no files: it is the site's") }
    if monday, signers.signer != nil || signers.allowedSigners != nil {
      throw ValidationError("--monday checks no signatures")
    }
    if trip, files.isEmpty { throw ValidationError("name the outbound media that go out") }
    if trip, wanted == .csv { throw ValidationError("--trip is html, md or json") }
    if let nextTrip, TimeOptions.seconds(of: nextTrip) == nil {
      throw ValidationError(
        "--next-trip takes a time such as 2026-11-24T10:00:00Z, not '\(nextTrip)'")
    }
  }

  func giveMonday() throws {
    let console = common.console
    let session = try site.lookingSession(time, console)
    let report = SiteStatusReport(try console.errand(ReadStatus().run(in: session)))
    let text =
      switch wanted {
      case .html: report.page(toolVersion: Rumkit.versionText).text
      case .json: report.json.text
      case .csv: report.csv(isRaw: table.csvRaw)
      case .md: report.markdown
      }
    try console.give(text, to: output)
  }

  /// - Throws: ``ExitStatus/findings`` when it is a no-go; the page has been given out.
  func giveTripSheet() async throws {
    let console = common.console
    let session = try site.lookingSession(time, console)
    try console.refuseToReplace(files, with: output.output)
    let read = try await console.errand(
      await ReadTripMedia(files, signers: signers.policy).run(in: session))
    let given = nextTrip.flatMap { TimeOptions.seconds(of: $0) }
    let sheet = TripSheet(
      read.status, media: read.media, verification: read.verification, outbound: read.outbound,
      earlier: read.earlier,
      next: given.map { TripSheet.NextTrip(given: $0) }
        ?? TripSheet.NextTrip(trips: read.trips, now: session.now))
    let text =
      switch wanted {
      case .html, .csv: sheet.page(toolVersion: Rumkit.versionText).text
      case .json: sheet.json.text
      case .md: sheet.markdown
      }
    try console.give(text, to: output)
    if !sheet.isGo {
      console.error("no-go: the page says why")
      throw ExitStatus.findings
    }
  }
}
