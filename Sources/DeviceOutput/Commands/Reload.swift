import LicenseFiles

/// A trace of a reload: the command, or a log message of it.
public struct ReloadTrace: Sendable, Hashable {
  /// What the trace shows.
  public enum Kind: String, Sendable, Hashable {
    /// The command was typed. It may have been cancelled at its question.
    case command
    /// `%SYS-5-RELOAD`: the device is about to go down.
    case requested
    /// `%SYS-5-RESTART`: the device came up again.
    case restarted
  }

  /// What the trace shows.
  public let kind: Kind
  /// The line as printed.
  public let line: Observed<String>
  /// Its time, if one was printed.
  public let time: Observed<DeviceTime>?
}

/// Finds the traces of a reload.
enum Reload {
  static let reader = CommandReader(
    .reload, takesMore: true,
    signs: [.typical(mayBeIndented: true) { $0.utf8.starts(with: "Proceed with reload?".utf8) }]
  ) { (.reload(trace($0.section, $0.context)), []) }

  static func trace(_ section: TranscriptSection, _ context: OutputContext) -> ReloadTrace {
    let clock = section.lines.lazy.compactMap { ShowClock.banner($0, context).facts }.first
    return ReloadTrace(
      kind: .command,
      line: context.observed(section.command?.text ?? "reload", section.location.line ?? 0),
      time: clock?.time)
  }

  static func trace(_ log: LogLine) -> ReloadTrace? {
    let kind: ReloadTrace.Kind
    switch (log.facility, log.mnemonic) {
    case ("SYS", "RELOAD"): kind = .requested
    case ("SYS", "RESTART"): kind = .restarted
    default: return nil
    }
    return ReloadTrace(
      kind: kind, line: Observed(log.text, at: log.location, command: nil),
      time: log.time.map { Observed($0, at: log.location, command: nil) })
  }
}
