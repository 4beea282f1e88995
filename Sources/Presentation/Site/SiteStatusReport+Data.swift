import Assessment
import LicenseFiles

extension SiteStatusReport {
  /// `rumkit.site-status/1`.
  public var json: JSONText {
    let history = status.history
    let heading = JSONText.fields([
      "": SiteHeading.json("rumkit.site-status/1", history.identity),
      "now": TimeText.iso8601(status.now), "cycles": cycles.map(Self.json),
      "guarded": guarded.compactMap(\.warning),
    ])
    if let device {
      return .fields([
        "": heading, "device": Self.json(device.record), "reports": device.reports.map(Self.json),
      ])
    }
    return .fields([
      "": heading,
      "counts": JSONText.object(
        CycleRank.allCases.map { ($0.rawValue, JSONText(status.count($0))) }),
      "open_trips": status.openTrips.map(Self.json),
      "overrides": history.overrides.map { EventWording.json($0) },
      "never_seen": status.neverSeen.map(\.udi),
      "unfinished_packs": history.unfinishedPacks.map { EventWording.json($0) },
      "confirmation_codes": history.confirmationCodes.map { EventWording.json($0) },
      "ledger": history.head.json, "verified_at": Self.time(history.verifiedAt),
      "backed_up_at": Self.time(history.backedUpAt),
    ])
  }

  private static func time(_ moment: Int64?) -> JSONText {
    JSONText(moment.map(TimeText.iso8601))
  }

  static func json(_ cycle: CycleStatus) -> JSONText {
    .fields([
      "": [StatusColumns.rank, StatusColumns.group].json(cycle),
      "members": cycle.members.map { member in
        JSONText.fields(["": member.udi, "host_name": member.hostName])
      }, "": [StatusColumns.accounts].json(cycle), "deadline": json(cycle.deadline),
      "": [
        StatusColumns.left, StatusColumns.lastAck, StatusColumns.lastAckText,
        StatusColumns.waiting, StatusColumns.conflicts,
      ].json(cycle), "acks_to_import": cycle.acksToImport,
      "": [StatusColumns.stage, StatusColumns.since, StatusColumns.days].json(cycle),
      "next_action": JSONText.fields([
        "id": cycle.action.id, "file": cycle.action.file,
        "text": StatusWording.action(cycle.action),
      ]),
    ])
  }

  /// A device time: `utc` only where its zone is certain.
  static func json(_ deadline: AckDeadline) -> JSONText {
    switch deadline {
    case .unknown: return .null
    case .words(let text):
      return .fields([
        "utc": JSONText.null, "earliest": JSONText.null, "latest": JSONText.null, "text": text,
      ])
    case .known(let earliest, let latest, let text):
      return .fields([
        "utc": earliest == latest ? time(earliest) : .null, "earliest": time(earliest),
        "latest": time(latest), "text": text,
      ])
    }
  }

  private static func json(_ record: DeviceRecord) -> JSONText {
    .fields([
      "": record.udi, "registered": record.isRegistered,
      "": ([RegisterColumns.host, RegisterColumns.group] + RegisterColumns.place).json(record),
      "software_version": record.release, "transport": record.transport, "policy": record.policy,
      "replaced_by": record.replacedBy?.description, "retired_reason": record.retiredReason,
      "exported_at": time(record.exportedAt), "acknowledged_at": time(record.acknowledgedAt),
      "imported_at": time(record.importedAt), "confirmed_at": time(record.confirmedAt),
      "observed_at": time(record.observedAt),
    ])
  }

  private static func json(_ report: KnownSiteReport) -> JSONText {
    .fields([
      "": report.device, "report_id": String(report.id),
      "payload_sha256": report.payload?.description,
      "open": report.isOpen, "file": report.fileName, "states": report.states.words,
    ])
  }

  private static func json(_ trip: TripRecord) -> JSONText {
    [
      TripColumns.name, TripColumns.carrier, TripColumns.witness, TripColumns.opened,
      TripColumns.media, TripColumns.expected,
    ].json(trip)
  }

  /// A row for each cycle, or for each report of the device that was asked for.
  public func csv(isRaw: Bool) -> String {
    let site = status.history.identity
    if let device {
      return CSVTable<KnownSiteReport>(
        of: site,
        [
          "udi_pid": { $0.device.pid }, "udi_serial_number": { $0.device.serial },
          "report_id": { String($0.id) }, "payload_sha256": { $0.payload?.description },
          "open": { $0.isOpen }, "file": { $0.fileName }, "states": { $0.states.words },
        ]
      ).text(device.reports, isRaw: isRaw)
    }
    return CSVTable(of: site, StatusColumns.data).text(cycles, isRaw: isRaw)
  }

  /// As the device printed it.
  static func words(_ deadline: AckDeadline) -> String? {
    switch deadline {
    case .known(_, _, let text), .words(let text): text
    case .unknown: nil
    }
  }
}
