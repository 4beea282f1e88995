/// What a line says of the output that it stands in, when no echoed command says it.
enum OutputShape: Hashable {
  /// The first line of a command's output: it always begins a new one.
  case opening(DeviceCommand)
  /// A line that only this command prints, though not as its first.
  case typical(DeviceCommand)
  /// The heading of a block that `show license all`, `status`, `summary` and `usage` share.
  case licenseBlock(String)
  /// `Load for five secs: …`, which IOS can print before every output.
  case loadBanner

  init?(_ text: String) {
    guard text.utf8.count <= 400 else { return nil }
    let line = text.trimmingBlanks
    if text.utf8.first != 0x20, let found = Self.unindented(line) {
      self = found
      return
    }
    if let (_, rest) = line.parted(by: "%Warning: reload required after"),
      rest.contains("factory reset")
    {
      self = .typical(.licenseFactoryReset)
    } else if line.utf8.starts(with: "Proceed with reload?".utf8) {
      self = .typical(.reload)
    } else if Self.isClock(line) {
      self = .typical(.showClock)
    } else {
      return nil
    }
  }

  private static let openings: [(String, DeviceCommand)] = [
    ("Cisco IOS XE Software, Version", .showVersion),
    ("Smart Licensing Tech Support info", .showLicenseTechSupport),
    ("Smart Licensing Usage Report Detail:", .showLicenseRUMIDDetail),
    ("Smart Licensing Usage Report:", .showLicenseRUMIDAll),
    ("Message History (oldest to newest):", .showLicenseHistoryMessage),
    ("**** Event Log ****", .showLicenseEventLog),

    ("Syslog logging: ", .showLogging), ("Cisco Nexus Operating System (NX-OS)", .showVersion),
  ]
  private static let typicals: [(String, DeviceCommand)] = [
    ("Cisco IOS Software", .showVersion), ("Cisco IOS XE Software", .showVersion),
    ("Report Id,", .showLicenseRUMIDAll), ("Report Id:", .showLicenseRUMIDDetail),
    ("Import Message History", .showLicenseHistoryMessage),
    ("REQUEST:", .showLicenseHistoryMessage), ("Import Data Successful", .licenseImport),
    ("SlotID ", .showLicenseUDI), ("Cisco AP Name ", .showAPConfigGeneral),
    ("Last license report time.", .showLicenseAirEntities),
    ("Upcoming license report time.", .showLicenseAirEntities),
    ("Clock is synchronized, stratum", .showNTPStatus),
    ("Clock is unsynchronized, stratum", .showNTPStatus),
    (LicenseSmartReservation.requestHeading, .licenseReservation),
    (LicenseSmartReservation.returnHeading, .licenseReservation),
    ("Overall status:", .showLicenseAuthorization),
    ("Reservation install file ", .licenseReservation),
    ("Current configuration : ", .showRunningConfig),
    ("! Last configuration change at ", .showRunningConfig),
  ]
  /// Headings that stand once in an output, so that a second one begins another.
  static let blockHeadings: Set<Substring> = [
    "Utility:", "Smart Licensing Using Policy:", "Account Information:", "License Usage:",
    "License Authorization:", "Smart Licensing is ENABLED", "Smart Licensing is DISABLED",
    "Data Privacy:", "Usage Reporting:", "Transport:", "Policy:", "Product Information",
  ]

  private static func unindented(_ line: Substring) -> OutputShape? {
    if line == "Smart Licensing Status" { return .opening(.showLicenseAll) }
    for (beginning, command) in openings where line.utf8.starts(with: beginning.utf8) {
      return .opening(command)
    }
    for (beginning, command) in typicals where line.utf8.starts(with: beginning.utf8) {
      return .typical(command)
    }
    if blockHeadings.contains(line) { return .licenseBlock(String(line)) }
    if line.utf8.starts(with: "Load for five secs:".utf8) { return .loadBanner }
    if ShowAPSummary.isTableHead(line) { return .typical(.showAPSummary) }
    if ShowLicenseFeatures.head(String(line)) != nil { return .typical(.showLicense) }
    if ShowPKITrustpoints.name(String(line)) != nil { return .typical(.showPKITrustpoints) }
    return nil
  }

  /// A line that is nothing but a full time: `*17:05:54.449 UTC Mon Jul 29 2024`.
  private static func isClock(_ line: Substring) -> Bool {
    guard let first = line.utf8.first, (10...60).contains(line.utf8.count),
      first == 0x2A || first == 0x2E || (0x30...0x39).contains(first)
    else { return false }
    let time = DeviceTime(line)
    return time.reading?.year != nil && time.zone != nil
  }
}

extension DeviceCommand {
  /// True for the commands whose output is made of the shared license blocks.
  var isLicenseBlocks: Bool {
    switch self {
    case .showLicenseAll, .showLicenseStatus, .showLicenseSummary, .showLicenseUsage,
      .showLicenseUDI, .showLicenseTechSupport, .showLicenseAuthorization,
      .showLicenseReservation:
      true
    default: false
    }
  }
}
