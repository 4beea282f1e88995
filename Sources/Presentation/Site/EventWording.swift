import Assessment
import LicenseFiles

/// Every event of a ledger in plain words. Texts are not escaped here.
enum EventWording {
  /// What happened, with the device in front.
  ///
  /// - Parameter reports: how many reports the event has, where that is known.
  static func line(_ event: SiteEvent, reports: Int? = nil) -> String {
    let sentence = sentence(event, reports: reports ?? event.reports.count { !$0.isTelemetry })
    return event.device.map { "\($0): \(sentence)" } ?? sentence
  }

  /// The word of a mark.
  static func word(_ mark: EventMark) -> String {
    switch mark {
    case .refused: "REFUSED"
    case .overridden: "OVERRIDDEN"
    case .byHand: "BY HAND"
    }
  }

  /// The event as an object of JSON; `reports` is null where their number is not known.
  static func json(_ event: SiteEvent, reports: Int? = nil) -> JSONText {
    .fields([
      "number": event.number, "time": TimeText.iso8601(event.time),
      "clock": TimeText.iso8601(event.clock), "operator": event.operatorName,
      "witness": event.witness, "host": event.host, "kind": event.kind.rawValue,
      "mark": event.mark?.rawValue, "udi_pid": event.device?.pid,
      "udi_serial_number": event.device?.serial, "reports": reports,
      "details": JSONText.object(
        event.details.sorted { $0.key < $1.key }.map { ($0.key.rawValue, .string($0.value)) }),
      "text": line(event, reports: reports),
    ])
  }

