import Assessment
import DeviceOutput
import LicenseFiles

/// One visit that imports.
struct ImportVisit: Sendable {
  let target: DeviceTarget
  let entries: [ImportOutcome.Entry]
  let session: SiteSession
  let hold: DeviceHold
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
  struct Brought: VisitRecord {
    var visit: DeviceVisit
    /// SHA-256 of the ACKs that the device imported, now or before, and that are to be proved.
    var taken: Set<String> = []
    var transcript: [UInt8] = []
    var now: Int64
  }

  func run() async -> Brought {
    let begun = Brought(
      visit: DeviceVisit(host: target.host, .failed, device: target.record?.udi), now: session.now)
    return await shell.visit(begun) { brought, steps, dialogue throws(DeviceTrouble) in
      try await bring(&brought, &steps, &dialogue)
    }
  }

  private func bring(
    _ brought: inout Brought, _ steps: inout DeviceErrand, _ dialogue: inout DeviceDialogue
  ) async throws(DeviceTrouble) {
    try await steps.look(Self.looking, &dialogue)
    let (snapshot, device) = try steps.snapshot(dialogue, as: target.host)
    brought.visit.device = device
    let (own, members) = try own(snapshot, device)
    guard own.contains(where: \.isForVisit) else {
      brought.visit.result = own.contains { $0.outcome == .provedBefore } ? .recent : .refused
      return
    }
    if await brought.visit.isHeld(hold, members, device) { return }
    var taken = own.filter { $0.outcome == .awaitsProof }
    var trouble: DeviceTrouble?
    do throws(DeviceTrouble) {
      for entry in own where entry.isReady {
        try await take(entry, device, &brought.visit, &steps, &dialogue)
        taken.append(entry)
      }
    } catch {
      trouble = error
    }
    // What was imported is proved, whatever became of the others.
    brought.taken = Set(taken.map(\.sha256))
    if !taken.isEmpty, trouble?.endsDialogue != true {
      do throws(DeviceTrouble) { try await prove(taken, &steps, &dialogue) } catch {
        trouble = trouble ?? error
      }
    }
    if let trouble { throw trouble }
    brought.visit.result = .imported
  }

  /// Copies one ACK to the device and imports it there.
  private func take(
    _ entry: ImportOutcome.Entry, _ device: UDI, _ visit: inout DeviceVisit,
    _ steps: inout DeviceErrand, _ dialogue: inout DeviceDialogue
  ) async throws(DeviceTrouble) {
    guard dialogue.isPrivileged else {
      throw DeviceTrouble(
        .devicePrivilege, at: target.host, "the prompt is not the privileged one", device: device)
    }
    guard let name = entry.name, let folder = entry.folder else { return }
    let path = AckStaging.path(name.text, in: folder)
    let commands = RitualCommands(entry.record ?? DeviceRecord(device), path: visiting.devicePath)
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
    visit.file = path
    visit.byteCount = there.byteCount
    visit.md5 = there.md5
    guard visiting.removes else { return }
    let removed = try await steps.type(commands.removing(name).text, &dialogue)
    visit.isRemoved = removed.refusal == nil
    if let said = removed.refusal {
      visit.findings.append(
        DeviceTrouble(.deviceKept, at: target.host, "\(name.text): \(said)").finding)
    }
  }

  /// Types what shows that the import worked, and again in growing pauses until it does: a device may need
  /// a moment.
  private func prove(
    _ entries: [ImportOutcome.Entry], _ steps: inout DeviceErrand, _ dialogue: inout DeviceDialogue
  ) async throws(DeviceTrouble) {
    let limit = min(DeviceLimits.proof, .seconds(visiting.patience))
    let start = ContinuousClock.now
    var pause = DeviceLimits.firstPause
    while true {
      try await steps.look(Self.proof(of: entries), isAgain: true, &dialogue)
      let left = limit - start.duration(to: .now)
      if left <= .zero || isProved(entries, steps, dialogue) { return }
      try? await Task.sleep(for: min(pause, left))
      pause *= 2
    }
  }

  /// Whether `confirm` would find every one of them proved by what came so far.
  private func isProved(
    _ entries: [ImportOutcome.Entry], _ steps: DeviceErrand, _ dialogue: DeviceDialogue
  ) -> Bool {
    guard let (snapshot, _) = try? steps.snapshot(dialogue, as: target.host) else { return false }
    for entry in entries {
      guard let device = entry.device else { return false }
      let facts = try? session.read { reader throws(LedgerError) in
        try reader.confirmationFacts(
          of: device, importing: ConfirmationJudge.importedFiles(snapshot))
      }
      guard let facts else { return false }
      let proof = ConfirmationJudge.judge(snapshot, facts, as: device)
      guard proof.confirmed.contains(where: { $0.sha256 == entry.sha256 }) else { return false }
    }
    return true
  }

  /// The ACKs of the device that answers, which has to be the one that was meant.
  private func own(
    _ snapshot: DeviceSnapshot, _ device: UDI
  ) throws(DeviceTrouble) -> (entries: [ImportOutcome.Entry], members: Set<UDI>) {
    let members: Set<UDI>
    do throws(ErrandError) {
      members = try session.members(of: snapshot.udis.union([device]))
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
    return (own, members)
  }
}

extension ImportVisit.Brought {
  /// Lays what the device printed down in the site, and closes its cycle by it, as `confirm` does.
  func filed(in session: SiteSession, _ tell: Notice.Teller) -> DeviceVisit {
    var visit = visit
    guard !transcript.isEmpty else { return visit }
    var folder = DeviceFolder(
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
    guard
      !taken.isEmpty
        || visit.lines.contains(where: { $0.hasPrefix(DeviceLine.Kind.bring.rawValue) })
    else { return visit }
    do throws(ErrandError) {
      let proof = try ConfirmImports([folder.session]).run(in: session, tell)
      let proved = Set(proof.rows.flatMap(\.proof.confirmed).map(\.sha256))
      let isProved = !proof.isUnfit && proved.isSuperset(of: taken)
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
