import LicenseFiles
public import Assessment

/// The devices of a site, as its register has them.
public struct RegisterReport: TextReport, JSONReport, CSVReport, Sendable {
  private let identity: SiteIdentity
  private let devices: [DeviceRecord]

  /// - Parameters:
  ///   - identity: the site.
  ///   - devices: those to be listed, in order.
  public init(_ identity: SiteIdentity, _ devices: [DeviceRecord]) {
    self.identity = identity
    self.devices = devices
  }

  /// `rumkit.register/1`.
  public var json: JSONText {
    .fields([
      "schema": "rumkit.register/1", "site": identity.name, "mode": identity.mode.rawValue,
      "devices": devices.map(\.registerJSON),
    ])
  }

  /// A table that `site devices import` reads again.
  public func csv(isRaw: Bool) -> String {
    CSVTable<DeviceRecord>([
      "udi_pid": { $0.udi.pid }, "udi_serial_number": { $0.udi.serial },
      "host_name": { $0.hostName }, "group": { $0.group }, "site": { $0.site },
      "virtual_account": { $0.account }, "change_window": { $0.changeWindow },
      "contact": { $0.contact }, "address": { $0.address }, "device_path": { $0.devicePath },
      "state": { $0.registerState },
    ]).text(devices, isRaw: isRaw)
  }

  /// For people.
  public func text(_ layout: Layout) -> String {
    let table = Table<DeviceRecord>(
      devices,
      [
        .text("group") { $0.group }.goes(2), .text("host") { $0.hostName },
        .text("device") { $0.udi.description }, .text("site") { $0.site }.goes(1),
        .text("account") { $0.account }.goes(3), .text("state") { $0.stateWords },
        .text("last export", missing: "never") { $0.exportedAt.map { TimeText.day($0) } }.goes(4),
      ])
    let known = devices.filter(\.isRegistered)
    let out = known.count { !$0.isInService }
    let never = known.count {
      $0.isInService && $0.belongs(to: identity.name) && $0.exportedAt == nil
    }
    let counts =
      "\n\(known.count) in the register, \(out) of them out of service, \(never) never exported; "
      + "\(devices.count - known.count) only met in files\n"
    return WrappedText.block(
      identity.rehearsalLine + table.text(columns: layout.columns) + counts, columns: layout.columns
    )
  }
}

extension DeviceRecord {
  /// One word for tables.
  var registerState: String {
    if replacedBy != nil { return "replaced" }
    if retiredReason != nil { return "retired" }
    return isRegistered ? "in-service" : "not-registered"
  }

  fileprivate var stateWords: String {
    if let replacedBy { return "replaced by \(replacedBy)" }
    if let retiredReason { return "retired: \(retiredReason)" }
    return registerState.replacing("-", with: " ")
  }

  fileprivate var registerJSON: JSONText {
    .fields([
      "": udi, "host_name": hostName, "group": group, "grouped_by_hand": isGroupedByHand,
      "site": site, "virtual_account": account, "change_window": changeWindow, "contact": contact,
      "address": address, "device_path": devicePath, "state": registerState,
      "replaced_by": replacedBy?.json, "retired_reason": retiredReason,
      "exported_at": exportedAt.map { TimeText.iso8601($0) },
    ])
  }
}
