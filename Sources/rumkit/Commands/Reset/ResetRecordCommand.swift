import AirGap
import ArgumentParser
import Assessment
import DeviceOutput
import LicenseFiles
import Presentation

/// `rumkit reset record`: a license factory reset, by hand or from the device's own words.
struct ResetRecordCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record", abstract: "Record a license factory reset and its reload.")

  @Option(
    name: .long,
    help:
      "The device: PID:SERIAL, or its host name or serial number; needed unless --from names it.")
  var device: String?
  @Option(name: .long, help: "When the command was given, in ISO 8601.")
  var at: String?
  @Option(name: .long, help: "When the reload was over, in ISO 8601.")
  var reloadedAt: String?
  @Option(
    name: .long, parsing: .upToNextOption,
    help: "The device's own output: the reset's warning, show version, show clock, log lines.")
  var from: [String] = []
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if from.isEmpty {
      if device == nil { throw ValidationError("name the device with --device, or give --from") }
      if at == nil, reloadedAt == nil {
        throw ValidationError("give --at, --reloaded-at or --from")
      }
    }
    let (reset, reload) = try (moment(at, "--at"), moment(reloadedAt, "--reloaded-at"))
    if let reset, let reload, reload < reset {
      throw ValidationError("--reloaded-at lies before --at: the reload follows the reset")
    }
  }

  private func moment(_ text: String?, _ option: String) throws -> Int64? {
    guard let text else { return nil }
    guard let seconds = TimeOptions.seconds(of: text) else {
      throw ValidationError("\(option) takes a time such as 2026-11-24T10:00:00Z, not '\(text)'")
    }
    return seconds
  }

  func run() throws {
    let console = common.console
    let session = try site.session(time, console)
    let named = try device.map {
      try session.device(named: $0, mustBeKnown: false, console)
    }
    let events = try from.isEmpty ? byHand(named) : fromOutput(named, session, console)
    try session.record(events, console)
    let gate = ResetGate(
      session: session, options: .none, console: console,
      command: "reset record", records: false)
    for device in Set(events.compactMap(\.device)).sorted() {
      let answer = try gate.ask(.save, of: device)
      try console.give(
        ResetReport.recorded(events.filter { $0.device == device }, answer.verdict, of: device),
        to: OutputOptions.parse([]))
    }
  }

  private func byHand(_ device: UDI?) throws -> [SiteEventDraft] {
    guard let device else { return [] }
    let reload = try moment(reloadedAt, "--reloaded-at").map { String($0) }
    if let at = try moment(at, "--at") {
      return [
        SiteEventDraft(
          .resetRecorded, device,
          [.at: String(at), .reloadedAt: reload, .by: SiteEvent.byHand])
      ]
    }
    return [SiteEventDraft(.resetReloaded, device, [.reloadedAt: reload, .by: SiteEvent.byHand])]
  }

  private func fromOutput(
    _ named: UDI?, _ session: SiteSession, _ console: Console
  ) throws -> [SiteEventDraft] {
    let readings = try console.errand(try DeviceFiles.sources(from, isEvidence: true)).map(
      \.reading)
    let all = readings.dropFirst().reduce(readings.first) { $0?.joined(with: $1) }
    var events: [SiteEventDraft] = []
    var isEmpty = true
    for snapshot in all?.devices ?? [] {
      guard let device = try identify(snapshot, named, session, console) else { continue }
      let known = try session.read(console) { reader throws(LedgerError) in
        try reader.resetFacts(of: device).resets
      }
      let reset = ResetReading(
        snapshot, of: device, at: try moment(at, "--at"), now: session.now, known: known)
      if reset.hasKnown { console.hint("\(device): the ledger has this reset already") }
      isEmpty = isEmpty && reset.isEmpty
      if reset.lacksTime {
        console.error(
          "\(device): the output shows a reset and not when it was; give the time with --at")
        throw ExitStatus.unreadable
      }
      events += reset.events
      if let reload = try moment(reloadedAt, "--reloaded-at") {
        events.append(
          SiteEventDraft(
            .resetReloaded, device,
            [.reloadedAt: String(reload), .by: SiteEvent.byHand]))
      }
    }
    guard !isEmpty else {
      console.error(
        "nothing of a reset, a reload or an uptime is in \(from.joined(separator: ", "))")
      throw ExitStatus.unreadable
    }
    return events
  }

  /// Output of another device than the named one is evidence of nothing here.
  private func identify(
    _ snapshot: DeviceSnapshot, _ named: UDI?, _ session: SiteSession, _ console: Console
  ) throws(ExitStatus) -> UDI? {
    let printed = snapshot.udis
    if let named {
      if printed.contains(named) { return named }
      if printed.isEmpty {
        let prompted = try session.device(
          promptedAs: snapshot.hostName.latest?.value, console)
        guard let prompted, prompted != named else { return named }
        console.error("the prompt of the output is that of \(prompted), not of \(named)")
        throw .refused
      }
      let names = printed.sorted().map(\.description).joined(separator: ", ")
      console.error("the output is of \(names), not of \(named)")
      throw .refused
    }
    if let device = snapshot.udi.latest?.value { return device }
    if let host = snapshot.hostName.latest?.value {
      return try session.device(named: host, console)
    }
    console.error("the output does not say which device it is from; name it with --device")
    throw .unreadable
  }
}
