import DeviceOutput
import LicenseFiles

/// A state that was found, with what shows it.
struct StateFinding {
  let state: DiagnosisState
  let evidence: DiagnosisEvidence
  var detail: String?
  /// Where it is another than that of its row.
  var severity: Severity?
  /// The name of the file that was imported; nil where it is not known, and for what is no import.
  var importedFile: String?
}

/// Decides which states of the table a device is in.
struct StateReading {
  let device: DiagnosedDevice
  let topology: ReportingTopology
  /// Epoch seconds UTC.
  let now: Int64
  let marks: FieldNotice72578.Marks
  /// Whether the mandatory ACK of a 9800-CL is there, as `check` says.
  let controllerAck: Verdict
  /// What `check` says of the field notice on reports that pile up.
  let fieldNotice: RequirementResult
  private(set) var found: [StateFinding] = []

  init(
    _ device: DiagnosedDevice, topology: ReportingTopology, now: Int64,
    marks: FieldNotice72578.Marks, controllerAck: Verdict, fieldNotice: RequirementResult
  ) {
    self.device = device
    self.topology = topology
    self.now = now
    self.marks = marks
    self.controllerAck = controllerAck
    self.fieldNotice = fieldNotice
    let settings = device.snapshot.settings
    if LicensingModel(device.snapshot).isBeforePolicy {
      readOlderLicensing()
    } else {
      readTrust(settings)
    }
    readRefusals()
    readIdentity()
    readCertificate(settings)
    readReporting()
    readAnswers()
    readPath()
    found += TrustSequence.states(device)
    found += ResetStates.of(device.snapshot, now: now)
    readHealth()
  }

  private mutating func add(
    _ state: DiagnosisState, _ evidence: DiagnosisEvidence, _ detail: String? = nil,
    as severity: Severity? = nil, importing file: String? = nil
  ) {
    found.append(
      StateFinding(
        state: state, evidence: evidence, detail: detail, severity: severity, importedFile: file))
  }

  private static func evidence<Value>(
    _ observed: Observed<Value>, _ quote: String
  ) -> DiagnosisEvidence {
    DiagnosisEvidence(location: observed.location, quote: quote, time: nil)
  }

  private mutating func readTrust(_ settings: RunningConfiguration?) {
    if topology.needsToken { readExpiry() }
    guard topology.needsToken, settings?.transport?.value != "off" else { return }
    if let without = device.snapshot.trust?.membersWithout, let first = without.first,
      device.snapshot.trust?.hasTrustCode == true
    {
      let names = TrustFacts.names(without.map(\.member.value))
      add(
        .trustMissing,
        Self.evidence(first.member, "\(TrustFacts.names([first.member.value])): \(first.absence)"),
        "no trust code is installed on \(names)")
      return
    }
    guard device.snapshot.trust?.hasTrustCode == false,
      let trust = device.snapshot.observations.last(where: { $0.license?.trust != nil })
    else { return }
    let line = trust.license?.trust?.installed
    add(
      .trustMissing,
      DiagnosisEvidence(
        location: line?.location ?? trust.location, quote: "Trust Code Installed: <none>",
        time: nil))
  }

  private mutating func readExpiry() {
    let over = (device.snapshot.trust?.ends ?? []).filter { $0.end.value.latest ?? .max <= now }
    guard let end = over.first?.end else { return }
    let owners = TrustFacts.owners(over)
    add(
      .trustExpired, Self.evidence(end, "Expired on \(end.value.text)"),
      owners.isEmpty ? nil : "it is the trust code\(owners)")
  }

  private mutating func readRefusals() {
    let refused = device.snapshot.refused
    for observation in device.snapshot.observations {
      guard let command = observation.command?.command, refused.contains(command),
        let refusal = observation.refusal
      else { continue }
      add(
        .commandRefused,
        Self.evidence(refusal, "\(observation.command?.text ?? command.rawValue): \(refusal.value)")
      )
    }
  }

