/// A 9800 under Specific License Reservation moves to offline reporting.
///
/// Source: Cisco doc 217348 (move to offline reporting rather than rely on the SLR commands), doc
/// 221758 (the commands of the air gap), FN72578 (releases), `Cisco-IOS-XE-rpc.yang` (the return).
enum ControllerReservationChecklist {
  static func steps(_ subject: MigrationSubject) -> [MigrationStep] {
    [
      MigrationSteps.recordBefore(subject, reservation: true),
      MigrationSteps.targetRelease(subject),
      MigrationSteps.upgrade(subject),
      MigrationSteps.policyEnabled(),
      MigrationSteps.transportOff("After a reservation it is off already; this makes sure."),
    ] + MigrationSteps.roundTrip(subject) + [
      MigrationSteps.surplus(),
      MigrationSteps.returnCode(subject),
      MigrationSteps.oldInstance(optional: true),
      MigrationSteps.compare(),
    ]
  }
}
