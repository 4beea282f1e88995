import Assessment
import LicenseFiles

extension DiffReport {
  private static let mostShown = 20

  /// Writes it for a person.
  ///
  /// - Parameters:
  ///   - layout: verbose, it names entitlements by their whole tags and lists every device, access point
  ///     and report; else those that changed, and of a long list the first 20.
  ///   - sink: takes the next lines.
  func writeText(_ layout: Layout, _ sink: (String) -> Void) {
    let (listsAll, columns) = (layout.isVerbose, layout.columns)
    var left = LeftOutColumns()
    func write(_ lines: String) { sink(WrappedText.block(lines, columns: columns)) }
    write(heading(columns))
    if let usage {
      for device in usage.devices where device.differs || listsAll {
        write(Self.text(device, listsAll, columns, &left))
      }
      writeReports(usage, listsAll: listsAll, write)
    }
    if let acks {
      for pair in acks.pairs where pair.differs || listsAll { write(Self.text(pair, columns)) }
    }
    if !findings.listed.isEmpty { write(findings.draft(layout) + "\n") }
    if !left.line.isEmpty { write(left.line) }
    write(closing)
  }

  private func heading(_ columns: Int?) -> String {
    var table = TextTable(["", "", "REPORTS", "FILES", "UP TO"], [.left, .left, .right, .right])
    guard let usage else {
      return "OLD  \(TerminalText.escaped(old))\nNEW  \(TerminalText.escaped(new))\n\n"
    }
    for (label, name, side) in [("OLD", old, usage.old), ("NEW", new, usage.new)] {
      table.add([
        label, name, String(side.reports), String(side.files),
        side.lastEnd.map(TimeText.iso8601) ?? "-",
      ])
    }
    var result = table.text(columns: columns)
    for (label, side) in [("OLD", usage.old), ("NEW", usage.new)] {
      if !side.isComplete {
        result += "\(label) could not be read to its end: what it lacks may be there\n"
      }
      if side.conflictingReports > 0 {
        result +=
          "\(label) alone has \(counted(side.conflictingReports, "report")) in different closed "
          + "versions (rumkit validate shows them)\n"
      }
    }
    return result + "\n"
  }

  // MARK: Devices

  private static func text(
    _ device: DeviceDiff, _ listsAll: Bool, _ columns: Int?, _ left: inout LeftOutColumns
  ) -> String {
    let name = device.udi?.description ?? "unknown device"
    let host = (device.new?.hostName ?? device.old?.hostName).map { "  \($0)" } ?? ""
    let relation = device.relationText.map { "  (\($0))" } ?? ""
    var result = TerminalText.escaped(name + host + relation, limit: 200) + "\n"
    result +=
      LabelledLines(facts(device), indent: 2, limit: TerminalText.limit, least: 10)
      .text
    result += entitlements(device, listsAll, columns, &left)
    result += accessPoints(device, listsAll, columns)
    return result + "\n"
  }

  private static func facts(_ device: DeviceDiff) -> [(String, String)] {
    var facts: [(String, String)] = []
    if let old = device.old?.udi, let new = device.new?.udi, old != new {
      facts.append(("device", arrow(old.description, new.description)))
    }
    for one in device.replacements {
      facts.append(
        ("replaced", "\(arrow(one.old.description, one.new.description))  (\(one.basis.text))"))
    }
    if device.changesHostName {
      facts.append(("host name", arrow(device.old?.hostName, device.new?.hostName)))
    }
    if device.changesRelease {
      facts.append(("release", arrow(device.old?.softwareVersion, device.new?.softwareVersion)))
    }
    for role in device.roles {
      let roles = arrow(role.old ?? "not listed", role.new ?? "not listed")
      facts.append(("HA role", "\(role.udi): \(roles)"))
    }
    let changes = device.reports
    var parts: [String] = []
    if changes.added > 0 { parts.append("+\(changes.added) added") }
    if changes.removed > 0 { parts.append("-\(changes.removed) removed") }
    for change in UsageDiff.ReportChange.allCases {
      if let count = changes.changed[change] { parts.append("\(count) \(change.words)") }
    }
    if changes.same > 0 { parts.append("\(changes.same) the same") }
    facts.append(("reports", parts.isEmpty ? "none" : parts.joined(separator: ", ")))
    return facts
  }

