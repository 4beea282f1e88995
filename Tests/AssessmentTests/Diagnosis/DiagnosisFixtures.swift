import Assessment
import DeviceOutput
import LicenseFiles

/// 2026-11-24T00:00:00Z
let diagnosisNow: Int64 = 1_795_478_400

/// The diagnoses of the devices whose output these texts are.
func diagnoses(
  _ texts: [String], _ topology: ReportingTopology? = nil, isSite: Bool = false,
  captures: [CaptureFacts] = [], at now: Int64 = diagnosisNow
) -> [Diagnosis] {
  var reading: DeviceReading?
  var sections: [TranscriptSection] = []
  for (index, text) in texts.enumerated() {
    let name = "\(index).txt"
    let read = DeviceOutputReader.read(name: name, bytes: Array(text.utf8))
    reading = reading?.joined(with: read) ?? read
    sections += DeviceOutputReader.sections(name: name, bytes: Array(text.utf8))
  }
  let devices = reading.map { DiagnosedDevice.devices($0, sections: sections) } ?? []
  return devices.map {
    DiagnosisJudge.judge(
      $0, captures: captures, given: topology, isSite: isSite, now: now)
  }
}

extension Diagnosis {
  /// The conclusions; those of the judge of configurations keep the name of their area.
  var ids: [String] { conclusions.map { $0.row.id.replacing("diagnosis/", with: "") } }

  func conclusion(_ name: String) -> DiagnosisConclusion? {
    conclusions.first { $0.row.id == "diagnosis/" + name }
  }

  /// Everything that it tells a person to type or do.
  var instructions: [String] {
    conclusions.flatMap { [$0.advice.text] + $0.advice.commands }
      + nextSteps.flatMap { $0.commands + $0.notes }
  }
}
