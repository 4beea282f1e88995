/// The spellings of a moment that media and evidence need. Moments are epoch seconds, UTC.
struct MediaTime {
  private let year: Int64
  private let month: Int
  private let day: Int64
  private let second: Int64

  /// Any moment; years outside 1...9999 are clamped.
  init(_ epoch: Int64) {
    let clamped = min(max(epoch, -62_135_596_800), 253_402_300_799)
    let days = (clamped - Self.modulo(clamped, 86_400)) / 86_400
    second = Self.modulo(clamped, 86_400)
    // Days to civil date over 400-year eras that begin on 1 March, so that the leap day is last.
    let shifted = days + 719_468
    let era = (shifted - Self.modulo(shifted, 146_097)) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = Int(shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9)
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// `2026-07-01T09:00:00Z`.
  var iso8601: String { "\(date)T\(clock(":"))Z" }

  /// `2026-07-01`, as BagIt wants it.
  var date: String { "\(padded(year, 4))-\(padded(Int64(month), 2))-\(padded(day, 2))" }

  /// `26Jul01_09_00_00_000`: the stamp in the names of Cisco's archives (`%y%b%d_%H_%M_%S_` and
  /// milliseconds), UTC.
  var archiveStamp: String {
    let names = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    return "\(padded(year % 100, 2))\(names[month - 1])\(padded(day, 2))_\(clock("_"))_000"
  }

  private func clock(_ separator: String) -> String {
    [second / 3600, second / 60 % 60, second % 60].map { padded($0, 2) }
      .joined(separator: separator)
  }

  private func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  private static func modulo(_ number: Int64, _ divisor: Int64) -> Int64 {
    let rest = number % divisor
    return rest < 0 ? rest + divisor : rest
  }

  /// Reads `2026-07-01T09:00:00Z` back; nil when the text is anything else.
  static func seconds(_ iso8601: String) -> Int64? {
    let bytes = Array(iso8601.utf8)
    guard bytes.count == 20, bytes[19] == UInt8(ascii: "Z") else { return nil }
    func number(_ range: Range<Int>) -> Int64? {
      Int64(String(decoding: bytes[range], as: UTF8.self))
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19)
    else { return nil }
    // The same eras as above, the other way.
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear - modulo(shiftedYear, 400)) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    let days = era * 146_097 + dayOfEra - 719_468
    let epoch = days * 86_400 + hour * 3600 + minute * 60 + second
    return MediaTime(epoch).iso8601 == iso8601 ? epoch : nil
  }
}
