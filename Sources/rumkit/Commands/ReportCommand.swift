import AirGap
import ArgumentParser
import Assessment
import Foundation
import Presentation

/// `rumkit report`: one page of a site or of a set of files.
struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Make one page of a site or of a set of files, for a manager and an auditor.")

  @Argument(
    help: "Usage files, ACKs, media, bags and device output; none for the site alone.",
    completion: .file())
  var files: [String] = []
  @Option(
    name: .long, help: "html, json, csv or md; otherwise by the ending of --output, or html.")
  var format: OutputFormat<OverviewReport>?
  @Flag(name: .long, help: "One sheet before a trip: go or no-go for the media that are named.")
  var trip = false
  @Option(name: .long, help: "With --trip: when the next trip is, in ISO 8601.")
  var nextTrip: String?
  @Flag(name: .long, help: "The table of site status on a page.")
  var monday = false
  @Flag(name: .long, help: "The short form: totals, a row for each cycle, findings by id.")
  var summary = false
  @OptionGroup var table: TableOptions
  @OptionGroup var signers: SignerOptions
  @Flag(name: .long, help: "Ignore the site in use.")
  var noSite = false
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var findings: FindingOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    try validateSheets()
    if noSite, site.site != nil {
      throw ValidationError("--site and --no-site cannot be used together")
    }
    if folder != nil, trip || monday || summary || delivery.form != .html {
      throw ValidationError(
        "--output with a slash at its end makes a folder of pages of the whole report: name a file")
    }
    if noSite, files.isEmpty { throw ValidationError("name at least one file, or a site") }
  }

  func run() async throws {
    try delivery.refusePageOnTerminal(isChosen: format != nil, forms: "md, json or csv")
    if trip { return try await giveTripSheet() }
    if monday { return try giveMonday() }
    let session = try session()
    if session == nil, files.isEmpty {
      common.console.error("name at least one file, or a site: there is none in use")
      throw ExitStatus.usage
    }
    let making = OverviewMaterial.Making(
      now: try session?.now ?? time.seconds(), isNowGiven: time.given != nil,
      operatorName: session?.author.operatorName ?? site.acting(time).name,
      witness: site.witness, host: ThisHost.name, toolVersion: ThisProgram.version)
    let errand = ReadOverview(
      InputRequest(files, common, findings, output), signers: signers.policy)
    let outcome = try await common.console.errand(
      await errand.run(making, in: session, common.console.tell))
    let report = OverviewReport(outcome.material)
    if summary {
      let short = OverviewSummary(report)
      try delivery.give(short)
      tellSheets(short.sheets)
    } else if let folder {
      try givePages(report, into: folder)
    } else {
      try delivery.give(report)
      if delivery.form == .html, report.hasPartsLeftOut {
        common.console.hint(
          "--output FOLDER/, with a slash at its end, makes a page for each device")
      }
    }
    try ExitStatus.end(
      (outcome.isIncomplete ? [.unreadable] : [])
        + (findings.fails(outcome.material.findings) || outcome.foundDamage ? [.findings] : []))
  }

  /// The folder for a page of each device: --output with a slash at its end.
  private var folder: String? { output.output.flatMap { $0.hasSuffix("/") ? $0 : nil } }

  private func givePages(_ report: OverviewReport, into folder: String) throws(ExitStatus) {
    var count = 0
    try common.console.give(into: folder) { write throws(OutputError) in
      count = try OverviewPages(report).each { name, page throws(OutputError) in
        try write(name, page.text)
      }
    }
    common.console.hint("\(count) pages; open \(folder)\(OverviewPages.first)")
  }

  private var delivery: Delivery {
    Delivery(
      common, format ?? .ending(output.output) ?? OutputFormat(.html), output, table: table)
  }

  /// The site to look at; nothing is recorded in it.
  private func session() throws -> SiteSession? {
    guard !noSite, site.place.isNamed || site.place.isInUse else { return nil }
    return try site.lookingSession(time, common.console)
  }

  /// Says how many sheets a page takes that is meant for one.
  private func tellSheets(_ count: Int) {
    guard delivery.form == .html, count > 1 else { return }
    common.console.hint("printed, the page takes about \(count) sheets of A4 or Letter")
  }

  // MARK: One sheet of a site: --trip and --monday

  private func validateSheets() throws {
    guard trip || monday else {
      if nextTrip != nil { throw ValidationError("--next-trip needs --trip") }
      return
    }
    if trip, monday { throw ValidationError("--trip and --monday are two pages: choose one") }
    if summary {
      throw ValidationError(
        "--summary is the short form of the full report: leave out --trip and --monday")
    }
    if noSite { throw ValidationError("--trip and --monday are about a site") }
    if monday, !files.isEmpty {
      throw ValidationError("--monday takes no files: it is about the site")
    }
    if monday, signers.signer != nil || signers.allowedSigners != nil {
      throw ValidationError("--monday checks no signatures")
    }
    if trip, files.isEmpty { throw ValidationError("name the outbound media that go out") }
    if trip, delivery.form == .csv { throw ValidationError("--trip is html, md or json") }
    if let nextTrip, TimeOptions.seconds(of: nextTrip) == nil {
      throw ValidationError(
        "--next-trip takes a time such as 2026-11-24T10:00:00Z, not '\(nextTrip)'")
    }
  }

  private func giveMonday() throws {
    let console = common.console
    let session = try site.lookingSession(time, console)
    let report = SiteStatusReport(
      try console.errand(ReadStatus().run(in: session)), toolVersion: ThisProgram.version)
    try delivery.give(report)
    tellSheets(report.sheets)
  }

  /// - Throws: ``ExitStatus/findings`` when it is a no-go; the page has been written.
  private func giveTripSheet() async throws {
    let console = common.console
    let session = try site.lookingSession(time, console)
    try console.refuseToReplace(files, with: output.output)
    let read = try await console.errand(
      await ReadTripMedia(files, signers: signers.policy).run(in: session))
    let given = nextTrip.flatMap { TimeOptions.seconds(of: $0) }
    let sheet = TripSheet(read, next: given, toolVersion: ThisProgram.version)
    try delivery.give(sheet)
    tellSheets(sheet.sheets)
    if !sheet.isGo {
      console.error("no-go: the page says why")
      throw ExitStatus.findings
    }
  }
}
