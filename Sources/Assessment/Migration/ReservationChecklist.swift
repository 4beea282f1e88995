/// Another IOS XE device under Specific License Reservation moves to offline reporting: as a 9800, but
/// without access points to count, and with reports that are needed only when consumption changes.
///
/// Source: Catalyst 9400 System Management Configuration Guide, p.112 and 124 (the code stays valid;
/// reporting only on change; transport stays off); Cisco doc 221758 (the commands of the air gap).
enum ReservationChecklist {
  static func steps(_ subject: MigrationSubject) -> [MigrationStep] {
    var save = MigrationSteps.saveUsage(subject)
    save.why +=
      "; under a reservation reports are required only when consumption changes, and one report frees "
      + "the portal from the old count"
    return [
      MigrationSteps.recordBefore(subject, reservation: true),
      MigrationSteps.targetRelease(subject),
      MigrationSteps.upgrade(subject),
      MigrationSteps.policyEnabled(),
      MigrationSteps.transportOff("After a reservation it is off already; this makes sure."),
    ] + MigrationSteps.roundTrip(subject, save: save) + [
      MigrationSteps.surplus(),
      MigrationSteps.returnCode(subject),
      MigrationSteps.oldInstance(optional: true),
      MigrationSteps.compare(),
    ]
  }
}
