import Assessment
import LicenseFiles

extension DiffReport {
  /// Writes `rumkit.diff/1`. Lists that may be long have one element on a line.
  ///
  /// - Parameter write: takes the next piece.
  public func writeJSON(_ write: (String) -> Void) {
    write("{\n")
    member("schema", .string("rumkit.diff/1"), write)
    member("differs", .bool(differs), write)
    member("old", Self.side(old, usage?.old), write)
    member("new", Self.side(new, usage?.new), write)
    write("  \"reports\": {\n")
    writeReports(write)
    write("  },\n")
    let devices = usage?.devices ?? []
    list(
      "entitlements",
      devices.lazy.flatMap { device in
        device.entitlements.lazy.map { Self.json($0, device) }
      }, indent: 2, write)
    write("  \"access_points\": {\n")
    for (key, points) in [("added", \DeviceDiff.joined), ("removed", \DeviceDiff.left)] {
      list(
        key,
        devices.lazy.flatMap { device in
          device[keyPath: points].lazy.map { Self.json($0, device, isAdded: key == "added") }
        }, indent: 4, isLast: key == "removed", write)
    }
    write("  },\n")
    list("product_instances", devices.lazy.map { Self.json($0) }, indent: 2, write)
    list("acknowledgements", (acks?.pairs ?? []).lazy.map { Self.json($0) }, indent: 2, write)
    list("findings", findings.listed.lazy.map(\.json), indent: 2, write)
    member("counts", findings.countsJSON, write)
    member("omitted", JSONText(findings.omitted), isLast: true, write)
    write("}\n")
  }

  // MARK: Writing

  private func member(
    _ key: String, _ value: JSONText, isLast: Bool = false, _ write: (String) -> Void
  ) {
    // Text of JSON holds no line feed but those between its parts.
    let nested = value.text.dropLast().replacing("\n", with: "\n  ")
    write("  \"\(key)\": \(nested)\(isLast ? "" : ",")\n")
  }

  private func list(
    _ key: String, _ elements: some Sequence<JSONText>, indent: Int, isLast: Bool = false,
    _ write: (String) -> Void
  ) {
    let blank = String(repeating: " ", count: indent)
    write("\(blank)\"\(key)\": [")
    var isFirst = true
    for element in elements {
      write((isFirst ? "\n" : ",\n") + blank + "  " + element.line)
      isFirst = false
    }
    write((isFirst ? "]" : "\n\(blank)]") + (isLast ? "\n" : ",\n"))
  }

  private func writeReports(_ write: (String) -> Void) {
    write("    \"same\": \(usage?.same ?? 0),\n")
    guard let usage else {
      for key in ["added", "removed", "changed"] {
        list(key, [JSONText](), indent: 4, isLast: key == "changed", write)
      }
      return
    }
    list("added", usage.added.lazy.map { .object(Self.members($0)) }, indent: 4, write)
    list("removed", usage.removed.lazy.map { .object(Self.members($0)) }, indent: 4, write)
    list(
      "changed",
      usage.changed.lazy.map { one in
        .object(
          Self.members(one.new) + [
            ("change", .string(one.change.rawValue)),
            ("old_end", JSONText(one.old.end.map(TimeText.iso8601))),
            ("old_latest", JSONText(one.old.latest)),
            ("old_measurements", JSONText(one.old.measurements)),
            ("old_open", .bool(one.old.isOpen)),
          ])
      }, indent: 4, isLast: true, write)
  }

  // MARK: Parts

  private static func side(_ name: String, _ side: UsageDiff.Side?) -> JSONText {
    .object([
      ("name", .string(name)), ("files", JSONText(side?.files)),
      ("reports", JSONText(side?.reports)),
      ("telemetry_reports", JSONText(side?.telemetryReports)),
      ("conflicting_reports", JSONText(side?.conflictingReports)),
      ("last_end", JSONText((side?.lastEnd).flatMap { $0 }.map(TimeText.iso8601))),
      ("complete", side.map { .bool($0.isComplete) } ?? .null),
    ])
  }

  private static func members(_ report: UsageDiff.Report) -> [(String, JSONText)] {
    udi(report.device) + [
      ("report_id", JSONText(report.id.map { String($0) })),
      ("entitlement_tag", JSONText(report.tag)),
      ("name", JSONText(report.tag.flatMap(EntitlementNames.name(of:)))),
      ("telemetry", .bool(report.isTelemetry)), ("open", .bool(report.isOpen)),
      ("start", JSONText(report.start.map(TimeText.iso8601))),
      ("end", JSONText(report.end.map(TimeText.iso8601))),
      ("measurements", JSONText(report.measurements)), ("latest", JSONText(report.latest)),
    ]
  }

