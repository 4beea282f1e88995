public import LicenseFiles

/// The published texts of the guard's reasons.
enum ResetFindings {
  static let waitNotOver = FindingDescriptor(
    "reset/wait-not-over", .error, "the hour after a factory reset is not over",
    looksAt: "the later of the reset and the end of its reload, against the current time",
    why: "usage saved too early carries no or incomplete reports, and the trip is wasted",
    remedy: "wait until the hour is over; do not save usage or import anything before",
    basis: hour,
    trigger: "a reset 59 minutes and 59 seconds ago",
    nearMiss: "a reset 60 minutes ago, with a reload at once")

  static let reloadUnknown = FindingDescriptor(
    "reset/reload-unknown", .warning, "the reload after a factory reset is not known",
    looksAt: "the end of the reload in the record of a reset, and uptimes given since",
    why: "the device asks for a reload, and the hour is assumed to begin with it",
    remedy:
      "reload the device if that was not done; give the output of show version, or record "
      + "it: rumkit reset record --device PID:SERIAL --reloaded-at TIME",
    basis: reload,
    trigger: "a reset a day ago without a reload",
    nearMiss: "the same reset, and an uptime that shows the reload")

  static let clockWentBack = FindingDescriptor(
    "reset/clock-went-back", .warning, "the host's clock went back",
    looksAt:
      "the current time against the newest event of the ledger, \(tolerance) seconds allowed",
    why: "a clock that went back cannot say whether an hour has passed",
    remedy:
      "correct the clock; if the newest event has a wrong date: rumkit site clock repair REASON; "
      + "output with an uptime of an hour needs no clock",
    basis: .inferred("an event cannot be later than the current time"),
    trigger: "a current time an hour before the newest event",
    nearMiss: "a current time two minutes before the newest event")

  static let nowIsSet = FindingDescriptor(
    "reset/now-is-set", .warning, "the time of this run is not that of the host's clock",
    looksAt: "--now against the host's clock, \(tolerance) seconds allowed",
    why: "a typed time clears no guard",
    remedy:
      "run again without --now, or practise in a site made for rehearsal; where --now was later than the "
      + "clock, what was recorded has a wrong date: rumkit site clock repair REASON",
    basis: .inferred("a typed time is not evidence that an hour has passed"),
    trigger: "--now a day ahead",
    nearMiss: "the same in a rehearsal")

  static let recordInFuture = FindingDescriptor(
    "reset/record-in-future", .warning, "a record is in the future",
    looksAt: "the times of resets, reloads and usage files against the current time",
    why: "the clocks of device and host differ, or a time was mistyped",
    remedy:
      "record the difference: rumkit site clock offset --device PID:SERIAL SECONDS, after a reset with "
      + "--override-wait REASON; clear a mistyped reset with rumkit reset clear --device PID:SERIAL REASON "
      + "and record it again",
    basis: .inferred("nothing can have happened after the current time"),
    trigger: "a reset recorded for tomorrow",
    nearMiss: "a reset two minutes ahead of the host's clock")

  static let oldCapture = FindingDescriptor(
    "reset/old-capture", .warning, "the uptime is not shorter than the time since the reset",
    looksAt: "the newest uptime given after the reset was recorded",
    why: "the output is older than the reset or its reload, or the device was not reloaded",
    remedy: "reload the device if that was not done; give new output of show version",
    basis: reload,
    trigger: "four weeks of uptime, two hours after the reset",
    nearMiss: "an hour of uptime, two hours after the reset")

  static let uptimeAhead = FindingDescriptor(
    "reset/uptime-ahead", .note, "an output shows a time that lay ahead when it was given",
    looksAt:
      "the clock in an output with an uptime, against the host's clock when it was given, "
      + "\(tolerance) seconds allowed",
    why: "the clocks differ by more than is recorded, so its uptime proves nothing",
    remedy: "set the clock of the device right, or record the difference with rumkit site clock "
      + "offset --device PID:SERIAL --override-wait REASON SECONDS, and give the output of show version again",
    basis: .inferred("nothing can have been printed after the current time"),
    trigger: "two hours of uptime at 13:00, given at 10:05",
    nearMiss: "two hours of uptime at 10:06, given at 10:05")

