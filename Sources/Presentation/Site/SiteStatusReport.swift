public import AirGap
public import Assessment
import LicenseFiles

/// `site status`: the one table of a Monday and what stands below it, or one device.
public struct SiteStatusReport: Sendable {
  let status: SiteStatus
  /// The device that was asked for, with its reports; nil for the whole site.
  let device: (record: DeviceRecord, reports: [KnownSiteReport])?

  /// Creates the report of a site.
  public init(_ status: SiteStatus) {
    self.status = status
    device = nil
  }

  /// Creates the report of one device; the status has to list devices out of service too.
  public init(_ status: SiteStatus, device: DeviceRecord, reports: [KnownSiteReport]) {
    self.status = status
    self.device = (device, reports)
  }

  /// The cycles to show.
  var cycles: [CycleStatus] {
    guard let device else { return status.cycles }
    return status.cycle(of: device.record.udi).map { [$0] } ?? []
  }

  /// For a terminal.
  public var text: String {
    let site = status.history.identity
    var result = SiteHeading.text(site)
    result += "site \(TerminalText.escaped(site.name)), \(TimeText.iso8601(status.now))\n\n"
    result += table
    guard let device else { return result + "\n" + below }
    return result + "\n" + text(of: device.record) + reportTable(device.reports)
  }

  private var table: String {
    guard !cycles.isEmpty else {
      return "no device yet: rumkit site devices import, or rumkit pack\n"
    }
    var table = TextTable(
      [
        "GROUP OR HOST", "UDI", "VIRTUAL ACCOUNT", "DEADLINE", "DAYS LEFT", "LAST ACK", "WAITING",
        "CYCLE", "DAYS", "NEXT",
      ], [.left, .left, .left, .left, .right, .left, .right, .left, .right, .left])
    for cycle in cycles {
      let accounts = cycle.accounts.joined(separator: ", ")
      table.add([
        StatusWording.name(cycle), StatusWording.devices(cycle.members.map(\.udi)),
        accounts.isEmpty ? "-" : accounts, StatusWording.deadline(cycle.deadline),
        cycle.daysLeft.map(String.init) ?? "?",
        cycle.lastAck.map(TimeText.day) ?? cycle.lastAckText ?? "unknown", String(cycle.waiting),
        cycle.rank == .outOfService ? "out of service" : cycle.stage.rawValue,
        cycle.stageDays.map(String.init) ?? "-", StatusWording.action(cycle.action),
      ])
    }
    return table.text()
  }

  private var below: String {
    var lines = LabelledLines()
    let counts = CycleRank.allCases.filter { status.count($0) > 0 }
      .map { "\(status.count($0)) \(StatusWording.rank($0))" }
    lines.add("cycles", counts.isEmpty ? "none" : counts.joined(separator: ", "))
    let trips = status.openTrips
    lines.add("open trips", trips.isEmpty ? "none" : "\(trips.count)")
    for trip in trips {
      let days = StatusWording.count(status.days(since: trip.openedAt) ?? 0, "day")
      lines.add(
        "", "\(trip.name): \(trip.carrier), for \(days), \(trip.media.joined(separator: " "))")
    }
    let overrides = status.history.overrides
    lines.add("overrides", overrides.isEmpty ? "none" : "\(overrides.count)")
    for event in overrides.suffix(5) {
      lines.add("", "event \(event.number): \(EventWording.line(event))")
    }
    if overrides.count > 5 { lines.add("", "all: rumkit site log --kind guard-overridden") }
    let unseen = status.neverSeen
    lines.add(
      "never seen",
      unseen.isEmpty
        ? "none"
        : "\(unseen.count): " + StatusWording.devices(unseen.prefix(8).map(\.udi))
          + (unseen.count > 8 ? " and \(unseen.count - 8) more" : ""))
    let packs = status.history.unfinishedPacks
    lines.add("unfinished packs", packs.isEmpty ? "none" : "\(packs.count)")
    for event in packs {
      lines.add("", "event \(event.number), \(TimeText.iso8601(event.time)): \(event[.run] ?? "")")
    }
    let codes = status.history.confirmationCodes
    lines.add("codes to return", codes.isEmpty ? "none" : "\(codes.count)")
    for event in codes { lines.add("", EventWording.line(event)) }
    let history = status.history
    lines.add("ledger", history.head.text)
    lines.add(
      "verified",
      StatusWording.age(
        history.verifiedAt, status.days(since: history.verifiedAt),
        never: "never: rumkit site verify"))
    lines.add(
      "backup",
      StatusWording.age(
        history.backedUpAt, status.days(since: history.backedUpAt),
        never: "never: rumkit site backup FILE"))
    return lines.text
  }

  private func text(of record: DeviceRecord) -> String {
    var lines = LabelledLines()
    func moment(_ time: Int64?) -> String? { time.map(TimeText.iso8601) }
    for (label, value) in [
      ("device", record.udi.description), ("registered", record.isRegistered ? "yes" : "no"),
      ("host name", record.hostName), ("group", record.group), ("site", record.site),
      ("virtual account", record.account), ("change window", record.changeWindow),
      ("contact", record.contact), ("release", record.release),
      ("replaced by", record.replacedBy?.description), ("retired", record.retiredReason),
      ("deadline", record.deadlineText ?? "unknown"),
      ("last ACK", record.lastAckText ?? "unknown"), ("exported", moment(record.exportedAt)),
      ("ACK received", moment(record.acknowledgedAt)), ("imported", moment(record.importedAt)),
      ("confirmed", moment(record.confirmedAt)), ("output read", moment(record.observedAt)),
    ] {
      if let value { lines.add(label, value) }
    }
    return lines.text
  }

  private func reportTable(_ reports: [KnownSiteReport]) -> String {
    guard !reports.isEmpty else { return "\nno report of it is known\n" }
    var table = TextTable(["REPORT", "FILE", "STATES"])
    for report in reports {
      table.add([
        String(report.id), report.fileName ?? "-",
        ((report.isOpen ? ["open"] : []) + report.states.words).joined(separator: ", "),
      ])
    }
    return "\n" + table.text()
  }
}

/// Lines of a label and a text. Texts are escaped here.
struct LabelledLines {
  private var lines: [(String, String)] = []

  mutating func add(_ label: String, _ text: String) { lines.append((label, text)) }

  var text: String {
    let width = lines.map(\.0.count).max() ?? 0
    return lines.map { label, text in
      label + String(repeating: " ", count: width - label.count) + "  "
        + TerminalText.escaped(text, limit: 600) + "\n"
    }.joined()
  }
}