  /// One flat list: an event that nobody worded does not compile.
  private static func sentence(_ event: SiteEvent, reports: Int) -> String {
    switch event.kind {
    case .siteCreated:
      "the site \(said(event, .site)) was created (\(said(event, .mode)))"
        + part(event, .group, ", for the group ")
    case .siteVerified:
      "the ledger was verified: all is well" + amount(event, .count, ", ", "event")
        + part(event, .head, ", head ")
        + part(event, .after, "; it went on from an earlier check at event ")
        + part(event, .text, "; ")
    case .backupMade:
      "a backup was made" + part(event, .name, ": ") + amount(event, .count, ", ", "event")
        + part(event, .head, ", head ")
    case .siteRestored:
      "the ledger was restored from \(said(event, .source))"
        + amount(event, .count, ", which had ", "event") + part(event, .head, ", head ")
    case .clockRepaired:
      "the time of this event is the newest again" + moment(event, .at, ", instead of ")
        + reason(event)
    case .clockOffset:
      "the clock of the device is \(clock(event.number(.seconds)))" + part(event, .text, ", by ")
        + reason(event)
    case .deviceRegistered:
      "registered" + part(event, .hostName, ", host name ") + part(event, .group, ", group ")
        + part(event, .site, ", site ") + part(event, .account, ", virtual account ")
        + part(event, .changeWindow, ", change window ") + part(event, .contact, ", contact ")
        + part(event, .address, ", address ") + part(event, .devicePath, ", path ")
    case .deviceGrouped:
      (event[.group].flatMap { $0.isEmpty ? nil : "belongs to the group \($0)" }
        ?? "belongs to no group any more") + by(event)
    case .deviceReplaced: "replaced by \(said(event, .replacedBy))" + reason(event)
    case .deviceRetired: "out of service" + reason(event)
    case .deviceReturned: "in service again" + reason(event)
    case .deviceObserved:
      "its output was read" + part(event, .source, " in ")
        + part(event, .lastAckText, ", last ACK ") + part(event, .deadline, ", next ACK deadline ")
        + part(event, .release, ", release ") + part(event, .transport, ", transport ")
        + part(event, .policy, ", policy ")
        + (reports > 0 ? ", \(count(reports)) in state ACK" : "") + contradiction(event)
    case .packBegun: "packing began" + part(event, .run, ", run ") + part(event, .media, ", for ")
    case .packFailed:
      (event[.event] == nil ? "packing failed and was undone" : "a run of pack was killed")
        + part(event, .run, ", run ") + reason(event)
    case .packed:
      "packing ended" + part(event, .run, ", run ") + part(event, .media, ", media ")
        + part(event, .bag, ", evidence ") + part(event, .expected, "; expected ")
        + part(event, .present, ", present ") + part(event, .missing, ", missing ")
    case .exported:
      "\(count(reports)) exported as \(said(event, .name))" + part(event, .media, " on ")
        + part(event, .source, ", from ") + part(event, .account, ", virtual account ")
    case .waived: "\(said(event, .finding)) was allowed" + reason(event)
    case .mediaVerified:
      "\(event[.path] ?? event[.media] ?? event[.bag] ?? "media") was checked"
        + part(event, .passed, ": ", " checks passed") + part(event, .failed, ", ", " failed")
        + part(event, .finding, ", ")
    case .tripOpened:
      "the trip \(said(event, .trip)) began" + part(event, .carrier, ", carried by ")
        + part(event, .media, ", with ") + amount(event, .expected, ", of ", "device")
    case .tripClosed:
      event[.reason] == nil
        ? "the trip \(said(event, .trip)) ended" + part(event, .expected, ": expected ")
          + part(event, .received, ", received ") + part(event, .missing, ", missing ")
        : "the trip \(said(event, .trip)) is lost" + reason(event)
          + part(event, .expected, "; expected ") + part(event, .received, ", received ")
    case .portalRecorded:
      "the portal: \(event[.name] ?? "the file of event " + said(event, .event)) is "
        + said(event, .status) + words(event)
    case .ackReceived:
      "\(ack(event)) came back" + part(event, .tiedBy, ", matched by ")
        + part(event, .acknowledged, ": ", " acknowledged")
        + part(event, .outstanding, ", ", " outstanding")
        + part(event, .undetermined, ", ", " undetermined")
        + part(event, .unknown, ", ", " unknown") + part(event, .reason, "; because ")
    case .ackStaged:
      "\(ack(event)) was staged" + part(event, .to, " at ")
        + reason(event)
    case .ackImported:
      "\(ack(event)) was imported" + by(event) + words(event)
        + reason(event)
    case .importFailed:
      "the import of \(ack(event)) failed" + by(event) + words(event) + reason(event)
    case .confirmationCode:
      "the confirmation code \(said(event, .code)) has to go back to the portal"
    case .deviceConfirmed:
      "its output proves the import: "
        + (event[.missing].map { "the cycle is open until \($0) is proved" }
          ?? "the cycle is closed")
        + (event[.failed] == nil
          ? "" : amount(event, .failed, ", ", "report") + " not acknowledged")
        + (reports > 0 ? ", \(count(reports)) in state ACK" : "")
        + part(event, .lastAckText, ", last ACK ") + part(event, .deadline, ", next ACK deadline ")
    case .confirmationMissing:
      "its output does not prove the import" + part(event, .missing, ": ")
        + (event[.acknowledged] == nil ? "" : ", \(count(reports)) in state ACK")
        + contradiction(event)
    case .resetRecorded:
      "a factory reset" + moment(event, .at, " at ")
        + moment(event, .atEarliest, " between ")
        + moment(event, .atLatest, " and ") + part(event, .text, ", ") + by(event)
    case .resetReloaded:
      "the reload after the reset ended" + moment(event, .reloadedAt, " at ")
        + moment(event, .reloadedEarliest, " between ") + moment(event, .reloadedLatest, " and ")
    case .uptimeSeen:
      "it printed an uptime of \(event.number(.uptime).map(TimeSpan.minutes) ?? "(not said)")"
    case .resetCleared: "the wait after the reset was declared over" + reason(event)
    case .guardRefused:
      "\(said(event, .command)) was refused" + part(event, .finding, ": ")
        + moment(event, .until, ", until ")
    case .guardOverridden:
      "\(said(event, .command)) went on despite the guard" + part(event, .finding, " (", ")")
        + moment(event, .until, ", which ended ") + reason(event)
    case .foreignMaterial:
      "files of another site were found" + part(event, .source, " in ")
        + part(event, .site, ", site ") + amount(event, .count, ", ", "device")
        + ", and are not recorded here"
    case .migrationStarted:
      "the migration \(said(event, .migrationKind)) began"
        + part(event, .target, ", to release ")
        + part(event, .change, ", change ") + part(event, .replacedBy, ", replaced by ")
        + reason(event)
    case .migrationBefore:
      "before: \(said(event, .name))" + part(event, .words, " (", ")")
        + part(event, .count, ", ") + part(event, .status, " ")
    case .migrationEvidence:
      "\(said(event, .source)) is evidence for \(said(event, .step))\(run(event))"
        + moment(event, .at, ", of ") + moment(event, .atEarliest, ", of ")
        + moment(event, .atLatest, " to ") + part(event, .sha256, ", SHA-256 ")
    case .migrationStep:
      "the step \(said(event, .step))\(run(event)) is recorded" + by(event)
        + part(event, .text, ": ") + part(event, .code, ", code ") + reason(event)
    case .migrationRefused:
      event[.finding] == nil
        ? "the step \(said(event, .step))\(run(event)) is not proved"
          + part(event, .missing, ": missing ")
        : "the step \(said(event, .step))\(run(event)) was refused"
          + part(event, .finding, " (", ")")
          + reason(event) + moment(event, .until, ", until ")
    case .migrationEntitlement:
      "after: \(said(event, .name))" + part(event, .count, ", ", " in use")
        + part(event, .released, ", ", " released") + part(event, .reason, ", explained: ")
    case .migrationEnded:
      "the migration is \(said(event, .status))" + reason(event)
    }
  }

