import LicenseFiles

/// Reads the blocks that `show license all`, `status`, `summary`, `usage` and `tech support` share,
/// in whatever order they come.
struct LicenseBlocks {
  private enum Kind {
    case none, usingPolicy, account, transport, policy, reporting, trust, usage, product, summary
    /// Settings without a field of their own.
    case settings
    /// Headings of other blocks stand in it as headings of its own.
    case communications
    case unknown
    case license(LicenseUse)
  }

  var facts = LicenseFacts()
  private(set) var unknown: [TranscriptLine] = []
  private let context: OutputContext
  private var kind = Kind.none
  private var title = ""
  private var titleLine: TranscriptLine?
  private var lines: [TranscriptLine] = []

  private static let titles: [Substring: Kind] = [
    "Utility": .settings, "Smart Licensing Using Policy": .usingPolicy,
    "Account Information": .account, "Data Privacy": .settings, "Transport": .transport,
    "Miscellaneous": .settings, "Policy": .policy, "Usage Reporting": .reporting,
    "License Conversion": .settings, "Export Authorization Key": .settings,
    "License Usage": .usage, "Product Information": .product, "HA UDI List": .product,
    "Agent Version": .settings, "License Authorizations": .settings, "Overall status": .settings,
    "Purchased Licenses": .settings, "Usage Report Summary": .summary,
    "Device Telemetry Report Summary": .settings, "Product Analytics Report Summary": .settings,
    "Device Enforcement State": .settings, "Registration": .account,
    "License Authorization": .settings, "Reservation Info": .settings,
    "Specified license reservations": .settings, "Smart Licensing Status": .settings,
    "Trust Code Installed": .trust, "Communication Statistics": .communications,
  ]

  init(_ all: [TranscriptLine], context: OutputContext) {
    self.context = context
    for (index, line) in all.enumerated() {
      let isUnderlined = index + 1 < all.count && all[index + 1].text.isRule
      take(line, isUnderlined: isUnderlined)
    }
    flush()
  }

  private mutating func take(_ line: TranscriptLine, isUnderlined: Bool) {
    if line.text.isRule { return }
    if line.text.indentation == 0, begins(line, isUnderlined: isUnderlined) { return }
    if case .none = kind, LicenseUse.isTableHead(line.text) {
      begin(.usage, title: "License Usage", at: line)
    }
    lines.append(line)
  }

  /// Takes a line that is not indented, when it begins a block or stands for itself.
  private mutating func begins(_ line: TranscriptLine, isUnderlined: Bool) -> Bool {
    let text = line.text.trimmingBlanks
    let name = text.utf8.last == 0x3A ? text.dropLast().trimmingBlanks : text
    if isUnderlined {
      begin(Self.titles[name] ?? .unknown, title: name, at: line)
      return true
    }
    if text == "Smart Licensing Tech Support info" { return true }
    if let value = text.after(prefix: "Smart Licensing is ") {
      facts.smartLicensing = context.observed(String(value), line.number)
      return true
    }
    if takesAlone(text, line) { return true }
    if case .communications = kind { return false }
    if let license = LicenseUse(heading: line.text) {
      begin(.license(license), title: license.name[...], at: line)
      return true
    }
    if text.utf8.last == 0x3A {
      begin(Self.titles[name] ?? .unknown, title: name, at: line)
      return true
    }
    return false
  }

  /// Lines that mean the same wherever they stand.
  private mutating func takesAlone(_ text: Substring, _ line: TranscriptLine) -> Bool {
    guard let (key, value) = text.keyAndValue, !value.isEmpty else { return false }
    switch key {
    case "UDI":
      guard let udi = UDI(printed: value) else { return false }
      facts.udi = context.observed(udi, line.number)
    case "Smart Agent for Licensing":
      facts.agentVersion = context.observed(String(value), line.number)
    case "Trust Code Installed":
      begin(.trust, title: key, at: line)
      facts.trust = TrustFacts(installed: context.observedTime(value, line.number))
    case "Handle":
      begin(.license(LicenseUse(name: "")), title: key, at: line)
    default: return false
    }
    return true
  }

  private mutating func begin(_ kind: Kind, title: Substring, at line: TranscriptLine) {
    flush()
    self.kind = kind
    self.title = String(title)
    titleLine = line
    if case .unknown = kind { unknown.append(line) }
    if case .communications = kind { unknown.append(line) }
    if case .trust = kind { facts.trust = TrustFacts() }
  }

