public import Assessment
import LicenseFiles

/// What was recorded of the portal.
public struct PortalReport: TextReport, JSONReport, Sendable {
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
    .fields([
      "schema": "rumkit.portal-record/1", "rehearsal": outcome.isRehearsal,
      "recorded": outcome.isRecorded,
      "files": recording.files.map { entry in
        JSONText.fields([
          "file": entry.file.name, "sha256": entry.file.sha256, "media": entry.file.media,
          "": entry.file.device, "status": entry.status.rawValue, "words": entry.words,
          "new_reports": (outcome.newReports[entry.file.event] ?? []).map {
            JSONText.string(String($0))
          },
        ])
      }, "unchanged": recording.unchanged, "not_filled_in": outcome.emptyRows,
      "findings": findings.listed.map(\.json), "counts": findings.countsJSON,
      "omitted": findings.omitted,
    ])
  }

  /// For people.
  package func draft(_ layout: Layout) -> String {
    var text = outcome.isRehearsal ? RehearsalText.banner + "\n" : ""
    for entry in recording.files {
      text += "\(TerminalText.escaped(entry.file.name)): \(entry.status.rawValue)"
      text += entry.words.map { ": \(TerminalText.escaped($0))" } ?? ""
      text += "  (\(TerminalText.escaped(entry.file.device.description)))\n"
      if let new = outcome.newReports[entry.file.event], !new.isEmpty {
        let listed = new.prefix(8).map(String.init).joined(separator: ", ")
        text +=
          "  \(counted(new.count, "report")) of it that no earlier upload has: "
        text += listed + (new.count > 8 ? " and \(new.count - 8) more" : "") + "\n"
        text +=
          "  save usage again on the device and pack that file: the portal accepted nothing of this one\n"
      }
    }
    if !findings.listed.isEmpty { text += "\n" + findings.text() + "\n" }
    if let first = recording.timesInWords.first {
      text +=
        "\(counted(recording.timesInWords.count, "time")) kept in the form's own words, such as "
      text +=
        "'\(TerminalText.escaped(first, limit: 60))': a moment is written like 2026-08-20T11:00:00Z\n"
    }
    text += "\(recording.files.count) \(outcome.isRecorded ? "recorded" : "to record"), "
    text += "\(recording.unchanged) recorded before, "
    text += "\(outcome.emptyRows) not filled in"
    if outcome.badRows > 0 { text += ", \(outcome.badRows) wrong" }
    return text + (outcome.isRecorded ? "\n" : "; nothing was recorded\n")
  }
}
