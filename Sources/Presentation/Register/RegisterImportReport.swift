public import LicenseFiles

/// What an import of the register did, or would do.
public struct RegisterImportReport: Sendable {
  /// Devices that are new in the register.
  public var added: [UDI]
  /// Devices of which something changed.
  public var changed: [UDI]
  /// Rows that say what is known.
  public var unchanged: Int
  /// Rows that could not be used.
  public var badRows: Int
  /// False for a dry run, and when the table had faults.
  public var isRecorded: Bool
  private var findings: FindingsReport

  /// Creates a report.
  public init(
    added: [UDI], changed: [UDI], unchanged: Int, badRows: Int, isRecorded: Bool,
    findings: FindingsReport
  ) {
    self.added = added
    self.changed = changed
    self.unchanged = unchanged
    self.badRows = badRows
    self.isRecorded = isRecorded
    self.findings = findings
  }

  /// `rumkit.register-import/1`.
  public var json: JSONText {
    .object([
      ("schema", .string("rumkit.register-import/1")), ("recorded", .bool(isRecorded)),
      ("added", .array(added.map(\.json))), ("changed", .array(changed.map(\.json))),
      ("unchanged", JSONText(unchanged)), ("bad_rows", JSONText(badRows)),
      ("findings", .array(findings.listed.map(\.json))), ("counts", findings.countsJSON),
      ("omitted", JSONText(findings.omitted)),
    ])
  }

  /// For people.
  public var text: String {
    var text = findings.listed.isEmpty ? "" : findings.text() + "\n"
    text += "\(added.count) new, \(changed.count) changed, \(unchanged) as they were"
    if badRows > 0 { text += ", \(badRows) left out" }
    return text + (isRecorded ? "\n" : "; nothing was recorded\n")
  }
}
