public import Assessment
import DeviceOutput
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
      outcome.visits = targets.map { planned($0, now: session.now) }
      return outcome
    }
    let scratch: TemporaryFolder
    do throws(OutputError) { scratch = try TemporaryFolder() } catch {
      throw ErrandError(.failed, error.reason)
    }
    let turn = LoginTurn()
    var visits = [DeviceVisit?](repeating: nil, count: targets.count)
    var done = 0
    return try await BrokenPipes.ignored { () async throws(ErrandError) in
      await visiting.each(Array(targets.enumerated())) { number, target in
        await CollectVisit(
          target: target, errand: self, session: session,
          copy: "\(scratch.path)/\(number)", shell: visiting.shell(target.host, turn)
        ).run()
      } take: { number, collected in
        done += 1
        visits[number] = collected.filed(in: session, place, acting, tell)
        tell(
          .hint(
            "\(targets[number].host) (\(done) of \(targets.count)): \(visits[number]?.result.rawValue ?? "")"
          ))
      }
      withExtendedLifetime(scratch) {}
      outcome.visits = visits.compactMap(\.self)
      return outcome
    }
  }

  /// The lines that a visit would type, as far as they can be known before.
  private func planned(_ target: DeviceTarget, now: Int64) -> DeviceVisit {
    let record = target.record
    let commands =
      record.map { RitualCommands($0, path: visiting.devicePath) }
      ?? RitualCommands(path: visiting.devicePath ?? .bootflash)
    let name = DeviceFileName.usage(
      of: record.map { $0.hostName ?? $0.udi.serial }, at: now, on: commands.path)
    var instructions = RitualCommands.session + commands.capture
    if commands.savesUsage {
      instructions += commands.save(name, counting: false) + [commands.hash(name)]
      if let out = visiting.copyOut {
        instructions += commands.copyingOut(name, to: out.place)
      }
      if visiting.removes { instructions.append(commands.removing(name)) }
    }
    var visit = DeviceVisit(host: target.host, .planned, device: record?.udi)
    var seen: Set<String> = []
    visit.lines = instructions.map(\.text).filter { seen.insert($0).inserted }
    return visit
  }
}

/// One visit that collects usage.
struct CollectVisit: Sendable {
  let target: DeviceTarget
  let errand: CollectUsage
  let session: SiteSession
  /// Where the file is put until it is filed.
  let copy: String
  let shell: SecureShell

  /// What came of a visit, before it is filed.
  struct Collected: Sendable {
    var visit: DeviceVisit
    var folder: DeviceFolder
    var transcript: [UInt8] = []
    var fileName: String?
    var copy: String
  }

  func run() async -> Collected {
    var collected = Collected(
      visit: DeviceVisit(host: target.host, .failed, device: target.record?.udi),
      folder: folder(target.record?.udi), copy: copy)
    if let device = target.record?.udi, let file = recent(device) {
      collected.visit.result = .recent
      collected.visit.file = file
      return collected
    }
    let begun = collected
    let (result, transcript) = await shell.session {
      (dialogue: inout DeviceDialogue) async throws(DeviceTrouble) -> Collected in
      var collected = begun
      var steps = DeviceErrand(host: target.host)
      do throws(DeviceTrouble) {
        try await collect(&collected, &steps, &dialogue)
      } catch {
        collected.visit.result = .failed
        collected.visit.findings.append(error.finding)
      }
      collected.visit.lines = steps.lines
      collected.visit.hostName = dialogue.hostName
      return collected
    }
    switch result {
    case .success(let value): collected = value
    case .failure(let trouble): collected.visit.findings.append(trouble.finding)
    }
    collected.transcript = transcript
    return collected
  }

  private func collect(
    _ collected: inout Collected, _ steps: inout DeviceErrand, _ dialogue: inout DeviceDialogue
  ) async throws(DeviceTrouble) {
    try await steps.look(RitualCommands.session, &dialogue)
    // What every IOS XE has shows which one it is, and then what else it has.
    try await steps.look(RitualCommands().capture, &dialogue)
    var (snapshot, device) = try steps.snapshot(dialogue, as: collected.folder.session)
    collected.folder = folder(device)
    collected.visit.device = device
    let record = try known(device, snapshot)
    if let file = recent(device) {
      collected.visit.result = .recent
      collected.visit.file = file
      return
    }
    var release = record ?? DeviceRecord(device)
    release.release = snapshot.release.latest?.value.raw ?? release.release
    let commands = RitualCommands(release, path: errand.visiting.devicePath)
    try await steps.look(commands.capture, &dialogue)
    (snapshot, _) = try steps.snapshot(dialogue, as: collected.folder.session)
    guard commands.savesUsage else {
      throw DeviceTrouble(
        .deviceUnfit, at: target.host, "\(device) with \(release.release ?? "a release not known")",
        device: device)
    }
    guard dialogue.isPrivileged else {
      throw DeviceTrouble(
        .devicePrivilege, at: target.host, "the prompt is not the privileged one", device: device)
    }
    guard try goesOn(device, snapshot, &collected) else { return }
    let name = DeviceFileName.usage(
      of: record?.hostName ?? dialogue.hostName ?? device.serial, at: session.now,
      on: commands.path)
    let save = commands.save(name, counting: false)[0].text
    if let said = try await steps.must(save, &dialogue).first {
      throw DeviceTrouble(DeviceRefusal.kind(of: said), at: target.host, "\(save): \(said)")
    }
    let there = try await steps.measure(name, commands, &dialogue)
    if let out = errand.visiting.copyOut {
      for instruction in commands.copyingOut(name, to: out.place) {
        _ = try await steps.must(instruction.text, &dialogue)
      }
      try out.take(name, of: there.byteCount, to: copy, at: target.host)
    } else {
      try await shell.fetch(commands.path.file(name), to: copy)
    }
    try steps.compare(copy, with: there, name: name.text)
    collected.visit.result = .collected
    collected.visit.byteCount = there.byteCount
    collected.visit.md5 = there.md5
    collected.fileName = name.text
    guard errand.visiting.removes else { return }
    try await remove(name, commands, &collected, &steps, &dialogue)
  }

