import DeviceOutput

/// What a row is recognised by.
public enum DiagnosisSign: Sendable, Hashable {
  /// A log message.
  case log(LogSign)
  /// A line of output.
  case line(LineSign)
  /// A request and its response in `show license history message`.
  case exchange(ExchangeSign)
  /// What several lines or settings show together.
  case state(DiagnosisState)
  /// What the judge of configurations finds, by its id.
  case setting(String)
  /// Packets of a capture.
  case capture(CaptureSign)

  /// What it looks at, in words.
  var words: String {
    switch self {
    case .log(let sign): sign.words
    case .line(let sign): sign.words
    case .exchange(let sign): sign.words
    case .state(let state): state.words
    case .setting(let id): "the settings, as rumkit explain \(id) says"
    case .capture(let sign): "in a packet capture, " + sign.words
    }
  }
}

/// A log message by its name and parts of its text.
public struct LogSign: Sendable, Hashable {
  let facility: String
  let mnemonics: [String]
  let holds: [String]
  /// Parts of the text by which it is known under any name, all of them; empty for none.
  let keyWords: [String]
  /// The severities that count: 0 is an emergency, 4 a warning, 7 debugging.
  let severities: ClosedRange<Int>

  /// - Parameters:
  ///   - facility: `SMART_LIC`; IOS XR's `LICENSE-SMART_LIC` counts as the same.
  ///   - mnemonics: any of these; empty for any at all.
  ///   - severities: the severities that count.
  ///   - holds: parts of the text, all of them, whatever their case.
  ///   - words: parts of the text that tell it too, under any name.
  init(
    _ facility: String, _ mnemonics: [String], severities: ClosedRange<Int> = 0...7,
    holds: [String] = [], orWords words: [String] = []
  ) {
    self.severities = severities
    keyWords = words.map { $0.lowercased() }
    self.facility = facility
    self.mnemonics = mnemonics
    self.holds = holds.map { $0.lowercased() }
  }

  func matches(_ log: LogLine) -> Bool {
    if !keyWords.isEmpty {
      let text = log.text.lowercased()
      if keyWords.allSatisfy({ text.contains($0) }) { return true }
    }
    let name = log.licensingName ?? (log.facility, log.mnemonic)
    guard name.facility == facility, severities.contains(log.severity),
      mnemonics.isEmpty || mnemonics.contains(name.mnemonic)
    else { return false }
    guard !holds.isEmpty else { return true }
    let text = log.text.lowercased()
    return holds.allSatisfy { text.contains($0) }
  }

  /// True where it knows the reason of a failed communication, whatever server the message names.
  func isOfReason(_ lowercased: String) -> Bool {
    mnemonics == ["COMM_FAILED"] && holds.contains { !$0.hasPrefix("(") }
      && holds.allSatisfy { lowercased.contains($0) }
  }

  var words: String {
    let names = mnemonics.isEmpty ? ["…"] : mnemonics
    let messages = names.map { "%\(facility) … \($0)" }.joined(separator: ", ")
    let severity =
      severities == 0...7 ? "" : " of severity \(severities.lowerBound) to \(severities.upperBound)"
    return "the log message \(messages)" + severity
      + (holds.isEmpty ? "" : " with '" + holds.joined(separator: "' and '") + "'")
      + (keyWords.isEmpty
        ? "" : ", or any with '" + keyWords.joined(separator: "' and '") + "'")
  }
}

extension LogLine {
  /// How IOS XE names a message of licensing that another system prints: `LICENSE-SMART_LIC` of IOS XR,
  /// and `LICMGR-3-LOG_SMART_LIC_COMM_FAILED` of NX-OS; nil for other messages.
  fileprivate var licensingName: (facility: String, mnemonic: String)? {
    if facility == "LICENSE-SMART_LIC" { return ("SMART_LIC", mnemonic) }
    let prefix = "LOG_SMART_LIC_"
    guard facility == "LICMGR", mnemonic.hasPrefix(prefix) else { return nil }
    return ("SMART_LIC", String(mnemonic.dropFirst(prefix.count)))
  }
}

