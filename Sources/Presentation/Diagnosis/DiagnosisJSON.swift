import Assessment
import DeviceOutput
import LicenseFiles

/// The diagnosis of one device, as `rumkit.diagnosis/1` holds it.
enum DiagnosisJSON {
  static func device(_ diagnosis: Diagnosis) -> JSONText {
    let subject = diagnosis.subject
    return .object(
      [
        ("udi_pid", JSONText(subject.udi?.pid)),
        ("udi_serial_number", JSONText(subject.udi?.serial)),
        ("host_name", JSONText(subject.hostName)),
        ("release", JSONText(subject.release)),
        ("files", .array(subject.files.map { .string($0) })),
        ("topology", diagnosis.way.json),
      ] + EvidenceWording.members(diagnosis.snapshot) + [
        (
          "from_site",
          .array(diagnosis.snapshot.partsFromBackground.map { .string($0.rawValue) })
        ),
        ("years_assumed", .bool(diagnosis.assumesYears)),
        ("zones_known", .bool(!diagnosis.hasUnknownZones)),
        ("seen", .array(diagnosis.story.map(event))),
        ("seen_omitted", JSONText(diagnosis.omitted)),
        ("concluded", .array(diagnosis.conclusions.map(conclusion))),
        ("next", .array(diagnosis.nextSteps.map(step))),
        ("captures", .array(diagnosis.captures.map(capture))),
      ])
  }

  private static func time(_ time: DeviceTime?) -> JSONText {
    guard let time else { return .null }
    if let utc = time.utc {
      return .object([("utc", .string(TimeText.iso8601(utc))), ("text", .string(time.text))])
    }
    return .object([
      ("utc", .null),
      ("earliest", JSONText(time.earliest.map(TimeText.iso8601))),
      ("latest", JSONText(time.latest.map(TimeText.iso8601))),
      ("text", .string(time.text)),
    ])
  }

  private static func place(_ evidence: DiagnosisEvidence) -> [(String, JSONText)] {
    [
      ("file", .string(evidence.location.file)), ("line", JSONText(evidence.location.line)),
      ("time", time(evidence.time)),
    ]
  }

  private static func event(_ event: StoryEvent) -> JSONText {
    .object([
      ("id", .string(event.row.id)),
      ("text", .string(event.first.quote)),
      ("detail", JSONText(event.detail)),
      ("times", JSONText(event.count)),
      ("first", .object(place(event.first))),
      ("last", .object(place(event.last))),
    ])
  }

  private static func conclusion(_ conclusion: DiagnosisConclusion) -> JSONText {
    let row = conclusion.row.descriptor
    return .object([
      ("id", .string(row.id)),
      ("severity", .string(conclusion.severity.rawValue)),
      ("title", .string(row.title)),
      ("is_information", .bool(conclusion.isInformation)),
      ("is_over", .bool(conclusion.endedBy != nil)),
      ("ended_by", JSONText(conclusion.endedBy?.row.id)),
      ("follows_from", .array(conclusion.followsFrom.map { .string($0) })),
      ("times", JSONText(conclusion.evidence.reduce(0) { $0 + $1.count })),
      ("cause", .string(row.why)),
      ("remedy", .string(conclusion.advice.text)),
      ("commands", .array(conclusion.advice.commands.map { .string($0) })),
      ("basis", row.basis.json),
    ])
  }

  private static func step(_ step: NextStep) -> JSONText {
    .object([
      ("why", .string(step.why)),
      ("commands", .array(step.commands.map { .string($0) })),
      ("notes", .array(step.notes.map { .string($0) })),
    ])
  }

  private static func capture(_ capture: CaptureFacts) -> JSONText {
    .object([
      ("file", .string(capture.file)),
      ("is_read", .bool(capture.unread == nil)),
      ("reason", JSONText(capture.unread)),
      ("is_cut", .bool(capture.isCut)),
      ("is_truncated", .bool(capture.isTruncated)),
      (
        "look_for",
        .array(
          CaptureGuide.steps.map { step in
            .object([
              ("title", .string(step.title)), ("filter", .string(step.filter)),
              ("meaning", .string(step.meaning)),
            ])
          })
      ),
    ])
  }
}
