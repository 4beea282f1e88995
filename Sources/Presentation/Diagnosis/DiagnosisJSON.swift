import Assessment
import DeviceOutput
import LicenseFiles

/// The diagnosis of one device, as `rumkit.diagnosis/1` holds it.
enum DiagnosisJSON {
  static func device(_ diagnosis: Diagnosis) -> JSONText {
    let subject = diagnosis.subject
    return .fields([
      "udi_pid": subject.udi?.pid, "udi_serial_number": subject.udi?.serial,
      "host_name": subject.hostName, "release": subject.release, "files": subject.files,
      "topology": diagnosis.way.json, "": EvidenceWording.json(diagnosis.snapshot),
      "from_site": diagnosis.snapshot.partsFromBackground.map(\.rawValue),
      "years_assumed": diagnosis.assumesYears, "zones_known": !diagnosis.hasUnknownZones,
      "seen": diagnosis.story.map(event), "seen_omitted": diagnosis.omitted,
      "concluded": diagnosis.conclusions.map(conclusion), "next": diagnosis.nextSteps.map(step),
      "captures": diagnosis.captures.map(capture),
    ])
  }

  private static func time(_ time: DeviceTime?) -> JSONText {
    guard let time else { return .null }
    if let utc = time.utc {
      return .fields(["utc": TimeText.iso8601(utc), "text": time.text])
    }
    return .fields([
      "utc": JSONText.null, "earliest": time.earliest.map(TimeText.iso8601),
      "latest": time.latest.map(TimeText.iso8601), "text": time.text,
    ])
  }

  private static func place(_ evidence: DiagnosisEvidence) -> JSONText {
    .fields([
      "file": evidence.location.file, "line": evidence.location.line, "time": time(evidence.time),
    ])
  }

  private static func event(_ event: StoryEvent) -> JSONText {
    .fields([
      "id": event.row.id, "text": event.first.quote, "detail": event.detail, "times": event.count,
      "first": place(event.first), "last": place(event.last),
    ])
  }

  private static func conclusion(_ conclusion: DiagnosisConclusion) -> JSONText {
    let row = conclusion.row.descriptor
    return .fields([
      "id": row.id, "severity": conclusion.severity.rawValue, "title": row.title,
      "is_information": conclusion.isInformation, "is_over": conclusion.endedBy != nil,
      "ended_by": conclusion.endedBy?.row.id, "follows_from": conclusion.followsFrom,
      "times": conclusion.evidence.reduce(0) { $0 + $1.count }, "cause": row.why,
      "remedy": conclusion.advice.text, "commands": conclusion.advice.commands,
      "basis": row.basis.json,
    ])
  }

  private static func step(_ step: NextStep) -> JSONText {
    .fields(["why": step.why, "commands": step.commands, "notes": step.notes])
  }

  private static func capture(_ capture: CaptureFacts) -> JSONText {
    .fields([
      "file": capture.file, "is_read": capture.unread == nil, "reason": capture.unread,
      "is_cut": capture.isCut, "is_truncated": capture.isTruncated,
      "look_for": CaptureGuide.steps.map { step in
        JSONText.fields(["title": step.title, "filter": step.filter, "meaning": step.meaning])
      },
    ])
  }
}
