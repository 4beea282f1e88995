import LicenseFiles

/// 4. What is wrong with the clocks, as far as an answer rests on them.
extension ResetCase {
  // A rehearsal has no clock that could jitter.
  private var tolerance: Int64 { facts.isRehearsal ? 0 : FactoryResetGuard.clockTolerance }

  func isFuture(_ moment: Int64) -> Bool { moment > now.addingClamped(tolerance) }

  var clockReasons: [ResetReason] {
    // One reason for the whole group, weighed by the reset for which most is known.
    let unsettled = unsettled
    guard let reset = (unsettled.first { $0.reset.isDocumented } ?? unsettled.first)?.reset
    else { return [] }
    let ledger = SourceLocation(file: "ledger")
    var reasons: [ResetReason] = []
    if let hostClock, !facts.isRehearsal,
      !(hostClock.subtractingClamped(tolerance)...hostClock.addingClamped(tolerance)).contains(
        given)
    {
      reasons.append(
        ResetReason(
          reset, .blocks(until: nil),
          ResetFindings.nowIsSet.finding(
            at: SourceLocation(file: "--now"), productInstance: reset.device,
            "the time was given as \(TimeText.iso8601(given)), "
              + "the host's clock shows \(TimeText.iso8601(hostClock))")))
    }
    if let newest = facts.newestEvent, isFuture(newest) {
      reasons.append(
        ResetReason(
          reset, .blocks(until: nil),
          ResetFindings.clockWentBack.finding(
            at: ledger, productInstance: reset.device,
            "it is \(TimeText.iso8601(now)) on this host, but the newest event is from "
              + TimeText.iso8601(newest))))
    }
    return reasons + unsettled.flatMap { futureReasons($0) }
  }

  private func futureReasons(_ hour: ResetHour) -> [ResetReason] {
    let reset = hour.reset
    let times: [(String, ClockedTime?)] = [
      ("the reset", reset.at), ("the end of the reload", reset.reloadedAt),
      ("the record of the reset", reset.recordedAt.map { ClockedTime($0, by: .host) }),
    ]
    return times.compactMap { name, time in
      guard let time else { return nil }
      let moment = clocks.read(time, of: reset.device, on: .host).earliest
      guard isFuture(moment) else { return nil }
      return ResetReason(
        reset, .blocks(until: nil),
        ResetFindings.recordInFuture.finding(
          at: reset.place, productInstance: reset.device,
          "\(name) is from \(TimeText.iso8601(moment)), but it is \(TimeText.iso8601(now))"))
    }
  }

  /// What was taken for granted when times of a device were read on the host's clock.
  func differenceNote(_ reset: ResetRecord, of device: UDI) -> ResetReason {
    guard let seconds = clocks.secondsToHost(device) else {
      return ResetReason(
        reset, .informs,
        ResetFindings.offsetUnknown.finding(
          at: SourceLocation(file: device.description), productInstance: device,
          "the clock of \(device) is assumed to agree with that of this host"))
    }
    return ResetReason(
      reset, .informs,
      ResetFindings.offsetUsed.finding(
        at: SourceLocation(file: device.description), productInstance: device,
        seconds < 0
          ? "\(TimeSpan.length(seconds)) were subtracted from times of \(device)"
          : "\(TimeSpan.length(seconds)) were added to times of \(device)"))
  }
}
