import LicenseFiles

/// The most that is kept of the access points of one run.
public struct AccessPointLimits: Sendable, Hashable {
  /// Different access points. A large controller has 6,000.
  public var accessPoints: Int
  /// Entries of added and removed lists.
  public var entries: Int
  /// Measurements.
  public var measurements: Int
  /// Bytes of model names, serial numbers and entitlement tags.
  package var textBytes: Int

  /// The limits of the command line: some 500 MB at the worst.
  public static let standard = AccessPointLimits(
    accessPoints: 200_000, entries: 16_000_000, measurements: 4_000_000, textBytes: 64 << 20)
}

/// What is kept, compared with the limits.
struct AccessPointBudget: Sendable {
  private let limits: AccessPointLimits
  private var entries = 0
  private var measurements = 0
  private var textBytes = 0
  /// The limit that was hit first, in words; nil while none was.
  private(set) var exceeded: String?

  init(_ limits: AccessPointLimits) { self.limits = limits }

  /// False when a report of this size does not fit any more.
  mutating func takes(measurements: Int, entries: Int) -> Bool {
    guard self.measurements + measurements <= limits.measurements else {
      return exceeds("\(limits.measurements) measurements")
    }
    guard self.entries + entries <= limits.entries else {
      return exceeds("\(limits.entries) entries of added and removed lists")
    }
    self.measurements += measurements
    self.entries += entries
    return true
  }

  mutating func giveBack(measurements: Int, entries: Int) {
    self.measurements -= measurements
    self.entries -= entries
  }

  mutating func takes(text: Int) -> Bool {
    guard textBytes + text <= limits.textBytes else {
      return exceeds("\(limits.textBytes) bytes of names, serial numbers and tags")
    }
    textBytes += text
    return true
  }

  mutating func takes(accessPointNumber number: Int, _ udi: UDI) -> Bool {
    guard number <= limits.accessPoints else {
      return exceeds("\(limits.accessPoints) access points")
    }
    return takes(text: udi.pid.utf8.count + udi.serial.utf8.count)
  }

  private mutating func exceeds(_ limit: String) -> Bool {
    if exceeded == nil { exceeded = limit }
    return false
  }
}
