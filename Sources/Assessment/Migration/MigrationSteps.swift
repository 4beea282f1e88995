import LicenseFiles

/// The steps that several checklists have in common, from the record before to the release.
enum MigrationSteps {
  /// Every output that proves something begins with the device's clock: evidence has a date.
  static let clock = DeviceInstruction(
    .exec, "show clock", note: "gives the evidence its date",
    basis: .inferred("evidence without a date cannot be put in order"))

  static func show(
    _ command: String, expects: String? = nil, note: String? = nil,
    _ basis: Basis = MigrationSource.air
  ) -> DeviceInstruction {
    DeviceInstruction(.exec, command, expects: expects, note: note, basis: basis)
  }

  static func recordBefore(_ subject: MigrationSubject, reservation: Bool) -> MigrationStep {
    var commands = [
      clock, show("show version"), show("show license udi"), show("show license all"),
      show("show license summary"),
    ]
    if reservation {
      commands.insert(
        show("show license reservation", MigrationSource.reservationCommand), at: 4)
    }
    return MigrationStep(
      "record-before", "Write down what is there",
      why: "the end is compared with it, entitlement by entitlement"
        + (reservation ? "; Last Confirmation code and Last return code are kept" : ""),
      commands: commands,
      expected: "the release, the UDI, and every license with its count",
      proof: [.recordedBefore],
      wayBack: "nothing is changed", basis: MigrationSource.before, takesHand: false)
  }

  static func targetRelease(_ subject: MigrationSubject) -> MigrationStep {
    MigrationStep(
      "target-release", "Choose the release to go to",
      why:
        "reporting by policy begins with \(subject.isWirelessController ? "17.3.2a" : "17.3.2"); \(FieldNotice72578.affectedReleases) pile up reports "
        + "that nobody acknowledges (FN72578), and at an air-gapped site ACKs come late",
      actions: [
        "`rumkit migrate record target-release --target 17.9.5`, with the release you mean"
      ],
      expected: FieldNotice72578.fixedReleases,
      proof: [.targetChosen],
      risk: subject.isWirelessController
        ? "a C9800-CL needs an ACK from 17.7.1 on; 17.3.2 has no menu for it in the WebUI (17.3.3 has)"
        : "a voice router (CUBE, SRST) needs reports also with a reservation, and "
          + "\(VoiceRouters.enforcingReleases) shut CUBE and SRST down without an ACK by the deadline",
      wayBack: "choose another one", basis: MigrationSource.target)
  }

  static func upgrade(_ subject: MigrationSubject) -> MigrationStep {
    MigrationStep(
      "upgrade", "Upgrade",
      why: "before 17.3.2 there is no offline reporting by policy",
      commands: [clock, show("show version"), show("show license status")],
      actions: [
        "upgrade in install mode or by ISSU, as the release notes of \(subject.target ?? "the target") say",
        "save what the device prints to the commands above, after the reload",
      ],
      expected:
        "the chosen release; all licenses from before are available, transport and authorization "
        + "codes are kept; a reservation code stays valid and authorises what it did",
      proof: [.releaseRuns],
      risk:
        "a reload, unless ISSU avoids it: do it in a change window. On a release that runs already "
        + "the step is proved by show version alone",
      wayBack:
        "the release before, as its release notes say; an authorization that was returned does "
        + "not come back with it",
      basis: MigrationSource.firstRelease)
  }

  static func policyEnabled() -> MigrationStep {
    MigrationStep(
      "policy-enabled", "Check that Smart Licensing Using Policy is enabled",
      why: "the following commands exist only then",
      commands: [
        clock,
        show("show license status", expects: "Smart Licensing Using Policy: Status: ENABLED"),
      ],
      expected: "Smart Licensing Using Policy: Status: ENABLED",
      proof: [.policyEnabled],
      wayBack: "nothing is changed", basis: MigrationSource.firstRelease)
  }

  static func transportOff(_ note: String) -> MigrationStep {
    MigrationStep(
      "transport-off", "Turn the transport off",
      why: "in an air gap nothing is sent; any other transport keeps logging failures. " + note,
      commands: [
        DeviceInstruction(
          .configuration, "license smart transport off", basis: MigrationSource.transport),
        show("write memory"), clock,
        show("show license status", expects: "Transport: Type: Transport Off"),
      ],
      expected: "Transport: Type: Transport Off",
      proof: [.transportOff],
      wayBack: "license smart transport with the previous type: smart, callhome or cslu",
      basis: MigrationSource.transport)
  }

  static func countAccessPoints() -> MigrationStep {
    MigrationStep(
      "ap-count", "Wait for one count of the access points",
      why:
        "a 9800 counts every 8 hours, whatever interval is configured: what joined since is in no "
        + "report",
      commands: [
        clock,
        show(
          "show license air entities summary",
          expects: "Last license report time after the step before", MigrationSource.counting),
      ],
      expected: "a Last license report time after the step before",
      proof: [.countingOver], wait: .counting,
      risk:
        "if it is saved earlier, the file misses access points, and the portal releases too much",
      wayBack: "nothing is changed", basis: MigrationSource.counting)
  }
}
