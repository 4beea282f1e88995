import DeviceOutput
import LicenseFiles

/// What to run where evidence is missing.
public struct NextStep: Sendable, Hashable {
  /// What it would show.
  public let why: String
  /// What to type, line by line, or to do.
  public let commands: [String]
  /// What to know before: how long, what to end afterwards.
  public let notes: [String]
  /// False for what is done elsewhere than at the prompt of the device.
  private let isTyped: Bool

  init(_ why: String, _ commands: [String], notes: [String] = [], isTyped: Bool = true) {
    self.why = why
    self.commands = commands
    self.notes = notes
    self.isTyped = isTyped
  }

  /// Without the commands that such a device does not have; nil when none is left.
  fileprivate func asked(of device: DeviceSnapshot) -> NextStep? {
    guard isTyped else { return self }
    let release = device.release.latest?.value
    let dialect = CommandDialect(device)
    let left = commands.filter {
      !device.refuses($0) && device.model?.mayHave($0, on: release) ?? true
        && !dialect.typed([$0]).isEmpty
    }
    return left.allSatisfy { $0 == "terminal monitor" } ? nil : NextStep(why, left, notes: notes)
  }
}

/// Chooses the next steps. In an air gap nothing of it makes the device open a connection.
struct NextSteps {
  private let conclusions: [DiagnosisConclusion]
  private let device: DiagnosedDevice
  private let way: ReportingWay
  /// The mandatory ACK of a 9800-CL, as `check` judges it.
  private let controllerAck: RequirementResult
  private let hasCapture: Bool

  static func missing(
    for conclusions: [DiagnosisConclusion], _ device: DiagnosedDevice, _ way: ReportingWay,
    _ controllerAck: RequirementResult, hasCapture: Bool
  ) -> [NextStep] {
    NextSteps(
      conclusions: conclusions, device: device, way: way, controllerAck: controllerAck,
      hasCapture: hasCapture
    ).steps.compactMap { $0.asked(of: device.snapshot) }
  }

  private var open: [DiagnosisConclusion] {
    conclusions.filter { !$0.isInformation && $0.endedBy == nil && $0.severity > .note }
  }

  private func isOpen(_ ranks: CauseRank...) -> Bool {
    open.contains { ranks.contains($0.row.rank) }
  }

  private func has(_ commands: DeviceCommand...) -> Bool {
    device.snapshot.observations.contains {
      $0.command?.command.map(commands.contains) ?? false
    }
  }

  private func echoes(_ words: String) -> Bool {
    device.sections.contains { $0.command?.text?.contains(words) ?? false }
  }

  private var steps: [NextStep] {
    let isConnected = way.topology != .airGap
    let talks = isOpen(.name, .path, .proxy, .certificate, .server, .trust)
    var steps: [NextStep] = []
    let isOlder = LicensingModel(device.snapshot).isBeforePolicy
    if !isOlder, let missing = Self.missing(device.snapshot) {
      steps.append(NextStep(missing, ["show license status"]))
    }
    if device.snapshot.model?.isVirtualController == true, controllerAck.verdict == .unknown,
      device.snapshot.lastAck.latest.map({ $0.value != nil }) == true
    {
      steps.append(
        NextStep(
          "whether its ACK was one for usage, as a 9800-CL must have", controllerAck.settledBy))
    }
    if device.snapshot.uptime.latest == nil,
      conclusions.contains(where: { $0.row.id == "diagnosis/reset-hour" })
    {
      steps.append(NextStep("how long the device has been up", ["show version | include uptime"]))
    }
    if isOpen(.file), !has(.showLicenseUDI, .showLicenseAll, .showLicenseTechSupport) {
      steps.append(NextStep("whether the file is for this device", ["show license udi"]))
    }
    if isOpen(.file), !has(.showLicenseEventLog) {
      steps.append(NextStep("what the agent noted about the import", ["show license eventlog"]))
    }
    if open.contains(where: { $0.row.rank == .clock }), !has(.showClock, .showNTPStatus) {
      steps.append(NextStep("what the clock says", ["show clock", "show ntp status"]))
    }
    if !isOlder, device.snapshot.model?.isWirelessController == true, !has(.showLicenseAirEntities)
    {
      steps.append(
        NextStep(
          "when access points are counted next, every 8 hours",
          ["show license air entities summary"],
          notes: ["show tech and show license all do not hold this output"]))
    }
    if isConnected, talks, !isOlder { steps += connected }
    if conclusions.isEmpty, steps.isEmpty || device.sections.isEmpty { steps.append(all) }
    return steps
  }

  /// What of the reporting was not printed; nil when all was.
  private static func missing(_ device: DeviceSnapshot) -> String? {
    let words = [
      device.settings?.transportInEffect == nil ? "how the device reports" : nil,
      device.lastAck.latest == nil ? "its last ACK" : nil,
      device.nextAckDeadline.latest == nil ? "its deadline" : nil,
    ].compactMap(\.self)
    guard let last = words.last else { return nil }
    let first = words.dropLast().joined(separator: ", ")
    return first.isEmpty ? last : "\(first) and \(last)"
  }

  private var all: NextStep {
    let tech =
      device.snapshot.model?.isWirelessController == false ? "show tech" : "show tech wireless"
    return NextStep(
      "anything about licensing",
      [
        "show license status", "show license summary", "show license tech support",
        "show license air entities summary", "show license history message", tech,
      ],
      notes: ["\(tech) also holds show logging and show running-config"])
  }

  private var connected: [NextStep] {
    var steps: [NextStep] = []
    if device.snapshot.histories.isEmpty {
      steps.append(
        NextStep("what was sent and answered", ["show license history message"]))
    }
    if !has(.showLicenseTechSupport) {
      steps.append(
        NextStep("the last answer and failure of each kind", ["show license tech support"]))
    }
    if device.snapshot.configured?.extent != .whole {
      steps.append(
        NextStep(
          "the settings that licensing depends on",
          ["show running-config | include ip http client|license smart|name-server|ip domain"],
          notes: ["the HTTP client is not the HTTP server of the web interface"]))
    }
    if isOpen(.certificate, .trust, .path), !has(.showPKITrustpoints) {
      steps.append(
        NextStep(
          "which certificate the device can show",
          ["show crypto pki trustpoints"],
          notes: [
            "a self-signed one (TP-self-signed-…) is enough; CISCO_IDEVID_SUDI is on 9800-80, 9800-40 "
              + "and 9800-L only; an expired one is refused"
          ]))
    }
    if way.topology == .direct, isOpen(.path), !echoes("telnet") {
      steps.append(
        NextStep(
          "whether the license server is reached; Open must be printed",
          ["telnet smartreceiver.cisco.com 443"], notes: ["a ping is not a test"]))
    }
    steps.append(Self.traces)
    steps.append(Self.debugging)
    if !hasCapture {
      steps.append(CaptureGuide.step(for: device.snapshot.model, device.snapshot.system))
    }
    return steps
  }

  private static let traces = NextStep(
    "what the agent did, a few minutes after an attempt",
    [
      "show logging process iosrp start last 5 minutes | include smart-agent"
    ], notes: ["without the filter the log of this process is very long"])

  private static let debugging = NextStep(
    "each step of a new attempt",
    [
      "terminal monitor", "debug license events", "debug license errors",
      "debug license agent all",
    ],
    notes: [
      "then enter the licensing commands once more, so that the device tries again",
      "afterwards: undebug license events, undebug license errors, undebug license agent all; show "
        + "debugging must print none of them; terminal no monitor",
    ])
}
