import DeviceOutput
import LicenseFiles

/// The newest message that counts the days until an ACK is required, where no deadline was printed.
///
/// Source: public device logs; the days are those until `Next ACK deadline`. Whether a part of a day counts
/// is not known, so the deadline lies within a day.
struct AckCountdown {
  /// The message.
  let line: Observed<String>
  /// Whole days from now on, at least; negative when they are over.
  let daysLeft: Int64
  /// True when it is over; nil on the last day.
  let isOver: Bool?

  /// From how many days before it on a deadline is near.
  var isNear: Bool { isOver != true && daysLeft <= SiteStatus.soonDays }

  /// In words.
  var words: String {
    isOver == true
      ? "the countdown of that message is over, and whether an ACK came since was not printed"
      : daysLeft < 1
        ? "today, by the countdown of that message"
        : "\(counted(Int(daysLeft), "day")) ahead, by the countdown of that message"
  }

  /// Nil without such a message, where its days or its time are not known, and where an ACK came later.
  init?(_ device: DeviceSnapshot, now: Int64) {
    guard let log = device.lastLog(where: { $0.mnemonic == "REPORTING_REQUIRED" }),
      let days = log.reportingDays,
      let time = log.time?.lastBefore(now, offsets: device.zoneOffsets),
      !WrongClock.gave(time), let earliest = time.earliest, let latest = time.latest,
      device.lastAck.latest?.value?.latest ?? .min < earliest,
      device.lastLog(where: { later in
        ["REPORTING_ACK", "RUM_ACK_RECEIVED"].contains(later.mnemonic)
          && later.location.file == log.location.file
          && later.location.line ?? 0 > log.location.line ?? 0
      }) == nil, !device.isImported(after: log.location)
    else { return nil }
    line = Observed("%\(log.name): \(log.text)", at: log.location, command: nil)
    let first = earliest.addingClamped(Int64(days) * 86_400)
    let isOver: Bool? =
      latest.addingClamped(Int64(days + 1) * 86_400) <= now ? true : first > now ? false : nil
    let left = CycleStatus.days(from: now, to: first)
    self.isOver = isOver
    daysLeft = isOver == nil ? 0 : left
  }
}

extension DeviceSnapshot {
  /// True where the device accepted a file from the portal further down in the same output: whether that moved its
  /// deadline was not printed.
  fileprivate func isImported(after place: SourceLocation) -> Bool {
    importAnswers.contains { answer in
      answer.isPlainSuccess && answer.success?.location.file == place.file
        && answer.success?.location.line ?? 0 > place.line ?? 0
    }
  }
}

extension LogLine {
  /// `89` of a message that an acknowledgement `will be required in 89 days`; nil where it was cut off.
  var reportingDays: Int? {
    let words = text.split(separator: " ")
    guard let place = words.firstIndex(where: { $0.hasPrefix("day") }), place > words.startIndex,
      let days = Int(words[place - 1]), (0...36_500).contains(days)
    else { return nil }
    return days
  }
}
