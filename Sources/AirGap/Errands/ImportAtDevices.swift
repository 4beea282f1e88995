public import Assessment
import DeviceOutput
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
    let isReady = imported.entries.contains(where: \.isReady)
    guard isReady, !imported.isDryRun else {
      let isProved = imported.entries.contains { $0.outcome == .provedBefore }
      outcome.visits = targets.map { target in
        isReady
          ? planned(target, imported)
          : DeviceVisit(
            host: target.host, isProved ? .recent : .refused, device: target.record?.udi)
      }
      return outcome
    }
    let turn = LoginTurn()
    var visits = [DeviceVisit?](repeating: nil, count: targets.count)
    var done = 0
    return try await BrokenPipes.ignored { () async throws(ErrandError) in
      await visiting.each(targets) { target in
        await ImportVisit(
          target: target, entries: imported.entries, session: session, visiting: visiting,
          shell: visiting.shell(target.host, turn)
        ).run()
      } take: { number, brought in
        done += 1
        let visit = brought.filed(in: session, tell)
        visits[number] = visit
        tell(
          .hint("\(visit.host) (\(done) of \(targets.count)): \(visit.result.rawValue)"))
      }
      outcome.visits = visits.compactMap(\.self)
      return outcome
    }
  }

  /// The lines that a visit would type.
  private func planned(_ target: DeviceTarget, _ imported: ImportOutcome) -> DeviceVisit {
    var visit = DeviceVisit(host: target.host, .planned, device: target.record?.udi)
    let entries = imported.entries.filter { entry in
      entry.isReady && (target.record.map { $0.udi == entry.device } ?? true)
    }
    var instructions = ImportVisit.looking
    for entry in entries {
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
  fileprivate var commandsRecord: DeviceRecord {
    record ?? DeviceRecord(device ?? UDI(pid: "", serial: ""))
  }
}

/// One visit that imports.
struct ImportVisit: Sendable {
  let target: DeviceTarget
  let entries: [ImportOutcome.Entry]
  let session: SiteSession
  let visiting: DeviceVisiting
  let shell: SecureShell

  /// What is typed before anything is copied: which device answers, and when.
  static let looking =
    RitualCommands.session
    + [
      DeviceInstruction(typed: "show clock"), DeviceInstruction(typed: "show license udi"),
    ]

  /// What is typed for one ACK, after it was copied.
  static func steps(
    _ name: DeviceFileName, _ commands: RitualCommands, removing: Bool
  ) -> [DeviceInstruction] {
    let path = commands.path.file(name)
    return [
      DeviceInstruction(typed: "dir \(path)"), commands.hash(name), commands.taking(name),
    ] + (removing ? [commands.removing(name)] : [])
  }

  /// What shows that it worked, each line once.
  static func proof(of entries: [ImportOutcome.Entry]) -> [DeviceInstruction] {
    var seen = Set(looking.map(\.text))
    return entries.flatMap(\.instructions).filter {
      $0.text.hasPrefix("show ") && seen.insert($0.text).inserted
    }
  }

  /// What came of a visit, before it is filed.
  struct Brought: Sendable {
    var visit: DeviceVisit
    var transcript: [UInt8] = []
    var now: Int64
  }

  func run() async -> Brought {
    var brought = Brought(
      visit: DeviceVisit(host: target.host, .failed, device: target.record?.udi), now: session.now)
    let begun = brought
    let (result, transcript) = await shell.session {
      (dialogue: inout DeviceDialogue) async throws(DeviceTrouble) -> Brought in
      var brought = begun
      var steps = DeviceErrand(host: target.host)
      do throws(DeviceTrouble) {
        try await bring(&brought.visit, &steps, &dialogue)
      } catch {
        brought.visit.result = .failed
        brought.visit.findings.append(error.finding)
      }
      brought.visit.lines = steps.lines
      brought.visit.hostName = dialogue.hostName
      return brought
    }
    switch result {
    case .success(let value): brought = value
    case .failure(let trouble): brought.visit.findings.append(trouble.finding)
    }
    brought.transcript = transcript
    return brought
  }

  private func bring(
    _ visit: inout DeviceVisit, _ steps: inout DeviceErrand, _ dialogue: inout DeviceDialogue
  ) async throws(DeviceTrouble) {
    try await steps.look(Self.looking, &dialogue)
    let (snapshot, device) = try steps.snapshot(dialogue, as: target.host)
    visit.device = device
    let own = try own(snapshot, device)
    let ready = own.filter(\.isReady)
    guard !ready.isEmpty else {
      visit.result = own.contains { $0.outcome == .provedBefore } ? .recent : .refused
      return
    }
    guard dialogue.isPrivileged else {
      throw DeviceTrouble(
        .devicePrivilege, at: target.host, "the prompt is not the privileged one", device: device)
    }
    for entry in ready {
      guard let name = entry.name, let folder = entry.folder else { continue }
      let path = AckStaging.path(name.text, in: folder)
      let commands = RitualCommands(
        entry.record ?? DeviceRecord(device), path: visiting.devicePath)
      guard commands.savesUsage else {
        throw DeviceTrouble(.deviceUnfit, at: target.host, "\(device) takes no ACK by a command")
      }
      try await shell.bring(path, to: commands.path.file(name))
      let there = try await steps.measure(name, commands, &dialogue)
      try steps.compare(path, with: there, name: name.text)
      let answer = try await steps.type(commands.taking(name).text, &dialogue)
      guard answer.lines.contains(where: { $0.contains(RitualCommands.importSuccess) }) else {
        let said = answer.lines.first ?? "it printed nothing"
        throw DeviceTrouble(
          .deviceUnimported, at: target.host, "\(name.text): \(said)", device: device)
      }
      visit.result = .imported
      visit.file = path
      visit.byteCount = there.byteCount
      visit.md5 = there.md5
      guard visiting.removes else { continue }
      let removed = try await steps.type(commands.removing(name).text, &dialogue)
      visit.isRemoved = removed.refusal == nil
      if let said = removed.refusal {
        visit.findings.append(
          DeviceTrouble(.deviceKept, at: target.host, "\(name.text): \(said)").finding)
      }
    }
    try await steps.look(Self.proof(of: ready), &dialogue)
  }

  /// The ACKs of the device that answers, which has to be the one that was meant.
  private func own(
    _ snapshot: DeviceSnapshot, _ device: UDI
  ) throws(DeviceTrouble) -> [ImportOutcome.Entry] {
    var members: Set<UDI> = snapshot.udis
    do throws(ErrandError) {
      for one in snapshot.udis {
        members.formUnion(
          try session.read { reader throws(LedgerError) in try reader.members(with: one) })
      }
    } catch {
      throw DeviceTrouble(.deviceUnnamed, at: target.host, error.reason, device: device)
    }
    if let meant = target.record?.udi, !members.contains(meant) {
      throw DeviceTrouble(
        .deviceOther, at: target.host, "it is \(device), not \(meant)", device: device)
    }
    let own = entries.filter { $0.device.map(members.contains) ?? false }
    guard !own.isEmpty else {
      let meant = Set(entries.compactMap(\.device)).sorted().prefix(5).map(\.description)
      throw DeviceTrouble(
        .deviceOther, at: target.host,
        "it is \(device), and the ACKs are for \(meant.joined(separator: ", "))", device: device)
    }
    return own
  }
}

extension ImportVisit.Brought {
  /// Lays what the device printed down in the site, and closes its cycle by it, as `confirm` does.
  func filed(in session: SiteSession, _ tell: Notice.Teller) -> DeviceVisit {
    var visit = visit
    guard !transcript.isEmpty else { return visit }
    let folder = DeviceFolder(
      in: session.ledger.folder, of: visit.device, host: visit.host, now: now)
    do throws(OutputError) {
      try folder.put(transcript, nil, in: session.ledger.folder)
      visit.session = folder.session
    } catch {
      visit.isUnrecorded = true
      visit.findings.append(
        DeviceTrouble(
          .deviceUnproved, at: visit.host, "what it printed could not be kept: \(error.reason)"
        ).finding)
      return visit
    }
    // What failed in the middle is evidence too: the device may have imported before.
    guard visit.lines.contains(where: { $0.hasPrefix(DeviceLine.Kind.bring.rawValue) }) else {
      return visit
    }
    do throws(ErrandError) {
      let proof = try ConfirmImports([folder.session]).run(in: session, tell)
      let isProved = !proof.isUnfit && proof.openCount == 0 && proof.closedCount > 0
      if visit.result == .imported, !isProved {
        visit.result = .failed
        visit.findings.append(
          DeviceTrouble(
            .deviceUnproved, at: visit.host,
            "rumkit confirm \(folder.session) says what is missing",
            device: visit.device
          ).finding)
      }
    } catch {
      error.notices.forEach(tell)
      visit.isUnrecorded = true
    }
    return visit
  }
}
