import DeviceOutput
import LicenseFiles

/// What one condition of a step came to.
public enum ConditionOutcome: Sendable, Hashable {
  /// It is so; what shows it.
  case proved(String)
  /// It is not shown; what is missing and the commands or acts that would show it.
  case missing(String, shownBy: [String])
  /// It is too early; the first moment at which it can be shown, epoch seconds UTC by the clock that
  /// counts, nil where that is not known.
  case waits(String, until: Int64?)
}

/// Decides whether evidence proves the conditions of a step. It looks at values and changes nothing.
struct MigrationJudge {
  let run: MigrationRun
  let step: MigrationStep
  let evidence: [MigrationEvidence]
  let words: MigrationWords
  let site: MigrationSiteFacts
  let now: Int64

  /// Everything that was printed, in the order of the files.
  var output: DeviceSnapshot {
    DeviceSnapshot(
      observations: evidence.flatMap { item -> [Observation] in
        if case .output(let snapshot) = item.content { snapshot.observations } else { [] }
      })
  }

  var usages: [MigrationUsage] {
    evidence.compactMap { if case .usage(let usage) = $0.content { usage } else { nil } }
  }

  /// The first release with reporting by policy.
  static let firstRelease = "17.3.2"

  func judge(_ condition: MigrationCondition) -> ConditionOutcome {
    switch condition {
    case .recordedBefore: recordedBefore
    case .membersRecorded: membersRecorded
    case .targetChosen: targetChosen
    case .releaseRuns: releaseRuns
    case .policyEnabled: policyEnabled
    case .transportOff: transportOff
    case .countingOver: countingOver
    case .usageSaved: usageSaved
    case .usageCarried: usageCarried
    case .ackHome: ackHome
    case .imported: imported
    case .acknowledged: acknowledged
    case .seenByPerson(let what):
      .missing("no file can show it: \(what)", shownBy: ["--by-hand WORDS"])
    case .returnCodeKept: returnCodeKept
    case .authorizationsListed: authorizationsListed
    case .reissuePlanned: reissuePlanned
    case .changeNumbered: changeNumbered
    case .resetDone: resetDone
    case .reloaded: reloaded
    case .resetHourOver: resetHourOver
    case .replacementRegistered: replacementRegistered
    case .entitlementsCovered: entitlementsCovered
    }
  }

  // MARK: Before

  private var recordedBefore: ConditionOutcome {
    let output = output
    if !usages.isEmpty, run.kind == .replacement {
      return .proved("the last usage file of the old device")
    }
    guard let release = output.release.latest else {
      return .missing("the release", shownBy: ["show version"])
    }
    guard let device = output.udi.latest else {
      return .missing("the UDI", shownBy: ["show license udi", "show license all"])
    }
    let entitlements = ReservedEntitlement.all(output)
    guard !entitlements.isEmpty || output.licenses != nil || output.authorizations != nil else {
      return .missing("the licenses", shownBy: ["show license all", "show license summary"])
    }
    let reserved = entitlements.count { $0.isReserved }
    return .proved(
      "release \(release.value.raw), UDI \(device.value), \(entitlements.count) licenses, "
        + "\(reserved) of them reserved")
  }

  private var membersRecorded: ConditionOutcome {
    let members = output.members.map(\.value)
    let roles = Set(members.map { $0.role.lowercased() })
    guard Set(members.map(\.udi)).count >= 2, roles.contains("active"), roles.contains("standby")
    else { return .missing("the HA UDI List with both members", shownBy: ["show license udi"]) }
    return .proved(members.map { "\($0.role) \($0.udi)" }.joined(separator: ", "))
  }

  private var targetChosen: ConditionOutcome {
    guard let text = words.target ?? run.subject.target else {
      return .missing("the release to go to", shownBy: ["--target RELEASE"])
    }
    guard let release = IOSRelease(text) else {
      return .missing("\(text) is not a release such as 17.9.5", shownBy: ["--target RELEASE"])
    }
    guard Self.isPolicyRelease(release) else {
      return .missing(
        "\(text) is older than \(Self.firstRelease), with which reporting by policy begins",
        shownBy: ["--target RELEASE"])
    }
    switch FieldNotice72578(release) {
    case .affected:
      return .missing(
        "field notice FN72578 names \(text) as affected: reports that nobody acknowledges pile up",
        shownBy: ["--target \(FieldNotice72578.fixedReleases)"])
    case .fixed: return .proved("\(text): FN72578 names it, or an earlier one, as fixed")
    case .earlier, .notNamed:
      return .proved("\(text): FN72578 names it neither as affected nor as fixed")
    }
  }

