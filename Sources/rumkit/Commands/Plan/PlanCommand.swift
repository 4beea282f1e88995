import AirGap
import ArgumentParser
import Assessment
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
  var format: OutputFormat<PlanReport> = .text
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
      let near = NearNames.question(word, among: ReportingTopology.allCases.map(\.rawValue))
      throw ValidationError(
        near.isEmpty
          ? "the topology is one of \(Self.topologies)"
          : "'\(TerminalText.escaped(word))' is not a topology\(near)")
    }
    if let word = words.first, let topology = way.topology, topology.rawValue != word {
      throw ValidationError("two topologies: \(word) and --topology \(topology.rawValue)")
    }
  }

  func run() throws {
    let given = words.first.flatMap(ReportingTopology.init(rawValue:)) ?? way.topology
    let request = values.request(given ?? .airGap, hasMoreWords: words.count > 1)
    if check.isEmpty { try plan(request) } else { try checkConfigurations(given, request) }
  }

  private func plan(_ request: PlanRequest) throws {
    let plan: ConnectionPlan
    do throws(PlanRefusal) {
      plan = try ConnectionPlan(request)
    } catch {
      throw common.console.say(ErrandError(error))
    }
    try Delivery(common, format, output).give(PlanReport(plan))
    try ExitStatus.end(fails { level in plan.findings.contains { $0.severity >= level } })
  }

  private func checkConfigurations(_ given: ReportingTopology?, _ values: PlanRequest) throws {
    let errand = CheckConfigurations(check, values: values, topology: given, site: way.place)
    let outcome = try common.console.errand(try errand.run(common.console.tell))
    let report = ConfigurationReport(outcome)
    if !outcome.verdicts.isEmpty {
      try Delivery(common, format, output).give(report)
    }
    try ExitStatus.end((outcome.isIncomplete ? [.unreadable] : []) + fails(report.reaches))
  }

  private func fails(_ reaches: (Severity) -> Bool) -> [ExitStatus] {
    failOn.severity.map(reaches) == true ? [.findings] : []
  }
}
