public import Assessment
import DeviceOutput
import Foundation
import LicenseFiles

/// Reads and judges everything that a report of a site or of a set of files is made of.
public struct ReadOverview: Sendable {
  private let request: InputRequest
  private let signers: SignerPolicy

  /// - Parameters:
  ///   - request: usage files, ACKs, media, bags and device output; none for the site alone.
  ///   - signers: who may have signed media and bags.
  public init(_ request: InputRequest, signers: SignerPolicy) {
    self.request = request
    self.signers = signers
  }

  /// Reads the files, then what devices printed, then the promises of media and bags, then the site.
  ///
  /// - Parameters:
  ///   - making: who makes the report, and when.
  ///   - session: the site; nil for files alone. Nothing is recorded in it.
  ///   - tell: hears what is worth saying on the way.
  /// - Throws: ``ErrandError``. A file that cannot be read is not an error: the outcome tells.
  public func run(
    _ making: OverviewMaterial.Making, in session: SiteSession?, _ tell: @escaping Notice.Teller
  ) async throws(ErrandError) -> OverviewOutcome {
    var outcome = OverviewOutcome(OverviewMaterial(making))
    outcome.material.findings = FindingsReport(listsAll: request.listsAll)
    if !request.files.isEmpty {
      let documents = OverviewDocuments(try InputReading(request, tell), &outcome)
      for file in documents.damaged {
        tell(.error("\(file): it could not be read to its end"))
      }
      try readOutputs(documents.printed, &outcome, tell)
      let runs = try session?.unfinishedRuns()
      for holding in documents.holdings { await verify(holding, runs, &outcome, tell) }
    }
    if let session { try read(session, &outcome) }
    outcome.material.findings.sortByPlace()
    return outcome
  }

  /// What devices printed is read file by file; of each device only what the report shows is kept.
  private func readOutputs(
    _ printed: [DocumentOutline], _ outcome: inout OverviewOutcome, _ tell: Notice.Teller
  ) throws(ErrandError) {
    var outputs: [DeviceFiles.Source] = []
    for outline in printed {
      guard outline.file != "-", !outline.file.contains("!") else {
        tell(.warning("\(outline.file): device output is read from files only, skipped"))
        continue
      }
      for source in try DeviceFiles.sources([outline.file], isEvidence: false) {
        outputs.append(source)
        for finding in source.reading.findings { outcome.material.findings.add(finding) }
        // With payloads in it, it is among the documents already.
        guard outline.kind == .deviceOutput else { continue }
        outcome.material.inputs.append(
          OverviewMaterial.Input(
            file: source.name, kind: .deviceOutput, byteCount: source.byteCount,
            sha256: source.sha256, isComplete: true, reports: 0))
      }
    }
    outcome.material.outputs = outputs.devices
  }

  /// Each by itself: media and bags that lie side by side need not be of one run.
  private func verify(
    _ holding: Holding, _ runs: UnfinishedRuns?, _ outcome: inout OverviewOutcome,
    _ tell: Notice.Teller
  ) async {
    do throws(ReadingError) {
      let verification = try await verifyMedia([holding.path], signers: signers, runs: runs)
      outcome.material.findings.addNew(verification.findings)
      outcome.material.verifications.append(verification)
      outcome.foundDamage = outcome.foundDamage || verification.foundDamage
    } catch {
      tell(.error(error.description))
      outcome.isIncomplete = true
      outcome.material.unread.append(holding.path)
    }
  }

  private func read(
    _ session: SiteSession, _ outcome: inout OverviewOutcome
  ) throws(ErrandError) {
    let now = outcome.material.making.now
    let outputs = outcome.material.outputs
    outcome.material.site = try session.read { reader throws(LedgerError) in
      var history = try session.history(reader)
      // What was given counts as if it were recorded: where it is older, the site's word stays.
      for output in outputs {
        guard let device = try reader.subject(of: output),
          let index = history.devices.firstIndex(where: { $0.udi == device })
        else { continue }
        history.devices[index].take(output, at: now)
      }
      outcome.material.incidents = try reader.events(SiteEventKind.incidents)
        .filter(\.isIncident).suffix(OverviewMaterial.mostIncidents)
      return SiteStatus(history, now: now)
    }
    try match(session, &outcome)
    let ledger = try ErrandError.ledger(
      try session.ledger.verify(scratch: NSTemporaryDirectory()))
    outcome.material.findings.addNew(ledger.findings)
    outcome.material.findings.addNew(
      (outcome.material.site?.history.guarded ?? []).flatMap(\.verdict.reasons).filter {
        $0.severity > .note
      })
    outcome.foundDamage = outcome.foundDamage || !ledger.isSound
    outcome.material.ledger = ledger
  }

