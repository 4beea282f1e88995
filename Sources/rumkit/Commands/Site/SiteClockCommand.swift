import AirGap
import ArgumentParser
import Assessment
import DeviceOutput
import LicenseFiles
import Presentation

/// `rumkit site clock`: what is known of wrong clocks.
struct SiteClockCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clock", abstract: "Record what is known of clocks that are wrong.",
    subcommands: [SiteClockOffsetCommand.self, SiteClockRepairCommand.self])
}

/// `rumkit site clock offset`: the known difference between a device and this host.
struct SiteClockOffsetCommand: ParsableCommand {
  /// The arguments of a command line, a negative number of `site clock offset` put where the parser
  /// takes it for no option: at the end, after `--`.
  static func withNumberLast(_ arguments: [String]) -> [String] {
    let numbers = arguments.filter { $0.wholeMatch(of: /-[0-9]+/) != nil }
    guard arguments.starts(with: ["site", "clock", "offset"]), !arguments.contains("--"),
      numbers.count == 1
    else { return arguments }
    return arguments.filter { !numbers.contains($0) } + ["--"] + numbers
  }

  static let configuration = CommandConfiguration(
    commandName: "offset",
    abstract: "Record by how much the clock of a device differs from this host's.",
    discussion: "A device that is ahead has a positive number: device minus host.")

  @Option(
    name: .long, help: "The device: PID:SERIAL, a serial number or a host name of the site.",
    completion: .devices)
  var device: String
  @Argument(
    help: ArgumentHelp(
      "Seconds, the device's clock minus the host's.",
      valueName: "seconds"))
  var seconds: Int64?
  @Option(
    name: .long, help: "What the device's clock said: show clock in UTC, or ISO 8601 with its zone."
  )
  var deviceTime: String?
  @Option(name: .long, help: "What the host's clock said at that moment, in ISO 8601.")
  var at: String?
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Let it shorten the wait after a reset that was recorded before; the reason stays in the "
        + "ledger.", valueName: "reason"))
  var overrideWait: String?
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    _ = try offset()
    if overrideWait?.holdsWord == false {
      throw ValidationError("--override-wait needs a reason")
    }
  }

  private func offset() throws -> Int64 {
    switch (seconds, deviceTime, at) {
    case (let seconds?, nil, nil): return seconds
    case (nil, let deviceTime?, let at?):
      guard let there = TimeOptions.seconds(of: deviceTime) ?? DeviceTime(deviceTime).utc else {
        throw ValidationError(
          "--device-time takes what show clock prints with UTC, or a time such as "
            + "2026-11-24T10:00:00+01:00, not '\(deviceTime)'")
      }
      guard let here = TimeOptions.seconds(of: at) else {
        throw ValidationError("--at takes a time such as 2026-11-24T10:00:00Z, not '\(at)'")
      }
      return there.subtractingReportingOverflow(here).partialValue
    default:
      throw ValidationError("give the seconds, or both --device-time and --at")
    }
  }

  func run() throws {
    let console = common.console
    let session = try site.session(time, console)
    let words = deviceTime.flatMap { there in at.map { "\(there) at \($0)" } }
    let errand = RecordClockOffset(
      device: device, seconds: try offset(), words: words, reason: overrideWait)
    for event in try console.errand(errand.run(in: session, console.tell)) {
      try console.give(SiteActReport.recorded(session.identity, event))
    }
  }
}

/// `rumkit site clock repair`: one wrong date must not lock the ledger.
struct SiteClockRepairCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repair",
    abstract: "Stop using the wrong date of an earlier event as the newest time.")

  @Argument(help: "Why the date is wrong, for the log.")
  var reason: String
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if !reason.holdsWord { throw ValidationError("a repair needs a reason") }
  }

  func run() throws {
    let console = common.console
    let session = try site.session(time, console)
    let events = try console.errand(RepairClock(reason: reason).run(in: session))
    if events.isEmpty {
      try console.give(SiteActReport.nothingToRepair(session.identity, session.now))
    }
    for event in events {
      try console.give(SiteActReport.recorded(session.identity, event))
    }
  }
}
