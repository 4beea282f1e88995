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

  // Words, so that a token after the topology is not repeated in an error message.
  @Argument(
    help: "The topology: air-gap, direct, proxy, cslu, cslu-initiated or on-prem.")
  var words: [String] = []
  @Option(
    name: .long, parsing: .upToNextOption,
    help: "Check these running configurations: files, folders, patterns, or -.", completion: .file()
  )
  var check: [String] = []
  @OptionGroup var way: WayOptions
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
    if words.isEmpty, way.topology == nil, check.isEmpty {
      throw ValidationError("name a topology: \(Self.topologies); or a file with --check")
    }
    if let word = words.first, ReportingTopology(rawValue: word) == nil {
      throw ValidationError("the topology is one of \(Self.topologies)")
    }
    if let word = words.first, let topology = way.topology, topology.rawValue != word {
      throw ValidationError("two topologies: \(word) and --topology \(topology.rawValue)")
    }
  }

  func run() throws {
    let given = words.first.flatMap(ReportingTopology.init(rawValue:)) ?? way.topology
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
    let sources = try console.errand(try DeviceFiles.sources(check, isEvidence: false))
    var files: Set<String> = []
    for device in way.place.knowing(sources.devices, console.tell) {
      guard let verdict = try verdict(device, given) else { continue }
      files.formUnion(device.observations.map(\.location.file))
      report.add(verdict, of: device)
    }
    var isUnfit = false
    for source in sources where !files.contains(source.name) {
      if source.isNamed {
        console.error("\(source.name): no running configuration is in it")
        console.hint(
          "save the output of show running-config, to its end; rumkit check --topology and rumkit "
            + "diagnose --topology judge other output")
        isUnfit = true
      } else {
        console.hint("\(source.name): no running configuration, skipped")
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
    _ device: DeviceSnapshot, _ given: ReportingTopology?
  ) throws(ExitStatus) -> ConfigurationVerdict? {
    let reporting = ReportingWay(device, given: given, isSite: way.isSite)
    do throws(PlanRefusal) {
      return try ConfigurationCheck.check(
        device, with: request(reporting.topology), reporting: reporting)
    } catch {
      if reporting.isConcluded {
        common.console.warning(
          "the topology was concluded: \(reporting.topology.rawValue), for \(reporting.reason); name "
            + "it with --topology")
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
