public import DeviceOutput
import LicenseFiles

/// Judges what devices printed against what is required of them.
public enum RequirementsJudge {
  /// What the judgement needs besides the output.
  public struct Circumstances: Sendable, Hashable {
    /// The current time, epoch seconds UTC.
    public let now: Int64
    /// The latest that the current time can be: the end of the day, where only a day was given.
    let latestNow: Int64
    /// How the devices report, where the user says it.
    public let topology: ReportingTopology?
    /// True where a site is in use.
    public let isSite: Bool
    /// From how many waiting reports on somebody should look.
    public let marks: FieldNotice72578.Marks

    /// Creates them.
    public init(
      now: Int64, latestNow: Int64? = nil, topology: ReportingTopology? = nil, isSite: Bool = false,
      marks: FieldNotice72578.Marks = .standard
    ) {
      self.now = now
      self.latestNow = latestNow ?? now
      self.topology = topology
      self.isSite = isSite
      self.marks = marks
    }
  }

  /// Every device, the most urgent first: by verdict, then by days left, then by name.
  public static func judge(
    _ devices: [DeviceSnapshot], _ circumstances: Circumstances
  ) -> [DeviceRequirements] {
    var hosts: [String: HostSharers] = [:]
    for (index, device) in devices.enumerated() {
      guard let host = device.hostName.latest?.value, let udi = device.udi.latest?.value else {
        continue
      }
      hosts[host, default: HostSharers()].add(index, udi)
    }
    let sharers = hosts.mapValues(\.inOrder)
    return devices.enumerated().map { index, device in
      let sameHost = device.hostName.latest.flatMap {
        sharers[$0.value]?.words(without: index, isOne: device.udi.latest != nil)
      }
      return judge(device, circumstances, sameHost: sameHost)
    }.sorted { left, right in
      let key = { (one: DeviceRequirements) in
        (one.verdict, one.daysLeft ?? .max, one.name)
      }
      return key(left) < key(right)
    }
  }

  private static func judge(
    _ device: DeviceSnapshot, _ circumstances: Circumstances, sameHost: String?
  ) -> DeviceRequirements {
    let subject = RequirementSubject(device, circumstances, sameHost: sameHost)
    let isOlder = subject.licensing.isBeforePolicy
    let results = RequirementID.allCases.compactMap { id -> RequirementResult? in
      guard isOlder, id != .beforePolicy else { return subject.judge(id) }
      let result = subject.judge(id)
      return id == .clock && result?.verdict != .unknown ? result : subject.notBeforePolicy(id)
    }
    let dialect = CommandDialect(device)
    let reset = ResetStates.of(device, now: circumstances.now).first
    return DeviceRequirements(
      snapshot: device, way: subject.way,
      results: results.map { result in
        let held = reset.map { result.held(by: $0) } ?? result
        return held.typed(in: dialect)
      })
  }
}

/// The devices of one host name.
private struct HostSharers {
  /// The most of them that are named.
  private static let mostNamed = 8

  private var devices: [(index: Int, udi: UDI)] = []

  mutating func add(_ index: Int, _ udi: UDI) { devices.append((index, udi)) }

  var inOrder: HostSharers {
    var ordered = self
    ordered.devices.sort { ($0.udi.description, $0.index) < ($1.udi.description, $1.index) }
    return ordered
  }

  /// The others of them; nil where it is the only one. The work does not grow with their number.
  ///
  /// - Parameter isOne: true where the device is among them.
  func words(without index: Int, isOne: Bool) -> String? {
    let named = devices.prefix(Self.mostNamed + 1).filter { $0.index != index }
      .prefix(Self.mostNamed).map { $0.udi.description }
    guard !named.isEmpty else { return nil }
    let all = devices.count - (isOne ? 1 : 0)
    let more = all > named.count ? " and \(all - named.count) more" : ""
    return named.joined(separator: ", ") + more
  }
}

