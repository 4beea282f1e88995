/// What is wrong with devices.
public struct DiagnosisOutcome: Sendable {
  /// One for each device, and for each capture that may be of any of several.
  public package(set) var diagnoses: [Diagnosis]
  /// True when something that was named could not be read, or nothing was of a device.
  public package(set) var isIncomplete: Bool

  package init(_ diagnoses: [Diagnosis], isIncomplete: Bool) {
    self.diagnoses = diagnoses
    self.isIncomplete = isIncomplete
  }
}
