public import Assessment
import LicenseFiles

/// Trips across the gap.
public struct TripReport: TextReport, JSONReport, Sendable {
  private let identity: SiteIdentity
  private let entries: [TripStanding]
  private let codes: [SiteEvent]
  private let files: [OutboundRecord]
  private let findings: FindingsReport
  private let records: [UDI: DeviceRecord]

  /// - Parameters:
  ///   - identity: the site.
  ///   - entries: the trips.
  ///   - codes: confirmation codes to take along.
  ///   - files: what goes out; listed where a trip begins.
  ///   - records: what the site knows of the devices of the files.
  ///   - findings: what was found.
  public init(
    _ identity: SiteIdentity, _ entries: [TripStanding], codes: [SiteEvent] = [],
    files: [OutboundRecord] = [], records: [DeviceRecord] = [],
    findings: FindingsReport = FindingsReport()
  ) {
    self.records = Dictionary(records.map { ($0.udi, $0) }) { first, _ in first }
    self.identity = identity
    self.entries = entries
    self.codes = codes
    self.files = files
    self.findings = findings
  }

  /// After the wish to begin a trip; what goes out is listed when it begins.
  public init(_ identity: SiteIdentity, _ outcome: TripOpeningOutcome) {
    self.init(
      identity, outcome.trip.map { [TripStanding($0)] } ?? [], codes: outcome.codes,
      files: outcome.files, records: outcome.records,
      findings: FindingsReport(outcome.findings))
  }

  /// `rumkit.trip/1`.
  public var json: JSONText {
    .fields([
      "schema": "rumkit.trip/1", "site": identity.name, "mode": identity.mode.rawValue,
      "trips": entries.map(\.json),
      "files": files.map {
        JSONText.fields([
          "name": $0.name, "sha256": $0.sha256, "media": $0.media, "": $0.device,
          "": DevicePlace.json(records[$0.device]),
        ])
      },
      "confirmation_codes": codes.map {
        JSONText.fields([
          "code": $0[.code], "udi_pid": $0.device?.pid, "udi_serial_number": $0.device?.serial,
        ])
      }, "findings": findings.listed.map(\.json), "counts": findings.countsJSON,
      "omitted": findings.omitted,
    ])
  }

  /// For people.
  package func draft(_ layout: Layout) -> String {
    var text = identity.rehearsalLine
    if entries.isEmpty, findings.listed.isEmpty { text += "no trips\n" }
    for entry in entries { text += entry.text }
    for file in files {
      text += "  \(TerminalText.escaped(file.media)): \(TerminalText.escaped(file.name))  "
      text += TerminalText.escaped(file.device.description) + "\n"
      if let place = DevicePlace.words(records[file.device]) {
        text += "      \(TerminalText.escaped(place, limit: 400))\n"
      }
    }
    if !codes.isEmpty {
      text += "\nTAKE ALONG for the portal\n"
      for code in codes {
        text += "  \(TerminalText.escaped(code.device?.description ?? "-")): confirmation code "
        text += TerminalText.escaped(code[.code] ?? "") + "\n"
      }
    }
    if !findings.listed.isEmpty { text += "\n" + findings.text() }
    return text
  }
}

extension TripStanding {
  fileprivate var json: JSONText {
    .fields([
      "": [
        TripColumns.name, TripColumns.carrier, TripColumns.witness, TripColumns.opened,
        TripColumns.closed, TripColumns.media, TripColumns.lost,
      ].json(trip),
      "": returned?.json(present: "received")
        ?? [TripColumns.expected, TripColumns.received].json(trip),
      "": [TripColumns.receivedLater].json(trip),
    ])
  }

  fileprivate var text: String {
    let carrier = TerminalText.escaped(trip.carrier)
    let witness = trip.witness.map { ", witness \(TerminalText.escaped($0))" } ?? ""
    let end =
      trip.closedAt.map { "closed \(TimeText.iso8601($0))" } ?? "open"
    var text = "\(TerminalText.escaped(trip.name)): \(end)\n"
    text += "  carried by \(carrier)\(witness) since \(TimeText.iso8601(trip.openedAt))\n"
    let media = trip.media.map { TerminalText.escaped($0) }
    text += "  media \(media.isEmpty ? "-" : media.joined(separator: ", "))\n"
    if let reason = trip.lostReason { text += "  lost: \(TerminalText.escaped(reason))\n" }
    if let returned {
      let numbers = returned.text(present: "received", more: TripColumns.later(trip))
      text += "  ACKs \(numbers)\n" + returned.places
    } else {
      text += "  ACKs expected \(trip.expected)"
      text += trip.received.map { ", received \($0)\(TripColumns.later(trip))\n" } ?? "\n"
    }
    return text
  }
}
