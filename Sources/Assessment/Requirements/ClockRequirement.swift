import DeviceOutput
import LicenseFiles

// The device's clock: reports and ACKs carry its times.
extension RequirementSubject {
  func clock() -> RequirementResult {
    var seen: [Observed<String>] = []
    var troubles: [String] = []
    if let synchronised = device.isClockSynchronised {
      seen.append(line("synchronised with NTP", synchronised, synchronised.value ? "yes" : "no"))
      if !synchronised.value { troubles.append("the clock is not synchronised with NTP") }
    }
    let stamp = device.newestStamp
    let logged = stamp.flatMap { Self.trouble(of: $0.value.mark) }
    if let stamp, let logged {
      seen.append(line("log", stamp, stamp.value.text))
      troubles.append("the newest lines of the log say: \(logged)")
    }
    if let clock = device.clock.latest {
      seen.append(line("clock", clock, clock.value.text))
      if device.clockMark?.location == clock.location,
        let trouble = Self.trouble(of: clock.value.mark)
      {
        troubles.append(trouble)
      }
      if let earliest = clock.value.earliest, earliest > latestNow.addingClamped(3600) {
        troubles.append(
          "the clock of the device is ahead of this host's by more than an hour; one of them is wrong"
        )
      }
    }
    if let wrong = WrongClock.shown(by: device) {
      troubles.append(
        "the clock was not set: \(wrong.value.text) is before there was such licensing")
      if !seen.contains(where: { $0.location == wrong.location }) {
        seen.append(line("log", wrong, wrong.value.text))
      }
    }
    if let log = logs("PKI-2-NON_AUTHORITATIVE_CLOCK").last {
      seen.append(line(log))
      if troubles.isEmpty, device.isClockSynchronised?.value != true, device.clock.latest == nil {
        troubles.append("the log says that the clock is not authoritative")
      }
    }
    if let log = logs("SMART_LIC-5-SYSTEM_CLOCK_CHANGED").last {
      seen.append(line(log))
    }
    guard !seen.isEmpty else {
      let unread = device.observations.last { $0.command?.command == .showClock }?
        .unknownLines.first
      let found = RequirementResult(
        .clock, .unknown,
        unread.map { "show clock could not be read as a time: \(Quote.of($0.text.withoutBlanks))" }
          ?? "nothing about the clock was printed", basis: RequirementSource.clock)
      return settle(settle(found, "show clock"), "show ntp status")
    }
    var found = RequirementResult(
      .clock, troubles.isEmpty ? .satisfied : .due,
      troubles.isEmpty ? "nothing shows that the clock is wrong" : troubles.joined(separator: "; "),
      basis: RequirementSource.clock)
    found.seen = seen
    if !troubles.isEmpty {
      found.steps = [
        "point the device to a time server of the site: `ntp server ADDRESS`, or set the time with `clock set`",
        "`show ntp status`, `show clock`",
      ]
    }
    return found
  }

  private static func trouble(of mark: DeviceTime.ClockMark) -> String? {
    switch mark {
    case .authoritative: nil
    case .notAuthoritative: "the clock is not authoritative (*)"
    case .notSynchronised: "NTP is configured and has lost its source (.)"
    }
  }
}
