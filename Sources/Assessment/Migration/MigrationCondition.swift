/// What proves a step: something that a device printed, a file holds, or the ledger has.
/// Whether it is so is decided when a step is recorded.
public enum MigrationCondition: Sendable, Hashable {
  /// The device's release, its UDI and its licenses are shown.
  case recordedBefore
  /// Both members of the pair are shown with their roles.
  case membersRecorded
  /// A release is chosen that can report by policy and does not pile up reports.
  case targetChosen
  /// The device runs the release that was chosen.
  case releaseRuns
  /// `Smart Licensing Using Policy: Status: ENABLED`.
  case policyEnabled
  /// `Transport: Type: Transport Off`.
  case transportOff
  /// The controller has counted its access points since the step before.
  case countingOver
  /// The usage file of the device is here.
  case usageSaved
  /// The usage file went through `pack` and is in the ledger.
  case usageCarried
  /// The ACK for this device is here.
  case ackHome
  /// The device answered `Import Data Successful`, or the ledger has it.
  case imported
  /// The device shows that it accepted the ACK.
  case acknowledged
  /// A person has to have seen it; no file can show it.
  case seenByPerson(String)
  /// The return string that the device printed is kept.
  case returnCodeKept
  /// The authorization codes of the device are listed.
  case authorizationsListed
  /// It is written how the codes are issued again; nothing to write where there is none.
  case reissuePlanned
  /// There is a change number.
  case changeNumbered
  /// The device shows its warning after the factory reset.
  case resetDone
  /// The reload that the reset requires is over.
  case reloaded
  /// The guard lets usage be saved again.
  case resetHourOver
  /// The register names the new device in place of the old one.
  case replacementRegistered
  /// Every entitlement that was there before is in use, released or explained.
  case entitlementsCovered

  /// What is asked for, for a person.
  public var asks: String {
    switch self {
    case .recordedBefore: "output with the release, the UDI and the licenses or reservations"
    case .membersRecorded: "output with the HA UDI List: an active and a standby member"
    case .targetChosen: "--target RELEASE, 17.3.2 or later and not of field notice FN72578"
    case .releaseRuns: "show version with the chosen release"
    case .policyEnabled: "show license status with Smart Licensing Using Policy: ENABLED"
    case .transportOff: "show license status with Transport Off"
    case .countingOver: "show license air entities summary with a last report after the step before"
    case .usageSaved: "the usage file itself"
    case .usageCarried: "the file in the ledger, exported by rumkit pack"
    case .ackHome: "the ACK file, or the ledger's record of it"
    case .imported: "the answer Import Data Successful, or the ledger's record of it"
    case .acknowledged: "show license status with a Last ACK received after the usage was saved"
    case .seenByPerson(let what): "a person's word (--by-hand): \(what)"
    case .returnCodeKept: "the output with the return code"
    case .authorizationsListed: "show license authorization or show license all"
    case .reissuePlanned:
      "the plan in a person's words (--by-hand); with no code installed, the output that says so"
    case .changeNumbered: "--change NUMBER"
    case .resetDone: "the output with the command and its warning"
    case .reloaded: "show version after the reload"
    case .resetHourOver: "show clock and show version, an hour or more after the reload"
    case .replacementRegistered: "the register: rumkit site devices replace OLD NEW REASON"
    case .entitlementsCovered:
      "show license summary or usage, and --released or --explained for what is not in use"
    }
  }
}
