import AirGap
import ArgumentParser
import Presentation

/// `rumkit reset record`: a license factory reset, by hand or from the device's own words.
struct ResetRecordCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record", abstract: "Record a license factory reset and its reload.")

  @Option(
    name: .long,
    help:
      "The device: PID:SERIAL, or its host name or serial number; needed unless --from names it.",
    completion: .devices)
  var device: String?
  @Option(name: .long, help: "When the command was given, in ISO 8601.")
  var at: String?
  @Option(name: .long, help: "When the reload was over, in ISO 8601.")
  var reloadedAt: String?
  @Option(
    name: .long, parsing: .upToNextOption,
    help: "The device's own output: the reset's warning, show version, show clock, log lines.",
    completion: .file())
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
      throw ValidationError("--reloaded-at is before --at: the reload comes after the reset")
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
    let errand = RecordReset(
      device: device, at: try moment(at, "--at"),
      reloadedAt: try moment(reloadedAt, "--reloaded-at"), from: from)
    let resets = try console.errand(try errand.run(in: session, console.tell))
    try console.give(ResetReport.recorded(resets, session.identity))
  }
}
