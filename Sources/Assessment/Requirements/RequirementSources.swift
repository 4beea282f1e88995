import LicenseFiles

/// Where the requirements come from.
enum RequirementSource {
  static let controllerAck = Basis.doc217348(
    "the warning on the mandatory ACK of the Catalyst 9800-CL from IOS XE 17.7.1")
  static let deadline = Basis.inferred(
    "the arithmetic agrees with recorded outputs of 23 devices; the policy's day counts are what the "
      + "device prints")
  static let compliance = Basis.doc217348("AP compliance information")
  static let transport = Basis.doc221758("license smart transport off")
  static let clock = Basis.catalyst9400(
    "trust code installation: the clock may differ by less than an hour")
  static let trust = Basis.observed(
    sample: "an acknowledged device with transport off and without a trust code")
  static let beforePolicy = Basis.documented(
    title: "Cisco Catalyst 9400 System Management Guide 17.4", section: "migrating to the policy")
  static let purged = Basis.inferred(
    "the name of the figure; nobody received what the device dropped without an ACK")
  static let counting = Basis.doc217348("the controller reports every 8 hours")
  static let onPrem = Basis.doc217348("On-prem 8-202102 or newer")

  /// Consequences and limits of the 9800-CL ACK. Nothing decides by them; they are shown with their
  /// certainty, so that one place is to be changed when they are confirmed.
  static let controllerAckConsequences: [RequirementNote] = [
    RequirementNote(
      "the controller may refuse to discover further access points; those that joined stay",
      .inferred(
        "the model of IOS XE 17.10.1 and later has the AP discovery failure \"Controller not registered "
          + "with license manager\"")),
    RequirementNote(
      "from 17.7.1 on the controller enforces it: that is stated, the number of access points is not",
      .documented(
        title: "Cisco, Catalyst 9800 licensing FAQ (translation)",
        section: "enforcement from 17.7.1")),
    RequirementNote(
      "without an ACK the limit may be 50 access points and 1000 clients: no text that was read gives the numbers",
      .unverified(confirm)),
    RequirementNote(
      "the limit in time may be Next ACK deadline", .unverified(confirm)),
    RequirementNote(
      "an ACK that was installed before the upgrade to 17.7.1 may be enough",
      .unverified(confirm)),
  ]

  private static let confirm =
    "to be confirmed in Cisco's section \"RUM Reporting and Acknowledgment Requirement for Cisco "
    + "Catalyst 9800-CL Wireless Controller\""

  static let pairNote = RequirementNote(
    "one report and one ACK serve the pair; both members appear at the portal",
    .inferred("Cisco doc 221758 shows both members of a reported pair under Product Instances"))

  static let newSerialNote = RequirementNote(
    "a replacement and a redeployed virtual machine have a new serial number: the requirement starts "
      + "again, and the old product instance must be removed at the portal",
    .inferred("Cisco doc 217348 calls a replacement a new device"))
}
