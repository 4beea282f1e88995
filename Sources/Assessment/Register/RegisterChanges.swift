public import LicenseFiles

/// What a table of devices changes of the register of a site.
public struct RegisterChanges: Sendable {
  /// What is to be recorded.
  public private(set) var drafts: [SiteEventDraft] = []
  /// Devices that are new in the register.
  public private(set) var added: [UDI] = []
  /// Devices of which something changes.
  public private(set) var changed: [UDI] = []
  /// How many rows say what is known.
  public private(set) var unchanged = 0
  /// What is wrong in the table, or does not fit the site.
  public private(set) var findings: [Finding]

  /// Compares a table with what the site knows.
  ///
  /// - Parameters:
  ///   - table: the table.
  ///   - known: what is known of its devices.
  ///   - site: the name of the site.
  public init(_ table: RegisterTable, known: [UDI: DeviceRecord], site: String) {
    findings = table.findings
    for row in table.rows {
      take(row, known[row.device])
      var record = known[row.device] ?? DeviceRecord(row.device)
      record.site = row.site ?? record.site
      func find(_ descriptor: FindingDescriptor, _ message: String) {
        findings.append(
          descriptor.finding(
            at: SourceLocation(file: table.file, line: row.line), productInstance: row.device,
            message))
      }
      if !record.isInService {
        find(.registerOutOfService, "\(row.device) is out of service in this site")
      } else if !record.belongs(to: site) {
        find(
          .registerOtherSite,
          "\(row.device) belongs to \(record.site ?? ""), and this site is \(site)")
      }
    }
  }

  private mutating func take(_ row: RegisterRow, _ known: DeviceRecord?) {
    guard let draft = row.event(after: known) else {
      unchanged += 1
      return
    }
    drafts.append(draft)
    if known?.isRegistered == true {
      changed.append(row.device)
    } else {
      added.append(row.device)
    }
  }
}

/// What came of a table of devices.
public struct RegisterImportOutcome: Sendable {
  /// What the table changes.
  public var changes: RegisterChanges
  /// Rows that could not be used.
  public var badRows: Int
  /// False when this is not a table of devices.
  public var isUsable: Bool
  /// False for a dry run, and when the table had faults.
  public var isRecorded: Bool

  /// Creates an outcome.
  public init(_ changes: RegisterChanges, badRows: Int, isUsable: Bool, isRecorded: Bool) {
    self.changes = changes
    self.badRows = badRows
    self.isUsable = isUsable
    self.isRecorded = isRecorded
  }

  /// True when no row of the table could be used.
  public var isUseless: Bool { changes.drafts.isEmpty && changes.unchanged == 0 }
}
