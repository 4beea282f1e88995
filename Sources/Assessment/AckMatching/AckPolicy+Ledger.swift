/// A policy as one text, for the ledger: a line per value, its name and the value with a tab between.
extension AckPolicy {
  /// The text. Control characters in values, which no portal writes, become blanks.
  public var ledgerText: String {
    values.compactMap { name, value in
      value.map { "\(name)\t\(Self.plain($0))" }
    }.joined(separator: "\n")
  }

  /// Reads the text back; nil when it holds no value.
  public init?(ledgerText text: String) {
    var found: [String: String] = [:]
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: "\t", maxSplits: 1)
      if parts.count == 2 { found[String(parts[0])] = String(parts[1]) }
    }
    guard !found.isEmpty else { return nil }
    self.init(
      name: found["name"], version: found["version"], datestamp: found["datestamp"],
      ackRequired: found["ackRequired"])
    for name in Self.classNames {
      let times = Class(
        firstTimeReport: found["\(name) firstTimeReport"],
        onGoingReporting: found["\(name) onGoingReporting"],
        reportOnMACD: found["\(name) reportOnMACD"])
      if times != Class() { classes[name] = times }
    }
  }

  private static func plain(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
  }
}
