import Assessment
import LicenseFiles

extension DiffReport {
  /// Writes `rumkit.diff/1`. Lists that may be long have one element on a line.
  ///
  /// - Parameter write: takes the next piece.
  func writeJSON(_ write: (String) -> Void) {
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
    list("product_instances", devices.lazy.map(Self.json), indent: 2, write)
    list("acknowledgements", (acks?.pairs ?? []).lazy.map(Self.json), indent: 2, write)
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
    list("added", usage.added.lazy.map(Self.json), indent: 4, write)
    list("removed", usage.removed.lazy.map(Self.json), indent: 4, write)
    list(
      "changed",
      usage.changed.lazy.map { one in
        JSONText.fields([
          "": Self.json(one.new), "change": one.change.rawValue,
          "old_end": one.old.end.map(TimeText.iso8601), "old_latest": one.old.latest,
          "old_measurements": one.old.measurements, "old_open": one.old.isOpen,
        ])
      }, indent: 4, isLast: true, write)
  }

  // MARK: Parts

  private static func side(_ name: String, _ side: UsageDiff.Side?) -> JSONText {
    .fields([
      "name": name, "files": side?.files, "reports": side?.reports,
      "telemetry_reports": side?.telemetryReports, "conflicting_reports": side?.conflictingReports,
      "last_end": (side?.lastEnd).flatMap { $0 }.map(TimeText.iso8601),
      "complete": side.map { $0.isComplete },
    ])
  }

  private static func json(_ report: UsageDiff.Report) -> JSONText {
    .fields([
      "": udi(report.device), "report_id": report.id.map { String($0) },
      "entitlement_tag": report.tag, "name": report.tag.flatMap(EntitlementNames.name(of:)),
      "telemetry": report.isTelemetry, "open": report.isOpen,
      "start": report.start.map(TimeText.iso8601), "end": report.end.map(TimeText.iso8601),
      "measurements": report.measurements, "latest": report.latest,
    ])
  }

  private static func udi(_ udi: UDI?, _ prefix: String = "") -> JSONText {
    .fields([prefix + "udi_pid": udi?.pid, prefix + "udi_serial_number": udi?.serial])
  }

  private static func json(_ entitlement: EntitlementDiff, _ device: DeviceDiff) -> JSONText {
    .fields([
      "": udi(device.udi), "entitlement_tag": entitlement.tag, "name": entitlement.name,
      "change": entitlement.change, "": json(entitlement.old, "old"),
      "": json(entitlement.new, "new"),
    ])
  }

  private static func json(_ usage: EntitlementDiff.Usage?, _ prefix: String) -> JSONText {
    .fields([
      "\(prefix)_latest": usage?.latest, "\(prefix)_peak": usage?.peak,
      "\(prefix)_reports": usage?.reports, "\(prefix)_open_reports": usage?.openReports,
      "\(prefix)_last_end": (usage?.lastEnd).flatMap { $0 }.map(TimeText.iso8601),
      "\(prefix)_access_points": usage?.accessPoints,
      "\(prefix)_access_points_proved": usage?.accessPoints == nil
        ? nil : usage?.isProved ?? false,
    ])
  }

  private static func json(
    _ point: AccessPointChange, _ device: DeviceDiff, isAdded: Bool
  ) -> JSONText {
    .fields([
      "": udi(point.udi), "": udi(device.udi, "controller_"),
      "": udi(point.elsewhere, isAdded ? "from_controller_" : "to_controller_"),
      "entitlement_tags": point.tags,
      "names": point.tags.compactMap { EntitlementNames.name(of: $0) },
    ])
  }

  private static func json(_ device: DeviceDiff) -> JSONText {
    let counts = device.reports
    return .fields([
      "": udi(device.udi), "relation": device.relation.rawValue,
      "differs": device.differs, "old": device.old.map(json), "new": device.new.map(json),
      "replacements": device.replacements.map { one in
        JSONText.fields([
          "": udi(one.old, "old_"), "": udi(one.new, "new_"),
          "basis": one.basis.json,
        ])
      },
      "ha_roles": device.roles.map {
        JSONText.fields(["": udi($0.udi), "old_role": $0.old, "new_role": $0.new])
      },
      "reports": JSONText.fields([
        "added": counts.added, "removed": counts.removed,
        "": JSONText.object(
          UsageDiff.ReportChange.allCases.map { change in
            (
              change.rawValue.replacing("-", with: "_"),
              JSONText(counts.changed[change] ?? 0)
            )
          }), "same": counts.same,
      ]),
    ])
  }

  private static func json(_ state: DeviceDiff.State) -> JSONText {
    .fields([
      "": udi(state.udi), "host_name": state.hostName,
      "software_version": state.softwareVersion,
      "ha_members": state.members.map {
        JSONText.fields(["role": $0.role, "": udi($0.udi)])
      }, "first_start": state.firstStart.map(TimeText.iso8601),
      "last_end": state.lastEnd.map(TimeText.iso8601),
    ])
  }

  private static func json(_ pair: AckDiff.Pair) -> JSONText {
    .fields([
      "old_file": pair.old, "new_file": pair.new, "differs": pair.differs,
      "devices": pair.devices.map { udi($0) },
      "report_numbers_added": pair.changes.filter { $0.subject == .report }.compactMap(\.new),
      "report_numbers_removed": pair.changes.filter { $0.subject == .report }.compactMap(\.old),
      "changes": pair.changes.filter { $0.subject != .report }.map {
        JSONText.fields([
          "subject": $0.subject.rawValue, "name": $0.name, "old": $0.old, "new": $0.new,
        ])
      },
    ])
  }
}
