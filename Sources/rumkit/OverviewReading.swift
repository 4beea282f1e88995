import AirGap
import Assessment
import DeviceOutput
import Foundation
import LicenseFiles
import Presentation

/// Reads and judges everything that a report is made of.
struct OverviewReading {
  private let command: ReportCommand
  private let session: SiteSession?
  private let context: RuleContext
  private var reading: InputReading?
  private var holdings: [Holding] = []
  private var printed: [DocumentOutline] = []
  private var outputs = DeviceReadings()
  /// What was read so far.
  private(set) var material: OverviewMaterial
  /// True when something that was named could not be read whole.
  private(set) var isIncomplete = false
  /// True when media, a bag or the ledger is not what it was.
  private(set) var foundDamage = false

  private var console: Console { command.common.console }

  /// - Throws: ``ExitStatus/usage`` when the result would be written over one of the inputs.
  init(_ command: ReportCommand, now: Int64, session: SiteSession?) throws(ExitStatus) {
    self.command = command
    self.session = session
    context = RuleContext(now: now)
    material = OverviewMaterial(
      OverviewMaterial.Making(
        now: now,
        operatorName: session?.author.operatorName ?? command.site.operatorName
          ?? ThisHost.userName,
        witness: command.site.witness, host: ThisHost.name, toolVersion: Rumkit.versionText))
    material.findings = FindingsReport(listsAll: command.findings.allFindings)
    guard !command.files.isEmpty else { return }
    reading = try InputReading(command.files, command.common, writingTo: command.output)
  }

  /// Reads the files, then what devices printed, then the promises of media and bags, then the site.
  mutating func read() async throws(ExitStatus) {
    readFiles()
    try readOutputs()
    for holding in holdings { await verify(holding) }
    if let session { try read(session) }
    material.findings.sortByPlace()
  }

  private mutating func readFiles() {
    guard var reading else { return }
    var judge = Judge(.standard, context: context)
    var fold = UsageSummaryFold()
    var accessPoints = AccessPointFold()
    var acknowledgement = AckContentBuilder("", context: context)
    var findings = material.findings
    var inputs: [OverviewMaterial.Input] = []
    var acknowledgements: [AckContent] = []
    var holdings: [Holding] = []
    var printed: [DocumentOutline] = []
    var damaged = false
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
        for finding in judge.take(item) { findings.add(finding) }
      },
      end: { outline in
        for finding in judge.end(outline) { findings.add(finding) }
        damaged = damaged || !outline.isComplete
        inputs.append(OverviewMaterial.Input(outline))
        let content = acknowledgement.end(outline)
        if content.comesFromPortal { acknowledgements.append(content) }
      })
    for finding in judge.finish() { findings.add(finding) }
    // Where lists and counts part, a rule has told already.
    var contradictions: [Finding] = []
    material.accessPoints = accessPoints.finish { finding in
      if contradictions.count < 10_000 { contradictions.append(finding) }
    }
    findings.addNew(contradictions.filter { $0.id.hasPrefix("access-points/") })
    material.findings = findings
    material.inputs = inputs
    material.usage = fold.finish()
    material.acknowledgements = acknowledgements
    material.ruleCount = RuleSet.standard.rules.count
    material.unread = reading.unread
    self.holdings = holdings
    self.printed = printed
    isIncomplete = reading.failed || damaged
    self.reading = nil
  }

  /// What devices printed is read file by file; of each device only what the report shows is kept.
  private mutating func readOutputs() throws(ExitStatus) {
    for outline in printed {
      guard outline.file != "-", !outline.file.contains("!") else {
        console.warning(
          "\(outline.file): device output is read from files only, passed over")
        continue
      }
      for source in try console.errand(try DeviceFiles.sources([outline.file], isEvidence: false)) {
        outputs.add(source.reading)
        for finding in source.reading.findings { material.findings.add(finding) }
        material.inputs.append(
          OverviewMaterial.Input(
            file: source.name, kind: .deviceOutput, byteCount: source.byteCount,
            sha256: source.sha256, isComplete: true, reports: 0))
      }
    }
    material.outputs = outputs.devices
  }

  /// Each by itself: media and bags that lie side by side need not be of one run.
  private mutating func verify(_ holding: Holding) async {
    do throws(ReadingError) {
      let verification = try await verifyMedia([holding.path], signers: command.signers.policy)
      material.findings.addNew(verification.findings)
      material.verifications.append(verification)
      foundDamage = foundDamage || verification.foundDamage
    } catch {
      console.error(error.description)
      isIncomplete = true
      material.unread.append(holding.path)
    }
  }

  private mutating func read(_ session: SiteSession) throws(ExitStatus) {
    let now = material.making.now
    material.site = try session.read(console) { reader throws(LedgerError) in
      SiteStatus(try reader.history(), now: now)
    }
    let ledger = try console.ledger { () throws(LedgerError) in
      try session.ledger.verify(scratch: NSTemporaryDirectory())
    }
    material.findings.addNew(ledger.findings)
    foundDamage = foundDamage || !ledger.isSound
    material.ledger = ledger
  }
}

/// What devices printed in several files.
private struct DeviceReadings {
  private var reading: DeviceReading?

  mutating func add(_ other: DeviceReading) { reading = reading?.joined(with: other) ?? other }

  var devices: [DeviceSnapshot] { reading?.devices ?? [] }
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