/// A line of output by parts of its text.
public struct LineSign: Sendable, Hashable {
  /// Where the line stands.
  enum Scope: Sendable, Hashable {
    /// Any output.
    case anywhere
    /// The answer to a `license smart` command, a failure reason, or text without a command.
    case answer
    /// The answer to one of these.
    case answerTo(Set<AnsweredCommand>)
  }

  let scope: Scope
  let alternatives: [[String]]

  /// - Parameter alternatives: the parts of one of these, all of them, whatever their case.
  init(_ alternatives: [[String]], in scope: Scope = .anywhere) {
    self.scope = scope
    self.alternatives = alternatives.map { $0.map { $0.lowercased() } }
  }

  /// - Parameter answered: the command that the line answers; nil for none.
  func matches(_ lowercased: String, answering answered: AnsweredCommand?) -> Bool {
    let isInPlace =
      switch scope {
      case .anywhere: true
      // What is shown of a report is no answer of words.
      case .answer: answered != nil && answered != .showingReport
      case .answerTo(let commands): answered.map(commands.contains) ?? false
      }
    return isInPlace
      && alternatives.contains { parts in parts.allSatisfy { lowercased.contains($0) } }
  }

  var words: String {
    let place =
      switch scope {
      case .anywhere: "a line of output"
      case .answer: "the answer to a command, or a failure reason,"
      case .answerTo(let commands): commands.map(\.words).sorted().joined(separator: ", or ")
      }
    return "\(place) with "
      + alternatives.map { "'" + $0.joined(separator: "' and '") + "'" }.joined(separator: ", or ")
  }
}

/// What a request and its response show.
public enum ExchangeSign: Sendable, Hashable {
  /// An empty response: nobody answered.
  case noAnswer
  /// A failure that names an unknown product instance identifier.
  case unknownInstance
  /// Another failure.
  case failed
  /// Any other answer.
  case answered
  /// A request that is the last thing printed.
  case withoutResponse

  var words: String {
    switch self {
    case .noAnswer: "a RESPONSE of show license history message with nothing after its time"
    case .unknownInstance:
      "a RESPONSE with status FAILED and an invalid product instance identifier"
    case .failed: "a RESPONSE with status FAILED"
    case .answered: "a RESPONSE with contents and a status other than FAILED"
    case .withoutResponse: "a REQUEST that no RESPONSE follows"
    }
  }
}

/// What packets show.
public enum CaptureSign: String, Sendable, Hashable {
  case nothingSent, dnsUnanswered, dnsRefused, dnsAnswered, connectionUnanswered, connectionReset
  case connectionOpened, alertUnknownAuthority, alertFromServer, alertFromDevice, foreignIssuer
  case certificateExpired, certificateSeen, proxyAuthentication, proxyRefused, proxyOpened

  var words: String {
    switch self {
    case .nothingSent: "no name query and no connection to a licensing port"
    case .dnsUnanswered: "a DNS query without an answer"
    case .dnsRefused: "a DNS answer with an error code"
    case .dnsAnswered: "a DNS answer with an address"
    case .connectionUnanswered: "a TCP SYN without a SYN and ACK"
    case .connectionReset: "a TCP RST"
    case .connectionOpened: "a TCP SYN that was answered"
    case .alertUnknownAuthority: "the TLS alert unknown CA from the server"
    case .alertFromServer: "another TLS alert from the server"
    case .alertFromDevice: "a TLS alert from the device"
    case .foreignIssuer:
      "a certificate for a Cisco name whose issuer is not among the expected ones"
    case .certificateExpired: "a server certificate outside its time of validity"
    case .certificateSeen: "a server certificate"
    case .proxyAuthentication: "an HTTP answer 407"
    case .proxyRefused: "another HTTP error after a CONNECT"
    case .proxyOpened: "an HTTP answer 200 after a CONNECT"
    }
  }
}
