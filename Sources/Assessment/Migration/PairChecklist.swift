import LicenseFiles

/// An HA pair of controllers moves to offline reporting: one report and one ACK for both members, codes
/// for each.
///
/// Source: Cisco doc 221758 (both members under Product Instances); NX-OS Smart Licensing Using Policy
/// guide (only the active member reports), taken for the same on IOS XE.
enum PairChecklist {
  static func steps(_ subject: MigrationSubject) -> [MigrationStep] {
    var record = MigrationSteps.recordBefore(subject, reservation: true)
    record.why += "; a reservation has a code for each member"
    record.proof = [.recordedBefore, .membersRecorded]
    record.expected += "; the HA UDI List with an active and a standby member"
    var upgrade = MigrationSteps.upgrade(subject)
    upgrade.actions.append("both members run the release before the next step")
    var save = MigrationSteps.saveUsage(subject)
    save.why += "; the active member reports for both"
    save.risk = "after a switchover the other member is active: save on the one that is active now"
    var surplus = MigrationSteps.surplus()
    surplus.isOptional = true
    surplus.why += ", where there was a reservation"
    return [
      record,
      MigrationSteps.targetRelease(subject),
      upgrade,
      MigrationSteps.policyEnabled(),
      MigrationSteps.transportOff("It holds for both members."),
    ] + MigrationSteps.roundTrip(subject, save: save) + [
      bothInstances,
      surplus,
      MigrationSteps.returnCode(subject),
      MigrationSteps.oldInstance(optional: true),
      MigrationSteps.compare(),
    ]
  }

  private static let bothInstances = MigrationStep(
    "both-instances", "Check both members at the portal",
    why: "one report serves both; a member that is missing there was not in it",
    actions: ["at the portal: Inventory > Product Instances, both UDIs of the pair"],
    expected: "both UDIs",
    proof: [.seenByPerson("both UDIs under Product Instances")],
    wayBack: "save on the active member and upload again", basis: MigrationSource.pairReports)
}
