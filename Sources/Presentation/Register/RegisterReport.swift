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
    CSVTable(RegisterColumns.data).text(devices, isRaw: isRaw)
  }

  /// For people.
  package func draft(_ layout: Layout) -> String {
    let table = Table<DeviceRecord>(
      devices,
      [
        RegisterColumns.group.goes(2), RegisterColumns.host,
        .text("device") { $0.udi.description }, RegisterColumns.site.goes(1),
        RegisterColumns.account.goes(3), RegisterColumns.state, RegisterColumns.exported.goes(4),
      ].map(\.loud))
    let known = devices.filter(\.isRegistered)
    let out = known.count { !$0.isInService }
    // The usage of a pair or stack goes out in the file of one member.
    let exported = Set(devices.filter { $0.exportedAt != nil }.compactMap(\.group))
    let never = known.count {
      $0.isInService && $0.belongs(to: identity.name) && $0.exportedAt == nil
        && !($0.group.map(exported.contains) ?? false)
    }
    let counts =
      "\n\(known.count) in the register, \(out) of them out of service, \(never) never exported; "
      + "\(devices.count - known.count) known only from files\n"
    var left = LeftOutColumns()
    let text = table.text(columns: layout.columns, leavingOut: &left)
    return identity.rehearsalLine + text + left.line + counts
  }
}

extension DeviceRecord {
  /// One word for tables.
  var registerState: String {
    if replacedBy != nil { return "replaced" }
    if retiredReason != nil { return "retired" }
    return isRegistered ? "in-service" : "not-registered"
  }

  var stateWords: String {
    if let replacedBy { return "replaced by \(replacedBy)" }
    if let retiredReason { return "retired: \(retiredReason)" }
    return registerState.replacing("-", with: " ")
  }

  fileprivate var registerJSON: JSONText {
    .fields([
      "": udi, "": [RegisterColumns.host, RegisterColumns.group].json(self),
      "grouped_by_hand": isGroupedByHand,
      "": (RegisterColumns.place + [RegisterColumns.state]).json(self),
      "replaced_by": replacedBy?.json, "retired_reason": retiredReason,
      "": [RegisterColumns.exported].json(self),
    ])
  }
}
