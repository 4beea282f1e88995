import DeviceOutput
import LicenseFiles

/// Concludes from what was seen what is wrong, why, and what to do.
public enum DiagnosisJudge {
  /// Judges one device.
  ///
  /// - Parameters:
  ///   - device: its output; nil for captures alone.
  ///   - captures: captures that are of this device.
  ///   - given: how the device reports, where the user says it.
  ///   - isSite: true where an air-gapped site is in use.
  ///   - now: the current time, epoch seconds UTC.
  ///   - marks: from how many waiting reports on somebody should look.
  public static func judge(
    _ device: DiagnosedDevice?, captures: [CaptureFacts] = [], given: ReportingTopology? = nil,
    isSite: Bool = false, now: Int64, marks: FieldNotice72578.Marks = .standard
  ) -> Diagnosis {
    let way = ReportingWay(device?.snapshot, given: given, isSite: isSite)
    let device = device ?? DiagnosedDevice(snapshot: DeviceSnapshot(observations: []), sections: [])
    let required = RequirementSubject(
      device.snapshot, .init(now: now, topology: way.topology, marks: marks), sameHost: nil)
    let ack = required.controllerAck()
    let states = StateReading(
      device, topology: way.topology, now: now, marks: marks, controllerAck: ack.verdict,
      fieldNotice: required.fieldNotice72578()
    ).found
    let isOlder = LicensingModel(device.snapshot).isBeforePolicy
    let signs =
      isOlder
      ? []
      : ConfigurationJudge.signs(device.snapshot.settings, device.snapshot, way)
    var fold = EvidenceScan.scan(
      device, states: states, signs: signs, captures: captures, now: now)
    let story = fold.finish()
    let subject = subject(of: device, captures)
    var diagnosis = Diagnosis(subject: subject, way: way)
    diagnosis.snapshot = device.snapshot
    diagnosis.story = story
    diagnosis.omitted = fold.omitted
    diagnosis.assumesYears = fold.assumesYears
    diagnosis.hasUnknownZones = fold.hasUnknownZones
    diagnosis.captures = captures
    diagnosis.conclusions = conclusions(
      story, in: way.topology, isOlder, CommandDialect(device.snapshot),
      never: PolicyStart.never(device.snapshot.release.latest?.value)
    ).knowing(TransportOff(device))
    diagnosis.nextSteps = NextSteps.missing(
      for: diagnosis.conclusions, device, way, ack, hasCapture: !captures.isEmpty)
    return diagnosis
  }

  private static func subject(
    of device: DiagnosedDevice, _ captures: [CaptureFacts]
  ) -> DiagnosisSubject {
    var files: [String] = []
    for file in device.sections.map(\.location.file) + captures.map(\.file)
    where !files.contains(file) {
      files.append(file)
    }
    let snapshot = device.snapshot
    return DiagnosisSubject(
      udi: snapshot.udi.latest?.value ?? snapshot.udis.min(),
      hostName: snapshot.hostName.latest?.value, release: snapshot.release.latest?.value.raw,
      files: files)
  }

