/// A span of time in words, as after `uptime is`.
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
    // NX-OS writes `day(s)`.
    switch word.utf8.last == 0x29 ? word.dropLast(3) : word {
    case "year", "years": 365 * 86_400
    case "week", "weeks": 7 * 86_400
    case "day", "days": 86_400
    case "hour", "hours": 3600
    case "minute", "minutes": 60
    case "second", "seconds": 1
    default: nil
    }
  }

  /// `3 weeks 2 days 1 hour`: pairs of a number and a unit, without commas.
  static func seconds(ofPairs text: Substring) -> Int64? {
    let words = text.words
    guard !words.isEmpty, words.count <= 20, words.count.isMultiple(of: 2) else { return nil }
    let pairs = stride(from: 0, to: words.count, by: 2).map { "\(words[$0]) \(words[$0 + 1])" }
    return seconds(pairs.joined(separator: ",")[...])
  }
}