  /// The file is here: what goes wrong now does not undo that.
  private func remove(
    _ name: DeviceFileName, _ commands: RitualCommands, _ collected: inout Collected,
    _ steps: inout DeviceErrand, _ dialogue: inout DeviceDialogue
  ) async throws(DeviceTrouble) {
    let said: String?
    do throws(DeviceTrouble) {
      let answer = try await steps.type(commands.removing(name).text, &dialogue)
      said = answer.refusal
    } catch {
      said = error.finding.message
    }
    collected.visit.isRemoved = said == nil
    if let said {
      collected.visit.findings.append(
        DeviceTrouble(.deviceKept, at: target.host, "\(name.text): \(said)").finding)
    }
  }

  private func folder(_ device: UDI?) -> DeviceFolder {
    DeviceFolder(in: session.ledger.folder, of: device, host: target.host, now: session.now)
  }

  private func recent(_ device: UDI) -> String? {
    guard !errand.isAgain else { return nil }
    return DeviceFolder.newest(
      in: session.ledger.folder, of: device, after: session.now - CollectUsage.recent)
  }

  /// What the site knows of who answers; who was meant has to be among them.
  private func known(
    _ device: UDI, _ snapshot: DeviceSnapshot
  ) throws(DeviceTrouble) -> DeviceRecord? {
    do throws(ErrandError) {
      if let meant = target.record?.udi {
        let members = try session.read { reader throws(LedgerError) in
          try reader.members(with: meant)
        }
        guard !snapshot.udis.isDisjoint(with: members) else {
          throw ErrandError(.refused, "it is \(device), not \(meant)")
        }
      }
      return try session.read { reader throws(LedgerError) in try reader.device(device) }
    } catch {
      throw DeviceTrouble(
        error.code == .refused ? .deviceOther : .deviceUnnamed, at: target.host, error.reason,
        device: device)
    }
  }

  /// Asks the reset guard, which first hears how long the device has been up.
  private func goesOn(
    _ device: UDI, _ snapshot: DeviceSnapshot, _ collected: inout Collected
  ) throws(DeviceTrouble) -> Bool {
    do throws(ErrandError) {
      try session.record { reader throws(LedgerError) in
        guard try reader.device(device) != nil else { return [] }
        let resets = try reader.resetFacts(of: device).resets
        return resets.isEmpty
          ? [] : ResetReading(snapshot, of: device, now: session.now, known: resets).events
      }
      let answer = try ResetGate(
        session, errand.policy, command: "device collect", NobodyAttends()
      ).ask(.save, of: device)
      collected.visit.findings += answer.verdict.reasons
      if !answer.goesOn { collected.visit.result = .refused }
      return answer.goesOn
    } catch {
      throw DeviceTrouble(.deviceUnnamed, at: target.host, error.reason, device: device)
    }
  }
}

extension CollectVisit.Collected {
  /// Lays everything down in the site, and takes what the device printed into it, as `check` does.
  func filed(
    in session: SiteSession, _ place: SitePlace, _ acting: Acting, _ tell: Notice.Teller
  ) -> DeviceVisit {
    var visit = visit
    guard !transcript.isEmpty else { return visit }
    do throws(OutputError) {
      let usage = visit.result == .collected ? fileName.map { (name: $0, from: copy) } : nil
      try folder.put(transcript, usage, in: session.ledger.folder)
      visit.session = folder.session
      if let usage { visit.file = folder.path + "/" + usage.name }
    } catch {
      visit.result = .failed
      visit.isUnrecorded = true
      visit.findings.append(
        DeviceTrouble(.deviceCopy, at: visit.host, "nothing was kept: \(error.reason)").finding)
      return visit
    }
    guard visit.device != nil else { return visit }
    do throws(ErrandError) {
      let checked = try CheckDevices([folder.session], topology: nil, site: place).run(
        by: acting, tell)
      visit.isUnrecorded = checked.isUnrecorded
      visit.requirements = checked.devices.flatMap(\.results).filter { $0.severity != nil }
    } catch {
      error.notices.forEach(tell)
      visit.isUnrecorded = true
    }
    return visit
  }
}
