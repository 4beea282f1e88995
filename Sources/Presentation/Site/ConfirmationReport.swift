public import Assessment
import LicenseFiles

/// What devices' outputs prove of their imports.
public struct ConfirmationReport: TextReport, JSONReport, Sendable {
  private let outcome: ConfirmationOutcome

  /// Reports what was proved.
  public init(_ outcome: ConfirmationOutcome) { self.outcome = outcome }

  /// The report for a terminal.
  package func draft(_ layout: Layout) -> String {
    func safe(_ text: String) -> String { TerminalText.escaped(text, limit: 400) }
    var text = outcome.isRehearsal ? RehearsalText.banner + "\n" : ""
    if outcome.isDryRun { text += "dry run: nothing was recorded\n" }
    for row in outcome.rows {
      let confirmation = row.proof
      text += "\(safe(confirmation.device.description))  \(Self.word(confirmation))"
      text += "  \(safe(row.file))\n"
      if let place = DevicePlace.words(row.record) { text += "    \(safe(place))\n" }
      for answer in confirmation.imports {
        let name = answer.file ?? answer.ack?.name ?? "a file"
        text +=
          "    import of \(safe(name))\(safe(Self.otherName(answer))): \(safe(answer.words))\n"
        for code in answer.codes {
          text +=
            "        confirmation code \(safe(code)): take it to the portal on the next trip\n"
        }
      }
      if let lastAck = row.lastAck { text += "    Last ACK received: \(safe(lastAck))\n" }
      if let deadline = row.deadline { text += "    Next ACK deadline: \(safe(deadline))\n" }
      let count = confirmation.acknowledgedReports.count
      if count > 0 { text += "    \(counted(count, "report")) in state ACK\n" }
      for ack in confirmation.confirmed {
        let imported = confirmation.imports.last { $0.ack?.sha256 == ack.sha256 && $0.isSuccess }
        let other = imported?.file.flatMap { $0 == ack.name ? nil : ", imported as \($0)" } ?? ""
        text += "    proved: \(safe(confirmation.name(of: ack) + other))\n"
      }
      for file in confirmation.closedFiles {
        text +=
          file.isCovered
          ? "    proved by ACKs of other files: " : "    proved without its ACK file: "
        text += "\(safe(file.name))\n"
      }
      let isTold = confirmation.findings.contains { $0.id == "confirm/report-not-acknowledged" }
      if let left = Self.left(confirmation), !isTold {
        text += "    not acknowledged: \(left), which "
        text += "\(confirmation.leftReports.count == 1 ? "goes" : "go") out with the next export\n"
      }
      if !confirmation.isClosed, confirmation.open.isEmpty, row.lastAck ?? row.deadline != nil {
        text += outcome.isDryRun ? "    would be recorded: " : "    recorded: "
        text +=
          [row.lastAck.map { "last ACK \(safe($0))" }, row.deadline.map { "deadline \(safe($0))" }]
          .compactMap(\.self).joined(separator: ", ") + "\n"
      }
      for ack in confirmation.open {
        let staged = ack.stagedName.flatMap { $0 == ack.name ? nil : ", staged as \($0)" } ?? ""
        text += "    not proved: \(safe(confirmation.name(of: ack) + staged))\n"
      }
      for finding in confirmation.findings {
        text += "    \(finding.severity.rawValue): \(finding.id): \(safe(finding.message))\n"
        if !confirmation.open.isEmpty || !confirmation.contradicted.isEmpty {
          text += "        \(safe(finding.remedy))\n"
        }
      }
    }
    let closed = counted(outcome.closedCount, "cycle")
    let left = outcome.rows.reduce(0) {
      $0 + $1.proof.leftReports.count + $1.proof.contradicted.count
    }
    return text + "\(closed) closed, \(outcome.openCount) not proved"
      + (left > 0 ? "; \(counted(left, "report")) not acknowledged\n" : "\n")
  }

  /// The reports that no ACK acknowledges; nil where there are none.
  private static func left(_ confirmation: ImportProof) -> String? {
    let ids = confirmation.leftReports.map { String($0.id) }
    guard !ids.isEmpty else { return nil }
    let more = ids.count > 5 ? " and \(ids.count - 5) more" : ""
    return "\(counted(ids.count, "report")) (\(ids.prefix(5).joined(separator: ", "))\(more))"
  }

  /// Which ACK it is, where the device calls the file otherwise.
  private static func otherName(_ answer: ImportProof.Import) -> String {
    guard let file = answer.file, let ack = answer.ack, file != ack.name else { return "" }
    return ", which is \(ack.name)" + (file == ack.stagedName ? " as it was staged" : "")
  }

  private static func word(_ confirmation: ImportProof) -> String {
    if confirmation.isClosed { return "closed" }
    if !confirmation.contradicted.isEmpty { return "taken back" }
    return confirmation.open.isEmpty ? "nothing to close" : "open"
  }

  /// `rumkit.confirmation/1`.
  public var json: JSONText {
    .fields([
      "schema": "rumkit.confirmation/1", "rehearsal": outcome.isRehearsal,
      "dry_run": outcome.isDryRun,
      "devices": outcome.rows.map { row in
        let confirmation = row.proof
        return JSONText.fields([
          "file": row.file, "": confirmation.device, "": DevicePlace.json(row.record),
          "closed": confirmation.isClosed, "confirmed": confirmation.confirmed.map(\.name),
          "open": confirmation.open.map(\.name),
          "confirmed_without_ack": confirmation.closedFiles.filter { !$0.isCovered }.map(\.name),
          "confirmed_by_other_acks": confirmation.closedFiles.filter(\.isCovered).map(\.name),
          "missing_acks": confirmation.awaited.map(\.ackName),
          "imports": confirmation.imports.map { answer in
            JSONText.fields([
              "ack": answer.ack?.name, "file": answer.file, "success": answer.isSuccess,
              "words": answer.words,
              "confirmation_codes": answer.codes,
            ])
          }, "last_ack_received": row.lastAck, "next_ack_deadline": row.deadline,
          "acknowledged_reports": confirmation.acknowledgedReports.map { String($0.id) },
          "contradicted_reports": confirmation.contradicted.map { String($0.id) },
          "unacknowledged_reports": confirmation.leftReports.map { String($0.id) },
          "findings": confirmation.findings.map(\.reason),
        ])
      },
    ])
  }
}

extension ImportProof {
  /// The name of an ACK, with the beginning of its hash where another one has the same.
  fileprivate func name(of ack: PendingAck) -> String {
    let isShared = (confirmed + open).contains { $0.name == ack.name && $0.sha256 != ack.sha256 }
    return isShared ? "\(ack.name) (SHA-256 \(ack.sha256.prefix(12))…)" : ack.name
  }
}
