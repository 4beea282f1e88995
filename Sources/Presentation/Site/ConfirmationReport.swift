public import Assessment
public import DeviceOutput
import LicenseFiles

/// What devices' outputs prove of their imports.
public struct ConfirmationReport: Sendable {
  private let isRehearsal: Bool
  private let isDryRun: Bool
  private var rows: [Row] = []

  private struct Row {
    let confirmation: ImportProof
    let lastAck: String?
    let deadline: String?
    let file: String
    let record: DeviceRecord?
  }

  /// An empty report.
  public init(isRehearsal: Bool, isDryRun: Bool) {
    self.isRehearsal = isRehearsal
    self.isDryRun = isDryRun
  }

  /// Adds a device.
  ///
  /// - Parameters:
  ///   - confirmation: the judgement.
  ///   - snapshot: what it was made of.
  ///   - file: where that stands.
  ///   - record: what the site knows of the device.
  public mutating func add(
    _ confirmation: ImportProof, _ snapshot: DeviceSnapshot, file: String,
    record: DeviceRecord? = nil
  ) {
    rows.append(
      Row(
        confirmation: confirmation,
        lastAck: snapshot.lastAck.latest.map { $0.value?.text ?? "<none>" },
        deadline: snapshot.nextAckDeadline.latest.map { $0.value?.text ?? "<none>" }, file: file,
        record: record))
  }

  /// True when no output of a device was judged.
  public var isEmpty: Bool { rows.isEmpty }
  /// Devices whose cycle is closed.
  public var closedCount: Int { rows.count { $0.confirmation.isClosed } }
  /// Devices with an ACK that is not proved.
  public var openCount: Int { rows.count { !$0.confirmation.open.isEmpty } }

  /// The report for a terminal.
  public var text: String {
    func safe(_ text: String) -> String { TerminalText.escaped(text, limit: 400) }
    var text = isRehearsal ? RehearsalText.banner + "\n" : ""
    if isDryRun { text += "dry run: nothing was recorded\n" }
    for row in rows {
      let confirmation = row.confirmation
      text += "\(safe(confirmation.device.description))  \(Self.word(confirmation))"
      text += "  \(safe(row.file))\n"
      if let place = DevicePlace.words(row.record) { text += "    \(safe(place))\n" }
      for answer in confirmation.imports {
        let name = answer.ack?.name ?? "a file"
        text += "    import of \(safe(name)): \(safe(answer.words))\n"
        for code in answer.codes {
          text +=
            "        confirmation code \(safe(code)): take it to the portal on the next trip\n"
        }
      }
      if let lastAck = row.lastAck { text += "    Last ACK received: \(safe(lastAck))\n" }
      if let deadline = row.deadline { text += "    Next ACK deadline: \(safe(deadline))\n" }
      let count = confirmation.acknowledgedReports.count
      if count > 0 { text += "    \(counted(count, "report")) in state ACK\n" }
      for ack in confirmation.confirmed { text += "    proved: \(safe(ack.name))\n" }
      for file in confirmation.closedFiles {
        text += "    proved without its ACK file: \(safe(file.name))\n"
      }
      if !confirmation.isClosed, confirmation.open.isEmpty, row.lastAck ?? row.deadline != nil {
        text += isDryRun ? "    would be recorded: " : "    recorded: "
        text +=
          [row.lastAck.map { "last ACK \(safe($0))" }, row.deadline.map { "deadline \(safe($0))" }]
          .compactMap(\.self).joined(separator: ", ") + "\n"
      }
      for ack in confirmation.open { text += "    not proved: \(safe(ack.name))\n" }
      for finding in confirmation.findings {
        text += "    \(finding.severity.rawValue): \(finding.id): \(safe(finding.message))\n"
        if !confirmation.open.isEmpty { text += "        \(safe(finding.remedy))\n" }
      }
    }
    return text + "\(counted(closedCount, "cycle")) closed, \(openCount) still open\n"
  }

  private static func word(_ confirmation: ImportProof) -> String {
    if confirmation.isClosed { return "closed" }
    return confirmation.open.isEmpty ? "nothing to close" : "open"
  }

  /// `rumkit.confirmation/1`.
  public var json: JSONText {
    .object([
      ("schema", .string("rumkit.confirmation/1")), ("rehearsal", .bool(isRehearsal)),
      ("dry_run", .bool(isDryRun)),
      (
        "devices",
        .array(
          rows.map { row in
            let confirmation = row.confirmation
            let head: [(String, JSONText)] = [
              ("file", .string(row.file)), ("udi_pid", .string(confirmation.device.pid)),
              ("udi_serial_number", .string(confirmation.device.serial)),
            ]
            let rest: [(String, JSONText)] = [
              ("closed", .bool(confirmation.isClosed)),
              ("confirmed", .array(confirmation.confirmed.map { .string($0.name) })),
              ("open", .array(confirmation.open.map { .string($0.name) })),
              (
                "confirmed_without_ack",
                .array(confirmation.closedFiles.map { .string($0.name) })
              ),
              (
                "missing_acks",
                .array(confirmation.awaited.map { .string($0.ackName) })
              ),
              (
                "imports",
                .array(
                  confirmation.imports.map { answer in
                    .object([
                      ("ack", JSONText(answer.ack?.name)), ("success", .bool(answer.isSuccess)),
                      ("words", .string(answer.words)),
                      ("confirmation_codes", .array(answer.codes.map { .string($0) })),
                    ])
                  })
              ),
              ("last_ack_received", JSONText(row.lastAck)),
              ("next_ack_deadline", JSONText(row.deadline)),
              (
                "acknowledged_reports",
                .array(confirmation.acknowledgedReports.map { .string(String($0.id)) })
              ),
              (
                "findings",
                .array(confirmation.findings.map(\.reason))
              ),
            ]
            return .object(head + DevicePlace.json(row.record) + rest)
          })
      ),
    ])
  }
}
