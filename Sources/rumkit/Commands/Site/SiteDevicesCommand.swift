import AirGap
import ArgumentParser
import Assessment
import LicenseFiles
import Presentation

/// `rumkit site devices`: the register.
struct SiteDevicesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "devices",
    abstract: "The register of devices: who is expected, and where each belongs.",
    subcommands: [
      DevicesImportCommand.self, DevicesListCommand.self, DevicesGroupCommand.self,
      DevicesReplaceCommand.self, DevicesRetireCommand.self, DevicesReturnCommand.self,
    ])
}

/// `rumkit site devices list`.
struct DevicesListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the devices of the site.")

  @Option(name: .long, help: "Write the result as text, json or csv.")
  var format: ResultFormat = .text
  @OptionGroup var table: TableOptions
  @OptionGroup var site: SiteOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let console = common.console
    let ledger = try site.openForReading(console)
    let devices = try console.ledger { () throws(LedgerError) in
      try ledger.read { reader throws(LedgerError) in try reader.history().devices }
    }
    let report = RegisterReport(ledger.identity, devices)
    let text =
      switch format {
      case .text: report.text
      case .json: report.json.text
      case .csv: report.csv(isRaw: table.csvRaw)
      }
    try console.give(text, to: output)
  }
}

/// `rumkit site devices group`.
struct DevicesGroupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "group",
    abstract: "Say that devices are one HA pair or stack, and so one cycle.")

  @Argument(help: "The name of the group.")
  var name: String
  @Argument(help: "The devices, by PID:SERIAL, host name or serial number.")
  var devices: [String] = []
  @Flag(name: .long, help: "Take the devices out of the group; all of them when none is named.")
  var ungroup = false
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if name.isEmpty { throw ValidationError("a group needs a name") }
    if devices.isEmpty, !ungroup { throw ValidationError("name the devices of the group") }
  }

  func run() throws {
    let console = common.console
    let session = try site.session(time, console)
    var named: [UDI] = []
    for device in devices { named.append(try session.device(named: device, console)) }
    let known = try session.read(console) { reader throws(LedgerError) in
      try reader.history().devices
    }
    let members = Set(known.filter { $0.group == name }.map(\.udi))
    if ungroup {
      if named.isEmpty { named = members.sorted() }
      guard !named.isEmpty else {
        console.error("there is no group \(name)")
        throw ExitStatus.usage
      }
      for device in named where !members.contains(device) {
        console.error("\(device) is not in the group \(name)")
        throw ExitStatus.usage
      }
    }
    try session.record(
      Set(named).sorted().map {
        SiteEventDraft(
          .deviceGrouped, $0, [.group: ungroup ? "" : name, .by: SiteEvent.byHand])
      }, console)
  }
}

/// `rumkit site devices replace`.
struct DevicesReplaceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replace", abstract: "Say that another device took the place of one (RMA).")

  @Argument(help: "The device that is gone, by PID:SERIAL, host name or serial number.")
  var old: String
  @Argument(help: "The device that took its place, as PID:SERIAL.")
  var new: String
  @Argument(help: "Why.")
  var reason: String?
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if UDI(typed: new) == nil {
      throw ValidationError("the new device is named PID:SERIAL, not '\(new)'")
    }
  }

  func run() throws {
    let console = common.console
    let session = try site.session(time, console)
    let old = try session.device(named: old, console)
    let new = try session.device(named: new, mustBeKnown: false, console)
    let records = try session.read(console) { reader throws(LedgerError) in
      (try reader.device(old) ?? DeviceRecord(old), try reader.device(new))
    }
    let (gone, successor) = records
    if let refusal = refusal(gone, new, successor) {
      console.error(refusal)
      throw ExitStatus.usage
    }
    // What was known of the place goes over to the device that is there now.
    var row = RegisterRow(line: 0, device: new)
    row.hostName = gone.hostName
    row.group = gone.group
    row.site = gone.site
    row.account = gone.account
    row.changeWindow = gone.changeWindow
    row.contact = gone.contact
    row.address = gone.address
    row.devicePath = gone.devicePath
    let events = try session.record(
      [
        SiteEventDraft(
          .deviceReplaced, old, [.replacedBy: new.description, .reason: reason])
      ] + [row.event(after: successor)].compactMap(\.self), console)
    try console.give(
      SiteActReport.replaced(session.identity, events, gone: gone, by: new),
      to: OutputOptions.parse([]))
  }

  private func refusal(_ gone: DeviceRecord, _ new: UDI, _ successor: DeviceRecord?) -> String? {
    if gone.udi == new { return "\(new) cannot take its own place" }
    if let other = gone.replacedBy { return "\(gone.udi) was replaced by \(other) already" }
    if let successor, !successor.isInService { return "\(new) is out of service itself" }
    return nil
  }
}

/// `rumkit site devices retire`.
struct DevicesRetireCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retire", abstract: "Say that a device is out of service.")

  @Argument(help: "The device, by PID:SERIAL, host name or serial number.")
  var device: String
  @Argument(help: "Why.")
  var reason: String
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let console = common.console
    let session = try site.session(time, console)
    let named = try session.device(named: device, console)
    let events = try session.record(
      [SiteEventDraft(.deviceRetired, named, [.reason: reason])], console)
    let record = try session.read(console) { reader throws(LedgerError) in
      try reader.device(named) ?? DeviceRecord(named)
    }
    try console.give(
      SiteActReport.retired(session.identity, events, record), to: OutputOptions.parse([]))
  }
}

/// `rumkit site devices return`.
struct DevicesReturnCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "return", abstract: "Say that a retired or replaced device is in service again.")

  @Argument(help: "The device, by PID:SERIAL or serial number.")
  var device: String
  @Argument(help: "Why.")
  var reason: String
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let console = common.console
    let session = try site.session(time, console)
    let named = try session.device(named: device, console)
    let record = try session.read(console) { reader throws(LedgerError) in
      try reader.device(named)
    }
    guard record?.isInService == false else {
      console.error("\(named) is in service")
      throw ExitStatus.usage
    }
    let events = try session.record(
      [SiteEventDraft(.deviceReturned, named, [.reason: reason])], console)
    try console.give(
      events.map { SiteActReport.recorded(session.identity, $0) }.joined(),
      to: OutputOptions.parse([]))
  }
}