  private static func udi(_ udi: UDI?, _ prefix: String = "") -> [(String, JSONText)] {
    [
      (prefix + "udi_pid", JSONText(udi?.pid)),
      (prefix + "udi_serial_number", JSONText(udi?.serial)),
    ]
  }

  private static func json(_ entitlement: EntitlementDiff, _ device: DeviceDiff) -> JSONText {
    var members =
      udi(device.udi) + [
        ("entitlement_tag", JSONText(entitlement.tag)), ("name", JSONText(entitlement.name)),
        ("change", JSONText(entitlement.change)),
      ]
    for (prefix, usage) in [("old", entitlement.old), ("new", entitlement.new)] {
      members += [
        ("\(prefix)_latest", JSONText(usage?.latest)), ("\(prefix)_peak", JSONText(usage?.peak)),
        ("\(prefix)_reports", JSONText(usage?.reports)),
        ("\(prefix)_open_reports", JSONText(usage?.openReports)),
        ("\(prefix)_last_end", JSONText((usage?.lastEnd).flatMap { $0 }.map(TimeText.iso8601))),
        ("\(prefix)_access_points", JSONText(usage?.accessPoints)),
        (
          "\(prefix)_access_points_proved",
          usage?.accessPoints == nil ? .null : .bool(usage?.isProved ?? false)
        ),
      ]
    }
    return .object(members)
  }

  private static func json(
    _ point: AccessPointChange, _ device: DeviceDiff, isAdded: Bool
  ) -> JSONText {
    .object(
      udi(point.udi) + udi(device.udi, "controller_")
        + udi(point.elsewhere, isAdded ? "from_controller_" : "to_controller_") + [
          ("entitlement_tags", .array(point.tags.map { .string($0) })),
          (
            "names",
            .array(point.tags.compactMap { EntitlementNames.name(of: $0) }.map { .string($0) })
          ),
        ])
  }

  private static func json(_ device: DeviceDiff) -> JSONText {
    let counts = device.reports
    return .object(
      udi(device.udi) + [
        ("relation", .string(device.relation.rawValue)), ("differs", .bool(device.differs)),
        ("old", device.old.map(json) ?? .null), ("new", device.new.map(json) ?? .null),
        (
          "replacements",
          .array(
            device.replacements.map { one in
              .object(
                udi(one.old, "old_") + udi(one.new, "new_") + [
                  ("basis", one.basis.json)
                ])
            })
        ),
        (
          "ha_roles",
          .array(
            device.roles.map {
              .object(
                udi($0.udi) + [("old_role", JSONText($0.old)), ("new_role", JSONText($0.new))])
            })
        ),
        (
          "reports",
          .object(
            [("added", JSONText(counts.added)), ("removed", JSONText(counts.removed))]
              + UsageDiff.ReportChange.allCases.map { change in
                (
                  change.rawValue.replacing("-", with: "_"),
                  JSONText(counts.changed[change] ?? 0)
                )
              } + [("same", JSONText(counts.same))])
        ),
      ])
  }

  private static func json(_ state: DeviceDiff.State) -> JSONText {
    .object(
      udi(state.udi) + [
        ("host_name", JSONText(state.hostName)),
        ("software_version", JSONText(state.softwareVersion)),
        (
          "ha_members",
          .array(state.members.map { .object([("role", .string($0.role))] + udi($0.udi)) })
        ),
        ("first_start", JSONText(state.firstStart.map(TimeText.iso8601))),
        ("last_end", JSONText(state.lastEnd.map(TimeText.iso8601))),
      ])
  }

  private static func json(_ pair: AckDiff.Pair) -> JSONText {
    .object([
      ("old_file", JSONText(pair.old)), ("new_file", JSONText(pair.new)),
      ("differs", .bool(pair.differs)),
      ("devices", .array(pair.devices.map { .object(udi($0)) })),
      (
        "report_numbers_added",
        .array(pair.changes.filter { $0.subject == .report }.compactMap(\.new).map { .string($0) })
      ),
      (
        "report_numbers_removed",
        .array(pair.changes.filter { $0.subject == .report }.compactMap(\.old).map { .string($0) })
      ),
      (
        "changes",
        .array(
          pair.changes.filter { $0.subject != .report }.map {
            .object([
              ("subject", .string($0.subject.rawValue)), ("name", JSONText($0.name)),
              ("old", JSONText($0.old)), ("new", JSONText($0.new)),
            ])
          })
      ),
    ])
  }
}
