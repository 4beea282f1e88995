public import DeviceOutput
public import LicenseFiles

/// What a device has to meet. The raw values stand in JSON and never change.
public enum RequirementID: String, Sendable, Hashable, CaseIterable {
  /// Smart Licensing from before the policy, with deadlines of its own; in no result of another device.
  case beforePolicy = "before-policy"
  /// A C9800-CL needs an acknowledged usage report since IOS XE 17.7.1.
  case controllerAck = "9800-cl-ack"
  /// `Next ACK deadline` of every device.
  case reportingDeadline = "reporting-deadline"
  /// Reports that pile up: Cisco field notice FN72578.
  case fieldNotice72578 = "fn72578"
  /// The license state of access points, from IOS XE 17.17.1.
  case accessPointCompliance = "ap-compliance"
  /// The transport fits the way in which the site reports.
  case transport
  /// The device's clock.
  case clock
  /// The trust code.
  case trustCode = "trust-code"
  /// The eight hours between two counts of access points.
  case accessPointCounting = "ap-counting"
  /// The version of Cisco License Central (On-prem).
  case onPremVersion = "on-prem-version"

  /// What it is, for a heading.
  public var title: String {
    switch self {
    case .beforePolicy: "licensing"
    case .controllerAck: "9800-CL ACK"
    case .reportingDeadline: "ACK deadline"
    case .fieldNotice72578: "FN72578"
    case .accessPointCompliance: "AP compliance"
    case .transport: "transport"
    case .clock: "clock"
    case .trustCode: "trust code"
    case .accessPointCounting: "AP counting"
    case .onPremVersion: "On-Prem version"
    }
  }
}

/// How a device stands to a requirement, the most urgent first.
public enum Verdict: String, Sendable, Hashable, CaseIterable, Comparable {
  /// The deadline is over, or the harm is done.
  case overdue
  /// Something has to be done; where there is a deadline, until then.
  case due
  /// The output does not tell.
  case unknown
  /// Met.
  case satisfied
  /// It does not concern this device.
  case notApplicable = "not-applicable"

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// Orders the most urgent first.
  public static func < (left: Verdict, right: Verdict) -> Bool { left.rank < right.rank }

  /// What it costs: overdue is an error, due and unknown are warnings; nil for nothing.
  public var severity: Severity? {
    switch self {
    case .overdue: .error
    case .due, .unknown: .warning
    case .satisfied, .notApplicable: nil
    }
  }
}

/// A consequence or a limit that belongs to a requirement, with how it is known.
public struct RequirementNote: Sendable, Hashable {
  /// One sentence without a full stop.
  public let text: String
  /// How it is known.
  public let basis: Basis

  /// Creates a note.
  init(_ text: String, _ basis: Basis) {
    self.text = text
    self.basis = basis
  }
}

/// One requirement of one device, judged.
public struct RequirementResult: Sendable, Hashable {
  /// Which one.
  public let id: RequirementID
  /// How the device stands to it.
  public var verdict: Verdict
  /// What was concluded; one sentence without a full stop. It may hold text of the device.
  public var conclusion: String
  /// How the requirement itself is known.
  public let basis: Basis
  /// Until when; nil without a deadline.
  public var deadline: DeviceTime?
  /// Our own figure for the deadline, epoch seconds UTC; nil where it cannot be computed.
  public var computedDeadline: Int64?
  /// True for advice on the next trip, which is not a fault of the device.
  public var isAdvice = false
  /// True when the device's deadline is not the one that its policy gives.
  package var differsFromPolicy = false
  /// Whole days until the earliest moment that the deadline can mean; negative when it is over.
  public var daysLeft: Int64?
  /// The lines of the device that it rests on.
  public var seen: [Observed<String>] = []
  /// What to do, in order; device commands stand in backquotes.
  public var steps: [String] = []
  /// What the judge of configurations finds, where the requirement is about the settings.
  public var signs: [Finding] = []
  /// The commands whose output would settle it.
  public var settledBy: [String] = []
  /// What follows and what else is known.
  public var notes: [RequirementNote] = []

  /// Creates a result.
  init(_ id: RequirementID, _ verdict: Verdict, _ conclusion: String, basis: Basis) {
    self.id = id
    self.verdict = verdict
    self.conclusion = conclusion
    self.basis = basis
  }
}

/// Every requirement of one device.
public struct DeviceRequirements: Sendable, Hashable {
  /// The device as its output shows it.
  public let snapshot: DeviceSnapshot
  /// How it reports, and how that is known.
  public let way: ReportingWay
  /// In the order of ``RequirementID``.
  public let results: [RequirementResult]

  /// The most urgent verdict.
  public var verdict: Verdict {
    let judged = results.filter { !$0.isAdvice }
    return judged.map(\.verdict).min() ?? .unknown
  }
  /// True for licensing from before the policy, of which none of the others can be asked.
  public var isBeforePolicy: Bool { self[.beforePolicy] != nil }
  /// The nearest deadline that is not yet met, in days.
  public var daysLeft: Int64? {
    results.lazy.filter { $0.verdict < .satisfied && !$0.isAdvice }.compactMap(\.daysLeft).min()
      ?? results.lazy.compactMap(\.daysLeft).min()
  }
  /// The result of one requirement.
  public subscript(id: RequirementID) -> RequirementResult? { results.first { $0.id == id } }

  /// What to call it: host name and UDI as far as they were printed.
  public var name: String {
    let host = snapshot.hostName.latest?.value
    let udi = snapshot.udi.latest?.value ?? snapshot.udis.min()
    switch (host, udi) {
    case (let host?, let udi?): return "\(host) \(udi)"
    case (let host?, nil): return host
    case (nil, let udi?): return udi.description
    case (nil, nil): return snapshot.observations.first?.location.file ?? "a device without a name"
    }
  }
}
