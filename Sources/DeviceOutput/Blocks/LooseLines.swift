import LicenseFiles

// Lines whose heading was not printed, as after `| include`: each counts where only one block knows it.

extension LicenseFacts {
  private typealias Home = (inout LicenseFacts, BlockSetting, OutputContext) -> Bool

  private static var homes: [Home] {
    [
      { $0.takeModel($1, $2) }, { $0.takeAccount($1, $2) }, { $0.takeUtility($1, $2) },
      { $0.takeCustom($1, $2) }, home(\.transport), home(\.policy), home(\.reporting),
      home(\.registration), home(\.compliance), home(\.privacy), home(\.conversion),
    ]
  }

  private static func home<Block: SettingBlock>(
    _ path: WritableKeyPath<LicenseFacts, Block?>
  ) -> Home {
    { facts, setting, context in
      var block = facts[keyPath: path] ?? Block()
      guard block.take(setting, context) else { return false }
      facts[keyPath: path] = block
      return true
    }
  }

  /// The block that alone prints such a status. That of a license has no date.
  private static func home(ofStatus setting: BlockSetting, _ context: OutputContext) -> Home? {
    let status = DatedOutcome(setting.value, offsets: context.offsets)
    if ["REGISTERED", "UNREGISTERED"].contains(where: status.outcome.hasPrefix) {
      return home(\.registration)
    }
    let isOfAccount =
      status.time != nil
      && ["AUTHORIZED", "OUT OF COMPLIANCE"].contains(where: status.outcome.hasPrefix)
    return isOfAccount ? home(\.compliance) : nil
  }

  /// Takes a setting that only one block knows; false for one that several know, as `Status`, or none.
  mutating func takeLoose(_ setting: BlockSetting, _ context: OutputContext) -> Bool {
    if setting.name == "License reservation" {
      reservation = reservation ?? AuthorizationFacts()
      reservation?.reservation = context.observed(setting.value, setting.line.number)
      return true
    }
    if setting.name == "Clock sync-ed with NTP" {
      agent = agent ?? AgentFacts()
      agent?.settings.append(context.setting(setting, in: "Other Info"))
      return true
    }
    if setting.name == "Status", let home = Self.home(ofStatus: setting, context) {
      return home(&self, setting, context)
    }
    var scratch = LicenseFacts()
    let homes = Self.homes.filter { $0(&scratch, setting, context) }
    guard let home = homes.first, homes.count == 1 else { return false }
    return home(&self, setting, context)
  }

  /// Takes a line that is not a setting: a member of the group, or counts of the usage report summary.
  mutating func takeLoose(_ line: TranscriptLine, _ context: OutputContext) -> Bool {
    if takeMember(line, context) { return true }
    var summary = reportSummary ?? UsageReportSummary()
    guard summary.take(line, context) else { return false }
    reportSummary = summary
    return true
  }

  /// Takes a setting of `License Authorization`, whether it has a field of its own or not.
  mutating func takeCompliance(_ setting: BlockSetting, _ context: OutputContext) {
    var block = compliance ?? ComplianceFacts()
    if !block.take(setting, context) {
      block.settings.append(context.setting(setting, in: "License Authorization"))
    }
    compliance = block
  }
}
