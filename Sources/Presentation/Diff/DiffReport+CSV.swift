import Assessment
import LicenseFiles

extension DiffReport {
  private static let columns = [
    "what", "change", "udi_pid", "udi_serial_number", "entitlement_tag", "name", "item", "old",
    "new",
  ]

  /// Writes one table: a row for each thing that differs.
  ///
  /// - Parameters:
  ///   - isRaw: leave cells that a spreadsheet would take for a formula.
  ///   - write: takes the next piece.
  func writeCSV(isRaw: Bool, _ write: @escaping (String) -> Void) {
    write(CSVText.row(Self.columns))
    let table = Table(isRaw: isRaw, write: write)
    if let usage {
      for device in usage.devices { add(device, to: table) }
      for report in usage.added {
        table.row(
          "report", "added", report.device, report.tag, Self.id(report), nil, report.latest.text)
      }
      for report in usage.removed {
        table.row(
          "report", "removed", report.device, report.tag, Self.id(report), report.latest.text, nil)
      }
      for one in usage.changed {
        table.row(
          "report", one.change.rawValue, one.new.device, one.new.tag, Self.id(one.new),
          one.old.latest.text, one.new.latest.text)
      }
    }
    for pair in acks?.pairs ?? [] { add(pair, to: table) }
    for finding in findings.listed {
      table.row(
        "finding", finding.severity.rawValue, finding.productInstance, nil, finding.id, nil,
        "\(OverviewWording.place(finding)): \(finding.message)")
    }
  }

  private struct Table {
    let isRaw: Bool
    let write: (String) -> Void

    func row(
      _ what: String, _ change: String, _ device: UDI?, _ tag: String?, _ item: String?,
      _ old: String?, _ new: String?
    ) {
      write(
        CSVText.row(
          [
            what, change, device?.pid ?? "", device?.serial ?? "", tag ?? "",
            tag.flatMap(EntitlementNames.name(of:)) ?? "", item ?? "", old ?? "", new ?? "",
          ], isRaw: isRaw))
    }
  }

  private static func id(_ report: UsageDiff.Report) -> String? { report.id.map { String($0) } }

  private func add(_ device: DeviceDiff, to table: Table) {
    let udi = device.udi
    if device.relation != .same {
      table.row(
        "device", device.relation.rawValue, udi, nil, nil, device.old?.udi?.description,
        device.new?.udi?.description)
    }
    for one in device.replacements {
      table.row(
        "replacement", one.basis.certainty, udi, nil, one.basis.source, one.old.description,
        one.new.description)
    }
    if device.changesRelease {
      table.row(
        "software_version", "changed", udi, nil, nil, device.old?.softwareVersion,
        device.new?.softwareVersion)
    }
    if device.changesHostName {
      table.row("host_name", "changed", udi, nil, nil, device.old?.hostName, device.new?.hostName)
    }
    for role in device.roles {
      table.row("ha_role", "changed", udi, nil, role.udi.description, role.old, role.new)
    }
    for one in device.entitlements where one.differs {
      table.row(
        "latest", "changed", udi, one.tag, one.change.text, one.old?.latest.text ?? nil,
        one.new?.latest.text ?? nil)
      if one.old?.peak != one.new?.peak {
        table.row(
          "peak", "changed", udi, one.tag, nil, one.old?.peak.text ?? nil, one.new?.peak.text ?? nil
        )
      }
    }
    for (change, points) in [("joined", device.joined), ("left", device.left)] {
      for point in points {
        let from = change == "joined" ? point.elsewhere : udi
        let to = change == "joined" ? udi : point.elsewhere
        for tag in point.tags.isEmpty ? [""] : point.tags {
          table.row(
            "access_point", change, udi, tag.isEmpty ? nil : tag, point.udi.description,
            from?.description, to?.description)
        }
      }
    }
  }

  private func add(_ pair: AckDiff.Pair, to table: Table) {
    let device = pair.devices.count == 1 ? pair.devices[0] : nil
    guard let old = pair.old, let new = pair.new else {
      table.row(
        "file", pair.old == nil ? "added" : "removed", device, nil, nil, pair.old, pair.new)
      return
    }
    if pair.differs { table.row("file", "changed", device, nil, nil, old, new) }
    for change in pair.changes {
      let word = change.old == nil ? "added" : change.new == nil ? "removed" : "changed"
      table.row(
        change.subject == .report ? "report_number" : change.subject.rawValue, word, device, nil,
        change.name, change.old, change.new)
    }
  }
}

extension Int64? {
  fileprivate var text: String? { map { String($0) } }
}
