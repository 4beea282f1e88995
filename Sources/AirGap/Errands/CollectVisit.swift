import Assessment
import DeviceOutput
import LicenseFiles

/// One visit that collects usage.
struct CollectVisit: Sendable {
  let target: DeviceTarget
  let errand: CollectUsage
  let session: SiteSession
  let hold: DeviceHold
  /// Where the file is put until it is filed.
  let copy: String
  let shell: SecureShell

  /// What came of a visit, before it is filed.
  struct Collected: VisitRecord {
    var visit: DeviceVisit
    var folder: DeviceFolder
    var transcript: [UInt8] = []
    var fileName: String?
    var copy: String
    /// True where the file lies in the site already, with what the device had printed by then.
    var isFiled = false

    /// Lays down what came.
    ///
    /// - Throws: ``OutputError``.
    mutating func file(_ transcript: [UInt8], in site: String) throws(OutputError) {
      if isFiled { return try folder.replaceSession(transcript) }
      try folder.put(transcript, fileName.map { (name: $0, from: copy) }, in: site)
      isFiled = true
    }
  }

  func run() async -> Collected {
    var collected = Collected(
      visit: DeviceVisit(host: target.host, .failed, device: target.record?.udi),
      folder: folder(target.record?.udi), copy: copy)
    if let device = target.record?.udi, let file = try? errand.recent(device, in: session) {
      collected.visit.result = .recent
      collected.visit.file = file
      return collected
    }
    return await shell.visit(collected) { collected, steps, dialogue throws(DeviceTrouble) in
      try await collect(&collected, &steps, &dialogue)
    }
  }

  private func collect(
    _ collected: inout Collected, _ steps: inout DeviceErrand, _ dialogue: inout DeviceDialogue
  ) async throws(DeviceTrouble) {
    try await steps.look(RitualCommands.session, &dialogue)
    // What every IOS XE has shows which one it is, and then what else it has.
    try await steps.look(RitualCommands().capture, &dialogue)
    var (snapshot, device) = try await steps.identify(&dialogue, as: collected.folder.session)
    collected.folder = folder(device)
    collected.visit.device = device
    let (record, members, file) = try known(device, snapshot)
    if await collected.visit.isHeld(hold, members, device) { return }
    if let file {
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
    let name = errand.fileName(
      target.record ?? record ?? DeviceRecord(device), at: session.now, on: commands.path)
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
    if let fault = SavedUsage.fault(of: copy, from: members) {
      let kept = DeviceFolder.unusable + name.text
      collected.fileName = kept
      throw DeviceTrouble(
        .deviceUnusable, at: target.host,
        "\(name.text), \(there.byteCount) bytes: \(fault); it is kept as \(kept)", device: device)
    }
    collected.visit.result = .collected
    collected.visit.byteCount = there.byteCount
    collected.visit.md5 = there.md5
    collected.fileName = name.text
    guard errand.visiting.removes else { return }
    // It is removed there only when it lies here for good.
    try keep(&collected, dialogue.transcript)
    try await remove(name, commands, &collected, &steps, &dialogue)
  }

  private func keep(
    _ collected: inout Collected, _ transcript: [UInt8]
  ) throws(DeviceTrouble) {
    do throws(OutputError) {
      try collected.file(transcript, in: session.ledger.folder)
    } catch {
      // Nothing is removed; filing is tried once more when the visit is over, and says what it met.
      throw DeviceTrouble(.deviceCopy, at: target.host, "nothing was kept: \(error.reason)")
    }
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

  /// What the site knows of who answers; who was meant has to be among them.
  private func known(
    _ device: UDI, _ snapshot: DeviceSnapshot
  ) throws(DeviceTrouble) -> (record: DeviceRecord?, members: Set<UDI>, recent: String?) {
    do throws(ErrandError) {
      if let meant = target.record?.udi {
        let members = try session.read { reader throws(LedgerError) in
          try reader.members(with: meant)
        }
        guard !snapshot.udis.isDisjoint(with: members) else {
          throw ErrandError(.refused, "it is \(device), not \(meant)")
        }
      }
      let record = try session.read { reader throws(LedgerError) in try reader.device(device) }
      return (
        record, try session.members(of: snapshot.udis.union([device])),
        try errand.recent(device, in: session)
      )
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
    guard !transcript.isEmpty else { return visit }
    var (visit, collected) = (visit, self)
    do throws(OutputError) {
      try collected.file(transcript, in: session.ledger.folder)
    } catch {
      visit.isUnrecorded = true
      let kept = collected.isFiled ? "the end of what it printed was not kept" : "nothing was kept"
      visit.findings.append(
        DeviceTrouble(.deviceCopy, at: visit.host, "\(kept): \(error.reason)").finding)
      guard collected.isFiled else {
        visit.result = .failed
        return visit
      }
    }
    visit.session = collected.folder.session
    if visit.result == .collected, let fileName {
      visit.file = collected.folder.path + "/" + fileName
    }
    guard visit.device != nil else { return visit }
    do throws(ErrandError) {
      let checked = try CheckDevices([collected.folder.session], topology: nil, site: place).run(
        by: acting, tell)
      visit.isUnrecorded = visit.isUnrecorded || checked.isUnrecorded
      visit.requirements = checked.devices.flatMap(\.results).filter { $0.severity != nil }
    } catch {
      error.notices.forEach(tell)
      visit.isUnrecorded = true
    }
    return visit
  }
}
