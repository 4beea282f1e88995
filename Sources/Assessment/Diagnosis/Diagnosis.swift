public import DeviceOutput
public import LicenseFiles

/// What was seen of one device, and what is concluded from it.
public struct Diagnosis: Sendable, Hashable {
  /// Whose output it is.
  public internal(set) var subject: DiagnosisSubject
  /// How the device reports, and how that is known.
  public internal(set) var way: ReportingWay
  /// What is known of the device.
  public internal(set) var snapshot = DeviceSnapshot(observations: [])
  /// What was seen, in order of time; repeats are one entry.
  public internal(set) var story: [StoryEvent] = []
  /// Entries beyond the limit of the story.
  public internal(set) var omitted = 0
  /// True when the device prints times without a year, so that one was assumed.
  public internal(set) var assumesYears = false
  /// True when the zone of a time is not known: the order is that of the device's own clock.
  public internal(set) var hasUnknownZones = false
  /// What is concluded, the first cause first.
  public internal(set) var conclusions: [DiagnosisConclusion] = []
  /// What to run where evidence is missing.
  public internal(set) var nextSteps: [NextStep] = []
  /// The captures that were looked at.
  public internal(set) var captures: [CaptureFacts] = []

  /// The severities that count for the exit status.
  public var severities: [Severity] { conclusions.map(\.severity) }
}

/// Whose output it is.
public struct DiagnosisSubject: Sendable, Hashable {
  /// The UDI; nil when no output shows it.
  public let udi: UDI?
  /// The host name; nil when no output shows it.
  public let hostName: String?
  /// The release as printed.
  public let release: String?
  /// The files, in order.
  public let files: [String]
}

/// A line or a state that was seen: quoted, with its place.
public struct DiagnosisEvidence: Sendable, Hashable {
  /// The file and the line.
  public let location: SourceLocation
  /// As printed, without its time; tokens and passwords are withheld.
  public let quote: String
  /// The time that stands with it; nil without one. The year may be assumed.
  public let time: DeviceTime?
}

/// One entry of the story.
public struct StoryEvent: Sendable, Hashable {
  /// The row that it belongs to.
  public let row: DiagnosisRow
  /// Where it was first seen.
  public let first: DiagnosisEvidence
  /// Where it was last seen.
  public internal(set) var last: DiagnosisEvidence
  /// How often.
  public internal(set) var count = 1
  /// What else the evidence says, in words of this tool or of the server; nil without.
  public let detail: String?
  /// What the judge of configurations found; nil for the rows of other signs.
  let sign: ConfigurationSign?
  /// Where it is another than that of its row.
  let severity: Severity?
  /// The name of the file that was imported; nil where it is not known, and for what is no import.
  let importedFile: String?
  var firstKey: StoryKey
  var lastKey: StoryKey
}

/// What is concluded from the story.
public struct DiagnosisConclusion: Sendable, Hashable {
  /// The row.
  public let row: DiagnosisRow
  /// The severity in this topology; a note when it is over.
  public internal(set) var severity: Severity
  /// The entries of the story that it rests on.
  public let evidence: [StoryEvent]
  /// The entry that shows that it is over; nil while nothing shows it.
  public let endedBy: StoryEvent?
  /// The ids of conclusions that explain this one.
  public let followsFrom: [String]
  /// What to do, in this topology.
  public internal(set) var advice: DiagnosisAdvice

  /// True for what is worth knowing and no problem.
  public var isInformation: Bool { row.rank == .information }
}

/// The place of evidence in the story: seconds of the device's own clock, then the order of the
/// files and lines.
struct StoryKey: Sendable, Hashable, Comparable {
  var seconds: Int64
  var milliseconds: Int
  var order: Int

  static func < (left: StoryKey, right: StoryKey) -> Bool {
    (left.seconds, left.milliseconds, left.order) < (right.seconds, right.milliseconds, right.order)
  }
}
