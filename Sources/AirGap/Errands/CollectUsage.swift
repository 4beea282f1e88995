public import Assessment
import LicenseFiles

/// Fetches usage from devices over SSH, and takes what they printed into the site.
public struct CollectUsage: Sendable {
  /// Which devices.
  public var devices: DeviceSelection
  /// How they are visited.
  public var visiting = DeviceVisiting()
  /// Collects again what was collected a short time before.
  public var isAgain = false
  /// Shows what would be typed and does nothing.
  public var isDryRun = false
  /// What to do when the reset guard refuses; nobody waits among several devices.
  public var policy = GuardPolicy.stop

  /// A usage file that is younger is not fetched again, in seconds.
  static let recent: Int64 = 86_400

  /// Creates an errand.
  public init(_ devices: DeviceSelection) { self.devices = devices }

  /// Does it: one device that fails does not stop the others.
  ///
  /// - Throws: ``ErrandError`` when it cannot begin.
  public func run(
    in session: SiteSession, place: SitePlace, by acting: Acting, _ tell: Notice.Teller
  ) async throws(ErrandError) -> DeviceVisits {
    try policy.check()
    let targets = try devices.targets(in: session, tell)
    var outcome = DeviceVisits(
      now: session.now, isRehearsal: session.isRehearsal, isDryRun: isDryRun)
    guard !isDryRun else {
      for target in targets { outcome.visits.append(try planned(target, in: session)) }
      return outcome
    }
    let scratch: TemporaryFolder
    do throws(OutputError) { scratch = try TemporaryFolder() } catch {
      throw ErrandError(.failed, error.reason)
    }
    let (turn, hold) = (LoginTurn(), DeviceHold())
    var visits = [DeviceVisit?](repeating: nil, count: targets.count)
    var done = 0
    return try await BrokenPipes.ignored { () async throws(ErrandError) in
      await visiting.each(Array(targets.enumerated())) { number, target in
        await CollectVisit(
          target: target, errand: self, session: session, hold: hold,
          copy: "\(scratch.path)/\(number)", shell: visiting.shell(target.host, turn)
        ).run()
      } take: { number, collected in
        done += 1
        let visit = collected.filed(in: session, place, acting, tell)
        visits[number] = visit
        tell(.hint("\(visit.host) (\(done) of \(targets.count)): \(visit.word)"))
      }
      withExtendedLifetime(scratch) {}
      outcome.visits = visits.compactMap(\.self)
      outcome.settle()
      return outcome
    }
  }

  /// The lines that a visit would type, as far as they can be known before.
  private func planned(
    _ target: DeviceTarget, in session: SiteSession
  ) throws(ErrandError) -> DeviceVisit {
    var visit = target.planned
    let commands =
      target.record.map { RitualCommands($0, path: visiting.devicePath) }
      ?? RitualCommands(path: visiting.devicePath ?? .bootflash)
    var instructions = RitualCommands.session + commands.capture
    var saves = commands.savesUsage
    if let device = target.record?.udi {
      if let file = try recent(device, in: session) {
        visit.result = .recent
        visit.file = file
        return visit
      }
      let answer = try ResetGate(
        session, policy, command: "device collect", records: false, NobodyAttends()
      ).ask(.save, of: device)
      visit.findings += answer.verdict.reasons
      if !answer.goesOn {
        visit.result = .refused
        saves = false
      }
    }
    if saves {
      let name = fileName(target.record, at: session.now, on: commands.path)
      instructions += commands.save(name, counting: false) + [commands.hash(name)]
      if let out = visiting.copyOut {
        instructions += commands.copyingOut(name, to: out.place)
      }
      if visiting.removes { instructions.append(commands.removing(name)) }
    }
    var seen: Set<String> = []
    visit.lines = instructions.map(\.text).filter { seen.insert($0).inserted }
    return visit
  }

  /// The name under which usage is saved, by what the site knows: the same before and after the device
  /// answers.
  ///
  /// - Parameter record: the device; nil where nobody knows it before it answers.
  func fileName(_ record: DeviceRecord?, at now: Int64, on path: DevicePath) -> DeviceFileName {
    .usage(of: record.map { $0.hostName ?? $0.udi.serial } ?? "SERIAL", at: now, on: path)
  }

  /// The usage file of a device that was collected a short time before, and is sound.
  func recent(_ device: UDI, in session: SiteSession) throws(ErrandError) -> String? {
    guard !isAgain else { return nil }
    let members = try session.members(of: [device])
    return DeviceFolder.newest(
      in: session.ledger.folder, of: device, after: session.now - Self.recent
    ) { SavedUsage.fault(of: $0, from: members) == nil }
  }
}

extension DeviceVisit {
  /// What became of it, for who waits.
  var word: String { heldBy.map { "the same device as \($0)" } ?? result.rawValue }
}
