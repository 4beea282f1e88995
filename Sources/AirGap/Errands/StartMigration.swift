public import Assessment
import DeviceOutput
import LicenseFiles

/// Picks the checklist from the device's own output and begins it.
public struct StartMigration: Sendable {
  /// The device, as a person names it; nil for the one whose output is given.
  public var device: String?
  /// The kind that was asked for; nil for the one that the output calls for.
  public var kind: MigrationKind?
  /// Files with what the device printed.
  public var from: [String] = []
  /// The release to go to.
  public var target: String?
  /// The change number.
  public var change: String?
  /// The device that takes its place, as a person names it.
  public var replacement: String?
  /// When the output was saved, where it has no date; epoch seconds UTC.
  public var at: Int64?
  /// Why the open migration of the device is abandoned for this one.
  public var instead: String?

  /// Creates an errand.
  public init(device: String? = nil) { self.device = device }

  /// Begins the migration, and tries the output as the proof of its first step.
  ///
  /// - Parameters:
  ///   - session: the site.
  ///   - isDryRun: judge only.
  ///   - tell: hears what is worth saying on the way.
  /// - Throws: ``ErrandError``: the output is of another device or calls for another checklist, one is
  ///   open already, a file cannot be read.
  public func run(
    in session: SiteSession, isDryRun: Bool = false, _ tell: Notice.Teller
  ) throws(ErrandError) -> MigrationBeginning {
    let device =
      if let name = self.device { try session.deviceOrNew(named: name, tell) } else {
        try shownDevice()
      }
    let successor = try replacement.map { name throws(ErrandError) in
      try session.deviceOrNew(named: name, tell)
    }
    let members = try session.read { reader throws(LedgerError) in
      Set(try reader.members(with: device))
    }
    let evidence = try MigrationFiles.read(from, members: members, at: at, now: session.now)
    try refuseOthers(evidence, device, members)
    let snapshot = DeviceSnapshot(
      observations: evidence.flatMap { item -> [Observation] in
        if case .output(let output) = item.content { output.observations } else { [] }
      })
    let (kind, because, remark) = try decision(MigrationChoice(snapshot))
    if let remark { tell(.hint(remark)) }
    let beginning = MigrationBeginning(kind: kind, because: because)
    func begin(_ session: SiteSession) throws(ErrandError) -> MigrationBeginning {
      try start(
        device, beginning, session, evidence: evidence, members: members, snapshot, successor)
    }
    guard !isDryRun else {
      _ = try abandoned(device, session)
      return beginning
    }
    return try session.atomically(begin)
  }

  /// Ends what is open, where that was asked for, and begins.
  private func start(
    _ device: UDI, _ beginning: MigrationBeginning, _ session: SiteSession,
    evidence: [MigrationEvidence], members: Set<UDI>, _ snapshot: DeviceSnapshot, _ successor: UDI?
  ) throws(ErrandError) -> MigrationBeginning {
    var beginning = beginning
    var drafts = try abandoned(device, session)
    if let item = evidence.first(where: { !$0.devices.isDisjoint(with: members) }) {
      // What the device shows of itself is news to the register too.
      var seen = ConfirmationEvents.seen(snapshot)
      seen[.source] = item.name
      seen[.sha256] = item.sha256
      drafts.append(SiteEventDraft(.deviceObserved, device, seen))
    }
    drafts.append(started(device, beginning, snapshot, successor))
    let events = try session.record(drafts)
    guard let number = events.last?.number, let run = try session.migration(number) else {
      throw ErrandError(.failed, "the migration was recorded and cannot be read back")
    }
    beginning.run = run
    // The first output proves the first step too, where it shows enough.
    if !evidence.isEmpty, let step = run.next {
      beginning.attempt = try session.record(
        step, of: run, evidence: evidence, words: MigrationWords())
    }
    return beginning
  }

  /// The one device whose output was given; of a pair or stack the active member.
  private func shownDevice() throws(ErrandError) -> UDI {
    let snapshots = try DeviceFiles.sources(from, isEvidence: true).devices
    let shown = Set(snapshots.compactMap { $0.udi.latest?.value })
    if let device = shown.first {
      let members = snapshots.filter { $0.udi.latest?.value == device }
        .reduce(into: Set([device])) { $0.formUnion($1.udis) }
      if shown.isSubset(of: members) { return device }
    }
    throw ErrandError(
      .usage,
      shown.isEmpty
        ? "the output shows no UDI: name the device with --device"
        : "the output is from \(shown.count) devices: name one with --device",
      hint: "show license udi prints the UDI")
  }

  private func started(
    _ device: UDI, _ beginning: MigrationBeginning, _ snapshot: DeviceSnapshot, _ successor: UDI?
  ) -> SiteEventDraft {
    let others = snapshot.udis.contains(device) ? snapshot.udis.subtracting([device]).sorted() : []
    return SiteEventDraft(
      .migrationStarted, device,
      [
        .migrationKind: beginning.kind.rawValue, .reason: beginning.because, .target: target,
        .change: change, .hostName: snapshot.hostName.latest?.value,
        .release: snapshot.release.latest?.value.raw, .replacedBy: successor?.description,
        .members: others.isEmpty ? nil : others.map(\.description).joined(separator: " "),
      ])
  }

  /// The end of those that are open, where a person said why.
  private func abandoned(
    _ device: UDI, _ session: SiteSession
  ) throws(ErrandError) -> [SiteEventDraft] {
    let open = try session.migrations()
      .filter { $0.isOpen && $0.subject.members.contains(device) }
    if let run = open.last, instead == nil {
      throw ErrandError(
        .refused, "migration \(run.number) of \(device) is open",
        hint:
          "go on with "
          + ShellText.command(["migrate", "next", "--device", device.description])
          + ", or abandon it with --instead REASON")
    }
    return open.map { run in
      SiteEventDraft(
        .migrationEnded, device,
        [
          .migration: String(run.number), .status: MigrationRun.Ending.abandoned.rawValue,
          .reason: instead,
        ])
    }
  }

  private func refuseOthers(
    _ evidence: [MigrationEvidence], _ device: UDI, _ members: Set<UDI>
  ) throws(ErrandError) {
    for item in evidence where !item.devices.isEmpty && item.devices.isDisjoint(with: members) {
      let names = item.devices.sorted().prefix(4).map(\.description).joined(separator: ", ")
      throw ErrandError(
        .refused, "migrate/other-device: \(item.name) is from \(names), not from \(device)")
    }
  }

  private func decision(
    _ choice: MigrationChoice
  ) throws(ErrandError) -> (kind: MigrationKind, because: String, remark: String?) {
    do throws(NoChecklist) {
      return try choice.decision(asked: kind, hasOutput: !from.isEmpty)
    } catch {
      let shownBy = error.shownBy.joined(separator: " and ")
      throw ErrandError(
        error.code == .contradiction ? .refused : .unreadable, error.reason,
        hint: shownBy.isEmpty
          ? nil : "give the output of \(shownBy), or name the kind with --kind")
    }
  }
}
