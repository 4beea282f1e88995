/// A registered device moves to offline reporting.
///
/// Source: Catalyst 9400 System Management Configuration Guide, p.124 and 125: no registration is
/// needed any more, the transport stays callhome or smart, so in an air gap it is turned off.
enum SmartLicensingChecklist {
  static func steps(_ subject: MigrationSubject) -> [MigrationStep] {
    var transport = MigrationSteps.transportOff(
      "A registered device keeps callhome or smart through the upgrade.")
    transport.basis = MigrationSource.registered
    return [
      MigrationSteps.recordBefore(subject, reservation: false),
      MigrationSteps.targetRelease(subject),
      MigrationSteps.upgrade(subject),
      MigrationSteps.policyEnabled(),
      transport,
    ] + MigrationSteps.roundTrip(subject) + [
      MigrationSteps.oldInstance(optional: true),
      MigrationSteps.compare(),
    ]
  }
}