  static let offsetAfterReset = FindingDescriptor(
    "reset/offset-after-reset", .note, "a difference between clocks was recorded after a reset",
    looksAt: "what rumkit site clock offset recorded after the reset that guards the device",
    why: "it would shorten the wait, and a typed number is not evidence that an hour has passed",
    remedy: "wait, give output with an uptime of an hour, or record the difference with "
      + "rumkit site clock offset --device PID:SERIAL --override-wait REASON SECONDS, which is kept in the ledger",
    basis: .inferred(
      "a shorter wait rests on a person's word, and is recorded under that person's name"),
    trigger: "a reset at 10:00, then the device's clock declared to be two hours ahead",
    nearMiss: "the same difference, recorded before the reset")

  static let uptimeTooShort = FindingDescriptor(
    "reset/uptime-too-short", .warning, "the device has not been up for an hour since its reset",
    looksAt: "an uptime given after the reset was recorded, and the time since then",
    why: "the hour is assumed to begin with the reload",
    remedy: "wait until the device has been up for an hour, then give the output of show version",
    basis: reload,
    trigger: "an uptime of 59 minutes, given just now",
    nearMiss: "an uptime of 60 minutes")

  static let savedInsideHour = FindingDescriptor(
    "reset/saved-inside-hour", .error, "a usage file was saved within the hour after a reset",
    looksAt: "the file's own system time, or else the end of its last measurement",
    why: "it carries no or incomplete reports, however late it is uploaded",
    remedy: "save usage again on the device after the hour, and pack that file",
    basis: .doc221758("at least 1 hour to generate the RUM report"),
    trigger: "a file saved 59 minutes after the reset",
    nearMiss: "a file saved 60 minutes after it, or before it")

  static let savedBeforeReset = FindingDescriptor(
    "reset/saved-before-reset", .warning, "a usage file was saved before a factory reset",
    looksAt:
      "the file's own system time, or else the end of its last measurement, against the last reset",
    why:
      "the reset erased these reports and the trust on the device, so it has no use for their ACK",
    remedy:
      "save usage again on the device once the hour after the reset is over; carry the old file only "
      + "where its usage has to be on record at the portal",
    basis: .inferred("Cisco doc 217348 says that a reset erases licensing and trust"),
    trigger: "a file saved on Monday, packed after a reset on Tuesday",
    nearMiss: "a file saved on Tuesday after the hour")

  static let exportedInsideHour = FindingDescriptor(
    "reset/exported-inside-hour", .warning, "an ACK answers usage that was saved within the hour",
    looksAt: "when the reports that an ACK acknowledges were saved on the device",
    why: "it acknowledges what the device wrote too early after its reset",
    remedy: "save usage after the hour, upload it, and import the ACK of that",
    basis: .inferred("the documents let neither reports nor licensing begin within the hour"),
    trigger: "an ACK for usage saved 59 minutes after the reset",
    nearMiss: "an ACK for usage saved 60 minutes after it")

  static let savedTimeUnknown = FindingDescriptor(
    "reset/saved-time-unknown", .warning, "it is not known when usage was saved",
    looksAt: "usage of a device with a reset on record; the time of the file system does not count",
    why: "the usage may have been saved within the hour",
    remedy: "save usage again on the device; for an ACK, give the usage file that it answers",
    basis: .inferred("copying changes the time that a file system gives a file"),
    trigger: "a usage file without a system time and without measurements",
    nearMiss: "the same file with one measurement after the hour")

