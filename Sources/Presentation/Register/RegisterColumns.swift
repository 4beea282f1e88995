import Assessment
import LicenseFiles

/// The columns of what the register has of a device, for people and for programs.
enum RegisterColumns {
  static var host: Column<DeviceRecord> { .text("host") { $0.hostName }.keyed("host_name") }
  static var group: Column<DeviceRecord> { .text("group") { $0.group }.keyed("group") }
  static var site: Column<DeviceRecord> { .text("site") { $0.site }.keyed("site") }
  static var account: Column<DeviceRecord> {
    .text("account") { $0.account }.keyed("virtual_account")
  }
  static var state: Column<DeviceRecord> {
    .text("state") { $0.stateWords }.keyed("state") { $0.registerState }
  }
  static var exported: Column<DeviceRecord> {
    .day("last export", missing: "never") { $0.exportedAt }
      .keyed("exported_at") { $0.exportedAt.map(TimeText.iso8601) }
  }

  /// Where it is, whose it is, and when it may be touched.
  static var place: [Column<DeviceRecord>] {
    [
      site, account, .data("change_window") { $0.changeWindow }, .data("contact") { $0.contact },
      .data("address") { $0.address }, .data("device_path") { $0.devicePath },
    ]
  }

  /// For a spreadsheet.
  static var data: [Column<DeviceRecord>] {
    [
      .data("udi_pid") { $0.udi.pid }, .data("udi_serial_number") { $0.udi.serial }, host, group,
    ] + place + [state]
  }
}
