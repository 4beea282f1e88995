import LicenseFiles

/// The spellings of a moment that media and evidence need. Moments are epoch seconds, UTC.
struct MediaTime {
  private let seconds: Int64

  /// Any moment; years outside 1...9999 are clamped.
  init(_ epoch: Int64) { seconds = min(max(epoch, -62_135_596_800), 253_402_300_799) }

  /// `2026-07-01T09:00:00Z`.
  var iso8601: String { TimeText.iso8601(seconds) }

  /// `2026-07-01`, as BagIt wants it.
  var date: String { TimeText.day(seconds) }

  /// `26Jul01_09_00_00_000`: the stamp in the names of Cisco's archives (`%y%b%d_%H_%M_%S_` and
  /// milliseconds), UTC.
  var archiveStamp: String {
    let names = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let text = iso8601
    let parts = text.split { "-T:Z".contains($0) }
    let month = Int(parts[1]).map { names[$0 - 1] } ?? ""
    return "\(parts[0].suffix(2))\(month)\(parts[2])_\(parts[3])_\(parts[4])_\(parts[5])_000"
  }

  /// Reads `2026-07-01T09:00:00Z` back; nil when the text is anything else.
  static func seconds(_ iso8601: String) -> Int64? {
    guard let epoch = CivilTime.seconds(iso8601) else { return nil }
    return MediaTime(epoch).iso8601 == iso8601 ? epoch : nil
  }
}
