public import LicenseFiles

/// `Other Info` of `show license tech support`: the state of the Smart Agent.
public struct AgentFacts: Sendable, Hashable {
  /// Every line of the form `Key: value`, in the order of the output.
  public internal(set) var settings: [Observed<PrintedSetting>] = []
  /// What is said of the trust of each member.
  public internal(set) var trustData: [Observed<TrustData>] = []

  /// The value of a key, as printed; nil when it was not printed.
  package func value(_ name: String) -> Observed<String>? {
    settings.first { $0.value.name == name }?.map(\.value)
  }

  /// `Software ID`: the tag of the platform's software.
  public var softwareID: Observed<String>? { value("Software ID") }
  /// `Agent State`.
  public var state: Observed<String>? { value("Agent State") }
  /// `Overall Trust`: `INSTALLED (2)`, `No ID`.
  public var overallTrust: Observed<String>? { value("Overall Trust") }
  /// `Clock sync-ed with NTP`.
  public var isClockSynchronised: Observed<Bool>? { truth("Clock sync-ed with NTP") }
  /// `Write Erase Occurred`.
  public var hasWriteErased: Observed<Bool>? { truth("Write Erase Occurred") }

  private func truth(_ name: String) -> Observed<Bool>? {
    guard let found = value(name), let bool = OutputContext.truth(found.value[...]) else {
      return nil
    }
    return found.map { _ in bool }
  }
}

/// `P:C9407R,S:FXS…: P:C9407R,S:FXS…, state[2], Trust Data INSTALLED  TrustId:693`.
public struct TrustData: Sendable, Hashable {
  /// The member.
  public let udi: UDI
  /// As printed after the UDI and its repetition, without the state and the id:
  /// `No Trust Data`, `Trust Data INSTALLED`, `NOT INSTALLED`.
  public let text: String
  /// The number of `state`; nil when it was not printed.
  public let state: Int?
  /// `TrustId`; nil when it was not printed.
  public let trustID: UInt64?
  /// True for the line `Local Device`.
  public let isLocalDevice: Bool
}

extension TrustData {
  init?(printed line: Substring) {
    var rest = line.trimmingBlanks
    let local = rest.after(prefix: "Local Device: ")
    isLocalDevice = local != nil
    if let local { rest = local.trimmingBlanks }
    guard let (udi, behind) = Self.udi(rest) else { return nil }
    self.udi = udi
    rest = behind
    if let (_, repeated) = Self.udi(rest) { rest = repeated }
    var state: Int?
    var trustID: UInt64?
    var words: [String] = []
    for part in rest.split(separator: ",") {
      let piece = part.trimmingBlanks
      if let number = piece.after(prefix: "state[") {
        state = number.dropLast().number
      } else if let (text, id) = piece.parted(by: "TrustId:") {
        trustID = UInt64(digits: id.trimmingBlanks)
        if !text.trimmingBlanks.isEmpty { words.append(String(text.trimmingBlanks)) }
      } else if !piece.isEmpty {
        words.append(String(piece))
      }
    }
    text = words.joined(separator: ", ")
    self.state = state
    self.trustID = trustID
  }

  /// `P:PID,S:SERIAL` and what comes after it and the sign that ends it.
  static func udi(_ text: Substring) -> (UDI, Substring)? {
    guard let body = text.trimmingBlanks.after(prefix: "P:"),
      let (pid, behind) = body.parted(by: ",S:")
    else { return nil }
    let serial = behind.prefix { $0 != ":" && $0 != "," && $0 != " " }
    guard let udi = UDI(printed: "PID:\(pid),SN:\(serial)") else { return nil }
    return (udi, behind[serial.endIndex...].dropFirst().trimmingBlanks)
  }
}

extension AgentFacts {
  mutating func take(_ line: TranscriptLine, _ context: OutputContext) -> Bool {
    let text = line.text.trimmingBlanks
    if let trust = TrustData(printed: text) {
      trustData.append(context.observed(trust, line.number))
      return true
    }
    // `Build type:: Production`, `sizeof(char)  : 1` and `connect_info.additional:` occur.
    guard let colon = text.utf8.firstIndex(of: 0x3A) else { return false }
    var name = text[..<colon].trimmingBlanks
    var value = text[text.utf8.index(after: colon)...]
    while value.utf8.first == 0x3A { value = value.dropFirst() }
    guard !name.isEmpty, name.utf8.count <= 80 else { return false }
    if line.text.indentation > 0, name == "Default URL" { name = "Transport/Default URL" }
    settings.append(
      context.observed(
        PrintedSetting(
          block: "Other Info", name: String(name), value: String(value.trimmingBlanks)),
        line.number))
    return true
  }
}
