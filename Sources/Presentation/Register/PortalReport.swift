public import Assessment
import LicenseFiles

/// What was recorded of the portal.
public struct PortalReport: Sendable {
  private let outcome: PortalOutcome
  private let findings: FindingsReport
  private var recording: PortalRecording { outcome.recording }

  /// - Parameters:
  ///   - outcome: what came of it.
  ///   - findings: what is wrong.
  public init(_ outcome: PortalOutcome, findings: FindingsReport) {
    self.outcome = outcome
    self.findings = findings
  }

  /// `rumkit.portal-record/1`.
  public var json: JSONText {
    .object([
      ("schema", .string("rumkit.portal-record/1")), ("recorded", .bool(outcome.isRecorded)),
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
                .array((outcome.newReports[entry.file.event] ?? []).map { .string(String($0)) })
              ),
            ])
          })
      ),
      ("unchanged", JSONText(recording.unchanged)), ("not_filled_in", JSONText(outcome.emptyRows)),
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
      if let new = outcome.newReports[entry.file.event], !new.isEmpty {
        let listed = new.prefix(8).map(String.init).joined(separator: ", ")
        text +=
          "  \(counted(new.count, "report")) of it went out in no earlier upload: "
        text += listed + (new.count > 8 ? " and \(new.count - 8) more" : "") + "\n"
        text +=
          "  save usage again on the device and pack that file: the portal took nothing of this one\n"
      }
    }
    if !findings.listed.isEmpty { text += "\n" + findings.text() + "\n" }
    text += "\(recording.files.count) to record, \(recording.unchanged) recorded before, "
    text += "\(outcome.emptyRows) not filled in"
    return text + (outcome.isRecorded ? "\n" : "; nothing was recorded\n")
  }
}
