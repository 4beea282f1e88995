import LicenseFiles

/// A time that a person gave.
public enum GivenTime {
  /// A time with its zone, or a day, which means its midnight in UTC.
  ///
  /// - Returns: epoch seconds UTC; nil when it is neither.
  public static func seconds(_ text: String) -> Int64? {
    CivilTime.seconds(isDay(text) ? text + "T00:00:00Z" : text)
  }

  /// True when only a day was given.
  static func isDay(_ text: String) -> Bool { text.count == 10 }
}
