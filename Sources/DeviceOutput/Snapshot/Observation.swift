public import LicenseFiles

/// One output of one command, read. Two outputs of the same command are two observations: a capture
/// may hold the state before an import and after it.
public struct Observation: Sendable, Hashable {
  /// What the output says.
  public enum Content: Sendable, Hashable {
    /// `show version`.
    case version(VersionFacts)
    /// `show clock`.
    case clock(ClockFacts)
    /// `show license all`, `status`, `summary`, `usage`, `udi`, `tech support`.
    case license(LicenseFacts)
    /// `show license rum id all`.
    case reportStates([Observed<ReportState>])
    /// `show license rum id N detail`.
    case reportDetails([ReportDetail])
    /// `show license history message`.
    case history(MessageHistory)
    /// `show license eventlog`.
    case eventLog([Observed<EventLogEntry>])
    /// `show license air entities summary`.
    case airEntities(AirEntities)
    /// The `show license` of the time before Smart Licensing.
    case features([FeatureLicense])
    /// `show logging`.
    case logging(LoggingFacts)
    /// `show ntp status`.
    case ntp(NTPFacts)
    /// `show crypto pki trustpoints`.
    case trustpoints([Trustpoint])
    /// `license smart reservation …` and `license smart authorization return …`.
    case reservationAnswer(ReservationAnswer)
    /// `license smart import`.
    case importAnswer(ImportAnswer)
    /// `license smart save usage`.
    case saveAnswer(SaveUsageAnswer)
    /// `license smart factory reset`.
    case factoryReset(FactoryReset)
    /// `reload`.
    case reload(ReloadTrace)
    /// `show running-config`.
    case runningConfiguration(RunningConfiguration)
    /// `show ap summary`, `show ap inventory`, `show ap config general` and `show ap name …`.
    case accessPoints(AccessPointListing)
    /// Output of a command that this room does not read, or log lines alone.
    case other
  }

  /// The command; its text is nil when it was found from the shape of the output.
  public let command: TypedCommand?
  /// The host name in the prompt; nil where no prompt was seen.
  public let promptName: String?
  /// Where it begins.
  public let location: SourceLocation
  /// What the output says.
  public let content: Content
  /// The device's clock at the time of the command, where IOS printed it before the output.
  public let clock: ClockFacts?
  /// The processor's load at that time, where IOS printed it before the output.
  public let load: Observed<ProcessorLoad>?
  /// Log lines that were printed meanwhile and after it.
  public let logLines: [LogLine]
  /// The factory resets whose warning `show logging` prints: it is no log message by its form.
  public let loggedResets: [FactoryReset]
  /// How many lines were printed, blank ones and log lines apart.
  public let lineCount: Int
  /// The lines that were not understood. All of them, for a command that this room does not read.
  public let unknownLines: [TranscriptLine]
}

/// `Load for five secs: 1%/0%; one minute: 3%; five minutes: 2%`.
public struct ProcessorLoad: Sendable, Hashable {
  /// Percent over five seconds.
  public let fiveSeconds: Int
  /// Percent over five seconds, in interrupts.
  public let interrupts: Int
  /// Percent over one minute.
  public let oneMinute: Int
  /// Percent over five minutes.
  public let fiveMinutes: Int

  init?(_ text: String) {
    guard let rest = text.trimmingBlanks.after(prefix: "Load for five secs: ") else { return nil }
    let numbers = rest.utf8.prefix(80).split { !(0x30...0x39).contains($0) }.map {
      Substring($0).number ?? 0
    }
    guard numbers.count == 4 else { return nil }
    fiveSeconds = numbers[0]
    interrupts = numbers[1]
    oneMinute = numbers[2]
    fiveMinutes = numbers[3]
  }
}

extension Observation {
  init(_ section: TranscriptSection, offsets: ZoneOffsets) {
    let command = section.command?.command
    let context = OutputContext(
      file: section.location.file, command: command, offsets: offsets)
    let keepsBanners = command == .showClock || command == .licenseFactoryReset
    let banners = section.lines.filter { TranscriptSplitter.isBanner($0.text) }
    let lines =
      keepsBanners
      ? section.lines : section.lines.filter { !TranscriptSplitter.isBanner($0.text) }
    let (content, unknown) = Self.read(section, lines, context)
    self.command = section.command
    promptName = section.device
    location = section.location
    self.content = content
    clock = banners.lazy.compactMap { ShowClock.banner($0, context).facts }.first
    load =
      banners.lazy.compactMap { banner in
        ProcessorLoad(banner.text).map { context.observed($0, banner.number) }
      }.first
    logLines = section.logLines
    loggedResets =
      context.command == .showLogging
      ? lines.compactMap { FactoryReset(loggedWarning: $0, context) } : []
    lineCount = section.lines.count
    unknownLines = unknown.sorted { $0.number < $1.number }
  }

