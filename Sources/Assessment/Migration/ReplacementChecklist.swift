import LicenseFiles

/// Another device takes the place of one: the portal sees a new device.
///
/// Source: Cisco doc 217348 (a new device, and manual deletion of the old one under Product
/// Instances). That the new one needs its own report and ACK is inferred.
enum ReplacementChecklist {
  static func steps(_ subject: MigrationSubject) -> [MigrationStep] {
    var record = MigrationSteps.recordBefore(subject, reservation: false)
    record.why += "; of a dead device its last output or usage file, or a person's word"
    record.takesHand = true
    var registered = MigrationStep(
      "registered", "Put the new device into the register",
      why: "a new UDI is a new device: what belongs to the old one acknowledges nothing for it",
      actions: [
        "`"
          + ShellText.command(
            [
              "site", "devices", "replace", subject.device.description,
              subject.replacement?.description ?? "PID:SERIAL", "REASON",
            ]) + "`"
      ],
      expected: "the register names the new device in place of the old one",
      proof: [.replacementRegistered],
      wayBack: "the register keeps both; nothing is deleted", basis: MigrationSource.replacing)
    registered.takesHand = false
    return [
      record,
      registered,
      MigrationSteps.policyEnabled(),
      MigrationSteps.transportOff("A new device comes with its own default."),
    ] + MigrationSteps.roundTrip(subject) + [
      MigrationSteps.oldInstance(optional: false),
      MigrationSteps.compare(),
    ]
  }
}