  static func isPolicyRelease(_ release: IOSRelease) -> Bool {
    guard let first = IOSRelease(firstRelease) else { return false }
    return release >= first
  }

  private var releaseRuns: ConditionOutcome {
    guard let release = output.release.latest?.value else {
      return .missing("the release that runs", shownBy: ["show version"])
    }
    guard Self.isPolicyRelease(release) else {
      return .missing(
        "it runs \(release.raw), older than \(Self.firstRelease)", shownBy: ["show version"])
    }
    if let target = run.subject.target.flatMap({ IOSRelease($0) }), target != release {
      return .missing(
        "it runs \(release.raw), but \(target.raw) was chosen", shownBy: ["show version"])
    }
    return .proved("it runs \(release.raw)")
  }

  private var policyEnabled: ConditionOutcome {
    guard let status = output.usingPolicy else {
      return .missing(
        "Smart Licensing Using Policy: Status",
        shownBy: ["show license status", "show license all"])
    }
    guard status.value == "ENABLED" else {
      return .missing(
        "Smart Licensing Using Policy is \(status.value)", shownBy: ["show license status"])
    }
    return .proved("Smart Licensing Using Policy: Status: ENABLED")
  }

  private var transportOff: ConditionOutcome {
    let output = output
    guard let transport = output.settings?.transportInEffect else {
      return .missing("the type of transport", shownBy: ["show license status"])
    }
    guard transport == "off" else {
      return .missing(
        "the transport is \(transport)",
        shownBy: ["license smart transport off", "show license status"])
    }
    guard let type = output.transport.latest?.value, type.lowercased() == "transport off" else {
      return .proved("license smart transport off")
    }
    return .proved("Transport: Type: \(type)")
  }

  private var countingOver: ConditionOutcome {
    let since = run.moment(before: step)?.moment ?? lastRecorded
    guard let since else {
      return .missing("the time of the step before", shownBy: ["show license air entities summary"])
    }
    guard let counted = output.airEntities else {
      if let until = countingUntil, now < until {
        return .waits("the access points are counted every 8 hours", until: until)
      }
      return .missing("the time of the last count", shownBy: ["show license air entities summary"])
    }
    guard let last = counted.lastReport?.value else {
      return .waits("the controller has not counted yet", until: countingUntil)
    }
    // The range of a zone that is not certain: only what is certainly later counts.
    if let earliest = last.earliest, earliest >= since.latest {
      return .proved("Last license report time: \(last.text)")
    }
    let upcoming = counted.upcomingReport?.value.flatMap(\.latest)
    return .waits(
      "the last count was \(last.text), which is not after the step before",
      until: upcoming ?? countingUntil)
  }

  /// The latest moment at which the count is over, when nothing else is known.
  private var countingUntil: Int64? {
    let since = run.moment(before: step)?.moment ?? lastRecorded
    return since.map { $0.latest.addingClamped(MigrationWait.counting.seconds) }
  }

  /// When the step before was recorded, where its evidence has no date.
  private var lastRecorded: MigrationMoment? {
    run.steps.values.map(\.time).max().map { MigrationMoment($0) }
  }

  // MARK: The crossing

  private var usageSaved: ConditionOutcome {
    guard !usages.isEmpty else {
      let answers = output.observations.contains {
        if case .saveAnswer = $0.content { true } else { false }
      }
      return .missing(
        answers
          ? "the file itself: what the device prints when it saves says nothing" : "the usage file",
        shownBy: ["the usage file as --evidence"])
    }
    guard let usage = usages.last(where: { !$0.reports.isEmpty }) else {
      return .missing("a report: the usage file holds none", shownBy: ["save usage again"])
    }
    guard usage.isComplete else {
      return .missing(
        "the whole file: it ends early or is damaged", shownBy: ["copy it again, or save again"])
    }
    let counts = usage.counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    return .proved(
      "\(usage.reports.count) reports"
        + (counts.isEmpty ? "" : "; " + counts.joined(separator: ", ")))
  }

