/// A usage file of a controller whose access points come and go, written piece by piece: any size, in
/// the memory of one report, the same bytes for the same options.
///
/// Its bytes have the shape of a device's own file. Two entitlements take turns, their reports touch,
/// and every report keeps what is known of real ones: intervals equal end minus start, measurements
/// are chained, and the access points added minus those removed give the count. Serial numbers are
/// invented; signatures are random.
public struct SyntheticUsage: Sendable {
  /// What the file holds of one entitlement, for comparison with what a reader makes of it.
  public struct Tally: Sendable, Hashable {
    /// Its reports.
    public var reports = 0
    /// Their measurements.
    public var measurements = 0
    /// The first start of a measurement, epoch seconds.
    public var firstStart: Int64 = .max
    /// The last end, epoch seconds.
    public var lastEnd: Int64 = .min
    /// The highest count.
    public var peak: Int64 = 0
    /// The count of the last measurement.
    public var latest: Int64 = 0
    /// The seconds covered.
    public var seconds: Int64 = 0
    /// Count times seconds, summed.
    public var countSeconds: Int64 = 0
  }

  /// The layout of the payloads.
  public enum Generation: Sendable {
    /// IOS XE 17.6: the report id in `meta`.
    case v1
    /// IOS XE 17.9: `version` "2.0".
    case v2
  }

  /// The product id of the device.
  public static let pid = "C9800-CL-K9"
  /// The serial number of the device.
  public static let serial = "9ZZEXAMPLE1"

  /// What the file holds so far, by entitlement tag.
  public private(set) var tallies: [String: Tally] = [:]
  /// The telemetry reports so far.
  public private(set) var telemetryReports = 0

  private enum Stage { case head, reports, tail, end }

  private let reports: Int
  /// How many reports each device has; the last one has the rest.
  private let reportsPerDevice: Int
  private let generation: Generation
  private let telemetryEvery: Int
  private let period: Int64
  private let firstStart: Int64
  private var random: SeededGenerator
  private var stage = Stage.head
  private var number = 0
  private var accessPoints: [String: AccessPoints] = [:]
  /// The last end of each tag of the device whose turn it is.
  private var ends: [String: Int64] = [:]

  /// - Parameters:
  ///   - reports: how many reports to write, telemetry included.
  ///   - devices: how many devices they are of, one after the other.
  ///   - seed: what the counts, access points and signatures depend on.
  ///   - telemetryEvery: each n-th report is telemetry; 0 for none.
  public init(
    reports: Int, devices: Int = 1, seed: UInt64 = 1, generation: Generation = .v2,
    telemetryEvery: Int = 0
  ) {
    self.reports = max(0, reports)
    reportsPerDevice = max(1, self.reports / max(1, devices))
    self.generation = generation
    self.telemetryEvery = telemetryEvery
    random = SeededGenerator(seed: seed)
    // The file ends at 2026-07-25T00:00:00Z, however long it is.
    let turns = Int64(self.reports / 2 + 1)
    period = max(60, min(3600, 1_600_000_000 / turns))
    firstStart = 1_784_937_600 - turns * period
  }

  /// The next piece of the file: a line. nil after the last one.
  public mutating func next() -> [UInt8]? {
    switch stage {
    case .head:
      stage = reports > 0 ? .reports : .tail
      return Array("<smartLicense>\n".utf8)
    case .reports:
      let line = nextReport()
      number += 1
      if number == reports { stage = .tail }
      return line
    case .tail:
      stage = .end
      return Array((systemInfo + "</smartLicense>\n").utf8)
    case .end:
      return nil
    }
  }

  /// The device whose turn it is: the first has ``serial``, the others a number in its place.
  private var device: String {
    let index = number / reportsPerDevice
    guard index > 0 else { return Self.serial }
    let digits = String(index)
    return "9ZZ" + String(repeating: "0", count: max(0, 8 - digits.utf8.count)) + digits
  }

  private mutating func nextReport() -> [UInt8] {
    let turn = number / 2
    if number % reportsPerDevice == 0 {
      ends = [:]
      accessPoints = [:]
    }
    let start = firstStart + Int64(turn) * period
    if telemetryEvery > 0, (number + 1) % telemetryEvery == 0 {
      telemetryReports += 1
      return line(Payload.telemetry(of: device, id: reportID, start: start, end: start + period))
    }
    let tag = number % 2 == 0 ? Payload.networkTag : Payload.dnaTag
    // With telemetry in its place now and then, a tag's reports would not touch: they start where the
    // last one of the tag ended.
    let begin = ends[tag] ?? start
    var points = accessPoints[tag] ?? AccessPoints(using: &random)
    let measurements = points.measurements(from: begin, to: start + period, using: &random)
    accessPoints[tag] = points
    ends[tag] = start + period
    count(measurements, under: tag)
    return line(
      Payload.usage(
        of: device, id: reportID, tag: tag, generation: generation, signature: signature(),
        measurements: measurements))
  }

  private var reportID: UInt64 { 1_700_000_001 + UInt64(number) }

  private mutating func count(_ measurements: [SyntheticMeasurement], under tag: String) {
    var tally = tallies[tag] ?? Tally()
    tally.reports += 1
    for measurement in measurements {
      let count = Int64(measurement.count)
      tally.measurements += 1
      tally.firstStart = min(tally.firstStart, measurement.start)
      tally.lastEnd = max(tally.lastEnd, measurement.end)
      tally.peak = max(tally.peak, count)
      tally.latest = count
      tally.seconds += measurement.end - measurement.start
      tally.countSeconds += count * (measurement.end - measurement.start)
    }
    tallies[tag] = tally
  }

  /// One report on its own line, the payload escaped as a device escapes it.
  private mutating func line(_ payload: String) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(payload.utf8.count * 5 / 4 + 512)
    bytes += "<RUMReport><![CDATA[{\"payload\":\"".utf8
    for byte in payload.utf8 {
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
        bytes.append(UInt8(ascii: "\\"))
      }
      bytes.append(byte)
    }
    bytes +=
      "\",\"header\":{\"type\":\"rum\"},\"signature\":{\"sudi\":\(Payload.device(device)),".utf8
    bytes += "\"signing_type\":\"builtin\",\"key\":\"\(Payload.softwareTag)\",".utf8
    bytes += "\"value\":\"\(signature())\"}}]]></RUMReport>\n".utf8
    return bytes
  }

  private var systemInfo: String {
    "<smartLicenseSystemInfo><data><![CDATA[{\"sudi\":\(Payload.device(Self.serial)),"
      + "\"timestamp\":1784937600417,\"nonce\":\"12345678901234567890\","
      + "\"hostname\":\"wlc-example-1\",\"software_tag_identifier\":\"\(Payload.softwareTag)\"}"
      + "]]></data></smartLicenseSystemInfo>\n"
  }

  /// The base64 of 32 random bytes.
  private mutating func signature() -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var digits: [UInt8] = []
    digits.reserveCapacity(44)
    for index in 0..<43 {
      // The last digit carries four bits.
      let mask: UInt64 = index == 42 ? 0b111100 : 0b111111
      digits.append(alphabet[Int(random.next() & mask)])
    }
    digits.append(UInt8(ascii: "="))
    return String(decoding: digits, as: UTF8.self)
  }
}
