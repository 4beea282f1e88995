import LicenseFiles
public import Assessment

/// The devices of a site, as its register has them.
public struct RegisterReport: Sendable {
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
  public func csv(isRaw: Bool = false) -> String {
    var text = CSVText.row([
      "udi_pid", "udi_serial_number", "host_name", "group", "site", "virtual_account",
      "change_window", "contact", "address", "device_path", "state",
    ])
    for device in devices {
      text += CSVText.row(
        [
          device.udi.pid, device.udi.serial, device.hostName ?? "", device.group ?? "",
          device.site ?? "", device.account ?? "", device.changeWindow ?? "",
          device.contact ?? "", device.address ?? "", device.devicePath ?? "",
          device.registerState,
        ], isRaw: isRaw)
    }
    return text
  }

  /// For people.
  public var text: String {
    var table = TextTable(["group", "host", "device", "site", "account", "state", "last export"])
    for device in devices {
      table.add([
        device.group ?? "-", device.hostName ?? "-", device.udi.description, device.site ?? "-",
        device.account ?? "-", device.stateWords,
        device.exportedAt.map { TimeText.day($0) } ?? "never",
      ])
    }
    let known = devices.filter(\.isRegistered)
    let out = known.count { !$0.isInService }
    let never = known.count {
      $0.isInService && $0.belongs(to: identity.name) && $0.exportedAt == nil
    }
    return identity.rehearsalLine + table.text()
      + "\n\(known.count) in the register, \(out) of them out of service, \(never) never exported; "
      + "\(devices.count - known.count) only met in files\n"
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
