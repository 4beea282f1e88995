import Assessment
import LicenseFiles

extension OverviewReport {
  /// A row of the table: a device, or the members of an HA pair or stack together.
  struct Row: Sendable {
    /// The devices, the one that speaks for all first.
    fileprivate(set) var members: [Device]
    /// What a list of members names and nothing else says anything of.
    fileprivate(set) var silent: [UDI] = []
    /// The number of the part about the first member; nil when it has none.
    fileprivate(set) var part: Int?
    /// Its place in the table, from 1.
    fileprivate(set) var number = 0

    var lead: Device { members[0] }

    /// The host name, the group, or the device itself.
    var name: String {
      let hosts = unique(members.compactMap(\.hostName))
      if !hosts.isEmpty { return hosts.joined(separator: ", ") }
      return udis.first?.description ?? "not named"
    }

    /// Every device of the row.
    var udis: [UDI] { members.compactMap(\.udi) + silent }

    var group: String? { members.compactMap { $0.record?.group }.first }

    var findings: [Finding] { members.flatMap(\.findings) }

    /// The first deadline that is known, else what is said instead of one.
    var deadline: AckDeadline {
      let all = members.map { $0.deadline() }
      return all.filter { $0.earliest != nil }.min { ($0.earliest ?? .max) < ($1.earliest ?? .max) }
        ?? all.first { $0 != .unknown } ?? .unknown
    }

    private func unique(_ names: [String]) -> [String] {
      var seen: Set<String> = []
      return names.filter { seen.insert($0).inserted }
    }
  }

  /// The devices in rows, those that need attention first. Members of an HA pair or stack, by the register or
  /// by their usage files, are one row.
  static func rows(_ devices: [Device]) -> [Row] {
    var rows: [Row] = []
    var places: [UDI: Int] = [:]
    for device in devices {
      let peers =
        device.cycle?.members.map(\.udi) ?? device.usage?.highAvailability.map(\.udi) ?? []
      let known = [device.udi].compactMap(\.self) + peers
      if let place = known.lazy.compactMap({ places[$0] }).first {
        rows[place].members.append(device)
        for udi in known where places[udi] == nil { places[udi] = place }
      } else {
        for udi in known { places[udi] = rows.count }
        rows.append(Row(members: [device]))
      }
    }
    for (udi, place) in places.sorted(by: { $0.key < $1.key })
    where !rows[place].members.contains(where: { $0.udi == udi }) {
      rows[place].silent.append(udi)
    }
    var count = 0
    for place in rows.indices {
      rows[place].order()
      rows[place].number = place + 1
      guard count < detailLimit else { continue }
      rows[place].part = count
      count += rows[place].detailed.count
    }
    return rows
  }

  /// The devices that have a part of their own on the page, in the order of the rows.
  var detailed: ArraySlice<Device> { rows.flatMap(\.detailed).prefix(Self.detailLimit) }

  /// Whole days until the earliest moment that the deadline of a row can mean; negative when it is over.
  func daysLeft(_ row: Row) -> Int64? {
    row.deadline.earliest.map { CycleStatus.days(from: making.now, to: $0) }
  }

  /// The columns of the devices for a wiki.
  var rowColumns: [Column<Row>] {
    [
      device(.nowhere), .text("Group") { $0.group }, deadline,
      .text("State") { OverviewWording.daysLeft(daysLeft($0)) }, Self.cycle, Self.next, Self.counts,
    ]
  }

  /// The same for a page, where a cell has more than one line.
  func pageColumns(_ links: DeviceLinks) -> [Column<Row>] {
    [device(links), deadline.lifted] + (site == nil ? [] : [Self.cycle, Self.next.pinned])
      + [Self.usage, Self.counts]
  }

  /// Where the name of a device leads.
  enum DeviceLinks {
    case nowhere
    /// To the part about it.
    case parts
    /// To its page in a folder of them.
    case pages
  }

