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
    let (year, month, day) = civil(days)
    return pad(year, 4) + "-" + pad(month, 2) + "-" + pad(day, 2) + "T" + pad(rest / 3600, 2) + ":"
      + pad(rest / 60 % 60, 2) + ":" + pad(rest % 60, 2) + "Z"
  }

  /// The day alone.
  public static func day(_ seconds: Int64) -> String { String(iso8601(seconds).prefix(10)) }

  private static func pad(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  // Days since 1970-01-01 to a date of the Gregorian calendar, counted in eras of 400 years.
  private static func civil(_ days: Int64) -> (Int64, Int64, Int64) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let part = (5 * dayOfYear + 2) / 153
    let month = part < 10 ? part + 3 : part - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * part + 2) / 5 + 1
    )
  }
}