  /// What only the site can say of ACKs that were given: whose they are, and whether they fit.
  private func match(
    _ session: SiteSession, _ outcome: inout OverviewOutcome
  ) throws(ErrandError) {
    let contents = outcome.material.acknowledgements
    guard !contents.isEmpty else { return }
    var knowledge = try session.read { reader throws(LedgerError) in
      try reader.knowledge(for: contents, and: [])
    }
    // That it came home before is what a report expects of an ACK.
    knowledge.facts.seen = [:]
    let matcher = AckMatcher(
      known: knowledge.known, names: knowledge.names, facts: knowledge.facts,
      now: outcome.material.making.now)
    outcome.material.findings.addNew(matcher.match(contents).findings)
  }
}

/// The documents of an overview, each read once by everybody who judges it.
private struct OverviewDocuments {
  /// What devices printed, to be read by itself.
  private(set) var printed: [DocumentOutline] = []
  /// Media and bags, to be checked by themselves.
  private(set) var holdings: [Holding] = []
  /// What could not be read to its end.
  private(set) var damaged: [String] = []

  init(_ reading: InputReading, _ outcome: inout OverviewOutcome) {
    var reading = reading
    let context = RuleContext(
      now: outcome.material.making.now, isNowGiven: outcome.material.making.isNowGiven)
    var judge = Judge(.standard, context: context)
    var fold = UsageSummaryFold()
    var accessPoints = AccessPointFold()
    var acknowledgement = AckContentBuilder("", context: context)
    var material = outcome.material
    var holdings: [Holding] = []
    var printed: [DocumentOutline] = []
    var damaged: [String] = []
    reading.each(
      hashing: true,
      holding: { if let holding = $0, holding.isOfThisTool { holdings.append(holding) } },
      output: { printed.append($0) },
      begin: {
        judge.begin($0)
        fold.begin($0)
        accessPoints.begin($0)
        acknowledgement = AckContentBuilder($0, context: context)
      },
      item: { item in
        if case .report(let report) = item {
          fold.add(report)
          accessPoints.add(report)
        }
        acknowledgement.take(item)
        for finding in judge.take(item) { material.findings.add(finding) }
      },
      end: { outline in
        for finding in judge.end(outline) { material.findings.add(finding) }
        if !outline.isComplete { damaged.append(outline.file) }
        if outline.form.container == .deviceOutput { printed.append(outline) }
        material.inputs.append(OverviewMaterial.Input(outline))
        let content = acknowledgement.end(outline)
        if content.comesFromPortal { material.acknowledgements.append(content) }
      })
    for finding in judge.finish() { material.findings.add(finding) }
    // Where lists and counts part, a rule has told already.
    var contradictions: [Finding] = []
    material.accessPoints = accessPoints.finish { finding in
      if contradictions.count < 10_000 { contradictions.append(finding) }
    }
    material.findings.addNew(contradictions.filter { $0.id.hasPrefix("access-points/") })
    material.usage = fold.finish()
    material.ruleCount = RuleSet.standard.rules.count
    material.unread = reading.unread
    outcome.material = material
    outcome.isIncomplete = reading.failed || !damaged.isEmpty
    self.damaged = damaged
    self.holdings = holdings
    self.printed = printed
  }
}

extension OverviewMaterial.Input {
  /// A document that was read.
  fileprivate init(_ outline: DocumentOutline) {
    self.init(
      file: outline.file, kind: outline.kind, byteCount: outline.byteCount, sha256: outline.sha256,
      isComplete: outline.isComplete, reports: outline.blocks[.rumReport] ?? 0,
      isUnpacked: outline.form.wrappings.contains(.gzip) || outline.file.contains("!"))
  }
}
