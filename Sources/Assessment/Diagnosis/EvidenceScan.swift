import DeviceOutput
import LicenseFiles

/// Goes through a device's output and compares every line with the table.
enum EvidenceScan {
  static func scan(
    _ device: DiagnosedDevice, states: [StateFinding], signs: [ConfigurationSign],
    captures: [CaptureFacts], now: Int64
  ) -> StoryFold {
    var story = StoryFold(
      now: now, anchor: anchor(of: device), zones: device.snapshot.zoneOffsets)
    let server = device.snapshot.settings?.transport?.value == "cslu" ? "CSLU" : "CSSM"
    var file: String?
    for (observation, section) in zip(device.snapshot.observations, device.sections) {
      if section.location.file != file { story.beginFile() }
      file = section.location.file
      story.beginSection()
      logs(section, &story)
      if case .history(let history) = observation.content {
        exchanges(history, &story)
      } else {
        lines(section, observation, server, &story)
      }
    }
    for state in states {
      guard let row = DiagnosisTable.states[state.state] else { continue }
      story.beginSection()
      story.take(
        row, state.evidence, state.detail, as: state.severity, importing: state.importedFile)
    }
    // What is missing in a configuration stands nowhere in it.
    let whole = device.snapshot.configured?.location
    for sign in signs {
      guard let row = DiagnosisTable.row(sign.finding.id) else { continue }
      let place = sign.finding.location
      let quote =
        sign.quotesNothing
        ? nil : place == whole ? device.echo(at: place) : device.quote(at: place)
      story.beginSection()
      story.take(
        row, DiagnosisEvidence(location: place, quote: quote ?? "the configuration", time: nil),
        sign.finding.message, sign)
    }
    story.beginFile()
    for capture in captures {
      for sighting in CaptureReading.sightings(capture) {
        guard let row = DiagnosisTable.captures[sighting.sign] else { continue }
        story.beginSection()
        story.take(row, sighting.evidence, sighting.detail)
      }
    }
    return story
  }

  /// The newest dated time of the output: log lines without a year were written before it.
  private static func anchor(of device: DiagnosedDevice) -> Int64? {
    let clocks = device.snapshot.clock.all.compactMap(\.value.latest)
    let messages = device.snapshot.histories.flatMap(\.sections).flatMap(\.exchanges)
      .flatMap { [$0.request, $0.response] }.compactMap { $0?.time.value.latest }
    return (clocks + messages).max()
  }

  private static func logs(_ section: TranscriptSection, _ story: inout StoryFold) {
    for log in section.logLines {
      if log.setsClock { story.setClock() }
      guard let row = DiagnosisTable.row(for: log), !story.isRepeatedPrint(log) else { continue }
      story.take(
        row,
        DiagnosisEvidence(
          location: log.location, quote: "%\(log.name): \(Quote.of(log.text[...]))", time: log.time),
        detail(of: log))
    }
  }

  /// The days of a countdown, what a cut message lacks, or the reason that the message itself gives.
  private static func detail(of log: LogLine) -> String? {
    guard log.mnemonic == "REPORTING_REQUIRED" else { return reason(in: log) }
    guard let days = log.reportingDays else {
      return "the number of days was cut off; show license status prints the deadline"
    }
    return "\(counted(days, "day")) left at that time"
  }

  /// A failure that names an error of the Smart Agent's list.
  private static func reason(in log: LogLine) -> String? {
    guard log.facility.hasSuffix("SMART_LIC"), log.severity <= 4 else { return nil }
    let text = log.text.lowercased()
    let error = AgentError.all.first { $0.isNamed(in: text) }
    return error.map { "its reason: \($0.meaning). \($0.cause) To do: \($0.remedy)" }
  }

  private static func exchanges(_ history: MessageHistory, _ story: inout StoryFold) {
    for section in history.sections {
      for exchange in section.exchanges {
        story.beginSection()
        let (sign, detail) = meaning(of: exchange)
        guard let row = DiagnosisTable.exchanges[sign],
          let message = exchange.response ?? exchange.request
        else { continue }
        let word = exchange.response == nil ? "REQUEST" : "RESPONSE"
        story.take(
          row,
          DiagnosisEvidence(
            location: message.time.location, quote: quote(word, section, exchange),
            time: message.time.value), detail)
      }
    }
  }

  /// Without its time, so that repeats are one entry. The text of messages is never shown.
  private static func quote(
    _ word: String, _ section: HistorySection, _ exchange: HistoryExchange
  ) -> String {
    let content = exchange.request?.content
    let type = [content?.requestType, content?.originalRequestType.map { "for \($0)" }]
      .compactMap(\.self).joined(separator: " ")
    let title = section.title.map { $0.value + ": " } ?? ""
    return title + word + (type.isEmpty ? "" : " to \(type)")
  }