  /// The ACK of an event by its name, or by what is known of it.
  private static func ack(_ event: SiteEvent) -> String {
    event[.name]
      ?? event[.ack].map { "the ACK \($0.prefix(12))" } ?? "a file that the ledger does not know"
  }

  private static func run(_ event: SiteEvent) -> String {
    part(event, .migration, " of migration ")
  }

  private static func clock(_ seconds: Int64?) -> String {
    switch seconds {
    case .none: "off by an unknown time"
    case .some(0): "that of the host"
    case .some(let seconds) where seconds < 0:
      "\(TimeSpan.length(seconds)) behind that of the host"
    case .some(let seconds): "\(TimeSpan.words(seconds)) ahead of that of the host"
    }
  }

  private static func said(_ event: SiteEvent, _ detail: SiteDetail) -> String {
    event[detail] ?? "(not said)"
  }

  private static func part(
    _ event: SiteEvent, _ detail: SiteDetail, _ before: String, _ after: String = ""
  ) -> String {
    event[detail].flatMap { $0.isEmpty ? nil : before + $0 + after } ?? ""
  }

  /// A number with its noun.
  private static func amount(
    _ event: SiteEvent, _ detail: SiteDetail, _ before: String, _ noun: String
  ) -> String {
    part(event, detail, before, event.number(detail) == 1 ? " " + noun : " " + noun + "s")
  }

  /// How many reports wait again.
  private static func contradiction(_ event: SiteEvent) -> String {
    let count = event.contradicted.count
    return count == 0 ? "" : ", \(counted(count, "report")) not in state ACK any more"
  }

  /// A moment that the ledger keeps as epoch seconds; a text that is none stays as it is.
  private static func moment(_ event: SiteEvent, _ detail: SiteDetail, _ before: String) -> String {
    event[detail].map { before + (Int64($0).map(TimeText.iso8601) ?? $0) } ?? ""
  }

  private static func reason(_ event: SiteEvent) -> String { part(event, .reason, ", because ") }

  private static func words(_ event: SiteEvent) -> String {
    part(event, .words, ", in its words: ")
  }

  private static func by(_ event: SiteEvent) -> String {
    switch event[.by] {
    case nil: ""
    case SiteEvent.byHand: ", by hand"
    case SiteEvent.byDevice: ", by the device's own output"
    case SiteEvent.byHAList: ", by an HA list"
    case let other?: ", by \(other)"
    }
  }

  private static func count(_ reports: Int) -> String { counted(reports, "report") }
}
