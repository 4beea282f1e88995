/// A length of time in its largest unit, for messages.
public enum TimeSpan {
  /// `3 days`, `26 hours`, `90 seconds`; `-3 days`.
  public static func words(_ seconds: Int64) -> String {
    switch seconds {
    case ...(-7200): "-\(length(seconds))"
    case 172_800...: "\(seconds / 86_400) days"
    case 7200...: "\(seconds / 3600) hours"
    default: "\(seconds) seconds"
    }
  }

  /// The same with minutes where people think in them: `65 minutes` from 2 minutes to 2 hours.
  public static func minutes(_ seconds: Int64) -> String {
    (120..<7200).contains(seconds) ? "\(seconds / 60) minutes" : words(seconds)
  }

  /// The same without a sign.
  public static func length(_ seconds: Int64) -> String {
    words(Int64(clamping: seconds.magnitude))
  }
}
