import Assessment
import DeviceOutput
import LicenseFiles

extension RequirementsReport {
  /// `rumkit.requirements/1`.
  public var json: JSONText {
    .fields([
      "schema": "rumkit.requirements/1", "now": TimeText.iso8601(now),
      "topology": topology?.rawValue, "devices": devices.map(Self.json),
      "recorded": recorded.map { Self.json($0.record, $0.news) },
      "counts": JSONText.object(
        [Verdict.overdue, .due, .unknown, .satisfied].map { ($0.rawValue, JSONText(count($0))) }
          + [("not_on_policy", JSONText(beforePolicy))]),
    ])
  }

  private static func json(
    _ record: DeviceRecord, _ news: [(label: String, value: String)]
  ) -> JSONText {
    let lines: [JSONText] = news.map {
      JSONText.fields(["what": $0.label, "value": $0.value])
    }
    return .fields([
      "": record.udi, "host_name": record.hostName, "news": lines,
    ])
  }

  private static func json(_ device: DeviceRequirements) -> JSONText {
    let snapshot = device.snapshot
    let udi = snapshot.udi.latest?.value
    return .fields([
      "udi_pid": udi?.pid, "udi_serial_number": udi?.serial,
      "host_name": snapshot.hostName.latest?.value,
      "software_version": snapshot.release.latest?.value.raw,
      "ha_members": snapshot.members.map { member in
        JSONText.fields(["role": member.value.role, "": member.value.udi])
      }, "topology": device.way.json, "": EvidenceWording.json(snapshot),
      "from_site": snapshot.partsFromBackground.map(\.rawValue),
      "verdict": device.verdict.rawValue, "days_left": device.daysLeft,
      "requirements": device.results.map(json), "findings": device.findings.map(\.json),
    ])
  }

  private static func json(_ result: RequirementResult) -> JSONText {
    .fields([
      "id": result.id.rawValue, "verdict": result.verdict.rawValue, "is_advice": result.isAdvice,
      "conclusion": result.conclusion, "deadline": result.deadline.map(time),
      "deadline_by_policy": result.computedDeadline.map(TimeText.iso8601),
      "days_left": result.daysLeft,
      "seen": result.seen.map { line in
        JSONText.fields([
          "text": line.value, "file": line.location.file, "line": line.location.line,
        ])
      }, "steps": result.steps.map { JSONText.string($0.replacing("`", with: "")) },
      "signs": result.signs.map(\.json), "settled_by": result.settledBy,
      "notes": result.notes.map { note in
        JSONText.fields(["text": note.text, "basis": note.basis.json])
      }, "basis": result.basis.json,
    ])
  }

  /// A device time: a string where it is certain, else what it can mean.
  private static func time(_ time: DeviceTime) -> JSONText {
    if let utc = time.utc { return .string(TimeText.iso8601(utc)) }
    return .fields([
      "utc": JSONText.null, "earliest": time.earliest.map(TimeText.iso8601),
      "latest": time.latest.map(TimeText.iso8601), "text": time.text,
    ])
  }

  /// A row for each requirement of each device.
  public func csv(isRaw: Bool) -> String {
    let rows = devices.flatMap { device in
      device.results.map { (snapshot: device.snapshot, result: $0) }
    }
    return CSVTable<(snapshot: DeviceSnapshot, result: RequirementResult)>([
      "host_name": { $0.snapshot.hostName.latest },
      "udi_pid": { $0.snapshot.udi.latest?.value.pid },
      "udi_serial_number": { $0.snapshot.udi.latest?.value.serial },
      "software_version": { $0.snapshot.release.latest?.value.raw },
      "requirement": { $0.result.id.rawValue }, "verdict": { $0.result.verdict.rawValue },
      "deadline": { $0.result.deadline?.utc.map(TimeText.iso8601) },
      "deadline_text": { $0.result.deadline?.text }, "days_left": { $0.result.daysLeft },
      "conclusion": { $0.result.conclusion },
      "steps": { $0.result.steps.joined(separator: "; ").replacing("`", with: "") },
      "settled_by": { $0.result.settledBy.joined(separator: "; ") },
      "certainty": { $0.result.basis.certainty },
    ]).text(rows, isRaw: isRaw)
  }
}
