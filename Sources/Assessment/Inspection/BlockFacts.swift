import LicenseFiles

/// What a block other than a report says, as lines for a person. Secrets are not shown.
enum BlockFacts {
  static func facts(of block: Block) -> [(label: String, value: String)] {
    switch block.kind {
    case .policy: policy(block.element)
    case .rumAck: acknowledgement(block.element)
    case .authorization, .specificReservation: authorization(block.element)
    case .accountInfo: account(block.element)
    case .correlationID: [("correlation id", block.element.trimmedText)]
    case .systemInfo: systemInfo(block.element)
    case .authorizationRequest:
      [("authorization request", "\(data(block.element).utf8.count) bytes")]
    case .unknown(let name):
      [("unknown block \(name)", "\(size(block.element)) bytes of text, kept as it is")]
    case .rumReport: []
    }
  }

  private static func policy(_ element: XMLElement) -> [(String, String)] {
    guard let code = element["policyCode"] else { return [("policy", "without a code")] }
    var facts = [("policy", text(code["name"]) + " version " + text(code["version"]))]
    for name in ["subscription", "perpetual", "enforced", "export", "generic"] {
      guard let values = code[name] else { continue }
      let days = ["firstTimeReport", "onGoingReporting", "reportOnMACD"].map { key in
        values[key].map { text($0) } ?? "-"
      }
      facts.append(
        ("policy \(name)", "first \(days[0]), ongoing \(days[1]), change \(days[2]) days"))
    }
    return facts
  }

  /// The devices that an ACK names.
  static func ackDevices(_ element: XMLElement) -> [UDI] {
    AckData(data(element)).devices.map(\.udi)
  }

  private static func acknowledgement(_ element: XMLElement) -> [(String, String)] {
    let text = data(element)
    let data = AckData(text)
    var facts = [("ACK", "\(text.utf8.count) bytes; the shape of its data is not public")]
    for device in data.devices.prefix(20) { facts.append(("ACK device", device.udi.description)) }
    if !data.numbers.isEmpty {
      let shown = data.numbers.prefix(20).map { "\($0.number) at \($0.path)" }
      let more = data.numbers.count - shown.count
      facts.append(
        ("ACK numbers", shown.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")))
    }
    let words = data.words.filter { !$0.text.isEmpty }
    if !words.isEmpty {
      facts.append(
        ("ACK words", words.prefix(20).map { "\($0.path): \($0.text)" }.joined(separator: ", ")))
    }
    if let problem = data.problem { facts.append(("ACK data", problem)) }
    if data.isCut { facts.append(("ACK data", "more than the reader's limit: not all was read")) }
    return facts + [signature(of: element, "ACK signature")]
  }

  private static func signature(of element: XMLElement, _ label: String) -> (String, String) {
    let isMissing = text(element["signature"]).isEmpty
    return (label, isMissing ? "missing" : "present, not verifiable offline")
  }

  private static func authorization(_ element: XMLElement) -> [(String, String)] {
    let code = element["authorizationCode"]
    var facts = [("authorization", text(element["udi"]))]
    for entitlement in code?["entitlements"]?.children ?? [] {
      facts.append(
        ("authorized", "\(text(entitlement["count"])) × \(text(entitlement["displayName"]))"))
    }
    if let milliseconds = Int64(text(code?["timestamp"])) {
      facts.append(("authorized at", TimeText.iso8601(milliseconds / 1000)))
    }
    if let date = code?["dateStamp"] {
      facts.append(("authorized at", text(date) + ", local time"))
    }
    if let success = code?["status"]?["success"] {
      facts.append(("authorization success", text(success)))
    }
    return facts + [signature(of: element, "authorization signature")]
  }

  private static func account(_ element: XMLElement) -> [(String, String)] {
    guard let info = element["customerInfo"] else { return [] }
    var facts = [
      ("smart account", text(info["smartAccount"])),
      ("virtual account", text(info["virtualAccount"])),
    ]
    if let domain = info["smartAccountDomain"] { facts.append(("account domain", text(domain))) }
    if let milliseconds = Int64(text(info["timestamp"])) {
      facts.append(("written at", TimeText.iso8601(milliseconds / 1000)))
    }
    return facts
  }

  private static func systemInfo(_ element: XMLElement) -> [(String, String)] {
    guard let value = try? JSONValue(Array(data(element).utf8)) else {
      return [("system info", "its data is not JSON")]
    }
    let pid = value["sudi"]?["udi_pid"]?.string ?? "?"
    let serial = value["sudi"]?["udi_serial_number"]?.string ?? "?"
    var facts = [("saved by", "\(pid):\(serial)")]
    if let host = value["hostname"]?.string, !host.isEmpty { facts.append(("host name", host)) }
    if case .number(let time)? = value["timestamp"], let milliseconds = Int64(time) {
      facts.append(("saved at", TimeText.iso8601(milliseconds / 1000)))
    }
    return facts
  }

  private static func data(_ element: XMLElement) -> String { element["data"]?.text ?? "" }

  private static func text(_ element: XMLElement?) -> String { element?.trimmedText ?? "" }

  private static func size(_ element: XMLElement) -> Int {
    element.children.reduce(element.text.utf8.count) { $0 + size($1) }
  }
}
