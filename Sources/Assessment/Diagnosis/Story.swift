import DeviceOutput
import LicenseFiles

/// Puts what was seen into the order of time.
///
/// The order is that of the device's own clock, whose zone need not be known for it. Where the clock was set
/// back between log lines of one output, these keep their order. What has no time of its
/// own, as most `show` output, comes after the last time of its file: it was printed after it.
struct StoryFold {
  /// More entries than this are not story any more; they are counted.
  private static let limit = 1000

  private struct Group: Hashable {
    let row: String
    let quote: String
    let importedFile: String?
  }

  private struct Entry {
    let row: DiagnosisRow
    let evidence: DiagnosisEvidence
    let detail: String?
    let sign: ConfigurationSign?
    let severity: Severity?
    let importedFile: String?
  }

  private let now: Int64
  private let anchor: Int64
  private let zones: ZoneOffsets
  private(set) var assumesYears = false
  private(set) var hasUnknownZones = false
  private(set) var omitted = 0
  private var events: [StoryEvent] = []
  private var places: [Group: Int] = [:]
  /// Messages of several processes or line cards are not written in the order of their times; a greater step
  /// back is that of a clock that was set.
  private static let slack: Int64 = 120
  private var clockWasSet = false
  /// Log messages that were met: a console and a log buffer show the same ones.
  private var known: Set<String> = []
  private var order = 0
  /// The last time of the output that is read, so that its lines keep their order.
  private var floor: (seconds: Int64, milliseconds: Int) = (.min, 0)
  private var untimed: [Entry] = []
  private var fileEnd: (seconds: Int64, milliseconds: Int) = (.min, 0)

  /// - Parameter anchor: epoch seconds UTC, no earlier than the log lines: their year is the last one
  ///   that fits.
  /// - Parameter zones: what is known of the zones of the device.
  init(now: Int64, anchor: Int64?, zones: ZoneOffsets) {
    self.now = now
    self.anchor = anchor ?? now
    self.zones = zones
  }

  /// Another output begins: its log may go back in time.
  mutating func beginSection() {
    floor = (.min, 0)
    clockWasSet = false
  }

  /// The device's clock is set here: what comes now was printed later, whatever its time.
  mutating func setClock() { clockWasSet = true }

  /// Another file begins.
  mutating func beginFile() {
    endFile()
    fileEnd = (.min, 0)
  }

  /// True when a log message with the same time and text was taken before.
  mutating func isRepeatedPrint(_ log: LogLine) -> Bool {
    guard let time = log.time else { return false }
    return !known.insert("\(time.text) \(log.name) \(log.text)").inserted
  }

  mutating func take(
    _ row: DiagnosisRow, _ evidence: DiagnosisEvidence, _ detail: String? = nil,
    _ sign: ConfigurationSign? = nil, as severity: Severity? = nil, importing file: String? = nil
  ) {
    func entry(_ evidence: DiagnosisEvidence) -> Entry {
      Entry(
        row: row, evidence: evidence, detail: detail, sign: sign, severity: severity,
        importedFile: file)
    }
    guard let dated = dated(evidence) else {
      untimed.append(entry(evidence))
      return
    }
    add(entry(dated.evidence), dated.key)
  }

  /// The entries in order.
  mutating func finish() -> [StoryEvent] {
    endFile()
    return events.sorted { $0.firstKey < $1.firstKey }
  }

  private mutating func endFile() {
    for entry in untimed { add(entry, key(fileEnd)) }
    untimed = []
  }

  private mutating func dated(
    _ evidence: DiagnosisEvidence
  ) -> (evidence: DiagnosisEvidence, key: StoryKey)? {
    guard let time = evidence.time, let reading = time.reading else { return nil }
    let placed = time.placed(zones).lastBefore(anchor, offsets: zones) ?? time
    guard let seconds = placed.reading?.secondsOfThisClock else { return nil }
    if reading.year == nil { assumesYears = true }
    if placed.utc == nil { hasUnknownZones = true }
    let own = (seconds: seconds, milliseconds: reading.millisecond ?? 0)
    let keepsOrder = clockWasSet || floor.seconds != .min && seconds < floor.seconds - Self.slack
    if keepsOrder { clockWasSet = true }
    floor = own > floor ? own : floor
    fileEnd = own > fileEnd ? own : fileEnd
    return (
      DiagnosisEvidence(location: evidence.location, quote: evidence.quote, time: placed),
      key(keepsOrder ? floor : own)
    )
  }

  private mutating func key(_ time: (seconds: Int64, milliseconds: Int)) -> StoryKey {
    order += 1
    return StoryKey(seconds: time.seconds, milliseconds: time.milliseconds, order: order)
  }

  private mutating func add(_ entry: Entry, _ key: StoryKey) {
    let group = Group(
      row: entry.row.id, quote: entry.evidence.quote, importedFile: entry.importedFile)
    if let place = places[group] {
      events[place].count += 1
      if key > events[place].lastKey {
        events[place].last = entry.evidence
        events[place].lastKey = key
      }
      return
    }
    guard events.count < Self.limit else {
      omitted += 1
      return
    }
    places[group] = events.count
    events.append(
      StoryEvent(
        row: entry.row, first: entry.evidence, last: entry.evidence, detail: entry.detail,
        sign: entry.sign, severity: entry.severity, importedFile: entry.importedFile,
        firstKey: key, lastKey: key))
  }
}
