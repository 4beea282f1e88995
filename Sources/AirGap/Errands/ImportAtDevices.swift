public import Assessment
import LicenseFiles

/// Brings staged ACKs to their devices over SSH, imports them there, and proves it by what they print.
public struct ImportAtDevices: Sendable {
  /// Which devices.
  public var devices: DeviceSelection
  /// How they are visited.
  public var visiting = DeviceVisiting()

  /// - Parameter hosts: as ssh takes them, or devices of the site.
  public init(_ hosts: [String]) { devices = DeviceSelection(hosts) }

  /// Looks whether every host can be meant, before anything is staged.
  ///
  /// - Throws: ``ErrandError/Code/usage``.
  public func check(in session: SiteSession, _ tell: Notice.Teller) throws(ErrandError) {
    _ = try devices.targets(in: session, tell)
  }

  /// Does it for what was staged: one device that fails does not stop the others.
  ///
  /// - Parameters:
  ///   - imported: what became of the ACKs so far; the guard let those through that are ready.
  ///   - session: the site.
  ///   - tell: hears what happens on the way.
  /// - Throws: ``ErrandError`` when it cannot begin.
  public func run(
    _ imported: ImportOutcome, in session: SiteSession, _ tell: Notice.Teller
  ) async throws(ErrandError) -> DeviceVisits {
    let targets = try devices.targets(in: session) { _ in }
    var outcome = DeviceVisits(
      now: session.now, isRehearsal: session.isRehearsal, isDryRun: imported.isDryRun)
    let isReady = imported.entries.contains(where: \.isForVisit)
    guard isReady, !imported.isDryRun else {
      let isProved = imported.entries.contains { $0.outcome == .provedBefore }
      for target in targets {
        outcome.visits.append(
          isReady
            ? try planned(target, imported, in: session)
            : DeviceVisit(
              host: target.host, isProved ? .recent : .refused, device: target.record?.udi))
      }
      return outcome
    }
    TemporaryFolder.removeAbandoned()
    let (turn, hold) = (LoginTurn(), DeviceHold())
    var visits = [DeviceVisit?](repeating: nil, count: targets.count)
    var done = 0
    return try await BrokenPipes.ignored { () async throws(ErrandError) in
      await visiting.each(targets) { target in
        await ImportVisit(
          target: target, entries: imported.entries, session: session, hold: hold,
          visiting: visiting, shell: visiting.shell(target.host, turn)
        ).run()
      } take: { number, brought in
        done += 1
        let visit = brought.filed(in: session, tell)
        visits[number] = visit
        tell(
          .hint("\(visit.host) (\(done) of \(targets.count)): \(visit.word)"))
      }
      outcome.visits = visits.compactMap(\.self)
      outcome.settle()
      return outcome
    }
  }

  /// The lines that a visit would type.
  private func planned(
    _ target: DeviceTarget, _ imported: ImportOutcome, in session: SiteSession
  ) throws(ErrandError) -> DeviceVisit {
    var visit = target.planned
    var entries = imported.entries.filter(\.isForVisit)
    if let meant = target.record?.udi {
      let members = try session.members(of: [meant])
      entries = entries.filter { $0.device.map(members.contains) ?? false }
    }
    var instructions = ImportVisit.looking
    for entry in entries where entry.isReady {
      guard let name = entry.name else { continue }
      instructions += ImportVisit.steps(
        name, RitualCommands(entry.commandsRecord, path: visiting.devicePath),
        removing: visiting.removes)
    }
    instructions += ImportVisit.proof(of: entries)
    visit.lines = instructions.map(\.text)
    return visit
  }
}

extension ImportOutcome.Entry {
  /// What is known of its device, for the commands.
  var commandsRecord: DeviceRecord {
    record ?? DeviceRecord(device ?? UDI(pid: "", serial: ""))
  }
}
