/// A length of time in its largest unit, for messages.
public enum TimeSpan {
  /// `3 days`, `26 hours`, `90 seconds`.
  public static func words(_ seconds: Int64) -> String {
    switch seconds {
    case 172_800...: "\(seconds / 86_400) days"
    case 7200...: "\(seconds / 3600) hours"
    default: "\(seconds) seconds"
    }
  }
}
