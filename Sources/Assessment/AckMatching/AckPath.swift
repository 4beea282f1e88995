import LicenseFiles

/// What a JSON path of an ACK says about the numbers that stand there. The names are not published, so
/// the reading is narrow: what is not plainly a report id is none.
///
/// 1. The positions in arrays do not matter: `[0].reports[2].id` and `[1].reports[0].id` are the same
///    place, `[].reports[].id`.
/// 2. The last key decides. Where it only says `id` or the like, the key before it decides with it.
/// 3. A key that speaks of time, versions, counts, other things, or the ends of a range is never one of
///    reports: ranges are not guessed.
/// 4. A key that speaks of reports, RUM, acknowledgement or usage is one.
/// 5. A failure anywhere on the path (`failed_reports`) leaves the numbers below it undetermined.
struct AckPath {
  /// The path without positions.
  let normalised: String
  /// True when the deciding keys can hold no report id.
  let isOther: Bool
  /// True when the deciding keys speak of reports.
  let speaksOfReports: Bool
  /// True when the path speaks of a failure.
  let speaksOfFailure: Bool

  init(normalised: String) {
    self.normalised = normalised
    let keys = normalised.replacing("[]", with: "").split(separator: ".").map(String.init)
    let last = keys.last.map(Self.words) ?? []
    var deciding = last
    if last.allSatisfy(Self.generic.contains), keys.count > 1 {
      deciding += Self.words(keys[keys.count - 2])
    }
    isOther = deciding.contains { Self.others.contains($0) }
    speaksOfReports = !isOther && deciding.contains { Self.reports.contains($0) }
    speaksOfFailure = keys.contains { key in
      let lower = key.lowercased()
      return Self.failures.contains { lower.contains($0) }
        || Self.words(key).contains { Self.negations.contains($0) }
    }
  }

  /// The path without its positions.
  static func normalised(_ path: String) -> String {
    var result: [UInt8] = []
    var isInside = false
    for byte in path.utf8 {
      if byte == UInt8(ascii: "]") { isInside = false }
      if !isInside { result.append(byte) }
      if byte == UInt8(ascii: "[") { isInside = true }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The words of a key in lower case: `reportIds`, `report_ids` and `RUMReport` hold two each.
  static func words(_ key: String) -> [String] {
    let scalars = Array(key.unicodeScalars)
    var words: [String] = []
    var word = ""
    for (index, scalar) in scalars.enumerated() {
      let isUpper = scalar.properties.isUppercase
      let previousIsUpper = index > 0 && scalars[index - 1].properties.isUppercase
      let nextIsLower = index + 1 < scalars.count && scalars[index + 1].properties.isLowercase
      let isBreak = isUpper && (!previousIsUpper || nextIsLower)
      if isBreak || !scalar.properties.isAlphabetic {
        if !word.isEmpty { words.append(word) }
        word = ""
      }
      if scalar.properties.isAlphabetic { word += scalar.properties.lowercaseMapping }
    }
    if !word.isEmpty { words.append(word) }
    return words
  }

  private static let generic: Set<String> = [
    "id", "ids", "number", "numbers", "key", "keys", "list", "item", "items", "value", "values",
  ]

  private static let reports: Set<String> = [
    "report", "reports", "reported", "reportid", "reportids", "reportlist", "rum", "rums", "rumid",
    "rumids", "ack", "acks", "acked", "ackid", "ackids", "acknowledged", "acknowledgement",
    "acknowledgements", "acknowledgment", "acknowledgments", "usage", "usages", "usageid",
  ]

  private static let others: Set<String> = [
    // times
    "time", "times", "timestamp", "timestamps", "ts", "epoch", "date", "dates", "datestamp", "day",
    "days", "hour", "hours", "minute", "minutes", "second", "seconds", "sec", "ms", "at", "since",
    "until", "interval", "deadline", "expiry", "expires", "duration", "period", "frequency",
    "retry",
    // ends of a range
    "start", "end", "begin", "first", "last", "from", "to", "min", "max", "lowest", "highest",
    "previous", "next", "range", "ranges",
    // amounts and positions
    "count", "counts", "total", "size", "length", "offset", "index", "sequence",
    // other things with numbers
    "version", "nonce", "code", "error", "status", "message", "serial", "sn", "pid", "uuid", "piid",
    "tag", "policy", "template", "account", "license", "licence", "device", "instance", "product",
    "entitlement", "subscription", "hash", "checksum", "transaction", "request", "response",
    "batch",
    "poll", "correlation", "signature",
  ]

  private static let failures =
    AckWordKey.failing + [
      "missing", "pending", "duplicate", "outstanding", "unprocessed", "unknown", "expired",
      "remain", "await", "exclud", "queued", "unsuccess", "unverif", "incomplete", "quarantin",
      "resend", "retr", "defer", "block", "suspend", "disput", "discard", "cancel", "revok",
      "conflict", "corrupt",
    ]

  private static let negations: Set<String> = [
    "not", "no", "non", "un", "skipped", "ignored", "lost", "waiting", "purged", "deleted", "left",
    "open",
    "dropped", "nak", "bad", "void", "held", "hold", "later", "wrong", "partial",
  ]
}
