import LicenseFiles

/// What `show version` says.
public struct VersionFacts: Sendable, Hashable {
  /// The release of the first line that prints one. Padded (`17.07.01`) on IOS XE.
  public internal(set) var release: Observed<IOSRelease>?
  /// The release as printed, also where it cannot be compared.
  public internal(set) var releaseText: Observed<String>?
  /// The operating system that the line of the release names.
  public internal(set) var system: Observed<DeviceModel.System>?
  /// The host name before `uptime is`.
  public internal(set) var hostName: Observed<String>?
  /// The time since the last start, in seconds. The device prints whole minutes.
  public internal(set) var uptime: Observed<Int64>?
  /// The uptime of this control processor, in seconds: with a redundant pair it is the longer one.
  public internal(set) var processorUptime: Observed<Int64>?
  /// `System restarted at`.
  public internal(set) var restartedAt: Observed<DeviceTime>?
  /// `Last reload reason`.
  public internal(set) var reloadReason: Observed<String>?
  /// `Processor board ID`. On a C9800-CL it is the serial number of the UDI.
  public internal(set) var processorBoardID: Observed<String>?
  /// The model in `cisco C9800-CL (VXE) processor`: not always the PID of the UDI.
  public internal(set) var model: Observed<String>?
  /// `Model Number`, which is the PID where it is printed.
  public internal(set) var modelNumber: Observed<String>?
  /// `System Serial Number`.
  public internal(set) var systemSerial: Observed<String>?
  /// `Smart Licensing Status`: tells the licensing model of the release.
  public internal(set) var licensingStatus: Observed<String>?
  /// `AIR License Level`, printed by wireless controllers.
  public internal(set) var airLevel: Observed<String>?
  /// `Next reload AIR license Level`.
  public internal(set) var nextAirLevel: Observed<String>?
  /// The image in parentheses of `Cisco IOS Software [Dublin], C9800-CL Software (C9800-CL-K9_IOSXE)`.
  public internal(set) var image: Observed<String>?
  /// `System image file is`.
  public internal(set) var imageFile: Observed<String>?
  /// `Installation mode is`: `INSTALL`, `BUNDLE`.
  public internal(set) var installationMode: Observed<String>?
  /// `System returned to ROM by`.
  public internal(set) var returnedToROM: Observed<String>?
  /// `Configuration register is`.
  public internal(set) var configurationRegister: Observed<String>?
  /// The table of a stack; empty without one.
  public internal(set) var stack: [Observed<StackSwitch>] = []
  /// `Technology Package License Information`; empty without it.
  public internal(set) var packages: [Observed<TechnologyPackage>] = []
  /// Other lines of the form `Key: value`, as printed.
  public internal(set) var settings: [Observed<PrintedSetting>] = []
}

/// Reads `show version` of IOS XE.
struct ShowVersion {
  static let reader = CommandReader(
    .showVersion, takesMore: true,
    signs: [
      .opening("Cisco IOS XE Software, Version"), .opening("Cisco IOS XR Software, Version"),
      .opening("Cisco Nexus Operating System (NX-OS)"),
      .typical("Cisco IOS Software"), .typical("Cisco IOS XE Software"),
    ]
  ) { output in
    let reader = ShowVersion(output.lines, context: output.context)
    return (.version(reader.facts), reader.unknown)
  }

  private(set) var facts = VersionFacts()
  private(set) var unknown: [TranscriptLine] = []
  private let context: OutputContext
  /// Set inside a legal text, which ends at a known line.
  private var noticeEnd: String?
  private var noticeLines = 0

  init(_ lines: [TranscriptLine], context: OutputContext) {
    self.context = context
    var wrapped: TranscriptLine?
    var isLabelled = false
    for line in lines {
      defer { isLabelled = Self.isLabel(line.text) }
      if isLabelled {
        unknown.append(line)
      } else if let first = wrapped {
        wrapped = nil
        take(TranscriptLine(number: first.number, text: first.text + " " + line.text))
      } else if Self.isWrapped(line.text) {
        wrapped = line
      } else {
        take(line)
      }
    }
    if let wrapped { take(wrapped) }
  }

  /// True for the line after which a neighbour's version stands, in the details of CDP and LLDP.
  static func isLabel(_ text: String) -> Bool {
    guard text.utf8.count <= 40, let (key, value) = text.keyAndValue, value.isEmpty else {
      return false
    }
    return ["Version", "System Description"].contains(key)
  }

  /// True for a first line that a narrow terminal broke before the release.
  private static func isWrapped(_ text: String) -> Bool {
    let line = text.trimmingBlanks.utf8
    return line.starts(with: "Cisco IOS".utf8) && line.count <= 400
      && (line.reversed().starts(with: "Version".utf8.reversed())
        || line.reversed().starts(with: ",".utf8))
  }

  private mutating func take(_ line: TranscriptLine) {
    let text = line.text.trimmingBlanks
    if isNotice(text) || line.text.isRule || takeTable(line) { return }
    if takeRelease(text, line.number) || takeUptime(text, line.number)
      || takeHardware(text, line.number) || takeSetting(text, line.number)
    {
      return
    }
    unknown.append(line)
  }

  /// The license and export notices. Longer than 20 lines is none.
  private mutating func isNotice(_ text: Substring) -> Bool {
    if let end = noticeEnd {
      noticeLines += 1
      if text.utf8.starts(with: end.utf8) || noticeLines >= 20 { noticeEnd = nil }
      return true
    }
    if text.utf8.starts(with: "Cisco IOS-XE software, Copyright".utf8) {
      noticeEnd = "software."
    } else if text.utf8.starts(with: "This product contains cryptographic".utf8) {
      noticeEnd = "export@cisco.com"
    } else {
      return text.utf8.starts(with: "Copyright (c)".utf8)
        || text.utf8.starts(with: "Compiled ".utf8)
        || text.utf8.starts(with: "All rights reserved".utf8)
    }
    noticeLines = 0
    return true
  }