  private mutating func flush() {
    defer {
      kind = .none
      lines = []
    }
    switch kind {
    case .none, .communications, .unknown: unknown += lines
    case .settings: keepSettings()
    case .usingPolicy: takeSettings { $0.takeModel($1, $2) }
    case .account: takeSettings { $0.takeAccount($1, $2) }
    case .transport:
      facts.transport = TransportFacts()
      takeSettings { $0.transport?.take($1, $2) ?? false }
    case .policy:
      facts.policy = PolicyFacts()
      takeSettings { $0.policy?.take($1, $2) ?? false }
    case .reporting:
      facts.reporting = UsageReportingFacts()
      takeSettings(keepsOthers: false) { $0.reporting?.take($1, $2) ?? false }
    case .trust: takeLines { $0.trust?.take($1, $2) ?? false }
    case .product: takeLines { $0.takeMember($1, $2) }
    case .summary:
      facts.reportSummary = UsageReportSummary()
      takeLines { $0.reportSummary?.take($1, $2) ?? false }
    case .usage: takeTable()
    case .license(let license): takeEntry(license)
    }
  }

  private mutating func takeSettings(
    keepsOthers: Bool = true, _ take: (inout LicenseFacts, BlockSetting, OutputContext) -> Bool
  ) {
    let block = BlockLines(lines)
    unknown += block.rest
    for setting in block.settings where !take(&facts, setting, context) {
      if keepsOthers { keep(setting) } else { unknown.append(setting.line) }
    }
  }

  private mutating func takeLines(
    _ take: (inout LicenseFacts, TranscriptLine, OutputContext) -> Bool
  ) {
    for line in lines where !take(&facts, line, context) { unknown.append(line) }
  }

  private mutating func keepSettings() {
    let block = BlockLines(lines)
    for setting in block.settings { keep(setting) }
    for line in block.rest {
      let value = String(line.text.trimmingBlanks)
      facts.settings.append(
        context.observed(PrintedSetting(block: title, name: "", value: value), line.number))
    }
  }

  private mutating func keep(_ setting: BlockSetting) {
    facts.settings.append(
      context.observed(
        PrintedSetting(block: title, name: setting.name, value: setting.value),
        setting.line.number))
  }

  private mutating func takeTable() {
    if facts.licenses == nil { facts.licenses = [] }
    for line in lines {
      let text = line.text.trimmingBlanks
      if text == "No licenses in use" || LicenseUse.isTableHead(text) { continue }
      if let license = LicenseUse(row: line.text) {
        append(license, line.number)
      } else {
        unknown.append(line)
      }
    }
  }

  private mutating func append(_ license: LicenseUse, _ line: Int) {
    if facts.licenses == nil { facts.licenses = [] }
    facts.licenses?.append(context.observed(license, line))
  }

  private mutating func takeEntry(_ license: LicenseUse) {
    var license = license
    let block = BlockLines(lines)
    unknown += block.rest
    for setting in block.settings where !license.take(setting) { unknown.append(setting.line) }
    let line = titleLine?.number ?? 0
    append(license, line)
  }
}

extension LicenseFacts {
  fileprivate mutating func takeModel(_ setting: BlockSetting, _ context: OutputContext) -> Bool {
    let value = context.observed(setting.value, setting.line.number)
    switch setting.name {
    case "Status": usingPolicy = value
    case "Reporting Mode": reportingMode = value
    default: return false
    }
    return true
  }

  fileprivate mutating func takeAccount(_ setting: BlockSetting, _ context: OutputContext) -> Bool {
    let line = setting.line.number
    switch setting.name {
    case "Smart Account":
      let parts = setting.value.lastParted(by: " As of ")
      smartAccount = context.text(parts?.before ?? setting.value[...], line)
      smartAccountAsOf = parts.map {
        context.observed(DeviceTime($0.after, offsets: context.offsets), line)
      }
    case "Virtual Account": virtualAccount = context.text(setting.value, line)
    default: return false
    }
    return true
  }

  fileprivate mutating func takeMember(_ line: TranscriptLine, _ context: OutputContext) -> Bool {
    guard let member = HighAvailabilityMember(printed: line.text) else { return false }
    members.append(context.observed(member, line.number))
    return true
  }
}