  private static func meaning(of exchange: HistoryExchange) -> (ExchangeSign, String?) {
    let retry = exchange.response?.content?.retrySeconds ?? 0
    let again = retry > 0 ? "; the device has to try again after \(retry) seconds" : ""
    switch exchange.outcome {
    case .noAnswer: return (.noAnswer, nil)
    case .notPrinted: return (.withoutResponse, nil)
    case .unreadable: return (.answered, "its status could not be read" + again)
    case .accepted: return (.answered, "status OK_POLL: the result is fetched later" + again)
    case .answered(let status): return (.answered, "status \(status)" + again)
    case .failed(let message):
      let text = message ?? "without a message"
      let isUnknown = text.lowercased().contains("invalid productinstanceidentifier")
      return (isUnknown ? .unknownInstance : .failed, "status FAILED: \(text)" + again)
    }
  }

  private static func lines(
    _ section: TranscriptSection, _ observation: Observation, _ server: String,
    _ story: inout StoryFold
  ) {
    if section.command?.text?.lowercased().contains("run") == true,
      section.lines.contains(where: { $0.text.utf8.starts(with: "Current configuration".utf8) })
    {
      return
    }
    let answered = AnsweredCommand(section.command)
    let kinds = observation.license?.communications?.byLine(server) ?? [:]
    for line in section.lines {
      let text = line.text.lowercased()
      let reason = text.firstRange(of: "failure reason: ").map { String(text[$0.upperBound...]) }
      let command = answered ?? (reason == nil ? nil : .other)
      let kind = kinds[line.number]
      guard
        var row = DiagnosisTable.row(forLine: text, answering: command)
          ?? reason.flatMap({ DiagnosisTable.row(forReason: $0, server: server) }),
        // The reason says more than that nobody answered.
        row.id != "diagnosis/no-reply" || kind?.hasKnownReason != true
      else { continue }
      if let kind, kind.isIdle, row.rank != .information,
        let idle = DiagnosisTable.states[.idleError]
      {
        row = idle
      }
      let time = line.text.firstRange(of: " on ").map { DeviceTime(line.text[$0.upperBound...]) }
      let heading = kind.map { $0.title + ": " } ?? ""
      story.take(
        row,
        DiagnosisEvidence(
          location: SourceLocation(file: section.location.file, line: line.number),
          quote: Quote.of(Substring(heading + line.text.withoutBlanks)),
          time: time?.reading == nil ? kind?.time : time),
        row.id == "diagnosis/no-reply" ? kind?.reason.map { "its reason: \($0)" } : nil)
    }
  }
}

/// What stands around a line of the communication statistics.
private struct CommunicationLine {
  /// The kind of message.
  let title: String
  /// True for an error of a kind that never failed, while trust and usage reporting are well, and of one
  /// that is well and succeeded after it failed.
  let isIdle: Bool
  /// `Failure Reason`; nil for `<none>`.
  let reason: String?
  /// True where the table knows it.
  let hasKnownReason: Bool
  /// That of the last answer.
  let time: DeviceTime?
}

extension CommunicationFacts {
  /// For each line of the statistics what stands around it.
  fileprivate func byLine(_ server: String) -> [Int: CommunicationLine] {
    let isWell = kinds.filter {
      ["Trust Establishment", "Usage Reporting"].contains($0.title.value)
    }
    .allSatisfy(\.isWell)
    var found: [Int: CommunicationLine] = [:]
    for kind in kinds {
      let attempts = kind.attempts?.value
      let reason = kind.failureReason?.value
      let around = CommunicationLine(
        title: kind.title.value,
        isIdle: isWell && attempts?.failed == 0 && attempts?.ongoingFailures ?? 0 == 0
          || kind.isWell && kind.hasRecovered,
        reason: reason.map { PrintedSecrets.shown($0) },
        hasKnownReason: reason.flatMap { DiagnosisTable.row(forReason: $0, server: server) } != nil,
        time: kind.lastResponse?.value?.time)
      for line in [kind.lastResponse?.location.line, kind.failureReason?.location.line] {
        if let line { found[line] = around }
      }
    }
    return found
  }
}

extension CommunicationStatistics {
  /// True unless a failure goes on or the last answer was one.
  fileprivate var isWell: Bool {
    guard attempts?.value.ongoingFailures ?? 0 == 0 else { return false }
    guard let response = lastResponse?.value else { return true }
    return response.outcome.hasPrefix("OK") || response.outcome.hasPrefix("NO DATA")
  }
}
