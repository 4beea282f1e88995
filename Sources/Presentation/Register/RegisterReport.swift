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
    .object([
      ("schema", .string("rumkit.register/1")),
      ("site", .string(identity.name)),
      ("mode", .string(identity.mode.rawValue)),
      ("devices", .array(devices.map(\.registerJSON))),
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
    .object([
      ("udi_pid", .string(udi.pid)), ("udi_serial_number", .string(udi.serial)),
      ("host_name", JSONText(hostName)), ("group", JSONText(group)),
      ("grouped_by_hand", .bool(isGroupedByHand)), ("site", JSONText(site)),
      ("virtual_account", JSONText(account)), ("change_window", JSONText(changeWindow)),
      ("contact", JSONText(contact)), ("address", JSONText(address)),
      ("device_path", JSONText(devicePath)), ("state", .string(registerState)),
      ("replaced_by", replacedBy?.json ?? .null), ("retired_reason", JSONText(retiredReason)),
      ("exported_at", JSONText(exportedAt.map { TimeText.iso8601($0) })),
    ])
  }
}
