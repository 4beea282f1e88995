import LicenseFiles

/// 8. Whether usage was saved within the hour of any reset that guards.
extension ResetCase {
  var exportReasons: [ResetReason] {
    devices.flatMap { hours in
      hours.indices.flatMap { index in
        question.exports.flatMap { export in
          reasons(export, hours[index], later: hours[(index + 1)...])
        }
      }
    }
  }

  private func reasons(
    _ export: UsageExport, _ hour: ResetHour, later: ArraySlice<ResetHour>
  ) -> [ResetReason] {
    let reset = hour.reset
    guard let savedAt = export.savedAt else {
      return [
        block(
          export, reset, ResetFindings.savedTimeUnknown,
          "it is not known when \(export.device) saved this usage")
      ]
    }
    let saved = ClockedTime(savedAt, by: .device)
    let onHost = clocks.read(saved, of: export.device, on: .host).earliest
    if isFuture(onHost) {
      return [
        block(
          export, reset, ResetFindings.recordInFuture,
          "the usage was saved at \(TimeText.iso8601(onHost)), but it is \(TimeText.iso8601(now))")
      ]
    }
    // One device's times need no other clock.
    let clock: ClockedTime.Clock = export.device == reset.device ? .device : .host
    let moment = clock == .device ? savedAt : onHost
    let span = hour.span(on: clock)
    let notes = differenceNotes(export, reset)
    guard moment >= span.begins else {
      // The ACK of such usage has a finding of its own.
      let isAsked = later.isEmpty && !question.isAboutThePresent
      return (isAsked ? [before(export, reset, moment, span)] : []) + notes
    }
    if case .old(let evidence) = hour.uptime {
      return [oldCapture(reset, evidence)] + notes
    }
    // The reload that nobody recorded came before the next reset, so the hour was over with that one's.
    let next = later.lazy.map { $0.span(on: clock) }.first {
      $0.at.earliest >= span.at.latest && $0.ends != nil
    }
    guard let ends = span.ends ?? next?.ends else {
      return [reloadUnknown(reset, span)] + notes
    }
    guard moment < ends else { return notes }
    return [inside(export, reset, span, moment, ends)] + zoneNotes(reset, span, moment) + notes
  }

  private func before(
    _ export: UsageExport, _ reset: ResetRecord, _ moment: Int64, _ span: ResetHour.Span
  ) -> ResetReason {
    ResetReason(
      reset, .informs,
      ResetFindings.savedBeforeReset.finding(
        at: SourceLocation(file: export.file), productInstance: export.device,
        "usage of \(export.device) \(export.verb) at \(TimeText.iso8601(moment)), "
          + "\(TimeSpan.words(span.begins &- moment)) before the reset of \(reset.name)"))
  }

  private func inside(
    _ export: UsageExport, _ reset: ResetRecord, _ span: ResetHour.Span, _ moment: Int64,
    _ ends: Int64
  ) -> ResetReason {
    let isPacked = !question.isAboutThePresent
    let descriptor = isPacked ? ResetFindings.savedInsideHour : ResetFindings.exportedInsideHour
    let finding = descriptor.finding(
      at: SourceLocation(file: export.file), productInstance: export.device,
      "usage of \(export.device) \(export.verb) at \(TimeText.iso8601(moment)), within the hour after the "
        + "reset of \(reset.name) that ends at \(TimeText.iso8601(ends))")
    // That the hour begins with the reload is inferred, and an inferred claim is never an error.
    let isInferred = span.isDocumentedHourOver(at: moment)
    return ResetReason(
      reset, .blocks(until: nil),
      isInferred ? finding.graded(min(finding.severity, .warning)) : finding)
  }

  private func zoneNotes(
    _ reset: ResetRecord, _ span: ResetHour.Span, _ moment: Int64
  ) -> [ResetReason] {
    let isCertain = moment >= span.at.latest && moment < (span.earliestEnd ?? .max)
    return isCertain ? [] : [zoneNote(reset)]
  }

  private func differenceNotes(_ export: UsageExport, _ reset: ResetRecord) -> [ResetReason] {
    let isByHost = reset.at.clock == .host || reset.reloadedAt?.clock == .host
    guard export.device != reset.device || isByHost else { return [] }
    return [differenceNote(reset, of: export.device)]
  }

  private func block(
    _ export: UsageExport, _ reset: ResetRecord, _ descriptor: FindingDescriptor,
    _ message: String
  ) -> ResetReason {
    ResetReason(
      reset, .blocks(until: nil),
      descriptor.finding(
        at: SourceLocation(file: export.file), productInstance: export.device, message))
  }
}

extension UsageExport {
  fileprivate var verb: String { source == .systemTime ? "was saved" : "ends with a measurement" }
}
