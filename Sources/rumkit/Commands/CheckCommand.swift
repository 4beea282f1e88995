import AirGap
import ArgumentParser
import Assessment
import DeviceOutput
import LicenseFiles
import Presentation

/// `rumkit check`: does a device meet what is required of it?
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract:
      "Check device output against what is required: 9800-CL ACK, deadlines, FN72578 and more.")

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, csv, ics
  }

  @OptionGroup var inputs: InputOptions
  @OptionGroup var way: WayOptions
  @Option(name: .long, help: "Write the result as text, json or csv, or the ACK deadlines as ics.")
  var format: Format = .text
  @Flag(name: .long, help: "Print one line for a monitoring system and exit with 0, 1, 2 or 3.")
  var monitor = false
  @Option(name: .long, help: "Fail from this severity on: error, warning, note or never.")
  var failOn: FailLevel = .error
  @OptionGroup var pileUp: PileUpOptions
  @Flag(
    name: .long, help: "Only look: record nothing of what the captures show in the site in use.")
  var noRecord = false
  @OptionGroup var table: TableOptions
  @Option(name: .customLong("operator"), help: "Who does it; else the name of this user.")
  var operatorName: String?
  @Option(name: .long, help: "Who watches, where logins are shared.")
  var witness: String?
  @OptionGroup var time: TimeOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if monitor, format != .text { throw ValidationError("--monitor prints one line of its own") }
  }

  func run() throws {
    let console = common.console
    let now = try time.seconds()
    guard !monitor else {
      var report = RequirementsReport([], now: now)
      // A plugin that fails is unknown to the monitoring system, whatever failed.
      if let read = try? read(console) {
        report = RequirementsReport(read.devices, now: now)
        // What cannot be recorded changes nothing of what the device needs.
        if !noRecord, !read.devices.isEmpty { _ = try? record(read.devices, console) }
      }
      let (line, status) = report.monitoring
      try console.give(line, to: output)
      if status != 0 { throw ExitCode(status) }
      return
    }
    let (devices, isUnfit) = try read(console)
    var statuses: [ExitStatus] = isUnfit || devices.isEmpty ? [.unreadable] : []
    // What was found is told in any case.
    var recorded: RecordObservations?
    do throws(ExitStatus) {
      recorded = noRecord || devices.isEmpty ? nil : try record(devices, console)
    } catch {
      statuses.append(error)
    }
    let report = RequirementsReport(
      devices, now: now,
      recorded: recorded?.outcomes.map { (record: $0.record, news: $0.news) } ?? [])
    if !devices.isEmpty {
      let text =
        switch format {
        case .text:
          report.text(isVerbose: common.verbose, columns: Screen().columns(for: output))
        case .json: report.json.text
        case .csv: report.csv(isRaw: table.csvRaw)
        case .ics: report.calendar
        }
      try console.give(text, to: output)
    }
    let worst = devices.flatMap(\.findings).map(\.severity).max()
    if let worst, let level = failOn.severity, worst >= level { statuses.append(.findings) }
    try ExitStatus.end(statuses)
  }

  /// Takes what the captures show into the site in use; nil when there is none.
  private func record(
    _ devices: [DeviceRequirements], _ console: Console
  ) throws(ExitStatus) -> RecordObservations? {
    let acting = Acting(operatorName: operatorName, witness: witness, now: time.given)
    guard let session = try console.errand(try way.place.sessionIfInUse(acting, console.tell)),
      !session.ledger.isReadOnly
    else { return nil }
    let recorded: RecordObservations
    do throws(LedgerError) {
      recorded = try RecordObservations(
        devices.map(\.snapshot), source: inputs.files.joined(separator: " "), in: session.ledger,
        by: session.author)
    } catch  where error == LedgerError(.refused, "") {
      // A look at another time than the present is not an entry of the site.
      console.warning("nothing was recorded: \(error.reason)")
      return nil
    } catch {
      console.error(error.reason)
      throw .failed
    }
    for finding in recorded.renamed {
      console.warning("\(finding.id): \(finding.message); \(finding.remedy)")
    }
    for name in recorded.strangers {
      console.hint("\(name): the site does not know it, so nothing of it was recorded")
    }
    return recorded
  }

  private func read(
    _ console: Console
  ) throws(ExitStatus) -> (devices: [DeviceRequirements], isUnfit: Bool) {
    let evidence = try console.errand(
      try DeviceFiles.evidence(inputs.files, isEvidence: false, console.tell))
    let snapshots = way.place.knowing(evidence.devices, console.tell)
    if snapshots.isEmpty, !evidence.isUnfit {
      console.error("no output of a device is in \(inputs.files.joined(separator: ", "))")
    }
    let circumstances = RequirementsJudge.Circumstances(
      now: try seconds(), topology: way.topology, isSite: way.isSite, marks: pileUp.marks)
    return (RequirementsJudge.judge(snapshots, circumstances), evidence.isUnfit)
  }

  /// The present was checked when the arguments were.
  private func seconds() throws(ExitStatus) -> Int64 {
    do { return try time.seconds() } catch { throw .usage }
  }
}
