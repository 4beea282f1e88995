/// A device in evaluation, or past it, moves to offline reporting.
///
/// Source: Catalyst 9400 System Management Configuration Guide, p.124 and 125: there is no evaluation
/// any more and licenses are in use at once under Cisco's default policy; the transport becomes cslu
/// (from callhome) or off (from smart).
enum EvaluationChecklist {
  static func steps(_ subject: MigrationSubject) -> [MigrationStep] {
    var transport = MigrationSteps.transportOff(
      "After an evaluation it becomes cslu (from callhome) or off (from smart).")
    transport.basis = MigrationSource.transportAfterUpgrade
    var record = MigrationSteps.recordBefore(subject, reservation: false)
    record.why += "; after the upgrade every license is in use at once and has to be bought"
    return [
      record,
      MigrationSteps.targetRelease(subject),
      MigrationSteps.upgrade(subject),
      MigrationSteps.policyEnabled(),
      transport,
    ] + MigrationSteps.roundTrip(subject) + [
      MigrationSteps.compare()
    ]
  }
}
