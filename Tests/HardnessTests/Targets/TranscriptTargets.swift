@testable import Assessment
@testable import DeviceOutput
@testable import LicenseFiles

extension FuzzTarget {
  /// Whole transcripts, and what is concluded from them.
  static let transcript = FuzzTarget(name: "transcript") { bytes throws(Violation) in
    let reading = try holdReading(bytes)
    let sections = DeviceOutputReader.sections(name: inputName, bytes: bytes)
    for device in DiagnosedDevice.devices(reading, sections: sections) {
      let diagnosis = DiagnosisJudge.judge(device, now: presentTime)
      for conclusion in diagnosis.conclusions {
        try require(!conclusion.evidence.isEmpty, "a conclusion rests on nothing")
      }
    }
    _ = RequirementsJudge.judge(
      reading.devices, RequirementsJudge.Circumstances(now: presentTime))
  }

  /// The show commands, by what they are about. A first byte of 0x81 and up says which command's output
  /// follows.
  static let groups: [FuzzTarget] = [
    group(
      "show-license",
      [
        .showLicenseAll, .showLicenseStatus, .showLicenseSummary, .showLicenseUsage,
        .showLicenseUDI, .showLicenseTechSupport, .showLicenseAuthorization,
        .showLicenseReservation, .showLicense,
      ]),
    group(
      "show-reports",
      [.showLicenseRUMIDAll, .showLicenseRUMIDDetail, .showLicenseAirEntities]),
    group(
      "show-platform",
      [
        .showVersion, .showInventory, .showClock, .showNTPStatus, .showPKITrustpoints,
        .showCallHomeProfile,
      ]),
    group(
      "show-access-points",
      [.showAPSummary, .showAPInventory, .showAPConfigGeneral, .showAPName]),
    group(
      "dialogue",
      [
        .licenseReservation, .licenseAuthorization, .licenseImport, .licenseSaveUsage,
        .licenseFactoryReset, .reload,
      ]),
  ]

  /// Log lines, as `show logging`, the license event log and a syslog server have them.
  static let log = group("log", [.showLogging, .showLicenseEventLog])

  /// Messages to and from CSSM in `show license history message`.
  static let history = group("history", [.showLicenseHistoryMessage])

  private static func group(_ name: String, _ commands: [DeviceCommand]) -> FuzzTarget {
    FuzzTarget(name: name) { bytes throws(Violation) in
      // No text begins with such a byte, so a whole transcript is read as what it is.
      let choice = bytes.first.map { Int($0) - 0x81 } ?? -1
      guard commands.indices.contains(choice) else {
        try holdReading(bytes)
        return
      }
      let command = commands[choice].echo
      let body = Array(bytes.dropFirst())
      let reading = try holdReading(
        Array("WLC-1#\(command)\n".utf8) + body + Array("\nWLC-1#\n".utf8))
      try require(
        reading.observations.first?.command?.text == command || body.isTerminalControlled,
        "the output of \(command) is not taken for it")
    }
  }

  /// What holds of every reading.
  @discardableResult
  static func holdReading(_ bytes: [UInt8]) throws(Violation) -> DeviceReading {
    let reading = DeviceOutputReader.read(name: inputName, bytes: bytes)
    let devices = reading.devices
    // What says nothing of any device may be of none.
    try require(
      devices.reduce(0) { $0 + $1.observations.count } <= reading.observations.count,
      "an output belongs to two devices")
    try require(reading.unknownLineCount <= reading.lineCount, "more lines than there are")
    // A terminal ends lines at either.
    let lines = TranscriptLines.utf8(bytes).count { $0 == 0x0A || $0 == 0x0D } + 1
    for observation in reading.observations {
      try holdPlace(observation.location, lines, "an output")
    }
    for finding in reading.findings { try holdPlace(finding.location, lines, finding.id) }
    return reading
  }

  private static func holdPlace(
    _ place: SourceLocation, _ lines: Int, _ what: String
  ) throws(Violation) {
    try require(place.file == inputName, "\(what) is in no file: '\(place.file)'")
    try require(
      place.line.map { (1...lines).contains($0) } ?? true,
      "\(what) stands on line \(place.line ?? 0) of \(lines)")
  }
}

extension DeviceCommand {
  /// As somebody types it.
  fileprivate var echo: String {
    switch self {
    case .showLicenseRUMIDDetail: "show license rum id 1671840750 detail"
    case .licenseImport: "license smart import bootflash:ACK.txt"
    case .licenseSaveUsage: "license smart save usage all file bootflash:all.txt"
    case .showAPName: "show ap name AP-1 inventory"
    default: rawValue
    }
  }
}

extension [UInt8] {
  /// True where the bytes may move the cursor, which can change lines before them.
  fileprivate var isTerminalControlled: Bool {
    contains { $0 == 0x1B || $0 == 0x08 || $0 == 0x0D || $0 >= 0x80 || $0 == 0 }
  }
}