  private static func entitlements(
    _ device: DeviceDiff, _ listsAll: Bool, _ columns: Int?, _ left: inout LeftOutColumns
  ) -> String {
    guard !device.entitlements.isEmpty else { return "" }
    return Table<EntitlementDiff>(
      device.entitlements,
      [
        .text("ENTITLEMENT") { EntitlementWording.name($0.tag, isWhole: listsAll) },
        .number("OLD") { $0.old?.latest },
        .number("NEW") { $0.new?.latest }, .number("CHANGE") { $0.change.map(signed) },
        .number("OLD PEAK") { $0.old?.peak }.goes(1), .number("NEW PEAK") { $0.new?.peak }.goes(2),
        .number("REPORTS") { signed(Int64($0.new?.reports ?? 0) - Int64($0.old?.reports ?? 0)) }
          .goes(3),
      ]
    ).text(indent: 2, columns: columns, leavingOut: &left)
  }

  private static func accessPoints(
    _ device: DeviceDiff, _ listsAll: Bool, _ columns: Int?
  ) -> String {
    var result = ""
    if !device.joined.isEmpty || !device.left.isEmpty {
      var parts: [String] = []
      if !device.joined.isEmpty { parts.append("+\(device.joined.count) joined") }
      if !device.left.isEmpty { parts.append("-\(device.left.count) left") }
      result += "  access points: \(parts.joined(separator: ", "))\n"
      result += list(device.joined, "+", "was at", listsAll, columns)
      result += list(device.left, "-", "is at", listsAll, columns)
    }
    for (side, which) in [("OLD", \EntitlementDiff.old), ("NEW", \EntitlementDiff.new)] {
      for one in device.entitlements {
        guard let usage = one[keyPath: which], !usage.isProved, let points = usage.accessPoints
        else { continue }
        result +=
          "  \(TerminalText.escaped(EntitlementWording.name(one.tag, isWhole: listsAll))): the lists of \(side) give "
          + "\(counted(points, "access point")) and its latest report ends with "
          + "\(usage.accessPointCount.map { "the count \($0)" } ?? "no count"), "
          + "so who joined and left is not certain\n"
      }
    }
    return result
  }

  private static func list(
    _ points: [AccessPointChange], _ sign: String, _ word: String, _ listsAll: Bool,
    _ columns: Int?
  ) -> String {
    let table = Table<AccessPointChange>(
      points.prefix(listsAll ? .max : mostShown),
      [
        .text("") { _ in sign }, .text("") { $0.udi.pid },
        .text("") { $0.udi.serial },
        .text("", missing: "") {
          $0.tags.map { EntitlementWording.name($0, isWhole: listsAll) }
        },
        .text("", missing: "") { $0.elsewhere.map { "\(word) \($0)" } },
      ])
    guard !points.isEmpty else { return "" }
    let rest =
      points.count > mostShown && !listsAll
      ? "    \(sign)  and \(points.count - mostShown) more (--verbose lists all)\n" : ""
    return table.text(indent: 4, columns: columns) + rest
  }

  // MARK: Reports

  private func writeReports(
    _ usage: UsageDiff, listsAll: Bool, _ write: (String) -> Void
  ) {
    let isQuiet = usage.added.isEmpty && usage.removed.isEmpty && usage.changed.isEmpty
    guard !isQuiet else { return }
    let limit = listsAll ? Int.max : Self.mostShown
    write("reports\n")
    func more(_ sign: String, _ count: Int) {
      if count > limit { write("  \(sign) and \(count - limit) more (--verbose lists all)\n") }
    }
    for one in usage.changed.prefix(limit) {
      let counts = Self.arrow(
        one.old.latest.map { String($0) }, one.new.latest.map { String($0) })
      write(Self.line("~", one.new, "\(one.change.words), count \(counts)", listsAll))
    }
    more("~", usage.changed.count)
    for (sign, list) in [("+", usage.added), ("-", usage.removed)] {
      for report in list.prefix(limit) {
        let count = report.latest.map { "count \($0)" } ?? "no count"
        write(Self.line(sign, report, count, listsAll))
      }
      more(sign, list.count)
    }
    write("\n")
  }

