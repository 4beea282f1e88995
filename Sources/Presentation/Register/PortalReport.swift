public import Assessment

/// What was recorded of the portal.
public struct PortalReport: Sendable {
  private let recording: PortalRecording
  private let emptyRows: Int
  private let isRecorded: Bool
  private let findings: FindingsReport

  /// - Parameters:
  ///   - recording: the files and what happened to them.
  ///   - emptyRows: rows that nobody filled in.
  ///   - isRecorded: false for a dry run, and when something is wrong.
  ///   - findings: what is wrong.
  public init(
    _ recording: PortalRecording, emptyRows: Int, isRecorded: Bool, findings: FindingsReport
  ) {
    self.recording = recording
    self.emptyRows = emptyRows
    self.isRecorded = isRecorded
    self.findings = findings
  }

  /// `rumkit.portal-record/1`.
  public var json: JSONText {
    .object([
      ("schema", .string("rumkit.portal-record/1")), ("recorded", .bool(isRecorded)),
      (
        "files",
        .array(
          recording.files.map { entry in
            .object([
              ("file", .string(entry.file.name)), ("sha256", .string(entry.file.sha256)),
              ("media", .string(entry.file.media)),
              ("udi_pid", .string(entry.file.device.pid)),
              ("udi_serial_number", .string(entry.file.device.serial)),
              ("status", .string(entry.status.rawValue)), ("words", JSONText(entry.words)),
            ])
          })
      ),
      ("unchanged", JSONText(recording.unchanged)), ("not_filled_in", JSONText(emptyRows)),
      ("findings", .array(findings.listed.map(\.json))), ("counts", findings.countsJSON),
      ("omitted", JSONText(findings.omitted)),
    ])
  }

  /// For people.
  public var text: String {
    var text = ""
    for entry in recording.files {
      text += "\(TerminalText.escaped(entry.file.name)): \(entry.status.rawValue)"
      text += entry.words.map { ": \(TerminalText.escaped($0))" } ?? ""
      text += "  (\(TerminalText.escaped(entry.file.device.description)))\n"
    }
    if !findings.listed.isEmpty { text += "\n" + findings.text() + "\n" }
    text += "\(recording.files.count) to record, \(recording.unchanged) recorded before, "
    text += "\(emptyRows) not filled in"
    return text + (isRecorded ? "\n" : "; nothing was recorded\n")
  }
}
