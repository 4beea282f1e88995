import Assessment
import LicenseFiles

/// The text of an event that is hashed: one line of JSON, always spelled the same way for the same
/// event, with the hash of the event before it.
struct EventBody {
  /// The text.
  let text: String
  /// SHA-256 of the text.
  var hash: String { SHA256Digest(hashing: Array(text.utf8)).description }

  init(_ event: SiteEvent, previous: String) {
    func quoted(_ text: String) -> String { EvidenceText.quoted(text) }
    func member(_ key: String, _ value: String) -> String { ",\(quoted(key)):\(value)" }
    var line = "{\"number\":\(event.number)"
    line += member("time", quoted(MediaTime(event.time).iso8601))
    line += member("clock", quoted(MediaTime(event.clock).iso8601))
    line += member("operator", quoted(event.operatorName))
    if let witness = event.witness { line += member("witness", quoted(witness)) }
    line += member("host", quoted(event.host))
    line += member("kind", quoted(event.kind.rawValue))
    if let device = event.device {
      line += member("udi_pid", quoted(device.pid))
      line += member("udi_serial_number", quoted(device.serial))
    }
    let details = event.details.sorted { $0.key < $1.key }
      .map { "\(quoted($0.key.rawValue)):\(quoted($0.value))" }
    line += member("details", "{\(details.joined(separator: ","))}")
    if !event.reports.isEmpty {
      line += member("reports", "\(event.reports.count)")
      var digest = ReportRowsDigest()
      for report in event.reports { digest.add(report) }
      line += member("reports_sha256", quoted(digest.value))
    }
    text = line + member("previous", quoted(previous)) + "}"
  }
}

/// One hash over the reports of an event, so that a row cannot be changed without breaking the chain.
/// Every field carries its length, so that no two lists have the same bytes.
struct ReportRowsDigest {
  private var stream = SHA256Digest.Stream()
  private var bytes: [UInt8] = []

  mutating func add(_ report: SiteReport) {
    bytes.removeAll(keepingCapacity: true)
    put(report.device.pid)
    put(report.device.serial)
    put(String(report.id))
    put(report.payload?.description ?? "")
    put(report.isOpen ? "open" : "closed")
    if report.isTelemetry { put("telemetry") }
    bytes.withUnsafeBytes { stream.update($0) }
  }

  private mutating func put(_ text: String) {
    bytes += String(text.utf8.count).utf8
    bytes.append(UInt8(ascii: ":"))
    bytes += text.utf8
  }

  var value: String { stream.digest().description }
}

/// What stands in the text of an event, read back.
struct EventBodyContents {
  let number: Int64
  let time: Int64
  let clock: Int64
  let operatorName: String
  let witness: String?
  let host: String
  let kind: String
  let device: UDI?
  let details: [(key: String, value: String)]
  let reportCount: Int
  let reportsHash: String?
  let previous: String

  /// - Returns: nil when the text is not an event.
  init?(_ text: String) {
    guard let value = try? JSONValue(Array(text.utf8), depth: 8),
      case .number(let digits)? = value["number"], let number = Int64(digits),
      let time = value["time"]?.string.flatMap({ MediaTime.seconds($0) }),
      let clock = value["clock"]?.string.flatMap({ MediaTime.seconds($0) }),
      let operatorName = value["operator"]?.string, let host = value["host"]?.string,
      let kind = value["kind"]?.string, let previous = value["previous"]?.string,
      case .object(let members)? = value["details"]
    else { return nil }
    self.number = number
    self.time = time
    self.clock = clock
    self.operatorName = operatorName
    self.host = host
    self.kind = kind
    self.previous = previous
    witness = value["witness"]?.string
    if let pid = value["udi_pid"]?.string, let serial = value["udi_serial_number"]?.string {
      device = UDI(pid: pid, serial: serial)
    } else {
      device = nil
    }
    details = members.map { ($0.key, $0.value.string ?? "") }
    if case .number(let count)? = value["reports"] {
      reportCount = Int(count) ?? 0
    } else {
      reportCount = 0
    }
    reportsHash = value["reports_sha256"]?.string
  }

  /// The event, without its reports; nil when a later version of this tool wrote its kind.
  var event: SiteEvent? {
    guard let kind = SiteEventKind(rawValue: kind) else { return nil }
    var known: [SiteDetail: String] = [:]
    for (key, value) in details {
      if let detail = SiteDetail(rawValue: key) { known[detail] = value }
    }
    return SiteEvent(
      number: number, time: time, clock: clock, operatorName: operatorName, witness: witness,
      host: host, kind: kind, device: device, details: known)
  }
}
