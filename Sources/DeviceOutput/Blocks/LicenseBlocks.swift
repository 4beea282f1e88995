import LicenseFiles

/// Reads the blocks that `show license all`, `status`, `summary`, `usage` and `tech support` share,
/// in whatever order they come.
struct LicenseBlocks {
  static func reader(
    _ command: DeviceCommand, takesMore: Bool = false, signs: [LineSign] = []
  ) -> CommandReader {
    CommandReader(command, takesMore: takesMore, signs: signs, isMadeOfBlocks: true) { output in
      let reader = LicenseBlocks(output.lines, context: output.context)
      return (.license(reader.facts), reader.unknown)
    }
  }

  var facts = LicenseFacts()
  private(set) var unknown: [TranscriptLine] = []
  private let context: OutputContext
  private var kind = LicenseBlockKind.none
  private var title = ""
  private var titleLine: TranscriptLine?
  private var lines: [TranscriptLine] = []

  /// True below `Reservation Info`, whose parts have the headings of `License Authorizations`.
  private var isInReservation: Bool

  init(_ all: [TranscriptLine], context: OutputContext) {
    self.context = context
    isInReservation = context.command == .showLicenseReservation
    for (index, line) in all.enumerated() {
      let isUnderlined = index + 1 < all.count && all[index + 1].text.isRule
      take(line, isUnderlined: isUnderlined)
    }
    flush()
  }

  private mutating func take(_ line: TranscriptLine, isUnderlined: Bool) {
    if line.text.isRule { return }
    if LicenseUse.isTableHead(line.text) {
      if case .usage = kind { return }
      begin(.usage, title: "License Usage", at: line)
      return
    }
    // The heading of a license without a name is indented by one blank.
    if line.text.indentation == 0 || line.text.trimmingBlanks.utf8.first == 0x28,
      begins(line, isUnderlined: isUnderlined)
    {
      return
    }
    if let value = line.text.trimmingBlanks.after(prefix: "Smart Licensing is ") {
      facts.smartLicensing = context.observed(String(value), line.number)
    } else if mayLackHeading, let row = LicenseUse(loneRow: line.text) {
      append(row, line.number)
    } else {
      lines.append(line)
    }
  }

  /// True where a line may belong to another block than the one above it, or to none that was printed.
  private var mayLackHeading: Bool {
    switch kind {
    case .none: true
    case .usage: false
    case _: context.isFiltered
    }
  }

  /// Takes a line that is not indented, when it begins a block or stands for itself.
  private mutating func begins(_ line: TranscriptLine, isUnderlined: Bool) -> Bool {
    let text = line.text.trimmingBlanks
    let name = text.utf8.last == 0x3A ? text.dropLast().trimmingBlanks : text
    if isUnderlined {
      begin(LicenseBlockKind(heading: name) ?? .unknown, title: name, at: line)
      return true
    }
    if text == "Smart Licensing Tech Support info" || text == "Smart Licensing Status" {
      return true
    }
    if let value = text.after(prefix: "License Reservation is ") {
      facts.licenseReservation = context.observed(String(value), line.number)
      return true
    }
    if takesAlone(text, line) { return true }
    if case .communications = kind { return false }
    // The block ends only with an underlined heading: its own lines look like headings.
    if case .platforms = kind { return false }
    if case .agent = kind { return false }
    if case .authorization(.licenses) = kind, LicenseUse(heading: line.text) != nil { return false }
    if let license = LicenseUse(heading: line.text) {
      begin(.license(license), title: license.name[...], at: line)
      return true
    }
    if text.utf8.last == 0x3A {
      // Where the indentation is lost, the headings inside a block stand at the margin too.
      let kind = LicenseBlockKind(heading: name)
      if kind == nil, isInner(name) { return false }
      begin(kind ?? .unknown, title: name, at: line)
      return true
    }
    return false
  }

  private func isInner(_ name: Substring) -> Bool {
    switch kind {
    case .none, .unknown: false
    case .license: BlockLines.isInner(name) || LicenseUse.innerHeadings.contains(name)
    case _: BlockLines.isInner(name)
    }
  }

  /// Lines that mean the same wherever they stand.
  private mutating func takesAlone(_ text: Substring, _ line: TranscriptLine) -> Bool {
    guard let (key, value) = text.keyAndValue, !value.isEmpty else { return false }
    switch key {
    case "UDI":
      // `P:…,S:…` is that of a peer, among the lines of a license.
      guard let printed = value.after(prefix: "PID:") else { return false }
      if let udi = UDI(printed: value) {
        facts.udi = context.observed(udi, line.number)
      } else if let pid = printed.parted(by: ",SN:"), !pid.before.isEmpty,
        pid.after.isEmpty || pid.after.utf8.first == 0x3C
      {
        facts.productID = context.observed(String(pid.before), line.number)
        facts.settings.append(
          context.observed(
            PrintedSetting(block: "", name: String(key), value: String(value)), line.number))
      } else {
        return false
      }
    case "Smart Agent for Licensing":
      facts.agentVersion = context.observed(String(value), line.number)
    case "Trust Code Installed", "Trust Code installed":
      begin(.trust, title: key, at: line)
      // Newer agents print `Trust Code Type: CSSM` after it, and the date under each member.
      let isTaken = facts.trust?.takeHead(value, line, context) == true
      if !isTaken { facts.trust?.installed = context.observedTime(value, line.number) }
    case "Handle":
      var license = LicenseUse(name: "")
      license.handle = UInt64(digits: value)
      begin(.license(license), title: key, at: line)
    default: return false
    }
    return true
  }

