import AirGap
import ArgumentParser
import Assessment
import LicenseFiles

/// How files that show no device are tied to one.
struct AckTieOptions: ParsableArguments {
  @Option(
    name: .long, help: "The device of every file whose content names none: PID:SERIAL.")
  var device: String?
  @Option(
    name: .long, help: "A CSV table with the columns file, udi_pid and udi_serial_number.")
  var deviceMap: String?
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Let the names of uploads tie several files at once.", valueName: "reason"))
  var acceptNames: String?

  func validate() throws {
    if acceptNames?.isEmpty == true { throw ValidationError("--accept-names needs a reason") }
    if device?.isEmpty == true { throw ValidationError("--device takes PID:SERIAL") }
  }
}

/// Takes answers of the portal into a site: reads them, ties them to devices by what the ledger knows,
/// and records what is new.
struct AckIntake {
  /// The match.
  let result: AckMatchResult
  /// True when something that was named could not be read.
  let failed: Bool
  private let uploadNumbers: [String: [Int64]]

  /// - Parameters:
  ///   - tellsSeen: says of a file that it came home before.
  ///   - records: false in a dry run.
  /// - Throws: ``ExitStatus``; the reason has been said.
  init(
    _ session: SiteSession, _ files: [String], _ ties: AckTieOptions, usage: [String] = [],
    _ common: CommonOptions, _ output: OutputOptions, tellsSeen: Bool = true,
    records: Bool = true
  ) throws(ExitStatus) {
    let console = common.console
    var reading = AckReading(common, output)
    let map = try ties.deviceMap.map { path throws(ExitStatus) in
      try reading.deviceMap(path, known: try session.knownDevices(console))
    }
    let contents = try reading.contents(files, now: session.now)
    let chosen = try ties.device.map { name throws(ExitStatus) in
      try session.device(named: name, console)
    }
    let named = [chosen].compactMap(\.self) + (map ?? [:]).values
    let knowledge = try session.read(console) { reader throws(LedgerError) in
      try reader.knowledge(for: contents, and: named)
    }
    let exports = try reading.exports(
      usage, knowing: UsageExports(known: knowledge.known, names: knowledge.names))
    var facts = knowledge.facts
    // That a file came home before is no news to who is about to import it.
    if !tellsSeen { facts.seen = [:] }
    let matcher = AckMatcher(
      known: exports.known, names: exports.names,
      choices: AckChoices(device: chosen, map: map ?? [:], acceptNames: ties.acceptNames),
      facts: facts, now: session.now)
    let result = matcher.match(contents)
    self.result = result
    failed = reading.failed

    let uploads = try session.read(console) { reader throws(LedgerError) in
      try reader.uploads(answeredBy: result)
    }
    uploadNumbers = uploads
    guard records, !session.ledger.isReadOnly else { return }
    // Somebody else may take the same files in at this moment.
    _ = try console.ledger { () throws(LedgerError) in
      try session.ledger.append(by: session.author) { reader throws(LedgerError) in
        let seen = try reader.devices(withAcks: result.files.compactMap(\.content.sha256))
        var drafts = AckEvents(result, seen: seen).drafts { uploads[$0.content.file] ?? [] }
        if let reason = ties.acceptNames,
          drafts.contains(where: { $0.details[.tiedBy] == AckMatchResult.Tie.name.rawValue })
        {
          drafts.append(
            SiteEventDraft(
              .guardOverridden, nil,
              [.command: "--accept-names", .finding: "import/device-not-known", .reason: reason]))
        }
        return drafts
      }
    }
  }

  /// The numbers of the `exported` events that a file answers where its ids cannot be read.
  func uploads(of file: AckMatchResult.File) -> [Int64] {
    uploadNumbers[file.content.file] ?? []
  }
}
