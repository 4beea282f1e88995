import ArgumentParser
import Assessment
import Presentation

/// `rumkit migrate next`: the step that is due, ready to paste.
struct MigrateNextCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "next", abstract: "Show the next step, ready to paste.")

  @OptionGroup var which: MigrationDeviceOptions
  @Option(name: .long, help: "Write the result as text or json.")
  var format: ReportFormat = .text
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let console = common.console
    let session = try site.lookingSession(time, console)
    let desk = MigrationDesk(session: session, console: console)
    let run = try desk.run(of: which.device, mustBeOpen: false)
    let text =
      format == .json
      ? MigrationData.json(session.identity, [run]).text
      : MigrationText(session.identity, now: session.now).next(
        run, until: try desk.waitEnds(run),
        device: which.device ?? run.subject.device.description)
    try console.give(text, to: output)
  }
}

extension MigrationDesk {
  /// When the wait of the next step is over, epoch seconds UTC; nil without a wait, or when it is not
  /// known.
  func waitEnds(_ run: MigrationRun) throws(ExitStatus) -> Int64? {
    guard let step = run.next, step.wait != nil else { return nil }
    return MigrationRecording(
      step, of: run, evidence: [], words: MigrationWords(), site: try facts(run), now: present
    ).waitEnds
  }
}
