import LicenseFiles

/// Whether the clock of the host can be right, by what the ledger of a site has.
public enum HostClock {
  /// A site is used at least once a month; a clock further ahead is more likely wrong than the site idle.
  private static let month: Int64 = 31 * 86_400

  /// What is doubtful about the clock; nil when nothing is.
  ///
  /// - Parameters:
  ///   - clock: the clock of the host, epoch seconds UTC.
  ///   - newest: the time of the newest event, epoch seconds UTC.
  public static func doubt(_ clock: Int64, newest: Int64) -> String? {
    let (gap, overflow) = clock.subtractingReportingOverflow(newest)
    let isBefore = overflow ? clock < newest : gap < 0
    guard isBefore || overflow || gap > month else { return nil }
    let times =
      "the clock of this host says \(TimeText.iso8601(clock)), the newest event of the site is from "
      + TimeText.iso8601(newest)
    return times
      + (isBefore
        ? ": correct the clock, or where the event's time is wrong, see rumkit site clock repair"
        : ", more than a month before: if the clock is wrong, correct it first; see rumkit site clock")
  }
}
