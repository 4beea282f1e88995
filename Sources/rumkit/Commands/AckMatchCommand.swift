import AirGap
import ArgumentParser
import Assessment
import LicenseFiles
import Presentation

/// `rumkit ack match`: which reports are acknowledged, and which ACK belongs to which device.
struct AckMatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "match",
    abstract: "Show which reports are acknowledged, and which ACK belongs to which device.")

  @OptionGroup var inputs: InputOptions
  @Option(
    name: .long, parsing: .upToNextOption,
    help: "What was exported: usage files, folders, outbound media, evidence bags.")
  var usage: [String] = []
  @OptionGroup var ties: AckTieOptions
  @Option(name: .long, help: "Write the result as text, json or csv.")
  var format: ResultFormat = .text
  @OptionGroup var table: TableOptions
  @OptionGroup var findings: FindingOptions
  @OptionGroup var site: SiteOptions
  @Flag(name: .long, help: "Stay out of the site that is in use: match only what --usage names.")
  var noSite = false
  @OptionGroup var time: TimeOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let console = common.console
    let session = noSite ? nil : try site.sessionIfInUse(time, console)
    var (result, failed) = try match(session)
    if let session {
      let waiting = try session.read(console) { reader throws(LedgerError) in
        try reader.outstandingDevices()
      }
      result.add(outstanding: waiting)
    }
    let records = try session?.read(console) { reader throws(LedgerError) in
      try reader.records(of: result.devices.map(\.udi))
    }
    var report = FindingsReport(listsAll: findings.allFindings)
    for finding in result.findings { report.add(finding) }
    try console.give(
      text(
        AckMatchReport(result, report, acceptedNames: ties.acceptNames, records: records ?? [:])),
      to: output)
    try ExitStatus.end(
      (failed ? [.unreadable] : []) + (findings.fails(report) ? [.findings] : []))
  }

  /// Matches against the ledger of a site in use and what was named besides, or against the latter
  /// alone.
  private func match(_ session: SiteSession?) throws -> (AckMatchResult, failed: Bool) {
    if let session {
      let intake = try AckIntake(session, inputs.files, ties, usage: usage, common, output)
      return (intake.result, intake.failed)
    }
    guard !usage.isEmpty else {
      common.console.error("no site is in use: name what was exported with --usage")
      common.console.hint("or name the site with --site; rumkit site init makes one")
      throw ExitStatus.usage
    }
    let now = try time.seconds()
    var reading = AckReading(common, output)
    let exports = try reading.exports(usage)
    let known = KnownDevices(exports.known.devices.map { KnownDevices.Device($0) })
    let map = try ties.deviceMap.map { path throws(ExitStatus) in
      try reading.deviceMap(path, known: known)
    }
    let contents = try reading.contents(inputs.files, now: now)
    let choices = AckChoices(
      device: try chosenDevice(known), map: map ?? [:], acceptNames: ties.acceptNames)
    let matcher = AckMatcher(
      known: exports.known, names: exports.names, choices: choices, now: now)
    return (matcher.match(contents), reading.failed)
  }

  /// `PID:SERIAL`, or a serial number that one device alone has.
  private func chosenDevice(_ known: KnownDevices) throws(ExitStatus) -> UDI? {
    try ties.device.map { name throws(ExitStatus) in
      try common.console.naming { () throws(NamingError) in
        let (device, isNew) = try known.deviceOrNew(named: name)
        if isNew { common.console.warning("\(device): nothing that --usage names is of it") }
        return device
      }
    }
  }

  private func text(_ report: AckMatchReport) -> String {
    switch format {
    case .text: report.text(isVerbose: common.verbose)
    case .json: report.json.text
    case .csv: report.csv(isRaw: table.csvRaw)
    }
  }
}