extension RequirementSubject {
  /// One requirement; nil where it says nothing of this device.
  fileprivate func judge(_ id: RequirementID) -> RequirementResult? {
    switch id {
    case .beforePolicy: beforePolicy()
    case .controllerAck: controllerAck()
    case .reportingDeadline: reportingDeadline()
    case .fieldNotice72578: fieldNotice72578()
    case .accessPointCompliance: accessPointCompliance()
    case .transport: transport()
    case .clock: clock()
    case .trustCode: trustCode()
    case .accessPointCounting: accessPointCounting()
    case .onPremVersion: onPremVersion()
    }
  }
}
extension RequirementResult {
  /// Nothing is saved or imported while a reset waits for its reload or for the hour after it.
  fileprivate func held(by reset: StateFinding) -> RequirementResult {
    let words = ["save usage", "import", "license smart sync"]
    guard let row = DiagnosisTable.states[reset.state],
      steps.contains(where: { step in words.contains { step.contains($0) } })
    else { return self }
    var result = self
    result.steps.insert("first: \(row.advice.airGap.text)", at: 0)
    let place = reset.evidence.location
    result.seen.append(Observed(reset.evidence.quote, at: place, command: nil))
    if let detail = reset.detail {
      result.notes.append(RequirementNote(detail, .inferred("what was printed after the reset")))
    }
    return result
  }
}

/// The device under judgement and what several requirements ask of it.
struct RequirementSubject {
  let device: DeviceSnapshot
  let now: Int64
  let latestNow: Int64
  /// What is configured, as far as the output shows it.
  let settings: RunningConfiguration?
  let way: ReportingWay
  /// What the judge of configurations finds.
  let signs: [ConfigurationSign]
  let marks: FieldNotice72578.Marks
  /// Other devices with its host name, in words; nil for none.
  let sameHost: String?
  /// The licensing that it runs.
  let licensing: LicensingModel

  init(
    _ device: DeviceSnapshot, _ circumstances: RequirementsJudge.Circumstances,
    sameHost: String?
  ) {
    self.device = device
    licensing = LicensingModel(device)
    now = circumstances.now
    latestNow = circumstances.latestNow
    settings = device.settings
    way = ReportingWay(
      device, settings, given: circumstances.topology, isSite: circumstances.isSite)
    signs = ConfigurationJudge.signs(settings, device, way)
    marks = circumstances.marks
    self.sameHost = sameHost
  }

  /// How the device reports.
  var topology: ReportingTopology { way.topology }

  /// What it is; nil when nothing tells.
  var model: DeviceModel? { device.model }

  /// True where it is known to run another system than IOS XE.
  var isOtherSystem: Bool { device.system.map { $0 != .iosXE } ?? false }

  /// Whole days from now to a moment; negative when it is over.
  func days(to moment: Int64) -> Int64 { CycleStatus.days(from: now, to: moment) }

  /// A time against the current time: before it, after it, or either because its zone is not certain.
  func isOver(_ time: DeviceTime) -> Bool? { time.isOver(at: now) }

  /// A line of the device, for what was seen.
  func line<Value>(_ label: String, _ value: Observed<Value>, _ text: String) -> Observed<String> {
    value.map { _ in "\(label): \(text)" }
  }

  /// A time as printed, or `<none>`.
  func line(_ label: String, _ value: Observed<DeviceTime?>) -> Observed<String> {
    value.map { "\(label): \($0?.text ?? "<none>")" }
  }

  /// Log lines with one of these names, without the facility's prefix on IOS XR.
  func logs(_ names: String...) -> [LogLine] {
    device.logLines.filter { log in names.contains { log.name.hasSuffix($0) } }
  }

  /// A log line, for what was seen.
  func line(_ log: LogLine) -> Observed<String> {
    Observed("%\(log.name): \(PrintedSecrets.shown(log.text))", at: log.location, command: nil)
  }
}

extension DeviceTime {
  /// True when it is over; nil where its zone leaves that open, or it could not be read.
  func isOver(at now: Int64) -> Bool? {
    guard let earliest, let latest else { return nil }
    if latest <= now { return true }
    return earliest > now ? false : nil
  }
}
