import LicenseFiles

/// What a block other than a report says, as lines for a person. Secrets are not shown.
enum BlockFacts {
  static func facts(of block: Block) -> [(String, String)] {
    switch block.kind {
    case .policy: policy(block.element)
    case .rumAck: acknowledgement(block.element)
    case .authorization, .specificReservation: authorization(block.element)
    case .accountInfo: account(block.element)
    case .correlationID: [("correlation id", trimmed(block.element.text))]
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
  static func ackDevices(_ element: XMLElement) -> [UDI] { AckNumbers(data(element)).devices }

  private static func acknowledgement(_ element: XMLElement) -> [(String, String)] {
    let numbers = AckNumbers(data(element))
    var facts = [("ACK", "\(data(element).utf8.count) bytes; the shape of its data is not public")]
    for device in numbers.devices.prefix(20) { facts.append(("ACK device", device.description)) }
    if !numbers.numbers.isEmpty {
      let shown = numbers.numbers.prefix(20).map { "\($0.number) at \($0.path)" }
      facts.append(("ACK numbers", shown.joined(separator: ", ")))
    }
    if let problem = numbers.problem { facts.append(("ACK data", problem)) }
    facts.append(
      (
        "ACK signature",
        trimmed(text(element["signature"])).isEmpty ? "missing" : "present, not verifiable offline"
      ))
    return facts
  }

  private static func authorization(_ element: XMLElement) -> [(String, String)] {
    var facts = [("authorization", text(element["udi"]))]
    for entitlement in element["authorizationCode"]?["entitlements"]?.children ?? [] {
      facts.append(
        ("authorized", "\(text(entitlement["count"])) × \(text(entitlement["displayName"]))"))
    }
    return facts
  }

  private static func account(_ element: XMLElement) -> [(String, String)] {
    guard let info = element["customerInfo"] else { return [] }
    return [
      ("smart account", text(info["smartAccount"])),
      ("virtual account", text(info["virtualAccount"])),
    ]
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

  private static func text(_ element: XMLElement?) -> String { trimmed(element?.text ?? "") }

  private static func trimmed(_ text: String) -> String {
    var rest = Substring(text)
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }

  private static func size(_ element: XMLElement) -> Int {
    element.children.reduce(element.text.utf8.count) { $0 + size($1) }
  }
}
