import AirGap
import Assessment
import DeviceOutput
import LicenseFiles

/// The migrations of a site, as its ledger has them, and what else it knows of their devices.
struct MigrationDesk {
  let session: SiteSession
  let console: Console

  /// The present by which waits end, epoch seconds UTC: a --now ahead of the host's clock ends none. In a
  /// rehearsal both are the same.
  var present: Int64 { min(session.now, session.author.clock) }

  /// Every migration, oldest first.
  ///
  /// - Throws: ``ExitStatus/failed``; the reason has been said.
  func runs() throws(ExitStatus) -> [MigrationRun] {
    try session.read(console) { reader throws(LedgerError) in try Self.runs(reader) }
  }

  private static func runs(_ reader: LedgerReader) throws(LedgerError) -> [MigrationRun] {
    let events = try reader.events(MigrationRun.kinds)
    var members: [UDI: [UDI]] = [:]
    for device in Set(events.compactMap(\.device)) {
      members[device] = try reader.members(with: device)
    }
    return MigrationRun.all(events) { members[$0] ?? [$0] }
  }

  /// The migration that a person means: the open one of the device, or else its last one.
  ///
  /// - Parameters:
  ///   - name: the device; nil where only one migration is open.
  ///   - mustBeOpen: false when one that is over is fine too.
  /// - Throws: ``ExitStatus/usage`` when there is none, or several; the reason has been said.
  func run(of name: String?, mustBeOpen: Bool = true) throws(ExitStatus) -> MigrationRun {
    let all = try runs()
    guard let name else {
      let open = all.filter(\.isOpen)
      if let only = open.first, open.count == 1 { return only }
      if open.isEmpty, !mustBeOpen, let last = all.last, all.count == 1 { return last }
      console.error(
        open.isEmpty
          ? "no migration is open" : "\(open.count) migrations are open: name one with --device")
      if open.isEmpty { console.hint("begin one with: rumkit migrate start --device DEVICE") }
      throw .usage
    }
    // A host name or a member that only the migration knows is as good as one of the register.
    let named = all.filter { run in
      let known = KnownDevices(
        run.devices.map { KnownDevices.Device($0) }
          + [KnownDevices.Device(run.subject.device, hostName: run.subject.hostName)])
      return (try? known.device(named: name)) != nil
    }
    let known = Set(named.map(\.subject.device))
    let device =
      if let only = known.first, known.count == 1 { only } else {
        try session.device(named: name, console)
      }
    let own = all.filter {
      $0.subject.members.contains(device) || $0.subject.replacement == device
    }
    if let run = own.last(where: \.isOpen) ?? (mustBeOpen ? nil : own.last) { return run }
    console.error(
      own.isEmpty ? "\(device) has no migration" : "the migration of \(device) is over")
    console.hint("begin one with: rumkit migrate start --device \(device)")
    throw .usage
  }

  /// The same migration as the ledger has it now.
  func reread(_ run: MigrationRun) throws(ExitStatus) -> MigrationRun {
    try runs().first { $0.number == run.number } ?? run
  }

  /// What the ledger knows of the device of a migration.
  ///
  /// - Throws: ``ExitStatus/failed``; the reason has been said.
  func facts(_ run: MigrationRun) throws(ExitStatus) -> MigrationSiteFacts {
    let now = session.now
    let clock = session.author.clock
    return try session.read(console) { reader throws(LedgerError) in
      var facts = MigrationSiteFacts()
      let device = run.subject.replacement ?? run.subject.device
      let members = Set(try reader.members(with: device))
        .union(run.subject.replacement == nil ? run.subject.members : [])
      for member in members.sorted() {
        facts.exports += try reader.outboundFiles(.device(member)).map {
          MigrationSiteFacts.Export(
            name: $0.name, sha256: $0.sha256, savedAt: $0.savedAt, exportedAt: $0.exportedAt)
        }
        facts.reports.formUnion(try reader.reports(of: member).map(\.id))
      }
      facts.acks = try reader.acks(of: members.sorted()).map {
        MigrationSiteFacts.Ack(
          name: $0.name, sha256: $0.sha256, receivedAt: $0.receivedAt, importedAt: $0.importedAt,
          confirmedAt: $0.confirmedAt)
      }
      facts.replacedBy = try reader.device(run.subject.device)?.replacedBy
      for other in try Self.runs(reader) where other.number != run.number {
        for hash in other.hashes { facts.usedBy[hash] = other.number }
      }
      for record in try reader.history().devices {
        guard let name = record.hostName else { continue }
        facts.hostNames[name, default: []].insert(record.udi)
      }
      let resets = try reader.resetFacts(of: device)
      let recent = resets.resets.filter { $0.recordedAt.map { $0 >= run.startedAt } ?? true }
      facts.resetAt = recent.last.map {
        MigrationMoment(earliest: $0.at.earliest, latest: $0.at.latest)
      }
      facts.reloadedAt = recent.last?.reloadedAt.map {
        MigrationMoment(earliest: $0.earliest, latest: $0.latest)
      }
      facts.resetVerdict = FactoryResetGuard.judge(.save, resets, now: now, hostClock: clock)
      return facts
    }
  }
}
