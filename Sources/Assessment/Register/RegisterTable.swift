public import LicenseFiles

/// A register of devices as a spreadsheet has it.
public struct RegisterTable: Sendable {
  /// The rows that can be used, in their order.
  public private(set) var rows: [RegisterRow] = []
  /// What is wrong with the table or with rows of it.
  public private(set) var findings: [Finding] = []
  /// How many rows cannot be used.
  public private(set) var badRows = 0
  /// False when the table cannot be used at all.
  public private(set) var isUsable = true

  /// The most bytes that a table may have.
  public static let largest = 64 << 20

  /// Its name, for findings.
  public let file: String

  private enum Column {
    case pid, serial, udi, hostName, group, site, account, changeWindow, contact
    case address, devicePath, passedOver

    static func named(_ name: String) -> Column? {
      switch name {
      case "udipid", "pid", "productid": .pid
      case "udiserialnumber", "udiserial", "serialnumber", "serial", "sn", "udisn": .serial
      case "udi": .udi
      case "hostname", "host", "devicename", "name": .hostName
      case "group", "hagroup", "pair", "stack", "cluster": .group
      case "site", "enclave", "siteorenclave": .site
      case "virtualaccount", "va", "account": .account
      case "changewindow", "window", "maintenancewindow": .changeWindow
      case "contact", "contactperson", "owner": .contact
      case "address", "ipaddress", "ip", "managementaddress", "managementip": .address
      case "devicepath", "path", "filesystem", "flash": .devicePath
      // What `site devices list` adds.
      case "state", "replacedby", "reason", "stage", "exportedat": .passedOver
      default: nil
      }
    }
  }

  /// Reads a table. Columns are found by their names, in any order, case and of several spellings.
  ///
  /// - Parameters:
  ///   - bytes: CSV with commas, semicolons or tabs.
  ///   - file: its name, for findings.
  ///   - known: the devices of the site; a row with another spelling of one would make two of it.
  public init(_ bytes: [UInt8], file: String, known: KnownDevices = KnownDevices()) {
    self.file = file
    var known = known
    let table = SpreadsheetTable(bytes) { Column.named($0) }
    guard let header = table.headerLine else {
      refuse(1, "the table is empty")
      return
    }
    guard table.has(.udi) || (table.has(.pid) && table.has(.serial)) else {
      refuse(
        header, "no column names the devices: udi_pid and udi_serial_number are needed, or udi")
      return
    }
    for name in table.repeated { refuse(header, "the column \(name) is there twice") }
    for name in table.unknown {
      find(.registerColumnUnknown, header, nil, "the column \(name) is not known")
    }
    if let fault = table.fault { refuse(fault.line, fault.reason) }
    guard isUsable else { return }
    var lines: [UDI: Int] = [:]
    for row in table.rows { take(row, of: table, &known, &lines) }
  }

  private mutating func refuse(_ line: Int, _ message: String) {
    isUsable = false
    find(.registerUnreadable, line, nil, message)
  }

  private mutating func find(
    _ descriptor: FindingDescriptor, _ line: Int, _ device: UDI?, _ message: String
  ) {
    findings.append(
      descriptor.finding(
        at: SourceLocation(file: file, line: line), productInstance: device, message))
  }

  private mutating func take(
    _ row: CSVRows.Row, of table: SpreadsheetTable<Column>, _ known: inout KnownDevices,
    _ lines: inout [UDI: Int]
  ) {
    if row.cells.allSatisfy(\.isEmpty) { return }
    if let fault = row.cells.lazy.compactMap(\.cellFault).first {
      badRows += 1
      return find(.registerRowBad, row.line, nil, "a cell \(fault)")
    }
    if table.overflows(row) {
      badRows += 1
      return find(
        .registerRowBad, row.line, nil,
        "the row has more cells than the header: put a cell with a separator in quotation marks")
    }
    // 912E10 is a serial number; a spreadsheet that takes it for a number saves 9.12E+12.
    if let serial = table.text(.serial, row), serial.contains(/^[0-9][.,]?[0-9]*E\+[0-9]+$/) {
      badRows += 1
      return find(
        .registerRowBad, row.line, nil,
        "a spreadsheet has turned the serial number into the number \(serial): format the column as text"
      )
    }
    guard let device = device(row, table) else {
      badRows += 1
      return find(
        .registerRowBad, row.line, nil,
        "the row names no device: a PID and a serial number are needed, without spaces in them")
    }
    if let first = lines[device] {
      badRows += 1
      return find(
        .registerDeviceRepeated, row.line, device,
        "\(device) is already in line \(first)")
    }
    if let spelling = known.namesake(of: device) {
      badRows += 1
      return find(
        .registerRowBad, row.line, nil,
        "\(device) is known as \(spelling): it would be a second device")
    }
    known.add(KnownDevices.Device(device))
    lines[device] = row.line
    var entry = RegisterRow(line: row.line, device: device)
    entry.hostName = table.text(.hostName, row)
    entry.group = table.text(.group, row)
    entry.site = table.text(.site, row)
    entry.account = table.text(.account, row)
    entry.changeWindow = table.text(.changeWindow, row)
    entry.contact = table.text(.contact, row)
    entry.address = table.text(.address, row)
    if let path = table.text(.devicePath, row) {
      guard let root = DevicePath(path) else {
        badRows += 1
        return find(
          .registerRowBad, row.line, device,
          "the path on the device is not one such as bootflash: or flash:licensing/")
      }
      entry.devicePath = root.text
    }
    rows.append(entry)
  }

  /// The device by two columns, or by one as `PID:SERIAL` or as a device prints it, `PID:…,SN:…`.
  private func device(_ row: CSVRows.Row, _ table: SpreadsheetTable<Column>) -> UDI? {
    if let pid = table.text(.pid, row), let serial = table.text(.serial, row) {
      return Self.sound(UDI(pid: pid, serial: serial))
    }
    guard table.text(.pid, row) == nil, table.text(.serial, row) == nil,
      let text = table.text(.udi, row)
    else { return nil }
    return UDI(typed: text)
  }

  private static func sound(_ device: UDI) -> UDI? { device.isSound ? device : nil }
}
