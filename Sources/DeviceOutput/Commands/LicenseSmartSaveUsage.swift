import LicenseFiles

/// What the device answers to `license smart save usage … file PATH`. The words of success and of
/// failure are not documented, so all lines are kept.
public struct SaveUsageAnswer: Sendable, Hashable {
  /// `all`, `unreported`, `days` or `rum-Id`, as typed; nil when no command was echoed.
  public let scope: String?
  /// The file, as typed.
  public let path: String?
  /// Everything that was printed.
  public let lines: [Observed<String>]
}

/// Reads the answer to `license smart save usage`.
enum LicenseSmartSaveUsage {
  static let reader = CommandReader(.licenseSaveUsage, takesMore: true) {
    (.saveAnswer(read($0.lines, arguments: $0.arguments, $0.context)), [])
  }

  static func read(
    _ lines: [TranscriptLine], arguments: [String], _ context: OutputContext
  ) -> SaveUsageAnswer {
    let file = arguments.lastIndex { !$0.isEmpty && "file".hasPrefix($0.lowercased()) }
    let path = file.flatMap { $0 + 1 < arguments.count ? arguments[$0 + 1] : nil }
    return SaveUsageAnswer(
      scope: arguments.first, path: path,
      lines: lines.map { context.observed(String($0.text.trimmingBlanks), $0.number) })
  }
}
