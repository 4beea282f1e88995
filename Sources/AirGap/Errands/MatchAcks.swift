public import Assessment
import LicenseFiles

/// Finds out which reports are acknowledged, and which ACK belongs to which device.
public struct MatchAcks: Sendable {
  /// What came back: files, folders, archives.
  public var files: [String]
  /// What was exported, besides what a site knows: usage files, media, bags.
  public var usage: [String]
  /// How files that show no device are matched to one.
  public var ties: AckTies
  /// Tell of each file that is skipped.
  var isVerbose: Bool
  /// Where the result will be written.
  var output: String?
  /// False when nothing is to be recorded in a site.
  var records: Bool
  /// Says of a file that it came back before.
  var tellsSeen = true

  /// Creates an errand.
  public init(
    _ files: [String], usage: [String] = [], ties: AckTies = AckTies(), isVerbose: Bool = false,
    output: String? = nil, records: Bool = true
  ) {
    self.files = files
    self.usage = usage
    self.ties = ties
    self.isVerbose = isVerbose
    self.output = output
    self.records = records
  }

  /// Matches what was named against what was named, without a site.
  ///
  /// - Parameters:
  ///   - now: the current time, epoch seconds UTC.
  ///   - tell: hears what is worth saying on the way.
  /// - Throws: ``ErrandError``.
  public func run(now: Int64, _ tell: @escaping Notice.Teller) throws(ErrandError)
    -> AckMatchOutcome
  {
    guard !usage.isEmpty else {
      throw ErrandError(
        .usage, "no site is in use: name what was exported with --usage",
        hint: "or name the site with --site; rumkit site init makes one")
    }
    var reading = AckReading(isVerbose: isVerbose, output: output, tell)
    let exports = try reading.exports(usage)
    let choices = try ties.choices(
      known: KnownDevices(exports.known.devices.map { KnownDevices.Device($0) }),
      mustBeKnown: false
    ) { new in tell(.warning("\(new[0]): no file of --usage is from it")) }
    let contents = try reading.contents(files, now: now)
    let matcher = AckMatcher(
      known: exports.known, names: exports.names, choices: choices, now: now)
    return AckMatchOutcome(result: matcher.match(contents), failed: reading.failed)
  }

  /// Matches against what a site knows and what was named besides, and takes what is new into its
  /// ledger.
  ///
  /// - Throws: ``ErrandError``.
  public func run(
    in session: SiteSession, _ tell: @escaping Notice.Teller
  ) throws(ErrandError) -> AckMatchOutcome {
    var reading = AckReading(isVerbose: isVerbose, output: output, tell)
    let devices = try session.read { reader throws(LedgerError) in try reader.knownDevices() }
    let choices = try ties.choices(known: devices, mustBeKnown: true) { tell(.new($0)) }
    let contents = try reading.contents(files, now: session.now)
    let named = [choices.device].compactMap(\.self) + choices.map.values
    let knowledge = try session.read { reader throws(LedgerError) in
      try reader.knowledge(for: contents, and: named)
    }
    let exports = try reading.exports(
      usage, knowing: UsageExports(known: knowledge.known, names: knowledge.names))
    var facts = knowledge.facts
    // Whoever is about to import a file knows already that it came back before.
    if !tellsSeen { facts.seen = [:] }
    let matcher = AckMatcher(
      known: exports.known, names: exports.names, choices: choices, facts: facts, now: session.now)
    let result = matcher.match(contents)
    let uploads = try session.read { reader throws(LedgerError) in
      try reader.uploads(answeredBy: result)
    }
    if records, !session.ledger.isReadOnly { try record(result, uploads, in: session) }
    var outcome = AckMatchOutcome(result: result, failed: reading.failed, uploads: uploads)
    outcome.isRehearsal = session.isRehearsal
    guard tellsSeen else { return outcome }
    try session.read { reader throws(LedgerError) in
      outcome.result.add(outstanding: try reader.outstandingDevices())
      outcome.records = try reader.records(of: outcome.result.devices.map(\.udi))
    }
    return outcome
  }

  /// Somebody else may take the same files in at this moment.
  private func record(
    _ result: AckMatchResult, _ uploads: [String: [Int64]], in session: SiteSession
  ) throws(ErrandError) {
    try session.record { reader throws(LedgerError) in
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
