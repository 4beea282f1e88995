import LicenseFiles

/// `Communication Statistics` of `show license tech support`.
public struct CommunicationFacts: Sendable, Hashable {
  /// `Communication Level Allowed`: `DIRECT` with a trust code, `INDIRECT` without one.
  public internal(set) var levelAllowed: Observed<String?>?
  /// `Overall State`.
  public internal(set) var overallState: Observed<String?>?
  /// One for each kind of message, in the order of the output.
  public internal(set) var kinds: [CommunicationStatistics] = []

  /// The statistics of one kind, by its printed title; nil when it was not printed.
  package func kind(_ title: String) -> CommunicationStatistics? {
    kinds.first { $0.title.value == title }
  }
}

/// The attempts of one kind of message.
public struct CommunicationStatistics: Sendable, Hashable {
  /// `Trust Establishment`, `Usage Reporting` and the like.
  public let title: Observed<String>
  /// `Attempts` and `Ongoing Failure`.
  public internal(set) var attempts: Observed<AttemptCounts>?
  /// `Last Response`: `OK`, `OK_POLL`, `OK_TRY_AGAIN`, `NO REPLY`, `NO DATA TO PROCESS`,
  /// `INVALID STATUS CODE`, `BUILD REQUEST ERROR` in known outputs.
  public internal(set) var lastResponse: Observed<DatedOutcome?>?
  /// `Failure Reason`.
  public internal(set) var failureReason: Observed<String?>?
  /// `Last Success Time`.
  public internal(set) var lastSuccess: Observed<DeviceTime?>?
  /// `Last Failure Time`.
  public internal(set) var lastFailure: Observed<DeviceTime?>?

  /// True where it failed, and its last success is later than its last failure.
  package var hasRecovered: Bool {
    guard let success = EvidenceTime(lastSuccess?.value),
      let failure = EvidenceTime(lastFailure?.value)
    else { return false }
    return success.compared(with: failure) == .after
  }
}

/// `Attempts: Total=12, Success=9, Fail=3  Ongoing Failure: Overall=3 Communication=3`.
public struct AttemptCounts: Sendable, Hashable {
  /// `Total`.
  public let total: UInt64
  /// `Success`.
  public let succeeded: UInt64
  /// `Fail`.
  public let failed: UInt64
  /// `Overall` of `Ongoing Failure`; nil when it was not printed.
  public let ongoingFailures: UInt64?
  /// `Communication` of `Ongoing Failure`; nil when it was not printed.
  public let ongoingCommunicationFailures: UInt64?
}

extension AttemptCounts {
  init?(printed text: Substring) {
    var numbers: [Substring: UInt64] = [:]
    for word in text.words {
      guard let (name, rest) = word.parted(by: "=") else { continue }
      numbers[name] = UInt64(digits: rest.utf8.last == 0x2C ? rest.dropLast() : rest)
    }
    guard let total = numbers["Total"], let success = numbers["Success"],
      let failed = numbers["Fail"]
    else { return nil }
    self.init(
      total: total, succeeded: success, failed: failed, ongoingFailures: numbers["Overall"],
      ongoingCommunicationFailures: numbers["Communication"])
  }
}

extension CommunicationFacts {
  mutating func take(_ line: TranscriptLine, _ context: OutputContext) -> Bool {
    guard let (key, value) = line.text.keyAndValue else { return false }
    let number = line.number
    let last = kinds.indices.last
    switch key {
    case "Communication Level Allowed": levelAllowed = context.text(value, number)
    case "Overall State": overallState = context.text(value, number)
    case "Attempts":
      guard let last, let counts = AttemptCounts(printed: value) else { return false }
      kinds[last].attempts = context.observed(counts, number)
    case "Last Response":
      guard let last else { return false }
      kinds[last].lastResponse = context.outcome(String(value), number)
    case "Failure Reason":
      guard let last else { return false }
      kinds[last].failureReason = context.text(value, number)
    case "Last Success Time":
      guard let last else { return false }
      kinds[last].lastSuccess = context.observedTime(value, number)
    case "Last Failure Time":
      guard let last else { return false }
      kinds[last].lastFailure = context.observedTime(value, number)
    case _:
      guard line.text.indentation == 0, value.isEmpty else { return false }
      kinds.append(CommunicationStatistics(title: context.observed(String(key), number)))
    }
    return true
  }
}
