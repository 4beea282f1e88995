import Assessment
import DeviceOutput
import LicenseFiles

/// The members of a JSON object about device output. A value that was not printed is left out; one that
/// the device printed as `<none>` is null.
struct DeviceFields {
  private(set) var members: [(String, JSONText)] = []

  /// The object; nil when nothing was printed.
  var json: JSONText? { members.isEmpty ? nil : .object(members) }

  mutating func put(_ key: String, _ value: JSONText?) {
    if let value { members.append((key, value)) }
  }

  mutating func add(_ key: String, _ value: Observed<String>?) {
    put(key, value.map { .string($0.value) })
  }

  mutating func add(_ key: String, _ value: Observed<String?>?) {
    put(key, value.map { JSONText($0.value) })
  }

  mutating func add(_ key: String, _ value: String?) { put(key, value.map { .string($0) }) }

  mutating func add(_ key: String, _ value: Observed<Bool>?) {
    put(key, value.map { .bool($0.value) })
  }

  mutating func add(_ key: String, _ value: Bool?) { put(key, value.map { .bool($0) }) }

  mutating func add(_ key: String, _ value: Observed<UInt64>?) {
    put(key, value.map { Self.count($0.value) })
  }

  mutating func add(_ key: String, _ value: UInt64?) { put(key, value.map(Self.count)) }

  mutating func add(_ key: String, _ value: Int?) { put(key, value.map { JSONText($0) }) }

  mutating func add(_ key: String, _ value: Int64?) { put(key, value.map { JSONText($0) }) }

  mutating func add(_ key: String, _ value: Observed<DeviceTime?>?) {
    put(key, value.map { $0.value.map(Self.time) ?? .null })
  }

  mutating func add(_ key: String, _ value: Observed<DeviceTime>?) {
    put(key, value.map { Self.time($0.value) })
  }

  mutating func add(_ key: String, _ value: DeviceTime?) { put(key, value.map(Self.time)) }

  mutating func add(_ key: String, _ value: Observed<DatedOutcome?>?) {
    put(key, value.map { $0.value.map(Self.outcome) ?? .null })
  }

  mutating func add(_ key: String, _ value: Observed<DatedOutcome>?) {
    put(key, value.map { Self.outcome($0.value) })
  }

  mutating func add(_ key: String, _ lines: [Observed<String>]) {
    if !lines.isEmpty { put(key, .array(lines.map { .string($0.value) })) }
  }

  mutating func add(_ key: String, _ settings: [Observed<PrintedSetting>]) {
    add(key, settings.map(\.value))
  }

  mutating func add(_ key: String, _ settings: [PrintedSetting]) {
    guard !settings.isEmpty else { return }
    put(
      key,
      .array(
        settings.map {
          .object([
            ("block", .string($0.block)), ("name", .string($0.name)),
            ("value", .string(PrintedSecrets.shown($0.value, of: $0.name))),
          ])
        }))
  }

  mutating func add<Element>(
    _ key: String, _ list: [Element], _ json: (Element) -> JSONText
  ) {
    if !list.isEmpty { put(key, .array(list.map(json))) }
  }

  mutating func add(_ udi: UDI?) {
    guard let udi else { return }
    members += Self.udi(udi)
  }

  mutating func add(_ member: HighAvailabilityMember?) {
    guard let member else { return }
    add("role", member.role)
    add(member.udi)
  }
}

extension DeviceFields {
  static func udi(_ udi: UDI) -> [(String, JSONText)] {
    [("udi_pid", .string(udi.pid)), ("udi_serial_number", .string(udi.serial))]
  }

  /// A count that no signed number holds is written in digits as text.
  static func count(_ number: UInt64) -> JSONText {
    Int64(exactly: number).map { .integer($0) } ?? .string(String(number))
  }

  /// `utc` is null where the zone is not certain.
  static func time(_ time: DeviceTime) -> JSONText {
    func iso(_ seconds: Int64?) -> JSONText { JSONText(seconds.map(TimeText.iso8601)) }
    return .object([
      ("utc", iso(time.utc)), ("earliest", iso(time.earliest)), ("latest", iso(time.latest)),
      ("text", .string(time.text)),
    ])
  }

  static func outcome(_ outcome: DatedOutcome) -> JSONText {
    .object([
      ("outcome", .string(outcome.outcome)), ("time", outcome.time.map(time) ?? .null),
      ("text", .string(outcome.text)),
    ])
  }
}
