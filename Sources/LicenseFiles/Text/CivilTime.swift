/// The one reader of times that people write: ISO 8601 with its zone.
package enum CivilTime {
  /// A time such as `2026-07-01T09:00:00Z`, also with a fraction and with an offset in place of `Z`
  /// (`+02:00`, `+0200`, `+02`). A day or a time of day that no calendar and no clock shows is refused.
  ///
  /// - Returns: epoch seconds UTC, without the fraction; nil when it is none.
  package static func seconds(_ text: String) -> Int64? {
    var rest = Array(text.utf8)[...]
    guard let year = number(4, &rest), take("-", &rest), let month = number(2, &rest),
      take("-", &rest), let day = number(2, &rest), take("T", &rest),
      let hour = number(2, &rest), take(":", &rest), let minute = number(2, &rest),
      take(":", &rest), let second = number(2, &rest), skipFraction(&rest),
      let zone = zone(&rest), rest.isEmpty, year > 0, hour < 24, minute < 60, second < 60
    else { return nil }
    let date = CivilDate(year: year, month: month, day: day)
    guard date.isReal else { return nil }
    return date.days * 86_400 + hour * 3600 + minute * 60 + second - zone
  }

  private static func number(_ digits: Int, _ rest: inout ArraySlice<UInt8>) -> Int64? {
    let field = rest.prefix(digits)
    guard field.count == digits, field.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    rest = rest.dropFirst(digits)
    return field.reduce(0) { $0 * 10 + Int64($1 - 0x30) }
  }

  private static func take(_ mark: Unicode.Scalar, _ rest: inout ArraySlice<UInt8>) -> Bool {
    guard rest.first == UInt8(ascii: mark) else { return false }
    rest = rest.dropFirst()
    return true
  }

  private static func skipFraction(_ rest: inout ArraySlice<UInt8>) -> Bool {
    guard take(".", &rest) else { return true }
    let digits = rest.prefix { (0x30...0x39).contains($0) }
    rest = rest.dropFirst(digits.count)
    return (1...9).contains(digits.count)
  }

  /// The seconds that a zone is ahead of UTC.
  private static func zone(_ rest: inout ArraySlice<UInt8>) -> Int64? {
    if take("Z", &rest) { return 0 }
    let sign: Int64 = take("+", &rest) ? 1 : -1
    guard sign == 1 || take("-", &rest), let hours = number(2, &rest), hours < 24 else {
      return nil
    }
    guard !rest.isEmpty else { return sign * hours * 3600 }
    _ = take(":", &rest)
    guard let minutes = number(2, &rest), minutes < 60 else { return nil }
    return sign * (hours * 3600 + minutes * 60)
  }
}
