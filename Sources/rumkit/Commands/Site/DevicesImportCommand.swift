import AirGap
import ArgumentParser
import Assessment
import LicenseFiles
import Presentation

/// `rumkit site devices import`.
struct DevicesImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Take the devices of a CSV table into the register.")

  @Argument(help: "The table, or - for standard input.")
  var table: String
  @Flag(name: .long, help: "Show what would change; record nothing.")
  var dryRun = false
  @Flag(name: .long, help: "Leave bad rows out and record the others.")
  var skipBad = false
  @Option(name: .long, help: "Write the result as text or json.")
  var format: ReportFormat = .text
  @OptionGroup var findings: FindingOptions
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let console = common.console
    let session = try site.session(isDryRun: dryRun, time, console)
    let table = RegisterTable(
      try console.table(self.table), file: self.table, known: try session.knownDevices(console))
    let isSound = table.isUsable && (table.badRows == 0 || skipBad)
    var changes = RegisterChanges(table, site: session.identity.name)
    if isSound, !dryRun {
      _ = try console.ledger { () throws(LedgerError) in
        try session.ledger.append(by: session.author) { reader throws(LedgerError) in
          try changes.compare(reader)
          return changes.drafts
        }
      }
    } else {
      try session.read(console) { reader throws(LedgerError) in try changes.compare(reader) }
    }
    var report = FindingsReport(listsAll: findings.allFindings)
    for finding in changes.findings { report.add(finding) }
    let result = RegisterImportReport(
      added: changes.added, changed: changes.changed, unchanged: changes.unchanged,
      badRows: table.badRows, isRecorded: isSound && !dryRun, findings: report)
    try console.give(format == .json ? result.json.text : result.text, to: OutputOptions.parse([]))
    if !table.isUsable { throw ExitStatus.unreadable }
    if table.badRows > 0 {
      if !skipBad {
        console.error("nothing was recorded; --skip-bad takes the good rows")
        throw ExitStatus.findings
      }
      throw changes.drafts.isEmpty && changes.unchanged == 0
        ? ExitStatus.findings : ExitStatus.partly
    }
    try ExitStatus.end(findings.fails(report) ? [.findings] : [])
  }
}

/// What a table changes of the register.
private struct RegisterChanges {
  private let table: RegisterTable
  private let site: String
  private(set) var drafts: [SiteEventDraft] = []
  private(set) var added: [UDI] = []
  private(set) var changed: [UDI] = []
  private(set) var unchanged = 0
  private(set) var findings: [Finding]

  init(_ table: RegisterTable, site: String) {
    self.table = table
    self.site = site
    findings = table.findings
  }

  mutating func compare(_ ledger: LedgerReader) throws(LedgerError) {
    for row in table.rows {
      let known = try ledger.device(row.device)
      if let draft = row.event(after: known) {
        drafts.append(draft)
        if known?.isRegistered == true {
          changed.append(row.device)
        } else {
          added.append(row.device)
        }
      } else {
        unchanged += 1
      }
      var record = known ?? DeviceRecord(row.device)
      record.site = row.site ?? record.site
      if !record.isInService {
        find(.registerOutOfService, row, "\(row.device) is out of service in this site")
      } else if !record.belongs(to: site) {
        find(
          .registerOtherSite, row,
          "\(row.device) belongs to \(record.site ?? ""), and this site is \(site)")
      }
    }
  }

  private mutating func find(
    _ descriptor: FindingDescriptor, _ row: RegisterRow, _ message: String
  ) {
    let file = table.file
    findings.append(
      descriptor.finding(
        at: SourceLocation(file: file, line: row.line), productInstance: row.device, message))
  }
}