  private mutating func takeRelease(_ text: Substring, _ line: Int) -> Bool {
    guard text.utf8.starts(with: "Cisco ".utf8), let (_, rest) = text.parted(by: "Version ")
    else { return false }
    let raw = rest.prefix { $0 != "," && $0 != " " }
    guard !raw.isEmpty else { return false }
    if facts.releaseText == nil {
      facts.releaseText = context.observed(String(raw), line)
      facts.release = IOSRelease(raw).map { context.observed($0, line) }
    }
    if facts.system == nil {
      let names: [(String, DeviceModel.System)] = [
        ("IOS XE", .iosXE), ("IOS-XE", .iosXE), ("IOS XR", .iosXR), ("NX-OS", .nxOS),
      ]
      facts.system = names.first { text.parted(by: $0.0) != nil }.map {
        context.observed($0.1, line)
      }
    }
    if facts.image == nil, let image = text.parted(by: " Software (")?.after.parted(by: ")")?.before
    {
      facts.image = context.observed(String(image), line)
    }
    return true
  }

  private mutating func takeUptime(_ text: Substring, _ line: Int) -> Bool {
    if let date = text.after(prefix: "System restarted at ") {
      facts.restartedAt = context.observed(DeviceTime(date, offsets: context.offsets), line)
      return facts.restartedAt?.value.reading != nil
    }
    guard let (subject, span) = text.parted(by: " uptime is ") ?? text.parted(by: " is "),
      let seconds = PrintedSpan.seconds(span) ?? PrintedSpan.seconds(ofPairs: span)
    else { return false }
    if subject == "Uptime for this control processor" {
      facts.processorUptime = context.observed(seconds, line)
      return true
    }
    guard subject.words.count == 1, facts.hostName == nil else { return false }
    // IOS XR and NX-OS name no host here.
    if subject != "System", subject != "Kernel" {
      facts.hostName = context.observed(String(subject), line)
    }
    facts.uptime = context.observed(seconds, line)
    return true
  }

  private mutating func takeHardware(_ text: Substring, _ line: Int) -> Bool {
    if let id = text.after(prefix: "Processor board ID ") {
      facts.processorBoardID = context.observed(String(id.trimmingBlanks), line)
      return true
    }
    let words = text.words
    if words.count >= 3, words[0].lowercased() == "cisco", text.parted(by: " processor") != nil {
      facts.model = context.observed(String(words[1]), line)
      return true
    }
    if let first = words.first, first.utf8.first.map({ (0x30...0x39).contains($0) }) == true,
      text.parted(by: " bytes of ") != nil || text.parted(by: "nterface") != nil
    {
      return true
    }
    return takeSystem(text, line)
  }

  private mutating func takeSystem(_ text: Substring, _ line: Int) -> Bool {
    let fields: [(String, WritableKeyPath<VersionFacts, Observed<String>?>)] = [
      ("System returned to ROM by ", \.returnedToROM), ("System image file is ", \.imageFile),
      ("Configuration register is ", \.configurationRegister),
      ("Installation mode is ", \.installationMode),
    ]
    for (beginning, field) in fields {
      guard let value = text.after(prefix: beginning) else { continue }
      let bare = value.trimmingBlanks.filter { $0 != "\"" }
      facts[keyPath: field] = context.observed(bare, line)
      return true
    }
    return text.utf8.starts(with: "ROM:".utf8)
      || text.utf8.starts(with: "System returned to ROM".utf8)
  }

  /// The rows of the tables, their heads, and the heading `Switch 02` of a member.
  private mutating func takeTable(_ line: TranscriptLine) -> Bool {
    if let row = StackSwitch(row: line.text) {
      facts.stack.append(context.observed(row, line.number))
      return true
    }
    if let row = TechnologyPackage(row: line.text) {
      facts.packages.append(context.observed(row, line.number))
      return true
    }
    if StackSwitch.isHead(line.text) { return true }
    let words = line.text.words
    if words.count == 2, words[0] == "Switch", words[1].number != nil { return true }
    return words == ["Technology-package", "Technology-package"]
      || words == ["Current", "Type", "Next", "reboot"]
      || words == ["Technology", "Package", "License", "Information:"]
  }

  private mutating func takeSetting(_ text: Substring, _ line: Int) -> Bool {
    guard let (key, value) = text.keyAndValue, !key.isEmpty, !value.isEmpty,
      key.utf8.count <= 60
    else { return false }
    let observed = context.observed(String(value), line)
    switch key {
    case "Last reload reason": facts.reloadReason = observed
    case "AIR License Level": facts.airLevel = observed
    case "Next reload AIR license Level": facts.nextAirLevel = observed
    case "Device name" where facts.hostName == nil: facts.hostName = observed
    // Of NX-OS; `system` before 7.0(3).
    case "NXOS" where value.utf8.starts(with: "version ".utf8),
      "system" where value.utf8.starts(with: "version ".utf8):
      let raw = value.words[1]
      facts.releaseText = observed.map { _ in String(raw) }
      facts.release = IOSRelease(raw).map { release in observed.map { _ in release } }
      facts.system = facts.system ?? observed.map { _ in .nxOS }
    case "Smart Licensing Status": facts.licensingStatus = observed
    case "Model Number", "Model number": facts.modelNumber = facts.modelNumber ?? observed
    case "System Serial Number", "System serial number":
      facts.systemSerial = facts.systemSerial ?? observed
    default:
      facts.settings.append(
        observed.map { PrintedSetting(block: "", name: String(key), value: $0) })
    }
    return true
  }
}
