public import DeviceOutput
public import LicenseFiles

/// What a configuration lacks for a way of reporting, and the lines that mend it.
public struct ConfigurationVerdict: Sendable, Hashable {
  /// The way to report that it was held against.
  public let topology: ReportingTopology
  /// What the topology was concluded from; nil when it was given.
  public let guess: String?
  /// What is wrong, missing or worth knowing.
  public let findings: [Finding]
  /// The lines that mend it, those that take something away first. Empty when nothing has to change.
  public let mends: [PlanLine]
}

/// Holds the configuration of a device against a way of reporting.
///
/// What is absent is judged only in a whole configuration. For an air gap no line is proposed that
/// points outward.
///
/// Source: Cisco doc 217348 for the connections, Cisco doc 221758 for the air gap.
public enum ConfigurationCheck {
  /// Checks a configuration.
  ///
  /// - Parameters:
  ///   - configuration: what the device printed.
  ///   - request: the topology, and the values that the configuration ought to have; missing ones
  ///     are placeholders in the lines that mend it.
  ///   - device: what else is known of the device, such as its release and its product id.
  /// - Throws: ``PlanRefusal`` when a value of the request is wrong.
  public static func check(
    _ configuration: RunningConfiguration, of device: DeviceSnapshot? = nil,
    against request: PlanRequest
  ) throws(PlanRefusal) -> ConfigurationVerdict {
    try check(configuration, device, against: request, guess: nil)
  }

  /// Checks a configuration against the topology that it was made for, as far as it shows that.
  ///
  /// - Parameters:
  ///   - configuration: what the device printed.
  ///   - device: what else is known of the device.
  ///   - options: the values that it ought to have; the topology is replaced.
  /// - Throws: ``PlanRefusal`` when a value is wrong for that topology.
  public static func check(
    _ configuration: RunningConfiguration, of device: DeviceSnapshot? = nil,
    guessingWith options: PlanRequest
  ) throws(PlanRefusal) -> ConfigurationVerdict {
    let guess = TopologyGuess(configuration)
    var request = options
    request.topology = guess.topology
    return try check(configuration, device, against: request, guess: guess.reason)
  }

  private static func check(
    _ configuration: RunningConfiguration, _ device: DeviceSnapshot?, against request: PlanRequest,
    guess: String?
  ) throws(PlanRefusal) -> ConfigurationVerdict {
    let (values, warnings) = try request.checked(isComplete: false)
    var judge = ConfigurationJudge(configuration, device, request.topology, values)
    if let guess {
      judge.add(.configTopologyGuessed, "held against \(request.topology.rawValue): \(guess)")
    }
    judge.run()
    return ConfigurationVerdict(
      topology: request.topology, guess: guess, findings: warnings + judge.findings,
      mends: judge.removals + judge.additions)
  }
}

/// One check, rule by rule.
struct ConfigurationJudge {
  let configuration: RunningConfiguration
  let device: DeviceSnapshot?
  let topology: ReportingTopology
  /// What was asked for, and beyond that what the configuration itself says.
  let lines: PlanLines
  private(set) var findings: [Finding] = []
  private(set) var removals: [PlanLine] = []
  private(set) var additions: [PlanLine] = []

  var values: PlanValues { lines.values }
  /// True when a line that was not printed is not configured.
  var isWhole: Bool { configuration.extent == .whole }

  init(
    _ configuration: RunningConfiguration, _ device: DeviceSnapshot?,
    _ topology: ReportingTopology, _ values: PlanValues
  ) {
    self.configuration = configuration
    self.device = device
    self.topology = topology
    var known = values
    let interface = values.sourceInterface ?? configuration.sourceInterface?.value
    // A name server has to be in the VRF that the connection leaves by.
    if let vrf = interface.flatMap({ configuration.interface(named: $0) })?.vrf,
      known.vrf == nil, PlanValue.isName(vrf, limit: 32)
    {
      known.vrf = vrf
    }
    if known.url == nil {
      known.url =
        configuration.urls(.cslu).last.flatMap { LicenseServerURL($0.value.text) }
        ?? configuration.misplacedURL
    }
    if known.proxyAddress == nil, let proxy = configuration.proxyAddress?.value,
      PlanValue.isHost(proxy)
    {
      known.proxyAddress = proxy
    }
    lines = PlanLines(topology: topology, values: known)
    asked = values
  }

  /// What was asked for.
  let asked: PlanValues

  mutating func run() {
    judgeExtent()
    judgeTransport()
    judgeServer()
    judgeProxy()
    judgeWay()
    judgeNames()
    judgeAsked()
    judgeRest()
  }

  mutating func add(
    _ descriptor: FindingDescriptor, at place: SourceLocation? = nil, _ message: String,
    remedy: String? = nil, removing: [PlanLine] = [], mending: [PlanLine] = [],
    as severity: Severity? = nil
  ) {
    let file = SourceLocation(file: configuration.location.file)
    let finding = descriptor.finding(at: place ?? file, message, remedy: remedy)
    findings.append(severity.map(finding.graded) ?? finding)
    for line in removing where !removals.contains(where: { $0.text == line.text }) {
      removals.append(line)
    }
    // The lines of a block stay together.
    if !mending.allSatisfy({ line in additions.contains { $0.text == line.text } }) {
      additions += mending
    }
  }

  /// A line that takes another away.
  static func no(_ line: String) -> PlanLine {
    PlanLine(
      .configuration, "no \(line)", .inferred("the no form of the line that is configured"))
  }
}

extension RunningConfiguration {
  /// A URL of On-Prem that is configured for transport smart.
  var misplacedURL: LicenseServerURL? {
    guard let url = urls(.smart, .plain).last.flatMap({ LicenseServerURL($0.value.text) }),
      case .onPrem = url.kind
    else { return nil }
    return url
  }
}
