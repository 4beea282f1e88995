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
    let settings = device.snapshot.settings
    readTrust(settings)
    readCertificate(settings)
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

  private mutating func readTrust(_ settings: RunningConfiguration?) {
    guard topology.needsToken, settings?.transport?.value != "off",
      device.snapshot.trust?.hasTrustCode == false,
      let trust = device.snapshot.observations.last(where: { $0.license?.trust != nil })
    else { return }
    let line = trust.license?.trust?.installed
    add(
      .trustMissing,
      DiagnosisEvidence(
        location: line?.location ?? trust.location, quote: "Trust Code Installed: <none>",
        time: nil))
  }

  private mutating func readCertificate(_ settings: RunningConfiguration?) {
    guard let trustpoint = settings?.secureTrustpoint,
      device.snapshot.model?.isVirtualController == true,
      trustpoint.value.hasSuffix("CISCO_IDEVID_SUDI")
    else { return }
    add(
      .manufacturerCertificateAbsent,
      Self.evidence(trustpoint, "ip http client secure-trustpoint \(trustpoint.value)"))
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