  /// The name, and the devices below it.
  func device(_ links: DeviceLinks) -> Column<Row> {
    .text("Device") { row in
      let udis = StatusWording.devices(row.udis)
      return row.udis.isEmpty || row.name == udis ? row.name : "\(row.name) (\(udis))"
    }.shown { row in
      let looks = HTML.Attribute.looks(.whole(row.name))
      let name: HTML =
        switch links {
        case .nowhere: .whole(row.name)
        case .parts:
          row.part.map { .link(to: Anchor("device", $0 + 1), [looks], text: row.name) }
            ?? .whole(row.name)
        case .pages: .link(to: OverviewPages.page(of: row), [looks], text: row.name)
        }
      let hosts = row.members.contains { $0.hostName != nil }
      let udis = StatusWording.deviceWords(row.udis)
      return .sequence([
        name,
        .below((hosts ? udis : Array(udis.dropFirst())) + (row.group.map { ["in \($0)"] } ?? [])),
      ])
    }
  }

  private var deadline: Column<Row> {
    .text("ACK deadline") { StatusWording.deadline($0.deadline) }.shown { row in
      guard let days = daysLeft(row) else {
        let unknown = HTML.badge(.unknown, "not known")
        guard case .words(let text) = row.deadline else { return unknown }
        return .sequence([unknown, .below([text])])
      }
      return .sequence([
        .whole(StatusWording.deadline(row.deadline)), .element(.br),
        .badge(OverviewWording.level(daysLeft: days), OverviewWording.daysLeft(days)),
      ])
    }
  }

  private static var cycle: Column<Row> {
    .text("Cycle") { $0.lead.cycle.map(OverviewWording.stage) }.shown { row in
      guard let cycle = row.lead.cycle else { return .text("-") }
      return .badge(OverviewWording.level(cycle.rank), OverviewWording.stage(cycle))
    }
  }

  private static var next: Column<Row> {
    .text("Next") { $0.lead.cycle.map { StatusWording.action($0.action) } }
      .shown { $0.lead.cycle.map { StatusWording.page($0.action) } ?? .text("-") }
  }

  private static var usage: Column<Row> {
    .text("Usage, latest count") { used($0) }.shown { row in
      let lines = used(row)
      return lines.isEmpty ? .text("-") : .lines(lines.map { .text($0) })
    }
  }

  /// Members of a pair count the same: what several say is there once.
  private static func used(_ row: Row) -> [String] {
    var seen: Set<[String]> = []
    return row.members.prefix(8).map { used($0) }.filter { seen.insert($0).inserted }.flatMap(
      \.self)
  }

  private static func used(_ device: Device) -> [String] {
    let entitlements = device.usage?.entitlements ?? []
    let shown = entitlements.prefix(4).map {
      "\($0.latest.map { String($0) } ?? "?")\u{A0}\(EntitlementWording.name($0.tag))"
    }
    return shown + (entitlements.count > 4 ? ["and \(entitlements.count - 4) more"] : [])
  }

  private static var counts: Column<Row> {
    .text("Findings", missing: "none") { row in
      severities(row).map { counted($1, $0.rawValue) }
    }.shown { row in
      let badges = severities(row).map { HTML.badge(PageLevel($0), counted($1, $0.rawValue)) }
      return badges.isEmpty ? .text("none") : .lines(badges)
    }
  }

  private static func severities(_ row: Row) -> [(Severity, Int)] {
    [Severity.error, .warning, .note].compactMap { severity in
      let count = row.members.reduce(0) { sum, device in
        sum + device.findings.count { $0.severity == severity }
      }
      return count > 0 ? (severity, count) : nil
    }
  }
}

extension OverviewReport.Row {
  /// The member whose cycle or usage speaks for all comes first, then the others by UDI.
  fileprivate mutating func order() {
    guard members.count > 1 else { return }
    let first = members.first?.cycle?.lead?.udi
    func rank(_ device: OverviewReport.Device) -> Int {
      device.udi == first ? 0 : device.usage != nil ? 1 : 2
    }
    members.sort { (rank($0), $0.udi?.description ?? "") < (rank($1), $1.udi?.description ?? "") }
  }

  /// The first member, and those of which something was read.
  var detailed: [OverviewReport.Device] {
    members.enumerated().filter { index, device in
      index == 0 || device.usage != nil || device.output != nil || device.accessPoints != nil
        || !device.findings.isEmpty
    }.map(\.element)
  }
}
