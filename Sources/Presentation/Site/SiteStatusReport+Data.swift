import Assessment
import LicenseFiles

extension SiteStatusReport {
  /// `rumkit.site-status/1`.
  public var json: JSONText {
    let history = status.history
    var members = SiteHeading.json("rumkit.site-status/1", history.identity)
    members += [
      ("now", .string(TimeText.iso8601(status.now))),
      ("cycles", .array(cycles.map(Self.json))),
    ]
    if let device {
      members.append(("device", Self.json(device.record)))
      members.append(("reports", .array(device.reports.map(Self.json))))
      return .object(members)
    }
    members += [
      (
        "counts",
        .object(CycleRank.allCases.map { ($0.rawValue, JSONText(status.count($0))) })
      ),
      ("open_trips", .array(status.openTrips.map(Self.json))),
      ("overrides", .array(history.overrides.map { EventWording.json($0) })),
      (
        "never_seen",
        .array(status.neverSeen.map { .object(Self.udi($0.udi)) })
      ),
      ("unfinished_packs", .array(history.unfinishedPacks.map { EventWording.json($0) })),
      ("confirmation_codes", .array(history.confirmationCodes.map { EventWording.json($0) })),
      ("ledger", history.head.json),
      ("verified_at", Self.time(history.verifiedAt)),
      ("backed_up_at", Self.time(history.backedUpAt)),
    ]
    return .object(members)
  }

  private static func time(_ moment: Int64?) -> JSONText {
    JSONText(moment.map(TimeText.iso8601))
  }

  private static func udi(_ udi: UDI) -> [(String, JSONText)] {
    [("udi_pid", .string(udi.pid)), ("udi_serial_number", .string(udi.serial))]
  }

  static func json(_ cycle: CycleStatus) -> JSONText {
    .object([
      ("rank", .string(cycle.rank.rawValue)),
      ("group", JSONText(cycle.group)),
      (
        "members",
        .array(
          cycle.members.map { member in
            .object(udi(member.udi) + [("host_name", JSONText(member.hostName))])
          })
      ),
      ("virtual_accounts", .array(cycle.accounts.map { .string($0) })),
      ("deadline", json(cycle.deadline)),
      ("days_left", JSONText(cycle.daysLeft)),
      ("last_ack", time(cycle.lastAck)),
      ("last_ack_text", JSONText(cycle.lastAckText)),
      ("waiting_reports", JSONText(cycle.waiting)),
      ("conflicting_reports", JSONText(cycle.conflicts)),
      ("acks_to_import", JSONText(cycle.acksToImport)),
      ("stage", .string(cycle.stage.rawValue)),
      ("stage_since", time(cycle.stageSince)),
      ("stage_days", JSONText(cycle.stageDays)),
      (
        "next_action",
        .object([
          ("id", .string(cycle.action.id)), ("file", JSONText(cycle.action.file)),
          ("text", .string(StatusWording.action(cycle.action))),
        ])
      ),
    ])
  }

  /// A device time: `utc` only where its zone is certain.
  static func json(_ deadline: AckDeadline) -> JSONText {
    switch deadline {
    case .unknown: return .null
    case .words(let text):
      return .object([
        ("utc", .null), ("earliest", .null), ("latest", .null), ("text", .string(text)),
      ])
    case .known(let earliest, let latest, let text):
      return .object([
        ("utc", earliest == latest ? time(earliest) : .null), ("earliest", time(earliest)),
        ("latest", time(latest)), ("text", .string(text)),
      ])
    }
  }

  private static func json(_ record: DeviceRecord) -> JSONText {
    .object(
      udi(record.udi) + [
        ("registered", .bool(record.isRegistered)),
        ("host_name", JSONText(record.hostName)),
        ("group", JSONText(record.group)),
        ("site", JSONText(record.site)),
        ("virtual_account", JSONText(record.account)),
        ("change_window", JSONText(record.changeWindow)),
        ("contact", JSONText(record.contact)),
        ("address", JSONText(record.address)),
        ("device_path", JSONText(record.devicePath)),
        ("software_version", JSONText(record.release)),
        ("transport", JSONText(record.transport)),
        ("policy", JSONText(record.policy)),
        ("replaced_by", JSONText(record.replacedBy?.description)),
        ("retired_reason", JSONText(record.retiredReason)),
        ("exported_at", time(record.exportedAt)),
        ("acknowledged_at", time(record.acknowledgedAt)),
        ("imported_at", time(record.importedAt)),
        ("confirmed_at", time(record.confirmedAt)),
        ("observed_at", time(record.observedAt)),
      ])
  }

  private static func json(_ report: KnownSiteReport) -> JSONText {
    .object([
      ("report_id", .string(String(report.id))),
      ("payload_sha256", JSONText(report.payload?.description)),
      ("open", .bool(report.isOpen)),
      ("file", JSONText(report.fileName)),
      ("states", .array(report.states.words.map { .string($0) })),
    ])
  }

  private static func json(_ trip: TripRecord) -> JSONText {
    .object([
      ("trip", .string(trip.name)), ("carrier", .string(trip.carrier)),
      ("witness", JSONText(trip.witness)), ("opened_at", time(trip.openedAt)),
      ("media", .array(trip.media.map { .string($0) })), ("expected", JSONText(trip.expected)),
    ])
  }

  /// A row for each cycle, or for each report of the device that was asked for.
  public func csv(isRaw: Bool = false) -> String {
    let site = status.history.identity
    func row(_ cells: [String], isHeading: Bool = false) -> String {
      CSVText.row(SiteHeading.cells(site, isHeading: isHeading) + cells, isRaw: isRaw)
    }
    if let device {
      let record = device.record
      return row(
        ["udi_pid", "udi_serial_number", "report_id", "payload_sha256", "open", "file", "states"],
        isHeading: true)
        + device.reports.map { report in
          row([
            record.udi.pid, record.udi.serial, String(report.id),
            report.payload?.description ?? "", report.isOpen ? "yes" : "no",
            report.fileName ?? "", report.states.words.joined(separator: " "),
          ])
        }.joined()
    }
    let heading = row(
      [
        "rank", "group", "host_names", "devices", "virtual_accounts", "deadline", "deadline_text",
        "days_left", "last_ack", "last_ack_text", "waiting_reports", "conflicting_reports",
        "stage", "stage_since", "stage_days", "next_action", "next_action_text",
      ], isHeading: true)
    return heading
      + cycles.map { cycle in
        row([
          cycle.rank.rawValue, cycle.group ?? "",
          cycle.members.compactMap(\.hostName).joined(separator: " "),
          cycle.members.map(\.udi.description).joined(separator: " "),
          cycle.accounts.joined(separator: " "),
          cycle.deadline.earliest.map(TimeText.iso8601) ?? "", Self.words(cycle.deadline),
          cycle.daysLeft.map(String.init) ?? "", cycle.lastAck.map(TimeText.iso8601) ?? "",
          cycle.lastAckText ?? "", String(cycle.waiting), String(cycle.conflicts),
          cycle.stage.rawValue, cycle.stageSince.map(TimeText.iso8601) ?? "",
          cycle.stageDays.map(String.init) ?? "", cycle.action.id,
          StatusWording.action(cycle.action),
        ])
      }.joined()
  }

  static func words(_ deadline: AckDeadline) -> String {
    switch deadline {
    case .known(_, _, let text), .words(let text): text
    case .unknown: ""
    }
  }
}
