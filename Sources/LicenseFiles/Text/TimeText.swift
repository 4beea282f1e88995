/// Times as ISO 8601 in UTC, from epoch seconds.
public enum TimeText {
  /// The time, for example `2022-12-24T11:10:45Z`. A number outside the years 1 to 9999, which only a
  /// damaged file holds, is written as the number with the word `seconds`.
  public static func iso8601(_ seconds: Int64) -> String {
    guard (-62_135_596_800...253_402_300_799).contains(seconds) else { return "\(seconds) seconds" }
    var days = seconds / 86_400
    var rest = seconds % 86_400
    if rest < 0 {
      rest += 86_400
      days -= 1
    }
    let date = CivilDate(days: days)
    let time = [rest / 3600, rest / 60 % 60, rest % 60].map { zeroPadded($0, 2) }
    return zeroPadded(date.year, 4) + "-" + zeroPadded(date.month, 2) + "-"
      + zeroPadded(date.day, 2) + "T" + time.joined(separator: ":") + "Z"
  }

  /// The day alone.
  public static func day(_ seconds: Int64) -> String { String(iso8601(seconds).prefix(10)) }

  /// The time as it stands in names of files, for example `20221224T111045Z`.
  public static func compact(_ seconds: Int64) -> String {
    iso8601(seconds).filter { $0 != "-" && $0 != ":" }
  }
}
