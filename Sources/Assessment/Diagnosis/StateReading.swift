import DeviceOutput
import LicenseFiles

/// A state that was found, with what shows it.
struct StateFinding {
  let state: DiagnosisState
  let evidence: DiagnosisEvidence
  var detail: String?
}

/// Decides which states of the table a device is in.
struct StateReading {
  let device: DiagnosedDevice
  let topology: ReportingTopology
  /// Epoch seconds UTC.
  let now: Int64
  let marks: FieldNotice72578.Marks
  private(set) var found: [StateFinding] = []

  init(
    _ device: DiagnosedDevice, topology: ReportingTopology, now: Int64,
    marks: FieldNotice72578.Marks
  ) {
    self.device = device
    self.topology = topology
    self.now = now
    self.marks = marks
    readTransport()
    readConfiguration()
    readReporting()
    readAnswers()
    readPath()
    found += TrustSequence.states(device)
    found += ResetStates.of(device, now: now)
  }

  private mutating func add(
    _ state: DiagnosisState, _ evidence: DiagnosisEvidence, _ detail: String? = nil
  ) {
    found.append(StateFinding(state: state, evidence: evidence, detail: detail))
  }

  private static func evidence<Value>(
    _ observed: Observed<Value>, _ quote: String
  ) -> DiagnosisEvidence {
    DiagnosisEvidence(location: observed.location, quote: quote, time: nil)
  }

  private mutating func readTransport() {
    guard let (type, evidence) = TopologyReading.transport(of: device) else { return }
    let isOff = type.hasSuffix("off")
    let address = TopologyReading.serverAddress(of: device)
    switch topology {
    case .airGap: if !isOff { add(.transportNotOff, evidence) }
    case .csluInitiated: break
    case _ where isOff: add(.transportOff, evidence)
    case .onPrem where type != "cslu": add(.transportNotForOnPrem, evidence)
    case .onPrem:
      if address?.isEmpty == true {
        add(.serverAddressMissing, evidence)
      } else if let address, LicenseServerURL(address)?.isOnPrem != true {
        add(.onPremURLWithoutTenant, evidence, "the address is \(address)")
      }
    case .cslu:
      if type == "cslu", address?.isEmpty == true { add(.serverAddressMissing, evidence) }
    case .direct, .proxy: break
    }
    if topology.needsToken, !isOff, device.snapshot.trust?.hasTrustCode == false,
      let trust = device.snapshot.observations.last(where: { $0.license?.trust != nil })
    {
      let line = trust.license?.trust?.installed
      add(
        .trustMissing,
        DiagnosisEvidence(
          location: line?.location ?? trust.location, quote: "Trust Code Installed: <none>",
          time: nil))
    }
  }

  private mutating func readConfiguration() {
    let lines = device.configuration
    if let secure = lines.last(where: { $0.quote.hasPrefix("ip http client secure-trustpoint") }),
      secure.quote.hasSuffix("CISCO_IDEVID_SUDI"),
      device.snapshot.model?.isVirtualController == true
    {
      add(.manufacturerCertificateAbsent, secure)
    }
    var trustpoint = ""
    for line in lines {
      if let name = line.quote.after("crypto pki trustpoint ") {
        trustpoint = String(name.withoutBlanks)
      }
      if trustpoint == "SLA-TrustPoint", line.quote.withoutBlanks == "revocation-check none" {
        add(.revocationCheckOff, line)
      }
    }
    if let lookup = lines.last(where: { $0.quote.contains("ip domain") }),
      lookup.quote.hasPrefix("no ")
    {
      add(.lookupOff, lookup)
    }
    if device.snapshot.model?.isWirelessController == true,
      let interval = lines.last(where: { $0.quote.hasPrefix("license smart usage interval") })
    {
      add(.usageInterval, interval)
    }
    readMissingLines()
  }

