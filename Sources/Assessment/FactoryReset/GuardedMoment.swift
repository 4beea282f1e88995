package import DeviceOutput
import LicenseFiles

/// Where a moment at which a device imported or saved something lies, as far as its resets go.
public enum GuardedMoment: Sendable, Hashable {
  /// No reset guards it: it was before every one of them.
  case free
  /// It was within the hour of a reset: the ledger's event of that reset, and what the guard says of it.
  case withinHour(of: Int64, ResetStanding)
  /// The hour of the last reset before it was over.
  case afterHour
  /// It may have been within the hour: a time zone is not certain.
  case zoneDecides
}

extension FactoryResetGuard {
  /// Looks back at what a device did. The present plays no part, so that a proof says the same whenever it is
  /// handed in.
  ///
  /// - Parameters:
  ///   - moment: when the device did it.
  ///   - facts: what the ledger knows of the group.
  public static func place(_ moment: ClockedTime, _ facts: ResetFacts) -> GuardedMoment {
    let whole = ResetCase(question: .save, facts: facts, now: moment.latest, hostClock: nil)
    let places = whole.devices.map { whole.place(moment, among: $0) }
    return places.first { if case .withinHour = $0 { true } else { false } }
      ?? places.first { $0 == .zoneDecides } ?? places.first { $0 == .afterHour } ?? .free
  }
}

extension ResetCase {
  fileprivate func place(_ moment: ClockedTime, among hours: [ResetHour]) -> GuardedMoment {
    // Of several resets the last one before it guards it.
    let spans = hours.map { ($0.reset, $0.span(on: moment.clock)) }
    guard let (reset, span) = spans.last(where: { $0.1.begins <= moment.latest }) else {
      return .free
    }
    if let ends = span.ends, moment.earliest >= ends { return .afterHour }
    guard moment.earliest >= span.at.latest, moment.latest < span.earliestEnd ?? .max else {
      return .zoneDecides
    }
    let reason =
      span.ends.map { ends in
        let finding = ResetFindings.waitNotOver.finding(
          at: reset.place, productInstance: reset.device,
          "it was \(TimeText.iso8601(moment.latest)), and the hour of \(reset.name) ended at "
            + TimeText.iso8601(ends))
        return ResetReason(
          reset, .blocks(until: ends),
          span.isDocumentedHourOver(at: moment.latest) ? finding.graded(.warning) : finding)
      } ?? reloadUnknown(reset, span)
    return .withinHour(
      of: reset.order, ResetStanding(device: reset.device, verdict: ResetVerdict([reason])))
  }
}

extension ClockedTime {
  /// A time that a device printed; nil without a year.
  package init?(shown time: DeviceTime?) {
    guard let earliest = time?.earliest, let latest = time?.latest else { return nil }
    self.init(earliest: earliest, latest: latest, by: .device)
  }
}
