public import LicenseFiles

/// What was recorded of the reset of one device, and what the guard says now.
public struct RecordedReset: Sendable, Hashable {
  /// The device.
  public let device: UDI
  /// What was recorded.
  public let events: [SiteEventDraft]
  /// What the guard says.
  public let verdict: ResetVerdict

  /// Creates an outcome.
  public init(device: UDI, events: [SiteEventDraft], verdict: ResetVerdict) {
    self.device = device
    self.events = events
    self.verdict = verdict
  }
}

/// What the factory-reset guard says of a device.
public struct ResetStanding: Sendable, Hashable {
  /// That the guard refuses, and until when where that is known.
  package struct Refusal {
    package let until: Int64?
  }

  package var refusal: Refusal? {
    if case .refused(let until, _) = verdict { Refusal(until: until) } else { nil }
  }

  /// What has to be seen before anything is saved or imported; nil where it is clear.
  public var warning: String? {
    switch verdict {
    case .clear: nil
    case .warning(_, let reasons), .refused(_, let reasons):
      "\(device): " + (reasons.first.map { "\($0.id): \($0.message)" } ?? verdict.word)
    }
  }

  /// The device.
  public let device: UDI
  /// What the guard says.
  public let verdict: ResetVerdict

  /// Creates an outcome.
  public init(device: UDI, verdict: ResetVerdict) {
    self.device = device
    self.verdict = verdict
  }
}
