/// What the exit status tells a script (rumkit(1), EXIT STATUS).
enum ExitStatus: Int32, Error {
  case done = 0
  case findings = 1
  case unreadable = 2
  case refused = 3
  case failed = 4
  case partly = 5
  case usage = 64

  /// Which one wins where several apply.
  private static let order: [ExitStatus] = [
    .usage, .unreadable, .failed, .refused, .partly, .findings,
  ]

  /// Ends the command with the status that wins, or returns when there is nothing to report.
  static func end(_ statuses: [ExitStatus]) throws(ExitStatus) {
    if let status = winner(statuses) { throw status }
  }

  /// The status that wins; nil when there is nothing to report.
  static func winner(_ statuses: [ExitStatus]) -> ExitStatus? {
    order.first(where: statuses.contains)
  }
}
