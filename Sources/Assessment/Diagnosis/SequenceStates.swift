import DeviceOutput
import LicenseFiles

/// The four log messages of a trust that is established.
enum TrustSequence {
  static func states(_ device: DiagnosedDevice) -> [StateFinding] {
    var found: [StateFinding] = []
    var begun: LogLine?
    var step = 0
    for log in device.snapshot.logLines {
      let isKey = log.facility == "CRYPTO_ENGINE" && log.text.contains("SLA-KeyPair")
      switch (log.mnemonic, step) {
      case ("KEY_DELETED", _) where isKey:
        begun = log
        step = 1
      case ("KEY_ADDITION", _) where isKey:
        begun = begun ?? log
        step = step == 1 ? 2 : 0
      case ("CONFIGAUTOSAVE", 2) where log.facility == "PKI": step = 3
      case ("TRUST_INSTALL_SUCCESS", _):
        if step == 3, let begun { found.append(state(.trustSequence, begun, log)) }
        begun = nil
        step = 0
      default: break
      }
    }
    if let begun { found.append(state(.trustUnfinished, begun, nil)) }
    return found
  }

  private static func state(
    _ state: DiagnosisState, _ log: LogLine, _ end: LogLine?
  ) -> StateFinding {
    StateFinding(
      state: state,
      evidence: DiagnosisEvidence(
        location: log.location, quote: "%\(log.name): \(Quote.of(log.text[...]))", time: log.time),
      detail: end.map { "to line \($0.location.line ?? 0)" })
  }
}

enum ResetStates {
  /// The file that was saved before a reset: what is left of the usage.
  private static func saved(_ snapshot: DeviceSnapshot, before reset: FactoryReset) -> String? {
    let before = snapshot.observations.prefix { !$0.resets.contains(reset) }
    let path = before.lazy.compactMap { observation -> String? in
      if case .saveAnswer(let answer) = observation.content { answer.path } else { nil }
    }.last
    return path.map {
      "usage was saved before it, in \($0): carry that file, the rest is erased"
    }
  }

  /// Whether a factory reset waits for its reload, or for the hour after it.
  static func of(_ snapshot: DeviceSnapshot, now: Int64) -> [StateFinding] {
    guard let reset = snapshot.resets.last else { return [] }
    let places = Dictionary(
      snapshot.observations.enumerated().map { ($0.element.location.file, $0.offset) },
      uniquingKeysWith: { first, _ in first })
    func isBehind(_ place: SourceLocation) -> Bool {
      let resetPlace = reset.line.location
      if place.file == resetPlace.file { return (place.line ?? 0) > (resetPlace.line ?? 0) }
      return places[place.file, default: 0] > places[resetPlace.file, default: 0]
    }
    let time = reset.time?.value
    let evidence = DiagnosisEvidence(
      location: reset.line.location, quote: Quote.of(reset.line.value[...]), time: time)
    let before = [saved(snapshot, before: reset)].compactMap(\.self)
    let uptime = snapshot.uptime.all.last { isBehind($0.location) }
    let hasReload = snapshot.reloads.contains { isBehind($0.line.location) }
    guard hasReload || uptime.map({ $0.value < 3600 }) ?? false else {
      return [
        StateFinding(
          state: .resetWaitsForReload, evidence: evidence, detail: before.first)
      ]
    }
    if let uptime {
      guard uptime.value < 3600 else { return [] }
      return [
        StateFinding(
          state: .resetHour, evidence: evidence,
          detail: (["up for \(uptime.value / 60) minutes"] + before).joined(separator: "; "))
      ]
    }
    if let latest = time?.lastBefore(now)?.latest, now - latest > 7200 { return [] }
    return [
      StateFinding(
        state: .resetHour, evidence: evidence,
        detail: (["no uptime after it"] + before).joined(separator: "; "))
    ]
  }
}