  private static func line(
    _ sign: String, _ report: UsageDiff.Report, _ words: String, _ isWhole: Bool
  ) -> String {
    let id = report.id.map { String($0) } ?? "without an id"
    let times = [report.start, report.end].map { $0.map(TimeText.iso8601) ?? "-" }
    var parts = [
      id, report.device?.description ?? "unknown device",
      report.isTelemetry ? "telemetry" : EntitlementWording.name(report.tag, isWhole: isWhole),
      times.joined(separator: " to "), words,
    ]
    if report.isOpen { parts.append("open") }
    return "  \(sign) \(TerminalText.escaped(parts.joined(separator: "  ")))\n"
  }

  // MARK: Files from the portal

  private static func text(_ pair: AckDiff.Pair, _ columns: Int?) -> String {
    let devices = pair.devices.prefix(mostShown).map(\.description).joined(separator: ", ")
    var result = ""
    switch (pair.old, pair.new) {
    case (let old?, let new?): result = TerminalText.escaped("\(old) -> \(new)", limit: 800)
    case (let old?, nil): result = TerminalText.escaped(old) + "  (only in OLD)"
    case (nil, let new?): result = TerminalText.escaped(new) + "  (only in NEW)"
    case (nil, nil): break
    }
    result += "\n"
    if !devices.isEmpty { result += "  devices  \(TerminalText.escaped(devices))\n" }
    guard !pair.changes.isEmpty else {
      return result + (pair.differs ? "" : "  the same bytes\n") + "\n"
    }
    let acknowledged = pair.changes.filter { $0.subject == .report }
    if !acknowledged.isEmpty {
      let more = acknowledged.count { $0.new != nil }
      result += "  report numbers: +\(more), -\(acknowledged.count - more)\n"
    }
    let table = Table<AckDiff.Change>(
      pair.changes,
      [
        .text("WHAT") {
          ([$0.subject.words] + [$0.name].compactMap(\.self)).joined(separator: " ")
        },
        .text("OLD") { $0.old }, .text("NEW") { $0.new },
      ])
    return result + table.text(indent: 2, columns: columns) + "\n"
  }

  // MARK: The end

  private var closing: String {
    guard differs else { return "nothing differs\n" }
    var parts: [String] = []
    if let usage {
      parts += [
        "\(usage.added.count) added", "\(usage.removed.count) removed",
        "\(usage.changed.count) changed", "\(usage.same) the same",
      ]
      let joined = usage.devices.reduce(0) { $0 + $1.joined.count }
      let left = usage.devices.reduce(0) { $0 + $1.left.count }
      parts = ["reports: " + parts.joined(separator: ", ")]
      parts.append("access points: +\(joined), -\(left)")
      let changed = usage.devices.count(where: \.differs)
      parts.append("\(changed) of \(counted(usage.devices.count, "device")) changed")
    }
    if let acks {
      let changed = acks.pairs.count(where: \.differs)
      parts.append("\(changed) of \(counted(acks.pairs.count, "file")) from the portal changed")
    }
    return parts.joined(separator: "; ") + "\n"
  }
}

extension UsageDiff.ReportChange {
  fileprivate var words: String {
    switch self {
    case .grown: "grown"
    case .contradicts: "contradicted"
    case .olderState: "in an older state"
    case .closedChanged: "closed and changed"
    }
  }
}

extension AckDiff.Subject {
  fileprivate var words: String {
    switch self {
    case .report: "report number"
    case .correlationID: "correlation id"
    case .word: "says"
    case .unsigned: "not signed"
    case .kind, .device, .policy, .account, .authorization, .bytes: rawValue
    }
  }
}

extension Basis {
  /// How it is known, with its certainty in front.
  var text: String { "\(certainty): \(source)" }
}