  /// Only a configuration that was shown whole can prove that a line is missing.
  private mutating func readMissingLines() {
    guard let whole = device.snapshot.runningConfiguration, whole.extent == .whole else { return }
    let evidence = DiagnosisEvidence(
      location: whole.location, quote: "show running-config", time: nil)
    let nowhere = "the line is nowhere in it"
    if whole.sourceInterface == nil { add(.sourceInterfaceMissing, evidence, nowhere) }
    if whole.secureTrustpoint == nil { add(.clientTrustpointMissing, evidence, nowhere) }
    if topology != .airGap, whole.nameServers.isEmpty, whole.hosts.isEmpty {
      add(.nameServerMissing, evidence, nowhere)
    }
  }

  private mutating func readReporting() {
    let snapshot = device.snapshot
    if let ack = snapshot.lastAck.latest, ack.value == nil {
      add(.neverAcknowledged, Self.evidence(ack, "Last ACK received: <none>"))
    }
    if let deadline = snapshot.nextAckDeadline.latest, let time = deadline.value,
      let latest = time.latest, latest < now
    {
      add(
        .deadlinePassed, Self.evidence(deadline, "Next ACK deadline: \(time.text)"),
        "against the present, \(TimeText.iso8601(now)); the output may be older")
    }
    if let summary = snapshot.reportSummary {
      let counts = [summary.waitingForAck, summary.availableToReport].compactMap(\.self)
      let sum = counts.reduce(UInt64(0)) { total, count in
        let (result, overflow) = total.addingReportingOverflow(count.value.count)
        return overflow ? .max : result
      }
      if sum >= marks.many, let first = counts.max(by: { $0.value.count < $1.value.count }) {
        add(
          .reportsPiledUp, Self.evidence(first, "Usage Report Summary"), "\(sum) reports wait")
      }
    }
    if let clock = snapshot.clock.latest, clock.value.mark != .authoritative {
      add(.clockMarked, Self.evidence(clock, clock.value.text))
    }
    if device.snapshot.model?.isWirelessController == true, let release = snapshot.release.latest,
      release.value.numbers.prefix(3) == [17, 3, 2]
    {
      add(.noWebMenu, Self.evidence(release, "Version \(release.value.raw)"))
    }
  }

  private mutating func readAnswers() {
    for observation in device.snapshot.observations {
      switch observation.content {
      case .importAnswer(let answer):
        if let success = answer.success {
          add(.importSucceeded, Self.evidence(success, success.value))
        } else if let line = answer.otherLines.first(where: { !$0.value.isEmpty }) {
          add(.importAnswered, Self.evidence(line, Quote.of(line.value[...])))
        }
      case .saveAnswer(let answer):
        if let line = answer.lines.first(where: { !$0.value.isEmpty }) {
          add(.saveAnswered, Self.evidence(line, Quote.of(line.value[...])))
        }
      default: break
      }
    }
  }

  private mutating func readPath() {
    for section in device.sections {
      guard let echo = section.command?.text else { continue }
      let words = echo.lowercased().split(separator: " ")
      let evidence = DiagnosisEvidence(location: section.location, quote: echo, time: nil)
      if words.first == "telnet", words.contains("443") {
        let open = section.lines.first { $0.text.contains("Open") }
        add(
          open == nil ? .pathClosed : .pathOpen, evidence,
          open.map { Quote.of($0.text.withoutBlanks) })
      } else if words.first == "ping", words.contains(where: { $0.hasSuffix("cisco.com") }) {
        add(.reachabilityByPing, evidence)
      } else if echo.contains("count RUMReport"), let line = section.lines.first,
        let count = line.text.split(separator: " ").last.flatMap({ UInt64($0) }),
        count >= marks.many
      {
        add(
          .reportsPiledUp,
          DiagnosisEvidence(
            location: SourceLocation(file: section.location.file, line: line.number),
            quote: Quote.of(line.text.withoutBlanks), time: nil), "\(count) reports are in the file"
        )
      }
    }
  }
}
