public import LicenseFiles

extension FindingDescriptor {
  /// Why a step of a migration was not recorded.
  public static let migration: [FindingDescriptor] = [
    .migrationOtherDevice, .migrationDeviceNotShown, .migrationOlderEvidence,
    .migrationEvidenceUsed, .migrationInTheFuture, .migrationPreconditionOpen,
    .migrationWaitNotOver, .migrationEvidenceOnly, .migrationRecordedAlready, .migrationNotProved,
  ]

  static let migrationOtherDevice = migrating(
    "other-device", .error, "the evidence is from another device",
    looksAt: "the UDIs and the host name in the evidence",
    why: "what another device did proves nothing about this one",
    remedy: "save the output of the device of the migration",
    trigger: "output with UDI: PID:C9800-CL-K9,SN:9ZZEXAMPLE2 for the migration of 9ZZEXAMPLE1",
    nearMiss: "output of the standby member of the same pair")

  static let migrationDeviceNotShown = migrating(
    "device-not-shown", .error, "the evidence does not show which device it is from",
    looksAt: "the UDIs and the prompts of the output",
    why: "output without a name may be from any device",
    remedy: "add show license udi to the output",
    trigger: "output without a UDI and without a prompt", nearMiss: "the same with a known prompt")

  /// Used where captures of a whole migration are given together.
  public static let migrationOlderEvidence = migrating(
    "older-evidence", .error, "the evidence is older than the step before",
    looksAt: "the clock in the evidence against that of the steps before",
    why: "a step is proved by what the device shows after the one before it",
    remedy: "save the output again, with show clock first",
    trigger: "show clock a day before the evidence of the step before",
    nearMiss: "the same output as for the step before: one output may prove several steps")

  static let migrationEvidenceUsed = migrating(
    "evidence-used", .error, "the evidence was used in an earlier migration",
    looksAt: "the hash of the file against those of all other migrations of the site",
    why: "a migration is proved by what the device shows this time",
    remedy: "save the output again",
    trigger: "the file that proved a step of a migration that was abandoned",
    nearMiss: "the file that proved another step of this one")

  static let migrationInTheFuture = migrating(
    "in-the-future", .error, "the evidence is dated after the current time",
    looksAt: "the clock in the evidence against the current time, with one hour of tolerance",
    why: "with a wrong clock no order of steps can be trusted",
    remedy:
      "check the clocks of the device and of this host; rumkit site clock offset keeps a known "
      + "difference",
    trigger: "show clock two hours after --now", nearMiss: "show clock ten minutes after --now")

  static let migrationPreconditionOpen = migrating(
    "precondition-open", .error, "a step before it is open",
    looksAt: "the steps that have to be recorded first",
    why: "the order is what makes the proofs worth something",
    remedy: "record the open steps first; rumkit migrate next shows the one that is due",
    trigger: "record import-ack before portal", nearMiss: "an optional step that is left out")

  static let migrationWaitNotOver = migrating(
    "wait-not-over", .error, "the wait is not over",
    looksAt: "the last count of the access points, or the hour after a factory reset",
    why: "usage that is saved too early is incomplete",
    remedy: "wait until the time that is named, then save the output again",
    trigger: "Last license report time before the step before it",
    nearMiss: "Last license report time after it")

  static let migrationEvidenceOnly = migrating(
    "evidence-only", .error, "the step does not accept a person's word",
    looksAt: "--by-hand at a step that only evidence proves",
    why: "what it guards cannot be brought back",
    remedy: "give the evidence",
    trigger: "record save-usage --by-hand before a factory reset",
    nearMiss: "record surplus --by-hand, which only a person can see")

  static let migrationRecordedAlready = migrating(
    "recorded-already", .error, "the step is recorded already",
    looksAt: "the steps of the migration",
    why: "what is proved is not overwritten",
    remedy: "go on with rumkit migrate next",
    trigger: "record verify twice", nearMiss: "evidence for a step that was by hand")

  static let migrationNotProved = migrating(
    "not-proved", .warning, "the evidence does not prove the step",
    looksAt: "what the step asks for, in the evidence and in the ledger",
    why: "a step counts when the device shows it",
    remedy: "give the output of the commands that are named, or a person's word with --by-hand",
    trigger: "show license status with Type: cslu for transport-off",
    nearMiss: "the same with Type: Transport Off")

  private static func migrating(
    _ id: String, _ severity: Severity, _ title: String, looksAt: String, why: String,
    remedy: String, trigger: String, nearMiss: String
  ) -> FindingDescriptor {
    FindingDescriptor(
      id: "migrate/\(id)", title: title, severity: severity, looksAt: looksAt, why: why,
      remedy: remedy,
      basis: .inferred("a checklist is worth what its order and its proofs are worth"),
      trigger: .described(trigger), nearMiss: .described(nearMiss))
  }
}