  static let zoneUncertain = FindingDescriptor(
    "reset/zone-uncertain", .note, "the time zone of a record is not certain",
    looksAt: "recorded times that may be in several zones",
    why: "the latest possible moment is used, so the wait may be longer than it has to be",
    remedy: "give the output of show clock with the time zone, or output with an uptime of an hour",
    basis: .inferred("a device prints the name of its zone, and names of zones are not unique"),
    trigger: "a reset at 10:00 UTC or 11:00 UTC",
    nearMiss: "a reset at 10:00 UTC")

  static let offsetUsed = FindingDescriptor(
    "reset/offset-used", .note, "a known difference between two clocks was used",
    looksAt: "times of the device for which rumkit site clock offset recorded a difference",
    why: "the answer is only as right as that difference",
    remedy: "no action needed while the difference is still right",
    basis: .inferred("times of two clocks can only be compared by their difference"),
    trigger: "a reset by the clock of a device that runs 300 seconds ahead",
    nearMiss: "the same reset by the clock of the host")

  static let offsetUnknown = FindingDescriptor(
    "reset/offset-unknown", .note, "the difference between two clocks is not known",
    looksAt: "times of the device that are compared with the host's clock",
    why: "the clocks are assumed to agree",
    remedy: "compare show clock with the host, then rumkit site clock offset --device "
      + "PID:SERIAL SECONDS",
    basis: .inferred("many sites have no common source of time"),
    trigger: "a reset by the clock of a device whose difference nobody recorded",
    nearMiss: "the same reset with a difference of 0 on record")

  static let uptimeClears = FindingDescriptor(
    "reset/uptime-clears", .note, "the device has been up for an hour since its reset",
    looksAt: "an uptime given after the reset was recorded",
    why: "it shows that the wait is over, whatever the clocks say",
    remedy: "no action needed",
    basis: reload,
    trigger: "an hour of uptime, two hours after the reset",
    nearMiss: "59 minutes of uptime")

  static let clearedByHand = FindingDescriptor(
    "reset/cleared-by-hand", .note, "a person declared a reset to be over",
    looksAt: "rumkit reset clear in the ledger",
    why: "only the person's word supports it",
    remedy: "no action needed",
    basis: .inferred("the ledger shows who said so, and why"),
    trigger: "a reset just now that was cleared",
    nearMiss: "a reset recorded after the clearance")

  static let not9800 = FindingDescriptor(
    "reset/not-9800", .warning, "the hour is documented for 9800 controllers only",
    looksAt: "the PID of the device that was reset",
    why: "it is not known whether other devices need the hour",
    remedy: "wait for the hour where that costs nothing",
    basis: .inferred("Cisco docs 217348 and 221758 are about Catalyst 9800 controllers"),
    trigger: "a C9300 reset just now",
    nearMiss: "a C9800-CL reset just now")

  private static let tolerance = FactoryResetGuard.clockTolerance
  private static let hour = Basis.documented(
    title: "Cisco docs 217348 and 221758", section: "license smart factory reset")
  private static let reload = Basis.inferred(
    "the documents ask for a reload and for an hour; that the hour begins with the reload is our "
      + "reading")
}

extension FindingDescriptor {
  /// The reasons of the factory-reset guard.
  public static let factoryReset: [FindingDescriptor] = [
    ResetFindings.waitNotOver, ResetFindings.reloadUnknown, ResetFindings.clockWentBack,
    ResetFindings.nowIsSet, ResetFindings.recordInFuture, ResetFindings.oldCapture,
    ResetFindings.uptimeTooShort, ResetFindings.uptimeAhead, ResetFindings.offsetAfterReset,
    ResetFindings.savedInsideHour, ResetFindings.savedBeforeReset,
    ResetFindings.exportedInsideHour, ResetFindings.savedTimeUnknown,
    ResetFindings.zoneUncertain, ResetFindings.offsetUsed, ResetFindings.offsetUnknown,
    ResetFindings.uptimeClears, ResetFindings.clearedByHand, ResetFindings.not9800,
  ]
}
