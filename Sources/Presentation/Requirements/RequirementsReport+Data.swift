import Assessment
import DeviceOutput
import LicenseFiles

extension RequirementsReport {
  /// `rumkit.requirements/1`.
  public var json: JSONText {
    .object([
      ("schema", .string("rumkit.requirements/1")),
      ("now", .string(TimeText.iso8601(now))),
      ("topology", JSONText(topology?.rawValue)),
      ("devices", .array(devices.map(Self.json))),
      ("recorded", .array(recorded.map { Self.json($0.record, $0.news) })),
      (
        "counts",
        .object(
          [Verdict.overdue, .due, .unknown, .satisfied].map { ($0.rawValue, JSONText(count($0))) })
      ),
    ])
  }

  private static func json(
    _ record: DeviceRecord, _ news: [(label: String, value: String)]
  ) -> JSONText {
    let lines: [JSONText] = news.map {
      .object([("what", .string($0.label)), ("value", .string($0.value))])
    }
    return .object(
      record.udi.jsonMembers + [
        ("host_name", JSONText(record.hostName)), ("news", .array(lines)),
      ])
  }

  private static func json(_ device: DeviceRequirements) -> JSONText {
    let snapshot = device.snapshot
    let udi = snapshot.udi.latest?.value
    return .object(
      [
        ("udi_pid", JSONText(udi?.pid)), ("udi_serial_number", JSONText(udi?.serial)),
        ("host_name", JSONText(snapshot.hostName.latest?.value)),
        ("software_version", JSONText(snapshot.release.latest?.value.raw)),
        (
          "ha_members",
          .array(
            snapshot.members.map { member in
              .object([
                ("role", .string(member.value.role)), ("udi_pid", .string(member.value.udi.pid)),
                ("udi_serial_number", .string(member.value.udi.serial)),
              ])
            })
        ),
        ("topology", device.way.json),
      ] + EvidenceWording.members(snapshot) + [
        ("from_site", .array(snapshot.partsFromBackground.map { .string($0.rawValue) })),
        ("verdict", .string(device.verdict.rawValue)),
        ("days_left", JSONText(device.daysLeft)),
        ("requirements", .array(device.results.map(json))),
        ("findings", .array(device.findings.map(\.json))),
      ])
  }

  private static func json(_ result: RequirementResult) -> JSONText {
    .object([
      ("id", .string(result.id.rawValue)),
      ("verdict", .string(result.verdict.rawValue)),
      ("is_advice", .bool(result.isAdvice)),
      ("conclusion", .string(result.conclusion)),
      ("deadline", result.deadline.map(time) ?? .null),
      ("deadline_by_policy", JSONText(result.computedDeadline.map(TimeText.iso8601))),
      ("days_left", JSONText(result.daysLeft)),
      (
        "seen",
        .array(
          result.seen.map { line in
            .object([
              ("text", .string(line.value)), ("file", .string(line.location.file)),
              ("line", JSONText(line.location.line)),
            ])
          })
      ),
      ("steps", .array(result.steps.map { .string($0.replacing("`", with: "")) })),
      ("signs", .array(result.signs.map(\.json))),
      ("settled_by", .array(result.settledBy.map { .string($0) })),
      (
        "notes",
        .array(
          result.notes.map { note in
            .object([("text", .string(note.text)), ("basis", note.basis.json)])
          })
      ),
      ("basis", result.basis.json),
    ])
  }

  /// A device time: a string where it is certain, else what it can mean.
  private static func time(_ time: DeviceTime) -> JSONText {
    if let utc = time.utc { return .string(TimeText.iso8601(utc)) }
    return .object([
      ("utc", .null), ("earliest", JSONText(time.earliest.map(TimeText.iso8601))),
      ("latest", JSONText(time.latest.map(TimeText.iso8601))), ("text", .string(time.text)),
    ])
  }

  /// A row for each requirement of each device.
  public func csv(isRaw: Bool = false) -> String {
    var result = CSVText.row([
      "host_name", "udi_pid", "udi_serial_number", "software_version", "requirement", "verdict",
      "deadline", "deadline_text", "days_left", "conclusion", "steps", "settled_by", "certainty",
    ])
    for device in devices {
      let snapshot = device.snapshot
      let udi = snapshot.udi.latest?.value
      for requirement in device.results {
        result += CSVText.row(
          [
            snapshot.hostName.latest?.value ?? "", udi?.pid ?? "", udi?.serial ?? "",
            snapshot.release.latest?.value.raw ?? "", requirement.id.rawValue,
            requirement.verdict.rawValue,
            requirement.deadline?.utc.map(TimeText.iso8601) ?? "", requirement.deadline?.text ?? "",
            requirement.daysLeft.map { String($0) } ?? "", requirement.conclusion,
            requirement.steps.joined(separator: "; ").replacing("`", with: ""),
            requirement.settledBy.joined(separator: "; "), requirement.basis.certainty,
          ], isRaw: isRaw)
      }
    }
    return result
  }
}
