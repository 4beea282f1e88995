import LicenseFiles

/// The decision of the factory-reset guard: facts and the current time in, a verdict with reasons out.
///
/// After `license smart factory reset` on an air-gapped controller an hour must pass before usage is
/// saved and before licensing is done again.
///
/// 1. A reset that was cleared by hand guards nothing, and is named.
/// 2. The latest reset of each device guards the current time. Earlier ones guard only against usage that
///    was saved inside their own hours.
/// 3. Evidence that needs no clock comes first: an uptime of an hour that began after the reset
///    settles it, and one that did not begin after the reset refuses (see `UptimeReading`).
/// 4. Otherwise clocks decide, so they must be sound: the present is the host's clock (in a rehearsal
///    `--now` is the only clock), it is not before the newest event of the ledger, and no reset,
///    reload or record of one lies in the future. A difference between clocks that was recorded after
///    the reset may lengthen the wait; it shortens it only where a person declared that.
/// 5. The hour begins with the later of the reset and the end of the reload that it requires. While the
///    reload is not known the answer is not clear; a reload from before the reset is another one. An
///    uptime can show the reload, and a start within the hour begins it again.
/// 6. Where the time zone is not certain, the longest possible hour is taken.
/// 7. Saving usage, every import and the ritual are refused until the hour is over.
/// 8. Usage that was saved within the hour of any reset is refused forever, and so is the ACK that
///    answers it. Usage from before the reset and from after the hour is not. Times of one device are
///    compared by its own clock. A file that does not say when it was saved is not cleared.
/// 9. For a device that is not a 9800 controller the guard warns and does not refuse.
///
/// Source: the hour is stated in Cisco docs 217348 ("wait one hour before licensing the WLC again in
/// case it is in AirGap mode") and 221758 ("at least 1 hour to generate the RUM report"), both on the
/// 9800. Neither says when it begins; that it begins with the reload is our reading.
///
/// Output that shows no clock, or one that cannot be compared with the reset's because nobody recorded
/// the difference, is taken to be made when it was given: no rule can tell that it lay about.
public enum FactoryResetGuard {
  /// The wait, in seconds.
  static let hour: Int64 = 3600
  /// How far clocks may be apart without being called wrong, in seconds. It never shortens the wait.
  static let clockTolerance: Int64 = 120
  /// How long before the end of its reload the uptime of a device may begin, in seconds.
  static let longestBoot: Int64 = 900

  /// The finding that says that a difference between clocks came too late to shorten the wait.
  public static var offsetAfterReset: String { ResetFindings.offsetAfterReset.id }

  /// Answers a question about one group of devices.
  ///
  /// - Parameters:
  ///   - question: what is about to be done.
  ///   - facts: what the ledger knows of the group. No reset is not a fault: the answer is clear.
  ///   - now: the current time, epoch seconds UTC.
  ///   - hostClock: what the host's clock shows, when `now` was given by somebody; nil when `now` is
  ///     the host's clock. In a rehearsal it is not looked at.
  public static func judge(
    _ question: ResetQuestion, _ facts: ResetFacts, now: Int64, hostClock: Int64? = nil
  ) -> ResetVerdict {
    let whole = ResetCase(question: question, facts: facts, now: now, hostClock: hostClock)
    let verdict = ResetVerdict(whole.reasons)
    guard let reset = whole.current.min(by: { $0.reset.order < $1.reset.order })?.reset
    else { return verdict }
    var before = facts
    before.offsets.removeAll { $0.order > reset.order && !$0.isDeclared }
    guard before.offsets != facts.offsets else { return verdict }
    let strict = ResetCase(question: question, facts: before, now: now, hostClock: hostClock)
    let note = ResetReason(
      reset, .informs,
      ResetFindings.offsetAfterReset.finding(
        at: reset.place, productInstance: reset.device,
        "a difference between clocks was recorded after the reset of \(reset.name)"))
    let stricter = ResetVerdict(strict.reasons + [note])
    return stricter.isStricter(than: verdict) ? stricter : verdict
  }
}
