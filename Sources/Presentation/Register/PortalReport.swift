public import Assessment

/// What was recorded of the portal.
public struct PortalReport: Sendable {
  private let recording: PortalRecording
  private let emptyRows: Int
  private let isRecorded: Bool
  private let findings: FindingsReport
  private let newReports: [Int64: [UInt64]]

  /// - Parameters:
  ///   - recording: the files and what happened to them.
  ///   - emptyRows: rows that nobody filled in.
  ///   - isRecorded: false for a dry run, and when something is wrong.
  ///   - findings: what is wrong.
  ///   - newReports: of files that the portal refused as duplicates, the reports that were in no earlier
  ///     upload, by the event of the export.
  public init(
    _ recording: PortalRecording, emptyRows: Int, isRecorded: Bool, findings: FindingsReport,
    newReports: [Int64: [UInt64]] = [:]
  ) {
    self.newReports = newReports
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
              (
                "new_reports",
                .array((newReports[entry.file.event] ?? []).map { .string(String($0)) })
              ),
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
      if let new = newReports[entry.file.event], !new.isEmpty {
        let listed = new.prefix(8).map(String.init).joined(separator: ", ")
        text +=
          "  \(StatusWording.count(new.count, "report")) of it went out in no earlier upload: "
        text += listed + (new.count > 8 ? " and \(new.count - 8) more" : "") + "\n"
        text +=
          "  save usage again on the device and pack that file: the portal took nothing of this one\n"
      }
    }
    if !findings.listed.isEmpty { text += "\n" + findings.text() + "\n" }
    text += "\(recording.files.count) to record, \(recording.unchanged) recorded before, "
    text += "\(emptyRows) not filled in"
    return text + (isRecorded ? "\n" : "; nothing was recorded\n")
  }
}
