public import DeviceOutput
public import LicenseFiles

/// What a configuration lacks for a way of reporting, and the lines that fix it.
public struct ConfigurationVerdict: Sendable, Hashable {
  /// The settings that were judged.
  public let configuration: RunningConfiguration
  /// The way to report that they were compared with.
  public let way: ReportingWay
  /// What is wrong, missing or worth knowing.
  public let findings: [Finding]
  /// The lines that fix it, those that take something away first. Empty when nothing has to change.
  public let fixes: [PlanLine]
  /// How the device takes commands.
  package let dialect: CommandDialect
}

/// Something that is wrong with the settings of a device, and the lines that fix it.
struct ConfigurationSign: Sendable, Hashable {
  /// What is wrong.
  let finding: Finding
  /// The lines that take something away.
  let removals: [PlanLine]
  /// The lines that set something; a block stays together.
  let additions: [PlanLine]

  /// Both, in the order in which they are entered.
  var lines: [PlanLine] { removals + additions }
}

/// Compares the configuration of a device with a way of reporting.
///
/// What is absent is judged only in a whole configuration. For an air gap no line is proposed that
/// points outward.
///
/// Source: Cisco doc 217348 for the connections, Cisco doc 221758 for the air gap.
public enum ConfigurationCheck {
  /// Checks the settings of a device.
  ///
  /// - Parameters:
  ///   - device: what the device printed.
  ///   - options: the values that the configuration ought to have; missing ones are placeholders in the
  ///     lines that fix it. Its topology is replaced.
  ///   - way: how the device reports.
  /// - Returns: nil when the device printed no configuration.
  /// - Throws: ``PlanRefusal`` when a value is wrong for that topology.
  public static func check(
    _ device: DeviceSnapshot, with options: PlanRequest, reporting way: ReportingWay
  ) throws(PlanRefusal) -> ConfigurationVerdict? {
    guard let configuration = device.configured else { return nil }
    var request = options
    request.topology = way.topology
    let (values, warnings) = try request.checked(isComplete: false)
    let signs = ConfigurationJudge.signs(configuration, device, way, values)
    return ConfigurationVerdict(
      configuration: configuration, way: way, findings: warnings + signs.map(\.finding),
      fixes: ConfigurationSign.lines(signs), dialect: CommandDialect(device))
  }
}

extension ConfigurationSign {
  /// The lines that fix several, each once, those that take something away first.
  static func lines(_ signs: [ConfigurationSign]) -> [PlanLine] {
    var removals: [PlanLine] = []
    var additions: [PlanLine] = []
    for sign in signs {
      for line in sign.removals where !removals.contains(where: { $0.text == line.text }) {
        removals.append(line)
      }
      // The lines of a block stay together.
      if !sign.additions.allSatisfy({ line in additions.contains { $0.text == line.text } }) {
        additions += sign.additions
      }
    }
    return removals + additions
  }
}

/// One check, rule by rule.
struct ConfigurationJudge {
  let configuration: RunningConfiguration
  let device: DeviceSnapshot?
  let topology: ReportingTopology
  /// What was asked for, and beyond that what the configuration itself says.
  let lines: PlanLines
  private(set) var signs: [ConfigurationSign] = []

  var values: PlanValues { lines.values }
  /// True when a line that was not printed is not configured.
  var isWhole: Bool { configuration.extent == .whole }

  /// What is wrong with these settings where the device reports in this way.
  static func signs(
    _ settings: RunningConfiguration?, _ device: DeviceSnapshot?, _ topology: ReportingTopology
  ) -> [ConfigurationSign] {
    guard let settings else { return [] }
    var judge = ConfigurationJudge(settings, device, topology, PlanValues())
    judge.run()
    return judge.signs
  }

  /// The same, with what has to be said of the way: that a printed configuration was compared with a
  /// topology that nobody named.
  static func signs(
    _ settings: RunningConfiguration?, _ device: DeviceSnapshot, _ way: ReportingWay,
    _ values: PlanValues = PlanValues()
  ) -> [ConfigurationSign] {
    guard let settings else { return [] }
    var judge = ConfigurationJudge(settings, device, way.topology, values)
    if way.isConcluded, let printed = device.configured {
      judge.add(
        .configTopologyGuessed, at: SourceLocation(file: printed.location.file),
        "compared with \(way.topology.rawValue): \(way.reason)")
    }
    judge.run()
    guard way.leavesTransportOpen(device, settings) else { return judge.signs }
    return judge.signs.filter { $0.finding.id != FindingDescriptor.configTransportWrong.id }
  }

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
        configuration.csluURL.flatMap { LicenseServerURL($0.value.text) }
        ?? configuration.misplacedURL
    }
    if known.proxyAddress == nil, let proxy = configuration.proxyAddress?.value,
      PlanValue.isHost(proxy)
    {
      known.proxyAddress = proxy
    }
    lines = PlanLines(topology: topology, values: known)
    asked = values
    isAnswered = device.flatMap { ServerContact.newest(in: $0, configuration) } != nil
  }

  /// True where the device shows that it reached a server.
  let isAnswered: Bool

  /// What was asked for.
  let asked: PlanValues

  mutating func run() {
    judgeExtent()
    // No setting helps a device from before the policy.
    if let device, LicensingModel(device).isBeforePolicy { return }
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
    remedy: String? = nil, removing: [PlanLine] = [], fixing: [PlanLine] = [],
    as severity: Severity? = nil
  ) {
    let finding = descriptor.finding(at: place ?? configuration.location, message, remedy: remedy)
    signs.append(
      ConfigurationSign(
        finding: severity.map(finding.graded) ?? finding, removals: removing, additions: fixing))
  }

  /// A line that takes another away.
  static func no(_ line: String) -> PlanLine {
    PlanLine(
      .configuration, "no \(line)", .inferred("the no form of the configured line"))
  }
}

extension RunningConfiguration {
  /// A URL of On-Prem that is configured for transport smart.
  var misplacedURL: LicenseServerURL? {
    guard let url = smartURL.flatMap({ LicenseServerURL($0.value.text) }), case .onPrem = url.kind
    else { return nil }
    return url
  }
}
