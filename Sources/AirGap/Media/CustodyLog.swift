import LicenseFiles

/// What happened to a package, one event after the other. Each line of the log is a JSON object that
/// carries the SHA-256 of the line before it, so that no event can be changed, taken out or put in
/// without breaking the chain.
struct CustodyLog: Sendable {
  /// The hash that stands in the first event.
  static let beginning = String(repeating: "0", count: 64)

  private let operatorName: String
  private let host: String
  private let time: Int64
  private var previous = CustodyLog.beginning
  /// The log, one event per line.
  private(set) var bytes: [UInt8] = []

  /// An empty log of one run.
  init(operatorName: String, host: String, time: Int64) {
    self.operatorName = operatorName
    self.host = host
    self.time = time
  }

  /// Adds an event. Its line is the same for the same event, whatever the order of the details.
  mutating func add(_ kind: String, _ details: [String: String]) {
    let members = details.sorted { $0.key < $1.key }
      .map { "\(EvidenceText.quoted($0.key)):\(EvidenceText.quoted($0.value))" }
    let line =
      "{\"time\":\(EvidenceText.quoted(MediaTime(time).iso8601))"
      + ",\"operator\":\(EvidenceText.quoted(operatorName))"
      + ",\"host\":\(EvidenceText.quoted(host)),\"kind\":\(EvidenceText.quoted(kind))"
      + ",\"details\":{\(members.joined(separator: ","))}"
      + ",\"previous\":\(EvidenceText.quoted(previous))}"
    let text = Array(line.utf8)
    previous = SHA256Digest(hashing: text).description
    bytes += text + [0x0A]
  }

  /// What is wrong with a log; nil when the chain holds.
  static func fault(in bytes: [UInt8]) -> (line: Int, reason: String)? {
    guard bytes.last == 0x0A else { return (1, "the log is empty or its last line is cut") }
    var previous = beginning
    for (index, line) in bytes.dropLast().split(
      separator: 0x0A, omittingEmptySubsequences: false
    ).enumerated() {
      guard let event = try? JSONValue(Array(line), depth: 8),
        event["time"]?.string != nil, event["operator"]?.string != nil,
        event["host"]?.string != nil, event["kind"]?.string != nil, event["details"] != nil
      else { return (index + 1, "not an event") }
      guard event["previous"]?.string == previous else {
        return (index + 1, "it does not carry the hash of the event before it")
      }
      previous = SHA256Digest(hashing: Array(line)).description
    }
    return nil
  }

  /// The details of every event of a kind, in order; the log's chain is not looked at.
  static func details(_ kind: String, in bytes: [UInt8]) -> [JSONValue] {
    bytes.split(separator: 0x0A).compactMap { line in
      guard let event = try? JSONValue(Array(line), depth: 8), event["kind"]?.string == kind else {
        return nil
      }
      return event["details"]
    }
  }
}
