import AirGap
import ArgumentParser
import Assessment
import DeviceOutput
import LicenseFiles
import Presentation

/// `rumkit plan`: the exact configuration of one way of reporting, or the check of one.
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Print the configuration of a way to report, or check one.",
    usage: """
      rumkit plan air-gap|direct|proxy|cslu|cslu-initiated|on-prem [<options>]
      rumkit plan --check <file> ... [--topology <topology>] [<options>]
      """)

  // Words, so that a token behind the topology is not repeated in an error message.
  @Argument(
    help: "The topology: air-gap, direct, proxy, cslu, cslu-initiated or on-prem.")
  var words: [String] = []
  @Option(
    name: .long, parsing: .upToNextOption,
    help: "Check these running configurations: files, folders, patterns, or -.")
  var check: [String] = []
  @Option(
    name: .long, help: "The topology to check against; without it, it is guessed.")
  var topology: ReportingTopology?
  @OptionGroup var values: PlanOptions
  @Option(name: .long, help: "Write the result as text or json.")
  var format: ReportFormat = .text
  @Option(name: .long, help: "Fail from this severity on: error, warning, note or never.")
  var failOn: FailLevel = .error
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  private static let topologies =
    ReportingTopology.allCases.map(\.rawValue).joined(separator: ", ")

  func validate() throws {
    if words.isEmpty, topology == nil, check.isEmpty {
      throw ValidationError("name a topology: \(Self.topologies); or a file with --check")
    }
    if let word = words.first, ReportingTopology(rawValue: word) == nil {
      throw ValidationError("the topology is one of \(Self.topologies)")
    }
    if let word = words.first, let topology, topology.rawValue != word {
      throw ValidationError("two topologies: \(word) and --topology \(topology.rawValue)")
    }
  }

  func run() throws {
    let given = words.first.flatMap(ReportingTopology.init(rawValue:)) ?? topology
    if check.isEmpty, let given {
      try plan(given)
    } else {
      try checkConfigurations(given)
    }
  }

  private func request(_ topology: ReportingTopology) -> PlanRequest {
    values.request(topology, hasMoreWords: words.count > 1)
  }

  private func plan(_ topology: ReportingTopology) throws {
    let plan: ConnectionPlan
    do throws(PlanRefusal) {
      plan = try ConnectionPlan(request(topology))
    } catch {
      throw refused(error)
    }
    let report = PlanReport(plan)
    try common.console.give(format == .json ? report.json.text : report.text, to: output)
    try ExitStatus.end(fails { level in plan.findings.contains { $0.severity >= level } })
  }

  private func checkConfigurations(_ given: ReportingTopology?) throws {
    let console = common.console
    var report = ConfigurationReport()
    var isUnfit = false
    for input in try console.errand(try InputWalker.inputs(check)) {
      let name = input.name
      let found = RunningConfigurations.read(
        name: name, bytes: try console.errand(try DeviceFiles.bytes(of: input)))
      if found.isEmpty {
        if input.isExplicit {
          console.error("\(name): no running configuration is in it")
          console.hint("save the output of show running-config, to its end")
          isUnfit = true
        } else {
          console.hint("\(name): no running configuration, passed over")
        }
      }
      for (configuration, device) in found {
        report.add(
          try verdict(configuration, device, given), on: configuration, of: device)
      }
    }
    if report.isEmpty {
      if !isUnfit { console.error("no running configuration is in what was named") }
      throw ExitStatus.unreadable
    }
    try console.give(format == .json ? report.json.text : report.text, to: output)
    try ExitStatus.end((isUnfit ? [.unreadable] : []) + fails(report.reaches))
  }

  private func verdict(
    _ configuration: RunningConfiguration, _ device: DeviceSnapshot?, _ given: ReportingTopology?
  ) throws(ExitStatus) -> ConfigurationVerdict {
    do throws(PlanRefusal) {
      if let given {
        return try ConfigurationCheck.check(configuration, of: device, against: request(given))
      }
      return try ConfigurationCheck.check(
        configuration, of: device, guessingWith: request(.airGap))
    } catch {
      if given == nil {
        let topology = TopologyGuess(configuration).topology.rawValue
        common.console.warning("the topology was guessed: \(topology); name it with --topology")
      }
      throw refused(error)
    }
  }

  /// Says every reason and what to do about it.
  private func refused(_ refusal: PlanRefusal) -> ExitStatus {
    for finding in refusal.findings {
      common.console.error("\(finding.location.file): \(finding.id): \(finding.message)")
      common.console.hint(finding.remedy)
    }
    return .usage
  }

  private func fails(_ reaches: (Severity) -> Bool) -> [ExitStatus] {
    failOn.severity.map(reaches) == true ? [.findings] : []
  }
}
