/// What a finding costs the person who ignores it.
public enum Severity: String, Sendable, Hashable, CaseIterable, Comparable {
  /// Worth knowing; nothing needs to be done.
  case note
  /// A person should look: something differs from every known sample.
  case warning
  /// The trip would be wasted or data lost.
  case error

  private var rank: Int {
    switch self {
    case .note: 0
    case .warning: 1
    case .error: 2
    }
  }

  /// Orders by cost: a note is less than a warning, a warning less than an error.
  public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
}
