public import LicenseFiles

/// What the guard says, with its reasons: those that refuse first, then those worth knowing.
public enum ResetVerdict: Sendable, Hashable {
  /// Go on.
  case clear([Finding])
  /// A person should look: the hour is documented for other devices than this. `until` as in a
  /// refusal.
  case warning(until: Int64?, [Finding])
  /// Not now. `until` is the first moment, in epoch seconds UTC by the host's clock, at which the same
  /// question about the same facts is clear; nil when waiting alone does not help.
  case refused(until: Int64?, [Finding])

  /// Why.
  public var reasons: [Finding] {
    switch self {
    case .clear(let reasons), .warning(_, let reasons), .refused(_, let reasons): reasons
    }
  }

  /// True where it refuses usage because of the time at which it was saved.
  package var refusesTimeOfUsage: Bool {
    guard case .refused(_, let reasons) = self else { return false }
    return reasons.contains { $0.id == ResetFindings.savedInsideHour.id }
  }

  /// In a word.
  public var word: String {
    switch self {
    case .clear: "clear"
    case .warning: "warning"
    case .refused: "refused"
    }
  }

  /// The wait that is left, for a countdown. nil when there is nothing to wait for, or when waiting
  /// alone does not help.
  public func countdown(now: Int64) -> ResetCountdown? {
    switch self {
    case .clear: nil
    case .warning(let until, _), .refused(let until, _):
      until.map {
        ResetCountdown(ends: $0, remainingSeconds: max(0, $0.subtractingClamped(now)))
      }
    }
  }

  /// True when it holds up more, or longer.
  func isStricter(than other: ResetVerdict) -> Bool { weight > other.weight }

  private var weight: (Int, Int64) {
    switch self {
    case .clear: (0, 0)
    case .warning(let until, _): (1, until ?? .max)
    case .refused(let until, _): (2, until ?? .max)
    }
  }
}

/// A wait with a known end.
public struct ResetCountdown: Sendable, Hashable {
  /// When it ends: epoch seconds UTC by the host's clock.
  public let ends: Int64
  /// The seconds that are left.
  public let remainingSeconds: Int64

  /// Creates a countdown.
  package init(ends: Int64, remainingSeconds: Int64) {
    self.ends = ends
    self.remainingSeconds = remainingSeconds
  }
}