  private var usageCarried: ConditionOutcome {
    let files = run.usageFiles
    guard let file = files.last else {
      return .missing(
        "the usage file: its step is by hand, so nothing can be compared with the ledger",
        shownBy: ["--by-hand WORDS"])
    }
    let saved = file.moment?.earliest
    let found = site.exports.last { export in
      export.sha256 == file.sha256
        || (export.exportedAt >= run.startedAt && export.savedAt != nil && export.savedAt == saved)
    }
    guard let found else {
      return .missing(
        "\(file.name) in the ledger as exported",
        shownBy: [ShellText.command(["pack", file.name, "--output", "OUT"])]
      )
    }
    return .proved("exported as \(found.name)")
  }

  private var ackHome: ConditionOutcome {
    let acks = evidence.compactMap { item -> (MigrationEvidence, AckContent)? in
      if case .ack(let content) = item.content { (item, content) } else { nil }
    }
    for (item, content) in acks {
      if site.acks.contains(where: { $0.sha256 == item.sha256 }) {
        return .proved("\(item.name), which the ledger matches to this device")
      }
      guard content.hasAck else { continue }
      if !Set(content.devices.map(\.udi)).isDisjoint(with: members) {
        return .proved("\(item.name), which names this device")
      }
      if !Set(content.reportNumbers).isDisjoint(with: site.reports) {
        return .proved("\(item.name), which names reports of this device")
      }
    }
    if acks.isEmpty, let ack = site.acks.last(where: { $0.receivedAt >= recorded(.usageCarried) }) {
      return .proved("\(ack.name), in the ledger")
    }
    return .missing(
      acks.isEmpty
        ? "the ACK"
        : "an ACK that names this device or its reports, or that the ledger matches to it",
      shownBy: ["rumkit ack match ACK", "the ACK as --evidence"])
  }

  private var imported: ConditionOutcome {
    let answers = output.importAnswers
    if let answer = answers.last {
      guard answer.isPlainSuccess else {
        let text = answer.otherLines.map(\.value).joined(separator: " / ")
        return .missing(
          text.isEmpty
            ? "the answer to the import" : "Import Data Successful: the device answered \(text)",
          shownBy: ["license smart import FILE"])
      }
      return .proved("Import Data Successful")
    }
    let since = recorded(.usageCarried)
    if let ack = site.acks.last(where: { ($0.importedAt ?? $0.confirmedAt ?? .min) >= since }) {
      return .proved("\(ack.name) was imported, by the ledger")
    }
    return .missing(
      "the device's answer to the import", shownBy: ["license smart import FILE", "rumkit import"])
  }

  private var acknowledged: ConditionOutcome {
    let since = recorded(.usageCarried)
    let saved = run.usageFiles.last?.moment
    if let printed = output.lastAck.latest {
      guard let time = printed.value else {
        return .missing("Last ACK received: it is <none>", shownBy: ["show license status"])
      }
      if let saved, let latest = time.latest, latest <= saved.earliest {
        return .missing(
          "a newer Last ACK received: \(time.text) is before the usage was saved",
          shownBy: ["show license status"])
      }
      return .proved("Last ACK received: \(time.text)")
    }
    let states = output.reportStates.filter { site.reports.contains($0.key) }
    if !states.isEmpty, output.tellsOfAll(site.reports),
      states.values.contains(where: { $0.value == "ACK" }),
      !states.values.contains(where: { $0.value == "CLOSED" })
    {
      return .proved("\(states.count) reports of the file in state ACK")
    }
    if let ack = site.acks.last(where: { ($0.confirmedAt ?? .min) >= since }) {
      return .proved("\(ack.name) is confirmed, by the ledger")
    }
    return .missing("Last ACK received", shownBy: ["show license status", "rumkit confirm FILE"])
  }

  /// When the step with a condition was recorded; the beginning when it was not.
  private func recorded(_ condition: MigrationCondition) -> Int64 {
    run.checklist.steps.last { $0.proof.contains(condition) && run.steps[$0.id] != nil }
      .flatMap { run.steps[$0.id]?.time } ?? run.startedAt
  }

  /// The devices that evidence of the step may be of: with a replacement the old one to begin with, and
  /// then the new one.
  var members: Set<UDI> {
    if let replacement = run.subject.replacement, !step.proof.contains(.recordedBefore) {
      return [replacement]
    }
    return Set(run.subject.members)
  }
}
