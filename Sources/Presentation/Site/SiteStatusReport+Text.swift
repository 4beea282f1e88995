import Assessment
import LicenseFiles

extension SiteStatusReport {
  /// For a terminal. Where the one table does not fit, each cycle takes three lines.
  package func draft(_ layout: Layout) -> String {
    let columns = layout.columns
    let site = status.history.identity
    let heading = "site \(TerminalText.escaped(site.name)), \(TimeText.iso8601(status.now))"
    var result = site.rehearsalLine
    result += WrappedText.lines(heading, columns: columns, indent: "  ").joined(separator: "\n")
    result += "\n\n" + table(columns)
    for warning in guarded.compactMap(\.warning) {
      let lines = WrappedText.lines(
        TerminalText.escaped(warning, limit: 600), columns: columns, indent: "  ")
      result += lines.joined(separator: "\n") + "\n"
    }
    guard let device else { return result + "\n" + below.text }
    result += "\n" + lines(of: device.record).text + "\n"
    return result
      + (device.reports.isEmpty
        ? "no report of it is known\n" : reportTable.lines.text(columns: columns))
  }

  private func table(_ columns: Int?) -> String {
    guard !cycles.isEmpty else {
      let hint = whenEmpty
      return WrappedText.lines(hint, columns: columns, indent: "  ").joined(separator: "\n") + "\n"
    }
    let wide = Table(cycles, StatusColumns.all.map(\.loud)).lines
    guard let columns, wide.width > columns else { return wide.text() }
    return wide.leastWidth > columns ? foldedTable(columns) : wide.text(columns: columns)
  }

  /// What stands in place of the table.
  var whenEmpty: String {
    status.atOtherSites.isEmpty
      ? "no device yet: rumkit site devices import, or rumkit pack"
      : "no device of this site: the register puts every one into another site"
  }

  /// The numbers of each cycle in a row, with the next step where there is room for it; its devices and account
  /// in lines of their own.
  private func foldedTable(_ columns: Int) -> String {
    let numbers = StatusColumns.folded.map(\.loud)
    let wide = numbers + [StatusColumns.next.loud]
    let showsNext = Table(cycles, wide).lines.leastWidth <= columns
    let shown = showsNext ? wide : numbers
    let rest = Table(cycles, Array(shown.dropFirst())).lines
    let nameColumns = max(8, columns - (showsNext ? rest.leastWidth : rest.width) - 2)
    let table = Table(cycles, shown.prefix(1).map { $0.fitting(nameColumns) } + shown.dropFirst())
      .lines
    var result = ""
    func add(_ safe: String, indent: String) {
      for line in WrappedText.lines(safe, columns: columns, indent: indent) {
        result += line + "\n"
      }
    }
    for line in table.row(0, columns: columns) { add(line, indent: "  ") }
    for (index, cycle) in cycles.enumerated() {
      let name = TerminalText.escaped(StatusWording.name(cycle))
      if TerminalText.width(name) > nameColumns { add(name, indent: "  ") }
      for line in table.row(index + 1, columns: columns) { add(line, indent: "  ") }
      let devices = StatusWording.devices(cycle.members.map(\.udi))
      let accounts = cycle.accounts.joined(separator: ", ")
      add(
        "  " + TerminalText.escaped(devices + (accounts.isEmpty ? "" : "  in \(accounts)")),
        indent: "    ")
      if !showsNext {
        add("  next: " + TerminalText.escaped(StatusWording.action(cycle.action)), indent: "    ")
      }
    }
    return result
  }

