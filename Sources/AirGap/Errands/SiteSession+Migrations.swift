public import Assessment
public import LicenseFiles

/// The migrations of a site, as its ledger has them, and what else it knows of their devices.
extension SiteSession {
  /// The current time by which waits end, epoch seconds UTC: a --now ahead of the host's clock ends none. In a
  /// rehearsal both are the same.
  var presentOfWaits: Int64 { min(now, author.clock) }

  /// Every migration, oldest first.
  ///
  /// - Throws: ``ErrandError``.
  public func migrations() throws(ErrandError) -> [MigrationRun] {
    try read { reader throws(LedgerError) in try reader.migrations() }
  }

  /// The migration of this number, as the ledger has it now; nil when there is none.
  ///
  /// - Throws: ``ErrandError``.
  public func migration(_ number: Int64) throws(ErrandError) -> MigrationRun? {
    try migrations().first { $0.number == number }
  }

  /// The migration that a person means: the open one of the device, or else its last one.
  ///
  /// - Parameters:
  ///   - name: the device; nil where only one migration is open.
  ///   - mustBeOpen: false when one that is over is fine too.
  /// - Throws: ``ErrandError/Code/usage`` when there is none, or several.
  public func migration(
    of name: String?, mustBeOpen: Bool = true
  ) throws(ErrandError) -> MigrationRun {
    let all = try migrations()
    guard let name else { return try Self.only(all, mustBeOpen: mustBeOpen) }
    // A host name or a member that only the migration knows is as good as one of the register.
    let named = all.filter { run in
      let known = KnownDevices(
        run.devices.map { KnownDevices.Device($0) }
          + [KnownDevices.Device(run.subject.device, hostName: run.subject.hostName)])
      return (try? known.device(named: name)) != nil
    }
    let known = Set(named.map(\.subject.device))
    let device =
      if let only = known.first, known.count == 1 { only } else { try self.device(named: name) }
    let own = all.filter {
      $0.subject.members.contains(device) || $0.subject.replacement == device
    }
    if let run = own.last(where: \.isOpen) ?? (mustBeOpen ? nil : own.last) { return run }
    throw ErrandError(
      .usage,
      own.isEmpty ? "\(device) has no migration" : "the migration of \(device) is over",
      hint: "begin one with: "
        + ShellText.command(["migrate", "start", "--device", device.description]))
  }

  private static func only(
    _ all: [MigrationRun], mustBeOpen: Bool
  ) throws(ErrandError) -> MigrationRun {
    let open = all.filter(\.isOpen)
    if let only = open.first, open.count == 1 { return only }
    guard open.isEmpty else {
      throw ErrandError(.usage, "\(open.count) migrations are open: name one with --device")
    }
    if !mustBeOpen, let last = all.last, all.count == 1 { return last }
    throw ErrandError(
      .usage, "no migration is open",
      hint: "begin one with: rumkit migrate start --device DEVICE")
  }

  /// When the wait of the next step is over, epoch seconds UTC; nil without a wait, or when it is not
  /// known.
  ///
  /// - Throws: ``ErrandError``.
  public func waitEnds(_ run: MigrationRun) throws(ErrandError) -> Int64? {
    guard let step = run.next, step.wait != nil else { return nil }
    return MigrationRecording(
      step, of: run, evidence: [], words: MigrationWords(), site: try facts(of: run),
      now: presentOfWaits
    ).waitEnds
  }

  /// Why the factory-reset guard holds a step up; nil when it does not.
  ///
  /// - Parameters:
  ///   - run: the migration.
  ///   - step: nil for the one that is due.
  /// - Throws: ``ErrandError``.
  public func guardRefusal(
    _ run: MigrationRun, of step: MigrationStep? = nil
  ) throws(ErrandError) -> Finding? {
    guard let step = step ?? run.next, step.asksGuard else { return nil }
    return try facts(of: run).refusal(of: step)?.finding
  }

  /// What the ledger knows of the device of a migration.
  func facts(of run: MigrationRun) throws(ErrandError) -> MigrationSiteFacts {
    try read { reader throws(LedgerError) in
      var facts = try reader.facts(of: run)
      let resets = try reader.resetFacts(of: run.subject.replacement ?? run.subject.device)
      let recent = resets.resets.filter { $0.recordedAt.map { $0 >= run.startedAt } ?? true }
      facts.resetAt = recent.last.map {
        MigrationMoment(earliest: $0.at.earliest, latest: $0.at.latest)
      }
      facts.reloadedAt = recent.last?.reloadedAt.map {
        MigrationMoment(earliest: $0.earliest, latest: $0.latest)
      }
      facts.resetVerdict = FactoryResetGuard.judge(
        .save, resets, now: now, hostClock: author.clock)
      return facts
    }
  }
}

extension LedgerReader {
  func migrations() throws(LedgerError) -> [MigrationRun] {
    let events = try self.events(MigrationRun.kinds)
    var members: [UDI: [UDI]] = [:]
    for device in Set(events.compactMap(\.device)) {
      members[device] = try self.members(with: device)
    }
    return MigrationRun.all(events) { members[$0] ?? [$0] }
  }

  /// What does not depend on the current time.
  fileprivate func facts(of run: MigrationRun) throws(LedgerError) -> MigrationSiteFacts {
    var facts = MigrationSiteFacts()
    let device = run.subject.replacement ?? run.subject.device
    let members = Set(try self.members(with: device))
      .union(run.subject.replacement == nil ? run.subject.members : [])
    for member in members.sorted() {
      facts.exports += try outboundFiles(.device(member)).map {
        MigrationSiteFacts.Export(
          name: $0.name, sha256: $0.sha256, savedAt: $0.savedAt, exportedAt: $0.exportedAt)
      }
      facts.reports.formUnion(try reports(of: member).map(\.id))
    }
    facts.acks = try acks(of: members.sorted()).map {
      MigrationSiteFacts.Ack(
        name: $0.name, sha256: $0.sha256, receivedAt: $0.receivedAt, importedAt: $0.importedAt,
        confirmedAt: $0.confirmedAt)
    }
    facts.replacedBy = try self.device(run.subject.device)?.replacedBy
    // The first output of a migration that was given up is that of the one in its place: after an upgrade
    // the device cannot print it again.
    for other in try migrations()
    where other.number != run.number
      && !(other.ending == .abandoned && other.subject.members == run.subject.members)
    {
      for hash in other.hashes { facts.usedBy[hash] = other.number }
    }
    for record in try history().devices {
      guard let name = record.hostName else { continue }
      facts.hostNames[name, default: []].insert(record.udi)
    }
    return facts
  }
}
