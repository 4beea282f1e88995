import DeviceOutput
import LicenseFiles

/// The deadline that licensing from before the policy has itself.
struct OlderDeadline {
  /// In words.
  let words: String
  /// The line of the device.
  let line: Observed<String>
  /// True when it is over; nil where its zone leaves that open.
  let isOver: Bool?
  /// Until when; nil of an evaluation, which is counted down.
  var time: DeviceTime?
  /// Whole days until then.
  var daysLeft: Int64?

  /// Nil where the device printed none.
  init?(_ device: DeviceSnapshot, _ model: LicensingModel, now: Int64) {
    switch model {
    case .registered: self.init(registered: device, now)
    case .evaluation, .registering: self.init(evaluation: device)
    case .olderRelease: self.init(features: device)
    case .reserved, .policy, .notShown: return nil
    }
  }

  /// The evaluation of a license of the `show license` from before Smart Licensing, which is in use.
  private init?(features device: DeviceSnapshot) {
    let running = device.featureLicenses?.first { feature in
      feature.licenseType?.value.hasPrefix("Eval") == true
        && feature.state?.value.hasSuffix(", In Use") == true
    }
    guard let running, let left = running.periodLeft, left.value.contains(where: \.isNumber) else {
      return nil
    }
    let words = left.value.split(separator: " ")
    let numbers = words.enumerated().compactMap { index, word -> Int64? in
      guard let number = Int64(word), index + 1 < words.count else { return nil }
      if words[index + 1].hasPrefix("week") { return number.multipliedReportingOverflow(by: 7).0 }
      return words[index + 1].hasPrefix("day") ? number : 0
    }
    isOver = false
    self.words =
      "the evaluation of \(running.name.value) has \(words.joined(separator: " ")) left"
    line = left.map { "\(running.name.value): Period left: \($0)" }
    daysLeft = numbers.reduce(0, &+)
  }

  private init?(registered device: DeviceSnapshot, _ now: Int64) {
    if let status = device.compliance?.status, status.value.isExpired {
      isOver = true
      words = "its authorization has expired"
      line = status.map { "License Authorization: \($0.text)" }
      return
    }
    let times = [
      ("Registration Expires", device.registration?.expires),
      ("Communication Deadline", device.compliance?.deadline),
    ]
    let dated = times.compactMap { label, time in
      time.flatMap { time in time.value.map { date in (label, time.map { _ in date }) } }
    }.filter { !WrongClock.gaveOlder($0.1.value) }
    guard
      let (label, next) = dated.min(by: {
        ($0.1.value.earliest ?? .max) < ($1.1.value.earliest ?? .max)
      })
    else { return nil }
    isOver = next.value.isOver(at: now)
    words =
      isOver == true
      ? "its deadline, \(next.value.text), is over"
      : "it must reach its server before \(next.value.text)"
    line = next.map { "\(label): \($0.text)" }
    time = next.value
    daysLeft = next.value.earliest.map { CycleStatus.days(from: now, to: $0) }
  }

  private init?(evaluation device: DeviceSnapshot) {
    let status = device.compliance?.status
    if let status, status.value.isExpired {
      isOver = true
      words = "its evaluation period is over"
      line = status.map { "License Authorization: \($0.text)" }
      return
    }
    if status == nil, let marker = device.version?.licensingStatus,
      marker.value.uppercased().contains("EVAL EXPIRED")
    {
      isOver = true
      words = "its evaluation period is over"
      line = marker.map { "Smart Licensing Status: \($0)" }
      return
    }
    let left = device.compliance?.settings.last {
      $0.value.name.hasPrefix("Evaluation Period Remaining")
    }
    guard let left else { return nil }
    isOver = false
    words = "its evaluation has \(left.value.value) left"
    line = left.map { "\($0.name): \($0.value)" }
    daysLeft = Self.days(in: left.value.value)
  }

  /// `46 days, 7 hours, 17 minutes, 24 seconds`: 46, and none where only hours are left.
  private static func days(in text: String) -> Int64? {
    let words = text.split(separator: " ")
    guard let number = words.first.flatMap({ Int64($0) }), words.count > 1 else { return nil }
    return words[1].hasPrefix("day") ? number : 0
  }

}

extension DatedOutcome {
  /// True for `AUTHORIZATION EXPIRED`, `EVAL EXPIRED` and `EVALUATION PERIOD EXPIRED`.
  var isExpired: Bool { outcome.uppercased().contains("EXPIRED") }
}
