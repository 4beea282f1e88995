public import LicenseFiles

/// What became of one visit at a device.
public struct DeviceVisit: Sendable {
  /// What became of it.
  public enum Result: String, Sendable, Hashable, CaseIterable {
    /// The usage file is here, whole.
    case collected
    /// The ACK was imported, and the device's output proves it.
    case imported
    /// It was done a short time before.
    case recent
    /// It would be done; this is a dry run.
    case planned
    /// A guard refused.
    case refused
    /// It did not work.
    case failed
  }

  /// How ssh reaches it.
  public let host: String
  /// What became of it.
  public package(set) var result: Result
  /// The device that answered; in a dry run the one that is meant.
  public package(set) var device: UDI?
  /// The name in its prompt.
  public package(set) var hostName: String?
  /// The lines that were typed, or would be.
  public package(set) var lines: [String] = []
  /// The file with everything that it printed; nil where it printed nothing.
  public package(set) var session: String?
  /// The usage file, or the ACK.
  public package(set) var file: String?
  /// How long the file is.
  public package(set) var byteCount: Int?
  /// Its MD5, here and on the device.
  public package(set) var md5: String?
  /// The host under which the same run visits this device; nil where this is its only visit.
  package var heldBy: String?
  /// True when the device's copy was removed.
  public package(set) var isRemoved = false
  /// What went wrong, and what the guard said.
  public package(set) var findings: [Finding] = []
  /// What the device has to meet and does not: transport, clock, counting of access points and others.
  public package(set) var requirements: [RequirementResult] = []
  /// True when the site could not take what the device printed.
  public package(set) var isUnrecorded = false

  package init(host: String, _ result: Result, device: UDI? = nil) {
    self.host = host
    self.result = result
    self.device = device
  }
}

/// What became of visits at several devices.
public struct DeviceVisits: Sendable {
  /// The current time, epoch seconds UTC.
  public let now: Int64
  /// True for a site for practice.
  public let isRehearsal: Bool
  /// True when nothing was done.
  public let isDryRun: Bool
  /// One for each host, in the order in which they were named.
  public package(set) var visits: [DeviceVisit] = []

  package init(now: Int64, isRehearsal: Bool, isDryRun: Bool) {
    self.now = now
    self.isRehearsal = isRehearsal
    self.isDryRun = isDryRun
  }

  /// How many ended so.
  public func count(_ result: DeviceVisit.Result) -> Int { visits.count { $0.result == result } }
  /// How many came to what they were for.
  public var doneCount: Int { count(.collected) + count(.imported) + count(.recent) }
}