  /// Causes before consequences; what is over, and what is only worth knowing, after.
  ///
  /// - Parameters:
  ///   - story: what was seen.
  ///   - topology: how the device reports.
  ///   - isBeforePolicy: true for a device with licensing from before the policy.
  ///   - dialect: how the device takes commands.
  ///   - never: what is said of a release whose successors have no policy either; nil for others.
  static func conclusions(
    _ story: [StoryEvent], in topology: ReportingTopology, _ isBeforePolicy: Bool = false,
    _ dialect: CommandDialect, never: String?
  ) -> [DiagnosisConclusion] {
    var ids: [String] = []
    var byRow: [String: [StoryEvent]] = [:]
    for event in story {
      if byRow[event.row.id] == nil { ids.append(event.row.id) }
      byRow[event.row.id, default: []].append(event)
    }
    let ends = Dictionary(
      ids.compactMap { id in byRow[id].flatMap { end(of: $0, byRow) }.map { (id, $0) } },
      uniquingKeysWith: { first, _ in first })
    let found = ids.compactMap { id -> DiagnosisConclusion? in
      guard let events = byRow[id], let row = events.first?.row else { return nil }
      let causes = ids.filter { other in
        ends[other] == nil && byRow[other]?.first?.row.explains.contains(id) == true
      }
      let signs = events.compactMap(\.sign)
      let severity =
        row.rank == .information
        ? .note
        : (signs.map(\.finding.severity) + events.compactMap(\.severity)).max()
          ?? row.severity(in: topology)
      return DiagnosisConclusion(
        row: row, severity: ends[id] == nil ? severity : .note, evidence: events,
        endedBy: ends[id], followsFrom: causes,
        advice: DiagnosisAdvice(signs) ?? row.advice.advice(for: topology))
    }.agreeing(isBeforePolicy: isBeforePolicy, dialect, never: never)
    let places = Dictionary(
      ids.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
    return found.sorted { key($0, places) < key($1, places) }
  }

  private static func key(
    _ conclusion: DiagnosisConclusion, _ places: [String: Int]
  ) -> (Int, Int, Int) {
    let group =
      if conclusion.isInformation {
        4
      } else if conclusion.endedBy != nil {
        3
      } else if conclusion.severity == .note {
        2
      } else {
        conclusion.followsFrom.isEmpty ? 0 : 1
      }
    return (group, conclusion.row.rank.rawValue, places[conclusion.row.id] ?? 0)
  }

  /// What ended all of them, the last of them last; nil while one is not over.
  private static func end(of events: [StoryEvent], _ byRow: [String: [StoryEvent]]) -> StoryEvent? {
    guard let row = events.first?.row else { return nil }
    let later = row.endedBy.compactMap { byRow[$0] }.flatMap(\.self)
    let ends = events.map { event in
      later.first { $0.lastKey > event.lastKey && $0.concernsFile(of: event) }
    }
    guard ends.allSatisfy({ $0 != nil }) else { return nil }
    return ends.compactMap(\.self).max { $0.lastKey < $1.lastKey }
  }
}

extension StoryEvent {
  /// True unless both are imports of files that have other names, whatever the case of their letters.
  fileprivate func concernsFile(of other: StoryEvent) -> Bool {
    guard let importedFile, let file = other.importedFile else { return true }
    return importedFile.isName(file, ignoringCase: true)
  }
}

extension [DiagnosisConclusion] {
  /// With the transport off already, nothing has to be switched off: what the device looked for before is over.
  fileprivate func knowing(_ off: TransportOff?) -> [DiagnosisConclusion] {
    guard let off else { return self }
    return map { conclusion in
      guard conclusion.advice.commands.contains("license smart transport off") else {
        return conclusion
      }
      var conclusion = conclusion
      if conclusion.evidence.allSatisfy({ off.isLater(than: $0.last) }) {
        conclusion.severity = .note
        conclusion.advice = DiagnosisAdvice(
          "no action needed: the transport is off, and this is from before that was printed")
      } else {
        conclusion.advice = DiagnosisAdvice(
          "the transport was off when that was printed, and this may be later: see whether it still is",
          ["show license status"])
      }
      return conclusion
    }
  }

  /// One order of what to do, none against another.
  fileprivate func agreeing(
    isBeforePolicy: Bool, _ dialect: CommandDialect, never: String?
  ) -> [DiagnosisConclusion] {
    let isWrong = contains { $0.severity > .note && $0.endedBy == nil && !$0.isInformation }
    let first = self.first { $0.row.holdsBackOthers && $0.endedBy == nil }
    return compactMap { conclusion in
      if conclusion.row.sign == .state(.healthy), isWrong { return nil }
      var conclusion = conclusion
      if isBeforePolicy, conclusion.advice.isOfPolicy { conclusion.advice = .migration }
      if conclusion.advice == .migration || conclusion.row.sign == .state(.beforePolicy),
        let never
      {
        conclusion.advice = DiagnosisAdvice(never, conclusion.advice.commands)
      } else if conclusion.advice == .migration || conclusion.row.sign == .state(.beforePolicy),
        let system = dialect.system, system != .iosXE
      {
        conclusion.advice = DiagnosisAdvice(
          PolicyStart.advice(for: system), conclusion.advice.commands)
      }
      if let first, conclusion.row.id != first.row.id, conclusion.advice.worksOnReports {
        conclusion.advice = DiagnosisAdvice(
          "first fix \(first.row.id); then: \(conclusion.advice.text)",
          conclusion.advice.commands)
      }
      conclusion.advice = DiagnosisAdvice(
        conclusion.advice.text, dialect.typed(conclusion.advice.commands))
      return conclusion
    }
  }
}