  /// `UDI: PID:C9300-24UX,SN:`, where one of the two is not there.
  private mutating func readIdentity() {
    for section in device.sections {
      guard
        let line = section.lines.first(where: { Self.isIncompleteUDI($0.text.withoutBlanks) })
      else { continue }
      let place = SourceLocation(file: section.location.file, line: line.number)
      add(
        .udiIncomplete,
        DiagnosisEvidence(
          location: place, quote: Quote.of(line.text.withoutBlanks), time: nil))
      return
    }
  }

  private static func isIncompleteUDI(_ line: Substring) -> Bool {
    guard line.hasPrefix("UDI:"), let start = line.firstRange(of: "PID:"),
      let middle = line.firstRange(of: ",SN:"), start.upperBound <= middle.lowerBound
    else { return false }
    let missing: Set<Substring> = ["", "<none>", "<empty>"]
    return [line[start.upperBound..<middle.lowerBound], line[middle.upperBound...]]
      .contains { missing.contains($0.withoutBlanks) }
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

  private mutating func readOlderLicensing() {
    let snapshot = device.snapshot
    let model = LicensingModel(snapshot)
    let deadline = OlderDeadline(snapshot, model, now: now)
    let lines = [
      deadline.map { Self.evidence($0.line, $0.line.value) },
      snapshot.olderLicensingLines.first.map { Self.evidence($0, $0.value) },
      snapshot.release.latest.map { Self.evidence($0, "Version \($0.value.raw)") },
    ]
    if let evidence = lines.lazy.compactMap(\.self).first {
      let words = [model.words, deadline?.words].compactMap(\.self)
      add(
        .beforePolicy, evidence, words.isEmpty ? nil : words.joined(separator: "; "),
        as: deadline?.isOver == true ? .error : nil)
    }
  }

  private mutating func readReporting() {
    let snapshot = device.snapshot
    // A device that requires no ACK and names no deadline lacks nothing.
    let needsNone =
      snapshot.policy?.isAckRequired == false && controllerAck >= .unknown
      && snapshot.nextAckDeadline.latest.map { $0.value == nil } ?? false
    if let ack = snapshot.lastAck.latest, ack.value == nil, !needsNone {
      // Where the device must have one, it is as urgent as check calls it.
      add(
        .neverAcknowledged, Self.evidence(ack, "Last ACK received: <none>"),
        as: controllerAck < .unknown ? controllerAck.severity : nil)
    }
    readWrongClock()
    if let deadline = snapshot.nextAckDeadline.latest, let time = deadline.value,
      WrongClock.gave(time)
    {
      add(
        .clockWrong, Self.evidence(deadline, "Next ACK deadline: \(time.text)"),
        "the deadline \(WrongClock.words)")
    } else if let deadline = snapshot.nextAckDeadline.latest, let time = deadline.value,
      let earliest = time.earliest, let latest = time.latest
    {
      let evidence = Self.evidence(deadline, "Next ACK deadline: \(time.text)")
      let left = CycleStatus.days(from: now, to: earliest)
      let follows = VoiceRouters.note(snapshot).map { "; \($0.text)" } ?? ""
      if latest < now {
        add(
          .deadlinePassed, evidence,
          "against the current time, \(TimeText.iso8601(now)); the output may be older" + follows)
      } else if left <= SiteStatus.soonDays {
        add(
          .deadlineNear, evidence,
          (left < 0
            ? "its time zone is not known, so how near is not certain" : "\(left) days ahead")
            + follows)
      }
    } else if snapshot.nextAckDeadline.latest == nil,
      let countdown = AckCountdown(snapshot, now: now), countdown.isNear
    {
      add(
        .deadlineNear, Self.evidence(countdown.line, countdown.line.value), countdown.words)
    }
    if let waiting = WaitingReports.newest(of: WaitingReports.all(in: snapshot)),
      waiting.count >= marks.many, !FieldNotice72578.isRuledOut(for: snapshot),
      let seen = waiting.seen.first
    {
      add(
        .reportsPiledUp, Self.evidence(seen, seen.value), waiting.words,
        as: fieldNotice.verdict == .overdue ? .error : nil)
    } else if fieldNotice.verdict < .unknown, !LicensingModel(snapshot).isBeforePolicy,
      let release = snapshot.release.latest
    {
      add(
        .affectedRelease, Self.evidence(release, "Version \(release.value.raw)"),
        fieldNotice.conclusion)
    }
    if let busy = FieldNotice72578.busyProcess(in: snapshot) {
      add(.reportProcessBusy, Self.evidence(busy, Quote.of(busy.value[...])))
    }
    if let lost = snapshot.lostUsage {
      add(.usagePurged, Self.evidence(lost, lost.value))
    }
    if let clock = snapshot.clockMark, clock.value.mark != .authoritative {
      add(.clockMarked, Self.evidence(clock, clock.value.text))
    }
    if device.snapshot.model?.isWirelessController == true, let release = snapshot.release.latest,
      release.value.numbers.prefix(3) == [17, 3, 2]
    {
      add(.noWebMenu, Self.evidence(release, "Version \(release.value.raw)"))
    }
  }

  private mutating func readWrongClock() {
    if let wrong = WrongClock.shown(by: device.snapshot) {
      add(.clockWrong, Self.evidence(wrong, wrong.value.text))
    }
  }

  private mutating func readAnswers() {
    for observation in device.snapshot.observations {
      if case .importAnswer(let answer) = observation.content {
        if let success = answer.success {
          add(
            .importSucceeded, Self.evidence(success, success.value), importing: answer.fileName)
        } else if let line = Self.unknown(answer.otherLines, to: .importing) {
          add(
            .importAnswered, Self.evidence(line, Quote.of(line.value[...])),
            importing: answer.fileName)
        }
      } else if case .saveAnswer(let answer) = observation.content {
        let command = AnsweredCommand(observation.command)
        if let line = Self.unknown(answer.lines, to: command) {
          add(.saveAnswered, Self.evidence(line, Quote.of(line.value[...])))
        }
      }
    }
  }

  /// Whether what was printed is complete and nothing of it is wrong; the log may still say otherwise.
  private mutating func readHealth() {
    let snapshot = device.snapshot
    let isWrong = found.contains { state in
      (DiagnosisTable.states[state.state]?.severity(in: topology) ?? .note) > .note
    }
    let lacksAck =
      snapshot.model?.isVirtualController == true && controllerAck < .satisfied
    guard !isWrong, !lacksAck, let ack = snapshot.lastAck.latest, let received = ack.value,
      let deadline = snapshot.nextAckDeadline.latest,
      deadline.value.map({ $0.earliest.map { $0 > now } ?? false }) ?? true,
      let settings = snapshot.settings, let transport = settings.transportInEffect
    else { return }
    let address = transport == "cslu" ? settings.csluURL?.value.text : nil
    let left = deadline.value?.earliest.map { CycleStatus.days(from: now, to: $0) }
    add(
      .healthy, Self.evidence(ack, "Last ACK received: \(received.text)"),
      "the next deadline is "
        + (deadline.value.map { "\($0.text), \(left ?? 0) days ahead" } ?? "<none>")
        + "; the transport is \(transport)" + (address.map { " to \($0)" } ?? ""))
  }

  /// The first line of an answer, where no row knows its words.
  private static func unknown(
    _ lines: [Observed<String>], to command: AnsweredCommand?
  ) -> Observed<String>? {
    let isKnown = lines.contains {
      DiagnosisTable.row(forLine: $0.value.lowercased(), answering: command) != nil
    }
    return isKnown ? nil : lines.first { !$0.value.isEmpty }
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
      }
    }
  }
}