  private static func read(
    _ section: TranscriptSection, _ lines: [TranscriptLine], _ context: OutputContext
  ) -> (Content, [TranscriptLine]) {
    let arguments = section.command?.arguments ?? []
    switch context.command {
    case .showVersion:
      let reader = ShowVersion(lines, context: context)
      return (.version(reader.facts), reader.unknown)
    case .showClock:
      let (facts, unknown) = ShowClock.read(lines, context)
      return (facts.map(Content.clock) ?? .other, unknown)
    case .showLicenseUDI:
      var reader = LicenseBlocks(lines, context: context)
      let rest = ShowLicenseUDITable.read(reader.unknown, into: &reader.facts, context)
      return (.license(reader.facts), rest)
    case .showLicenseAll, .showLicenseStatus, .showLicenseSummary, .showLicenseUsage,
      .showLicenseTechSupport, .showLicenseAuthorization, .showLicenseReservation:
      let reader = LicenseBlocks(lines, context: context)
      return (.license(reader.facts), reader.unknown)
    case .showLicenseRUMIDAll:
      let (reports, unknown) = ShowLicenseRUMIDAll.read(lines, context)
      return (.reportStates(reports), unknown)
    case .showLicenseRUMIDDetail:
      let (details, unknown) = ShowLicenseRUMIDDetail.read(lines, context)
      return (.reportDetails(details), unknown)
    case .showLicenseHistoryMessage:
      let reader = ShowLicenseHistoryMessage(lines, context: context)
      return (.history(reader.history), reader.unknown)
    case .licenseImport:
      return (.importAnswer(LicenseSmartImport.read(lines, arguments: arguments, context)), [])
    case .licenseSaveUsage:
      return (.saveAnswer(LicenseSmartSaveUsage.read(lines, arguments: arguments, context)), [])
    case .licenseFactoryReset:
      return (.factoryReset(LicenseSmartFactoryReset.read(section, context)), [])
    case .reload: return (.reload(Reload.trace(section, context)), [])
    case .licenseReservation, .licenseAuthorization:
      let answer = LicenseSmartReservation.read(lines, arguments: arguments, context)
      return (.reservationAnswer(answer), [])
    case .showRunningConfig:
      let configuration = ShowRunningConfig(section, lines, context).configuration
      return (.runningConfiguration(configuration), configuration.unread)
    case nil: return (.other, lines)
    default: return readMore(lines, arguments, context)
    }
  }

  private static func readMore(
    _ lines: [TranscriptLine], _ arguments: [String], _ context: OutputContext
  ) -> (Content, [TranscriptLine]) {
    switch context.command {
    case .showLicenseEventLog:
      let (entries, unknown) = ShowLicenseEventLog.read(lines, context)
      return (.eventLog(entries), unknown)
    case .showLicenseAirEntities:
      let (facts, unknown) = ShowLicenseAirEntities.read(lines, context)
      return (.airEntities(facts), unknown)
    case .showLicense:
      let (features, unknown) = ShowLicenseFeatures.read(lines, context)
      return (.features(features), unknown)
    case .showLogging:
      let (facts, unknown) = ShowLogging.read(lines, context)
      return (.logging(facts), unknown)
    case .showNTPStatus:
      let (facts, unknown) = ShowNTPStatus.read(lines, context)
      return (.ntp(facts), unknown)
    case .showPKITrustpoints:
      let (trustpoints, unknown) = ShowPKITrustpoints.read(lines, context)
      return (.trustpoints(trustpoints), unknown)
    default: return readAccessPoints(lines, arguments, context)
    }
  }

  private static func readAccessPoints(
    _ lines: [TranscriptLine], _ arguments: [String], _ context: OutputContext
  ) -> (Content, [TranscriptLine]) {
    switch context.command {
    case .showAPSummary:
      let (listing, unknown) = ShowAPSummary.read(lines, context)
      return (.accessPoints(listing), unknown)
    case .showAPInventory:
      let (listing, unknown) = ShowAPInventory.read(lines, context)
      return (.accessPoints(listing), unknown)
    case .showAPConfigGeneral:
      return (.accessPoints(ShowAPConfigGeneral.read(lines, context)), [])
    case .showAPName:
      // The first argument is the name; what is asked of it follows.
      let topic = arguments.dropFirst().first?.lowercased() ?? ""
      guard !topic.isEmpty else { return (.other, lines) }
      if "inventory".hasPrefix(topic) {
        let (listing, unknown) = ShowAPInventory.read(lines, context)
        return (.accessPoints(listing), unknown)
      }
      guard "config".hasPrefix(topic) else { return (.other, lines) }
      return (.accessPoints(ShowAPConfigGeneral.read(lines, context)), [])
    default: return (.other, lines)
    }
  }
}