  var below: LabelledLines {
    var lines = LabelledLines()
    lines.add("cycles", StatusWording.counts(status))
    let trips = status.openTrips
    lines.add("open trips", trips.isEmpty ? "none" : "\(trips.count)")
    for trip in trips {
      let days = counted(status.days(since: trip.openedAt) ?? 0, "day")
      lines.add(
        "", "\(trip.name): \(trip.carrier), for \(days), \(trip.media.joined(separator: " "))")
    }
    let overrides = status.history.overrides
    lines.add("overrides", overrides.isEmpty ? "none" : "\(overrides.count)")
    for event in overrides.suffix(5) {
      lines.add("", "event \(event.number), by \(event.operatorName): \(EventWording.line(event))")
    }
    if overrides.count > 5 { lines.add("", "all: rumkit site log --kind guard-overridden") }
    let unseen = status.neverSeen
    lines.add(
      "never seen",
      unseen.isEmpty
        ? "none"
        : "\(unseen.count): " + StatusWording.devices(unseen.prefix(8).map(\.udi))
          + (unseen.count > 8 ? " and \(unseen.count - 8) more" : ""))
    let others = status.atOtherSites
    if !others.isEmpty {
      let sites = Set(others.compactMap(\.site)).sorted()
      let more = sites.count > 4 ? " and \(counted(sites.count - 4, "more site"))" : ""
      lines.add(
        "at other sites",
        "\(others.count), in \(sites.prefix(4).joined(separator: ", "))\(more): rumkit status --all"
      )
      lines.add(
        "", "if they belong here, correct the column site of the register and import it again")
    }
    let undated = status.cycles.filter { $0.rank != .outOfService && $0.deadline == .unknown }
    if !undated.isEmpty {
      lines.add("deadline unknown", "\(undated.count): rumkit check CAPTURES records it")
      let names = undated.prefix(8).compactMap {
        $0.speaker.map { $0.hostName ?? $0.udi.description }
      }
      lines.add(
        "",
        "what to capture: " + ShellText.command(["commands"] + (undated.count > 8 ? [] : names)))
    }
    let packs = status.history.unfinishedPacks
    lines.add("unfinished packs", packs.isEmpty ? "none" : "\(packs.count)")
    if !packs.isEmpty {
      lines.add("", "the next rumkit pack ends those that are not under way any more")
    }
    for event in packs {
      lines.add("", "event \(event.number), \(TimeText.iso8601(event.time)): \(event[.run] ?? "")")
    }
    let codes = status.history.confirmationCodes
    lines.add("codes for the portal", codes.isEmpty ? "none" : "\(codes.count)")
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
    return lines
  }

  func lines(of record: DeviceRecord) -> LabelledLines {
    var lines = LabelledLines()
    func moment(_ time: Int64?) -> String? { time.map(TimeText.iso8601) }
    for (label, value) in [
      ("device", record.udi.description), ("registered", record.isRegistered ? "yes" : "no"),
      ("host name", record.hostName), ("group", record.group), ("site", record.site),
      ("virtual account", record.account), ("change window", record.changeWindow),
      ("contact", record.contact), ("address", record.address), ("path", record.devicePath),
      ("release", record.release), ("transport", record.transport), ("policy", record.policy),
      ("replaced by", record.replacedBy?.description), ("retired", record.retiredReason),
      ("deadline", record.deadlineText ?? "unknown"),
      ("last ACK", record.lastAckText ?? "unknown"), ("exported", moment(record.exportedAt)),
      ("ACK received", moment(record.acknowledgedAt)), ("imported", moment(record.importedAt)),
      ("confirmed", moment(record.confirmedAt)), ("output read", moment(record.observedAt)),
    ] {
      if let value { lines.add(label, value) }
    }
    return lines
  }

  var reportTable: Table<KnownSiteReport> {
    let reports = device?.reports ?? []
    let isOfSeveral = reports.contains { $0.device != reports.first?.device }
    return Table(
      reports,
      (isOfSeveral ? [.text("DEVICE") { $0.device.serial }] : []) + [
        .text("REPORT") { String($0.id) },
        .text("FILE") { $0.fileName },
        .text("STATES") {
          (($0.isOpen ? ["open"] : []) + $0.states.words).joined(separator: ", ")
        },
      ])
  }
}
