import LicenseFiles

/// 7. Whether licensing may be done now, as far as one reset goes.
extension ResetCase {
  func presentReasons(_ hour: ResetHour, clocksAreSound: Bool) -> [ResetReason] {
    let reset = hour.reset
    // 3.
    switch hour.uptime {
    case .over(let evidence):
      return [
        note(
          reset, ResetFindings.uptimeClears,
          "\(reset.name) has been up for \(TimeSpan.minutes(evidence.uptimeSeconds)), all of it after the reset"
        )
      ]
    case .old(let evidence): return [oldCapture(reset, evidence)]
    case .tooShort, .zoneDecides, .ahead, nil: break
    }
    // 5.
    let span = hour.span(on: .host)
    var reasons: [ResetReason] = []
    if let ends = span.ends {
      guard now < ends else { return differenceNotes(reset) }
      // Clocks that are wrong cannot say how long the wait is.
      reasons.append(wait(reset, span, until: clocksAreSound ? ends : nil))
    } else {
      reasons.append(reloadUnknown(reset, span))
    }
    // 6.
    let isInDoubt = (span.earliestEnd ?? .max) < (span.ends ?? .min)
    if isInDoubt || hour.uptime?.isZoneInDoubt ?? false { reasons.append(zoneNote(reset)) }
    if case .ahead(let evidence) = hour.uptime { reasons.append(aheadNote(reset, evidence)) }
    return reasons + differenceNotes(reset)
  }

  private func aheadNote(_ reset: ResetRecord, _ evidence: UptimeEvidence) -> ResetReason {
    let shown = evidence.shownAt.map { clocks.read($0, of: evidence.device, on: .host).earliest }
    let ahead = (shown ?? 0).subtractingClamped(evidence.handedInAt ?? 0)
    return note(
      reset, ResetFindings.uptimeAhead,
      "an uptime of \(TimeSpan.minutes(evidence.uptimeSeconds)) was given "
        + "\(TimeSpan.words(ahead)) before the time that its output shows")
  }

  private func wait(_ reset: ResetRecord, _ span: ResetHour.Span, until: Int64?) -> ResetReason {
    let end = until.map {
      "the hour ends at \(TimeText.iso8601($0)), in \(minutes(from: now, to: $0))"
    }
    let rest = end ?? "the end of the hour is not known while the clocks are in doubt"
    if span.isReloadFromUptime {
      return block(
        reset, until: until, ResetFindings.uptimeTooShort,
        "\(reset.name) has not been up for an hour since its reset: \(rest)")
    }
    // That the hour begins with the reload is inferred, and an inferred claim is never an error.
    let isInferred = span.isDocumentedHourOver(at: now)
    let start =
      isInferred
      ? "since the end of its reload (inferred: the hour begins there)" : "since its reset"
    let reason = ResetFindings.waitNotOver.finding(
      at: reset.place, productInstance: reset.device,
      "no hour has passed on \(reset.name) \(start): \(rest)")
    return ResetReason(
      reset, .blocks(until: until), isInferred ? reason.graded(.warning) : reason)
  }

  private func minutes(from start: Int64, to end: Int64) -> String {
    let seconds = end.subtractingClamped(start)
    return "\(seconds / 60) min \(seconds % 60) s"
  }

  func reloadUnknown(_ reset: ResetRecord, _ span: ResetHour.Span) -> ResetReason {
    let how = reset.source == .hand ? "typed in" : "from its own output"
    let at = "\(TimeText.iso8601(span.at.latest)) (\(how))"
    return block(
      reset, until: nil, ResetFindings.reloadUnknown,
      span.isReloadBeforeReset
        ? "\(reset.name) was reset at \(at); the recorded reload is before that"
        : "\(reset.name) was reset at \(at); the reload that follows is not known "
          + "(inferred: the hour begins with it)")
  }

  func oldCapture(_ reset: ResetRecord, _ evidence: UptimeEvidence) -> ResetReason {
    block(
      reset, until: nil, ResetFindings.oldCapture,
      "an uptime of \(TimeSpan.minutes(evidence.uptimeSeconds)) does not begin after the reset of "
        + "\(reset.name), or was shown before its reload")
  }

  func zoneNote(_ reset: ResetRecord) -> ResetReason {
    note(
      reset, ResetFindings.zoneUncertain,
      "the times of the reset of \(reset.name) may be in several zones; the latest is used")
  }

  func block(
    _ reset: ResetRecord, until: Int64?, _ descriptor: FindingDescriptor, _ message: String
  ) -> ResetReason {
    ResetReason(
      reset, .blocks(until: until),
      descriptor.finding(at: reset.place, productInstance: reset.device, message))
  }

  private func note(
    _ reset: ResetRecord, _ descriptor: FindingDescriptor, _ message: String
  ) -> ResetReason {
    ResetReason(
      reset, .informs,
      descriptor.finding(at: reset.place, productInstance: reset.device, message))
  }

  private func differenceNotes(_ reset: ResetRecord) -> [ResetReason] {
    let isByDevice = reset.at.clock == .device || reset.reloadedAt?.clock == .device
    return isByDevice ? [differenceNote(reset, of: reset.device)] : []
  }
}
