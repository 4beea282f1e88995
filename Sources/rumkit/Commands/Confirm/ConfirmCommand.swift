import AirGap
import ArgumentParser
import Assessment
import DeviceOutput
import LicenseFiles
import Presentation

/// `rumkit confirm`: the device's own output closes the cycle, or says what is missing.
struct ConfirmCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "confirm",
    abstract: "Prove from a device's output that its ACK took, and close the cycle.")

  @OptionGroup var inputs: InputOptions
  @Option(
    name: .long,
    help: "The device, when the output does not say it: PID:SERIAL, host name or serial number.")
  var device: String?
  @Flag(name: .long, help: "Show the judgement; record nothing.")
  var dryRun = false
  @Option(name: .long, help: "Write the result as text or json.")
  var format: ReportFormat = .text
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let console = common.console
    let session =
      try dryRun ? site.lookingSession(time, console) : site.session(time, console)
    let named = try device.map { try session.device(named: $0, console) }
    var report = ConfirmationReport(
      isRehearsal: session.identity.mode == .rehearsal, isDryRun: dryRun)
    var isUnfit = false
    for source in try console.errand(try DeviceFiles.sources(inputs.files, isEvidence: true)) {
      let snapshots = source.reading.isDeviceOutput ? source.reading.devices : []
      if snapshots.isEmpty {
        if source.isNamed {
          console.error("\(source.name): no output of a device")
          isUnfit = true
        } else {
          console.hint("\(source.name): no output of a device, passed over")
        }
      }
      for snapshot in snapshots {
        if !source.isNamed, snapshot.saysNothing {
          console.hint("\(source.name): no output of a device, passed over")
          continue
        }
        switch try identify(snapshot, named, session, console) {
        case .known(let device):
          let confirmation = try confirm(snapshot, device, source, session, console)
          let record = try session.read(console) { reader throws(LedgerError) in
            try reader.device(device)
          }
          report.add(confirmation, snapshot, file: source.name, record: record)
        case .unknown(let why):
          console.error("\(source.name): \(why)")
          isUnfit = true
        }
      }
    }
    if report.isEmpty, !isUnfit {
      console.error("no output of a device is in \(inputs.files.joined(separator: ", "))")
      isUnfit = true
    }
    try console.give(format == .json ? report.json.text : report.text, to: output)
    var statuses: [ExitStatus] = isUnfit ? [.unreadable] : []
    if report.openCount > 0 { statuses.append(report.closedCount > 0 ? .partly : .findings) }
    try ExitStatus.end(statuses)
  }

  private func confirm(
    _ snapshot: DeviceSnapshot, _ device: UDI, _ source: DeviceFiles.Source,
    _ session: SiteSession, _ console: Console
  ) throws(ExitStatus) -> ImportProof {
    let (facts, resets) = try session.read(console) { reader throws(LedgerError) in
      (
        try reader.confirmationFacts(
          of: device, importing: ConfirmationJudge.importedFiles(snapshot)),
        try reader.resetFacts(of: device).resets
      )
    }
    let confirmation = ConfirmationJudge.judge(snapshot, facts, as: device)
    guard !dryRun else { return confirmation }
    var drafts = ConfirmationEvents.drafts(
      confirmation, snapshot, source: source.name, sha256: source.sha256, judged: facts.judged)
    guard !drafts.isEmpty else { return confirmation }
    // The same output may show how long the device has been up, which the guard wants to know.
    if !resets.isEmpty {
      drafts += ResetReading(snapshot, of: device, now: session.now, known: resets).events
    }
    try session.record(drafts, console)
    if confirmation.isClosed {
      let staged = try session.read(console) { reader throws(LedgerError) in
        try reader.stagings(of: facts.members)
      }
      for one in staged where one.isTaken { one.putAway() }
    }
    return confirmation
  }

  private enum Identity {
    case known(UDI)
    case unknown(String)
  }

  /// The device whose output it is. Output of another device proves nothing for the named one.
  private func identify(
    _ snapshot: DeviceSnapshot, _ named: UDI?, _ session: SiteSession, _ console: Console
  ) throws(ExitStatus) -> Identity {
    let printed = snapshot.udis
    if let named {
      let members = try session.read(console) { reader throws(LedgerError) in
        try reader.members(with: named)
      }
      let prompted = try session.device(promptedAs: snapshot.hostName.latest?.value, console)
      let isOther =
        printed.isEmpty
        ? prompted.map { !members.contains($0) } ?? false : printed.isDisjoint(with: members)
      return isOther ? .unknown("it is the output of another device than \(named)") : .known(named)
    }
    let active = snapshot.udi.latest?.value
    for device in [active].compactMap(\.self) + printed.sorted() {
      let known = try session.read(console) { reader throws(LedgerError) in
        try reader.device(device)
      }
      if known != nil { return .known(device) }
    }
    if !printed.isEmpty {
      return .unknown("it is the output of a device that this site does not know")
    }
    guard let host = snapshot.hostName.latest?.value else {
      return .unknown("it does not say which device it is from; name it with --device")
    }
    let found = try session.read(console) { reader throws(LedgerError) in
      try reader.devices(promptedAs: host)
    }
    guard found.count == 1 else {
      return .unknown(
        "it shows no UDI, and \(found.count) devices have its host name; name it with --device")
    }
    return .known(found[0])
  }
}

extension DeviceSnapshot {
  /// True when it neither says which device it is of nor anything that a proof could rest on: any text
  /// may lie in a folder.
  fileprivate var saysNothing: Bool {
    udis.isEmpty && lastAck.latest == nil && importAnswers.isEmpty && reportStates.isEmpty
      && release.latest == nil
  }
}