  private mutating func begin(_ kind: LicenseBlockKind, title: Substring, at line: TranscriptLine) {
    flush()
    self.kind = kind
    self.title = String(title)
    titleLine = line
    if case .unknown = kind { unknown.append(line) }
    if case .trust = kind { facts.trust = TrustFacts() }
    if title == "Reservation Info" { isInReservation = true }
    if title == "License Authorizations" { isInReservation = false }
  }

  private mutating func flush() {
    defer {
      kind = .none
      lines = []
    }
    switch kind {
    case .none: takeLoose(lines)
    case .unknown: if context.isFiltered { takeLoose(lines) } else { unknown += lines }
    case .usingPolicy: takeSettings { $0.takeModel($1, $2) }
    case .account: takeSettings { $0.takeAccount($1, $2) }
    case .transport: takeSettings(of: \.transport)
    case .policy: takeSettings(of: \.policy)
    case .reporting: takeSettings(of: \.reporting, keepsOthers: false)
    case .trust: takeLines { $0.trust?.take($1, $2) ?? false }
    case .product: takeLines { $0.takeMember($1, $2) }
    case .summary:
      facts.reportSummary = UsageReportSummary()
      takeLines { $0.reportSummary?.take($1, $2) ?? false }
    case .usage: takeTable()
    case .license(let license): takeEntry(license)
    case .conversion: takeSettings(of: \.conversion)
    case .exportKey:
      facts.exportFeatures = []
      takeSettings { $0.takeExport($1, $2) }
    case .utility: takeSettings { $0.takeUtility($1, $2) }
    case .privacy: takeSettings(of: \.privacy)
    case .custom: takeSettings { $0.takeCustom($1, $2) }
    case .registration:
      facts.registration = RegistrationFacts()
      takeSettings { $0.takeAccount($1, $2) || $0.registration?.take($1, $2) ?? false }
    case .compliance, .evaluation:
      if case .compliance = kind { facts.compliance = ComplianceFacts() }
      takeSettings {
        $0.takeCompliance($1, $2)
        return true
      }
    case .agentVersion: takeSettings { _, _, _ in false }
    case .jobs:
      facts.jobs = ScheduledJobs()
      takeLines { $0.jobs?.take($1, $2) ?? false }
    case .communications:
      facts.communications = CommunicationFacts()
      takeLines { $0.communications?.take($1, $2) ?? false }
    case .certificates: takeLines { $0.takeCertificate($1, $2) }
    case .highAvailability: takeSettings { $0.takeHighAvailability($1, $2) }
    case .channel:
      let heading = context.observed(title, titleLine?.number ?? 0)
      facts.reportChannels.append(ReportChannel(title: heading))
      let last = facts.reportChannels.count - 1
      takeSettings {
        $0.reportChannels[last].take($1, $2)
        return true
      }
    case .enforcement:
      takeLines {
        $0.enforcementState = $2.observed(String($1.text.trimmingBlanks), $1.number)
        return true
      }
    case .agent:
      facts.agent = AgentFacts()
      takeLines { $0.agent?.take($1, $2) ?? false }
    case .platforms:
      facts.platformTable = PlatformTable()
      var member: UDI?
      takeLines { $0.platformTable?.take($1, member: &member, $2) ?? false }
    case .authorization(let part): takeAuthorization(part)
    }
  }

  private mutating func takeAuthorization(_ part: AuthorizationLines.Part) {
    let path: WritableKeyPath<LicenseFacts, AuthorizationFacts?> =
      isInReservation ? \.reservation : \.authorizations
    var found = facts[keyPath: path] ?? AuthorizationFacts()
    // Held once, so that a hostile number of parts does not copy what is there again and again.
    facts[keyPath: path] = nil
    var reader = AuthorizationLines(part, title: title, context)
    for line in lines where !reader.take(line, into: &found) { unknown.append(line) }
    facts[keyPath: path] = found
  }

  private mutating func takeSettings<Block: SettingBlock>(
    of block: WritableKeyPath<LicenseFacts, Block?>, keepsOthers: Bool = true
  ) {
    facts[keyPath: block] = Block()
    takeSettings(keepsOthers: keepsOthers) { $0[keyPath: block]?.take($1, $2) ?? false }
  }

  private mutating func takeSettings(
    keepsOthers: Bool = true, _ take: (inout LicenseFacts, BlockSetting, OutputContext) -> Bool
  ) {
    let block = BlockLines(lines)
    unknown += block.rest
    for setting in block.settings where !take(&facts, setting, context) {
      if context.isFiltered, facts.takeLoose(setting, context) { continue }
      if keepsOthers {
        facts.settings.append(context.setting(setting, in: title))
      } else {
        unknown.append(setting.line)
      }
    }
  }

  private mutating func takeLines(
    _ take: (inout LicenseFacts, TranscriptLine, OutputContext) -> Bool
  ) {
    let rest = lines.filter { !take(&facts, $0, context) }
    if context.isFiltered { takeLoose(rest) } else { unknown += rest }
  }

  /// Lines above which no heading was printed.
  private mutating func takeLoose(_ lines: [TranscriptLine]) {
    let rest = lines.filter { !facts.takeLoose($0, context) }
    let block = BlockLines(rest)
    unknown += block.rest
    for setting in block.settings where !facts.takeLoose(setting, context) {
      unknown.append(setting.line)
    }
  }

  private mutating func takeTable() {
    if facts.licenses == nil { facts.licenses = [] }
    for line in lines {
      let text = line.text.trimmingBlanks
      if text == "No licenses in use" { continue }
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
    for setting in block.settings where !license.take(setting, context) {
      unknown.append(setting.line)
    }
    append(license, titleLine?.number ?? 0)
  }
}
