/// A span of time in words, as behind `uptime is`.
enum PrintedSpan {
  /// Seconds in `1 year, 4 weeks, 6 days, 21 hours, 48 minutes`; nil when the text is no such span.
  ///
  /// A year counts 365 days, which is how the device counts it.
  static func seconds(_ text: Substring) -> Int64? {
    var total: Int64 = 0
    var isEmpty = true
    for part in text.split(separator: ",") {
      let words = part.words
      guard words.count == 2, let count = words[0].number, let unit = unit(words[1]) else {
        return nil
      }
      let (product, overflow) = Int64(count).multipliedReportingOverflow(by: unit)
      let (sum, carry) = total.addingReportingOverflow(product)
      guard !overflow, !carry else { return nil }
      total = sum
      isEmpty = false
    }
    return isEmpty ? nil : total
  }

  private static func unit(_ word: Substring) -> Int64? {
    switch word {
    case "year", "years": 365 * 86_400
    case "week", "weeks": 7 * 86_400
    case "day", "days": 86_400
    case "hour", "hours": 3600
    case "minute", "minutes": 60
    case "second", "seconds": 1
    default: nil
    }
  }
}
