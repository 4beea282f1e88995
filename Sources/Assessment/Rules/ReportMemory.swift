import LicenseFiles

/// How a report relates to an earlier one of the same device and id.
public struct ReportRecurrence: Sendable, Hashable {
  /// What the two are to each other.
  public enum Kind: Sendable, Hashable {
    /// The same bytes.
    case same
    /// One of the two versions is open, and one can be an earlier state of the other.
    case grown
    /// One of the two versions is open, and neither can be an earlier state of the other: a
    /// measurement that had ended is gone or changed.
    case shrunk
    /// Two different closed versions.
    case conflict
  }

  /// What the two are to each other.
  public let kind: Kind
  /// The file with the other one; nil where it is the same file.
  public let otherFile: String?

  /// "; the other one is in october.txt", or nothing.
  var elsewhere: String { otherFile.map { "; the other one is in \($0)" } ?? "" }
}

/// Remembers every report of a run in a few fixed bytes each, to say of the next one whether it was
/// there before.
///
/// A report is known by its device and id; its version by the first eight bytes of the payload's
/// hash. Devices are numbered, so that a million reports of one device cost no million strings.
struct ReportMemory: Sendable {
  private struct Key: Hashable {
    let device: UInt32
    let id: UInt64
  }

  private struct Version {
    let hash: UInt64
    let measurements: UInt32
    let file: UInt16
    let isOpen: Bool
  }

  /// The documents so far, of which the last is at hand; of more than these the names are not told.
  private var files: [String] = []

  private var devices: [UDI: UInt32] = [:]
  private var versions: [Key: Version] = [:]
  /// What open versions held; few reports are open at a time.
  private var openings: [Key: OpenState] = [:]
  private static let mostOpen = 100_000

  /// A new document begins.
  mutating func begin(_ file: String) {
    if files.count <= Int(UInt16.max) { files.append(file) }
  }

  /// Takes a report; nil when it is new. One without an id or a device always is.
  mutating func take(_ report: UsageReport) -> ReportRecurrence? {
    guard let id = report.reportID, let device = report.productInstance else { return nil }
    let number: UInt32
    if let known = devices[device] {
      number = known
    } else {
      number = UInt32(truncatingIfNeeded: devices.count)
      devices[device] = number
    }
    let key = Key(device: number, id: id)
    let version = Version(
      hash: report.payload.sha256.prefix,
      measurements: UInt32(clamping: report.measurements.count),
      file: UInt16(clamping: files.count), isOpen: report.isOpen)
    // Nearly every report is new, so the table is searched once.
    guard let known = versions.updateValue(version, forKey: key) else {
      if version.isOpen { open(key, report) }
      return nil
    }
    func recurrence(_ kind: ReportRecurrence.Kind) -> ReportRecurrence {
      ReportRecurrence(kind: kind, otherFile: name(known.file))
    }
    if known.hash == version.hash { return recurrence(.same) }
    // The one that was known stands until the new one proves to be the later.
    versions[key] = known
    guard known.isOpen || version.isOpen else { return recurrence(.conflict) }
    let isSound = agrees(key, known, version, report)
    if known.isOpen, isLater(key, known, version, report) {
      versions[key] = version
      openings[key] = nil
      if version.isOpen { open(key, report) }
    }
    return recurrence(isSound ? .grown : .shrunk)
  }

  /// The document of this number, counted from 1, unless it is the one at hand.
  private func name(_ number: UInt16) -> String? {
    guard number > 0, number < files.count, number < UInt16.max else { return nil }
    return files[Int(number) - 1]
  }

  /// A closed version is final; of two open ones the one with more in it is the later.
  private func isLater(
    _ key: Key, _ known: Version, _ version: Version, _ report: UsageReport
  ) -> Bool {
    guard version.isOpen, version.measurements <= known.measurements else { return true }
    guard version.measurements == known.measurements, let state = openings[key] else {
      return false
    }
    return !OpenState(report).endsEarlier(than: state)
  }

  private mutating func open(_ key: Key, _ report: UsageReport) {
    if openings.count < Self.mostOpen { openings[key] = OpenState(report) }
  }

  /// Whether one of the two can be an earlier state of the other, as far as is remembered.
  private func agrees(
    _ key: Key, _ known: Version, _ version: Version, _ report: UsageReport
  ) -> Bool {
    // A closed report holds all that an open state of it held.
    if !known.isOpen { return version.measurements <= known.measurements }
    if !version.isOpen, version.measurements < known.measurements { return false }
    guard let state = openings[key] else { return true }
    if !version.isOpen || version.measurements > known.measurements {
      return state.isEarlierState(of: report)
    }
    // The older file may have come second: its state is compared with what is remembered.
    return OpenState(report).canPrecede(state)
  }
}

/// What an open report has said that no later state of it can take back: the measurements that had
/// ended, folded into one number, and the start of the one that goes on.
struct OpenState: Sendable {
  private let ended: Int
  private let fold: UInt64
  private let start: Int64?
  private let end: Int64?

  init(_ report: UsageReport) {
    ended = max(0, report.measurements.count - 1)
    fold = Self.fold(report.measurements.prefix(ended))
    start = report.measurements.last?.startTime
    end = report.measurements.last?.endTime
  }

  /// True when a version that is closed, or has more measurements, can have come from this state.
  func isEarlierState(of report: UsageReport) -> Bool {
    guard Self.fold(report.measurements.prefix(ended)) == fold else { return false }
    guard report.measurements.indices.contains(ended) else { return start == nil }
    let goingOn = report.measurements[ended]
    return goingOn.startTime == start && !Self.isEarlier(goingOn.endTime, than: end)
  }

  /// True when what goes on here ends before what goes on there.
  func endsEarlier(than other: OpenState) -> Bool { Self.isEarlier(end, than: other.end) }

  /// True unless it is known that this state, with no more measurements, is not on the way to the
  /// other or, with as many, from it.
  func canPrecede(_ later: OpenState) -> Bool {
    if ended == later.ended { return fold == later.fold && start == later.start }
    return !Self.isEarlier(later.end, than: end)
  }

  private static func isEarlier(_ time: Int64?, than other: Int64?) -> Bool {
    guard let time, let other else { return false }
    return time < other
  }

  /// FNV-1a over what a measurement says; the same for the same measurements in every run.
  private static func fold(_ measurements: ArraySlice<Measurement>) -> UInt64 {
    var result: UInt64 = 0xCBF2_9CE4_8422_2325
    func mix(_ number: UInt64) { result = (result ^ number) &* 0x0000_0100_0000_01B3 }
    func mix(_ text: String) {
      for byte in text.utf8 { mix(UInt64(byte)) }
      mix(256)
    }
    for measurement in measurements {
      mix(measurement.metricName ?? "")
      mix(UInt64(bitPattern: measurement.startTime ?? .min))
      mix(UInt64(bitPattern: measurement.endTime ?? .min))
      switch measurement.value {
      case .absent: mix(257)
      case .count(let count): mix(UInt64(bitPattern: count))
      case .notANumber(let text): mix(text)
      }
      mix(measurement.terminationReason ?? "")
      for list in [measurement.added, measurement.removed] {
        for device in list ?? [] { mix(device.description) }
        mix(258)
      }
    }
    return result
  }
}
