import AirGap
import ArgumentParser
import Assessment
import DeviceOutput
import LicenseFiles
import Presentation

/// `rumkit migrate start`: picks the checklist from the device's own output and begins it.
struct MigrateStartCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "start", abstract: "Begin the migration of a device, and pick its checklist.")

  @Option(
    name: .long,
    help: "The device: PID:SERIAL, host name or serial number; else the one that --from shows.")
  var device: String?
  @Option(
    name: .long, help: "slr, smart-licensing, evaluation, factory-reset, rma or ha-pair.",
    transform: Self.kind)
  var kind: MigrationKind?
  @Option(
    name: .long, parsing: .upToNextOption,
    help: "What the device printed: it picks the kind, and proves the first step.")
  var from: [String] = []
  @Option(name: .long, help: ArgumentHelp("The release to go to.", valueName: "release"))
  var target: String?
  @Option(name: .long, help: ArgumentHelp("The change number.", valueName: "number"))
  var change: String?
  @Option(name: .long, help: "With --kind rma, the device that takes its place: PID:SERIAL.")
  var replacement: String?
  @Option(name: .long, help: "When the output was saved, where it has no date, in ISO 8601.")
  var at: String?
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Abandon the open migration of the device for this one.", valueName: "reason"))
  var instead: String?
  @Flag(name: .long, help: "Show what would be begun; record nothing.")
  var dryRun = false
  @Option(name: .long, help: "Write the result as text or json.")
  var format: ReportFormat = .text
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  private static func kind(_ word: String) throws -> MigrationKind {
    guard let kind = MigrationKind(rawValue: word) else {
      let words = MigrationKind.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--kind takes \(words), not '\(word)'")
    }
    return kind
  }

  func validate() throws {
    if kind == nil, from.isEmpty {
      throw ValidationError("give --from with the device's output, or name --kind")
    }
    if device == nil, from.isEmpty {
      throw ValidationError("name the device with --device, or give its output with --from")
    }
    if (kind == .replacement) != (replacement != nil) {
      throw ValidationError("--kind rma and --replacement go together")
    }
    if instead?.isEmpty == true { throw ValidationError("--instead needs a reason") }
    if let at, TimeOptions.seconds(of: at) == nil {
      throw ValidationError("--at takes a time such as 2026-11-24T10:00:00Z, not '\(at)'")
    }
  }

  func run() throws {
    let console = common.console
    let session = try site.session(isDryRun: dryRun, time, console)
    let desk = MigrationDesk(session: session, console: console)
    let device =
      try self.device.map { name throws(ExitStatus) in
        try session.device(named: name, mustBeKnown: false, console)
      } ?? shownDevice(console)
    let successor = try replacement.map {
      try session.device(named: $0, mustBeKnown: false, console)
    }
    let members = try session.read(console) { reader throws(LedgerError) in
      Set(try reader.members(with: device))
    }
    let evidence = try MigrationFiles.read(
      from, members: members, at: at.flatMap { TimeOptions.seconds(of: $0) }, now: session.now,
      console)
    let snapshot = DeviceSnapshot(
      observations: evidence.flatMap { item -> [Observation] in
        if case .output(let output) = item.content { output.observations } else { [] }
      })
    try refuseOthers(evidence, device, members, console)
    let (kind, because) = try choose(snapshot, console)
    let open = try desk.runs().filter { $0.isOpen && $0.subject.members.contains(device) }
    if let run = open.last, instead == nil {
      console.error("migration \(run.number) of \(device) is open")
      console.hint(
        "go on with rumkit migrate next --device \(device), or abandon it with --instead REASON")
      throw ExitStatus.refused
    }
    var drafts = open.map { run in
      SiteEventDraft(
        .migrationEnded, device,
        [
          .migration: String(run.number), .status: MigrationRun.Ending.abandoned.rawValue,
          .reason: instead,
        ])
    }
    let others = snapshot.udis.contains(device) ? snapshot.udis.subtracting([device]).sorted() : []
    drafts.append(
      SiteEventDraft(
        .migrationStarted, device,
        [
          .migrationKind: kind.rawValue, .reason: because, .target: target, .change: change,
          .hostName: snapshot.hostName.latest?.value, .release: snapshot.release.latest?.value.raw,
          .replacedBy: successor?.description,
          .members: others.isEmpty ? nil : others.map(\.description).joined(separator: " "),
        ]))
    if let item = evidence.first(where: { !$0.devices.isDisjoint(with: members) }) {
      // What the device shows of itself is news to the register too.
      var seen = ConfirmationEvents.seen(snapshot)
      seen[.source] = item.name
      seen[.sha256] = item.sha256
      drafts.insert(SiteEventDraft(.deviceObserved, device, seen), at: drafts.count - 1)
    }
    if dryRun {
      try console.give(
        "would begin: \(kind.rawValue), \(TerminalText.escaped(because))\n", to: output)
      return
    }
    let events = try session.record(drafts, console)
    guard let number = events.last?.number,
      let run = try desk.runs().first(where: { $0.number == number })
    else { throw ExitStatus.failed }
    try begin(run, evidence, desk)
  }

  /// The first output proves the first step too, where it shows enough.
  private func begin(
    _ run: MigrationRun, _ evidence: [MigrationEvidence], _ desk: MigrationDesk
  ) throws {
    let session = desk.session
    let wording = MigrationText(session.identity, now: session.now)
    var text = wording.started(run)
    var now = run
    var result: JSONText?
    if !evidence.isEmpty, let step = run.next {
      let act = try desk.record(
        step, of: run, evidence: evidence, words: MigrationWords(), isDryRun: false)
      now = act.run
      text += act.text(step, wording, byHand: nil)
      act.say(desk.console)
      result = MigrationData.result(step, act.result)
    } else {
      text += "next: \(run.next?.id ?? "")\n"
    }
    try desk.console.give(
      format == .json ? MigrationData.json(session.identity, [now], result: result).text : text,
      to: output)
  }

  /// The one device whose output was given; of a pair or stack the active member.
  ///
  /// - Throws: ``ExitStatus/usage`` when it is of several devices or shows no UDI; the reason has been said.
  private func shownDevice(_ console: Console) throws(ExitStatus) -> UDI {
    let sources = try console.errand(try DeviceFiles.sources(from, isEvidence: true))
    let snapshots = sources.flatMap(\.reading.devices)
    let shown = Set(snapshots.compactMap { $0.udi.latest?.value })
    if let device = shown.first {
      let members = snapshots.filter { $0.udi.latest?.value == device }
        .reduce(into: Set([device])) { $0.formUnion($1.udis) }
      if shown.isSubset(of: members) { return device }
    }
    console.error(
      shown.isEmpty
        ? "the output shows no UDI: name the device with --device"
        : "the output is of \(shown.count) devices: name one with --device")
    console.hint("show license udi prints the UDI")
    throw .usage
  }

  private func refuseOthers(
    _ evidence: [MigrationEvidence], _ device: UDI, _ members: Set<UDI>, _ console: Console
  ) throws(ExitStatus) {
    for item in evidence where !item.devices.isEmpty && item.devices.isDisjoint(with: members) {
      let names = item.devices.sorted().prefix(4).map(\.description).joined(separator: ", ")
      console.error("migrate/other-device: \(item.name) is of \(names), not of \(device)")
      throw .refused
    }
  }

  private func choose(
    _ snapshot: DeviceSnapshot, _ console: Console
  ) throws(ExitStatus) -> (MigrationKind, String) {
    let choice = MigrationChoice(snapshot)
    if let kind {
      guard case .kind(let shown, let because) = choice, !from.isEmpty else {
        return (kind, "it was asked for")
      }
      if shown == kind || kind == .factoryReset || kind == .replacement {
        return (kind, shown == kind ? because : "it was asked for")
      }
      // A pair may be moved as what it was: the checklist of the pair holds both.
      if shown == .pair {
        console.hint("\(because): --kind ha-pair has the steps for both members")
        return (kind, "it was asked for")
      }
      console.error("the output calls for \(shown.rawValue), not \(kind.rawValue): \(because)")
      throw .refused
    }
    switch choice {
    case .kind(let kind, let because): return (kind, because)
    case .undecided(let why, let shownBy):
      console.error("no checklist can be picked: \(why)")
      console.hint(
        "give the output of \(shownBy.joined(separator: " and ")), or name the kind with --kind")
      throw .unreadable
    case .nothingToDo(let why):
      console.error("no checklist can be picked: \(why)")
      throw .unreadable
    }
  }
}
