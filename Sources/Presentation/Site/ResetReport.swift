public import Assessment
import LicenseFiles

/// What the factory-reset guard says of devices.
public struct ResetReport: TextReport, JSONReport, Sendable {
  private let now: Int64
  private let isRehearsal: Bool
  private let rows: [ResetStanding]

  /// A report of the current time, epoch seconds UTC.
  public init(_ rows: [ResetStanding], now: Int64, isRehearsal: Bool = false) {
    self.rows = rows
    self.now = now
    self.isRehearsal = isRehearsal
  }

  /// True when a wait is not over.
  public var refuses: Bool {
    rows.contains { if case .refused = $0.verdict { true } else { false } }
  }

  /// The report for a terminal.
  package func draft(_ layout: Layout) -> String {
    let head = isRehearsal ? RehearsalText.banner + "\n" : ""
    guard !rows.isEmpty else { return head + "no factory reset is recorded\n" }
    var remedies = Remedies()
    let lines = rows.map { Self.lines($0.device, $0.verdict, now: now, &remedies) }.joined()
    return head + lines
  }

  /// `rumkit.reset-status/1`.
  public var json: JSONText {
    .fields([
      "schema": "rumkit.reset-status/1", "rehearsal": isRehearsal, "now": TimeText.iso8601(now),
      "devices": rows.map { row in
        let countdown = row.verdict.countdown(now: now)
        return JSONText.fields([
          "": row.device, "verdict": row.verdict.word,
          "until": countdown.map { TimeText.iso8601($0.ends) },
          "remaining_seconds": countdown?.remainingSeconds,
          "reasons": row.verdict.reasons.map(\.reason),
        ])
      },
    ])
  }

  private static func lines(
    _ device: UDI, _ verdict: ResetVerdict, now: Int64, _ remedies: inout Remedies
  ) -> String {
    var text = "\(TerminalText.escaped(device.description, limit: 120))  \(verdict.word)"
    if let countdown = verdict.countdown(now: now) {
      let left = countdown.remainingSeconds
      text += "  until \(TimeText.iso8601(countdown.ends)), \(left / 60) min \(left % 60) s left"
    }
    text += "\n"
    for reason in verdict.reasons {
      text += "    \(reason.id): \(TerminalText.escaped(reason.message, limit: 400))\n"
      if reason.severity > .note { text += remedies.line(reason.remedy, indent: 8) }
    }
    return text
  }

  /// What was recorded of each device, and what the guard says now.
  public static func recorded(_ resets: [RecordedReset], _ identity: SiteIdentity) -> String {
    resets.reduce(identity.rehearsalLine) { $0 + recorded($1) }
  }

  private static func recorded(_ reset: RecordedReset) -> String {
    var text = ""
    for event in reset.events {
      let moment = event.moment.map { " at \($0)" } ?? ""
      text += "recorded: \(event.recordedWords)\(moment)\n"
    }
    let until = reset.verdict.countdown(now: 0).map { " until \(TimeText.iso8601($0.ends))" } ?? ""
    return text + "guard: \(reset.verdict.word)\(until)\n"
  }
}

extension Finding {
  /// As one reason among others about a device that the object around it names.
  var reason: JSONText {
    .fields(["id": id, "severity": severity.rawValue, "message": message, "remedy": remedy])
  }
}

extension SiteEventDraft {
  fileprivate var recordedWords: String {
    let name = TerminalText.escaped(device?.description ?? "", limit: 120)
    switch kind {
    case .resetRecorded: return "factory reset of \(name)"
    case .resetReloaded: return "reload of \(name)"
    case .uptimeSeen:
      let uptime = details[.uptime].flatMap { Int64($0) }
      return "uptime of \(name), \(uptime.map(TimeSpan.minutes) ?? "not known")"
    case .siteCreated, .deviceRegistered, .deviceGrouped, .deviceReplaced, .deviceRetired,
      .deviceReturned, .deviceObserved, .packBegun, .packed, .packFailed, .exported, .waived,
      .mediaVerified, .tripOpened, .tripClosed, .portalRecorded, .ackReceived, .ackStaged,
      .ackImported, .importFailed, .confirmationCode, .deviceConfirmed, .confirmationMissing,
      .resetCleared, .migrationStarted, .migrationBefore, .migrationEvidence, .migrationStep,
      .migrationRefused, .migrationEntitlement, .migrationEnded, .guardRefused, .guardOverridden,
      .foreignMaterial, .clockOffset, .clockRepaired, .siteVerified, .backupMade, .siteRestored:
      return kind.rawValue
    }
  }

  /// The moment that it names, exact or as a range.
  fileprivate var moment: String? {
    func time(_ detail: SiteDetail) -> String? {
      details[detail].flatMap { Int64($0) }.map { TimeText.iso8601($0) }
    }
    if let exact = time(.at) ?? time(.reloadedAt) { return exact }
    guard let first = time(.atEarliest) ?? time(.reloadedEarliest),
      let last = time(.atLatest) ?? time(.reloadedLatest)
    else { return nil }
    return "\(first) to \(last), the zone is not certain"
  }
}
