import LicenseFiles

/// Licensing starts again from nothing: the last resort.
///
/// Source: Cisco doc 217348 and FN72578 (the command, its warning, the reload, the hour); Cisco bug
/// CSCwa34749 (unexpected reload). What it clears besides is inferred from the trusted store.
enum FactoryResetChecklist {
  static func steps(_ subject: MigrationSubject) -> [MigrationStep] {
    [
      MigrationSteps.recordBefore(subject, reservation: false),
      MigrationSteps.saveUsage(subject, takesHand: false),
      MigrationSteps.pack(subject),
      authorizations,
      reissuePlan,
      changeNumber,
      reset.needing("record-before", "save-usage", "authorizations", "reissue-plan", "change"),
      reload,
      hour(subject),
      MigrationSteps.transportOff("The reset removed the licensing configuration."),
    ] + (subject.isWirelessController ? [MigrationSteps.countAccessPoints()] : []) + [
      MigrationSteps.saveUsage(subject, id: "save-again"),
      MigrationSteps.pack(subject, id: "pack-again"),
      MigrationSteps.portal(subject),
      MigrationSteps.importAck(subject),
      MigrationSteps.verify(subject),
      reissued,
      MigrationSteps.compare(),
    ]
  }

  private static let authorizations = MigrationStep(
    "authorizations", "List the authorization codes",
    why: "the reset clears installed codes too; what is not listed is not requested again",
    commands: [
      MigrationSteps.clock, MigrationSteps.show("show license authorization"),
      MigrationSteps.show("show license all"),
    ],
    expected: "License Authorizations with a status for each member",
    proof: [.authorizationsListed],
    wayBack: "nothing is changed", basis: MigrationSource.prudence, takesHand: false)

  private static let reissuePlan = MigrationStep(
    "reissue-plan", "Plan how the codes are issued again",
    why: "without an enforced or export-controlled license's code its features stop",
    actions: [
      "`rumkit migrate record reissue-plan --by-hand 'SLAC for 2 HSEC: request, account, person'`",
      "where no code is installed, the output of the step before proves it: give it as --evidence",
    ],
    expected: "who asks for which code, from which account, and how it comes back",
    proof: [.reissuePlanned],
    wayBack: "nothing is changed", basis: MigrationSource.prudence)

  private static let changeNumber = MigrationStep(
    "change", "Name the change",
    why: "it reloads the controller, and a crash is known: do it only in a change window",
    actions: ["`rumkit migrate record change --change NUMBER`"],
    expected: "a change number", proof: [.changeNumbered],
    wayBack: "nothing is changed", basis: MigrationSource.prudence, takesHand: false)

  private static let reset = MigrationStep(
    "reset", "Reset the licensing",
    why: "it clears trust, policy, ACK and reports, and does not change the other configuration",
    commands: [
      MigrationSteps.clock,
      DeviceInstruction(
        .exec, "license smart factory reset",
        expects: "%Warning: reload required after \"license smart factory reset\" command",
        basis: MigrationSource.reset),
    ],
    expected: "%Warning: reload required after \"license smart factory reset\" command",
    proof: [.resetDone],
    risk:
      "usage that was not saved is gone; a 9800-CL needs an ACK again; CSCwa34749: the device may "
      + "reload by itself with a crash file; what a pair does is not documented",
    wayBack: "none: what is cleared cannot be restored", basis: MigrationSource.reset,
    takesHand: false)

  private static let reload = MigrationStep(
    "reload", "Reload",
    why: "the reset needs it",
    commands: [
      MigrationSteps.show("reload", note: "in the change window", MigrationSource.reset),
      MigrationSteps.clock, MigrationSteps.show("show version"),
    ],
    expected: "System restarted at a time after the reset", proof: [.reloaded],
    risk: "service is interrupted", wayBack: "none", basis: MigrationSource.reset)

  private static func hour(_ subject: MigrationSubject) -> MigrationStep {
    MigrationStep(
      "reset-hour", "Wait one hour",
      why:
        "before it is over, a saved file holds no or incomplete reports. It is documented for 9800 "
        + "controllers; that it begins with the reload is inferred",
      commands: [MigrationSteps.clock, MigrationSteps.show("show version")],
      expected: "an uptime of one hour or more", proof: [.resetHourOver], wait: .resetHour,
      wayBack: "nothing is changed", basis: MigrationSource.resetHour, takesHand: false)
  }

  private static let reissued = MigrationStep(
    "reissued", "Install the codes again",
    why: "the plan from before the reset is carried out",
    commands: [
      MigrationSteps.clock,
      MigrationSteps.show(
        "license smart import bootflash:CODES", expects: RitualCommands.importSuccess,
        note: "confirmation codes that it prints go back to the portal"),
      MigrationSteps.show("show license authorization"),
    ],
    expected: "the codes that were listed before; nothing where there was none",
    proof: [.authorizationsListed],
    wayBack: "ask for the code again", basis: MigrationSource.prudence)
}
