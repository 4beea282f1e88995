public import DeviceOutput
public import LicenseFiles

/// What one file is: kind, form, blocks, devices, times. A document is described while it is read, in
/// bounded memory.
public struct InspectedFile: Sendable {
  /// The file as the user named it, or as it was found.
  public let name: String
  /// What is known of it at its end; nil for the entry of media, a bag or an archive.
  public private(set) var outline: DocumentOutline?
  /// What it holds, where it is media, a bag or an archive.
  public private(set) var held: HeldFiles?
  /// What it is one of the lists, forms or instructions of.
  public private(set) var part: DocumentKind?
  /// The product instances of its reports, with the number of those.
  public private(set) var devices: [UDI: Int] = [:]
  /// The number of its reports.
  public private(set) var reports = 0
  /// How many of them are telemetry.
  public private(set) var telemetry = 0
  /// How many of them are open.
  public private(set) var open = 0
  /// The first start of a measurement, epoch seconds UTC.
  public private(set) var firstStart: Int64?
  /// The last end of a measurement, epoch seconds UTC.
  public private(set) var lastEnd: Int64?
  /// The releases that its reports name.
  public private(set) var versions: Set<String> = []
  /// Where the first of its reports begin.
  public private(set) var reportLines: [Int] = []
  /// What its other blocks say.
  public private(set) var facts: [(label: String, value: String)] = []
  /// The first findings of reading it.
  public private(set) var findings: [Finding] = []
  /// The devices that its ACKs name.
  public private(set) var ackDevices: Set<UDI> = []
  /// Fields that nobody knows, by path, with the first value.
  public private(set) var unknownFields: [String: String] = [:]
  /// What a device printed, where the file is that.
  public private(set) var reading: DeviceReading?
  /// The devices that printed it, each named as all files of the inspection name it.
  public private(set) var printedBy: [DeviceSnapshot] = []

  /// More devices than this are not listed.
  private static let limit = 1000

  /// Begins a file.
  package init(_ name: String) { self.name = name }

  /// Begins the entry of media, a bag or an archive.
  init(_ holding: Holding) {
    name = holding.path
    held = HeldFiles(holding)
  }

  /// What it is.
  public var kind: DocumentKind { held?.kind ?? outline?.kind ?? .unknown }

  /// False when it ends early, is damaged, or was cut off at a limit.
  public var isComplete: Bool {
    held?.holding.isComplete
      ?? (kind == .deviceOutput || part != nil || outline?.isComplete ?? false)
  }

  /// How many blocks of each kind it holds.
  public var blocks: [BlockKind: Int] { held?.blocks ?? outline?.blocks ?? [:] }

  /// Adds an item of the file.
  package mutating func add(_ item: DocumentItem) {
    switch item {
    case .report(let report): add(report)
    case .block(let block):
      if facts.count < 200 { facts += BlockFacts.facts(of: block) }
      if block.kind == .rumAck { ackDevices.formUnion(BlockFacts.ackDevices(block.element)) }
    case .finding(let finding):
      if findings.count < 20 { findings.append(finding) }
    }
  }

  /// Adds what was read from device output.
  package mutating func add(_ reading: DeviceReading) {
    self.reading = reading
    printedBy = reading.devices
    findings += reading.findings.prefix(20)
  }

  /// Names its devices as all files name them.
  mutating func name(by devices: NamedOutputs) { printedBy = printedBy.map(devices.named) }

  private mutating func add(_ report: UsageReport) {
    reports += 1
    if reportLines.count < Self.limit, let line = report.location.line { reportLines.append(line) }
    if report.isTelemetry { telemetry += 1 } else if report.isOpen { open += 1 }
    if let device = report.productInstance { note(device, 1) }
    if let version = report.softwareVersion, versions.count < 100 { versions.insert(version) }
    for measurement in report.measurements {
      if let start = measurement.startTime { note(start: start) }
      if let end = measurement.endTime { note(end: end) }
    }
    for field in report.unknownFields where unknownFields.count < 50 {
      unknownFields[field.path] = unknownFields[field.path] ?? field.text
    }
  }

  private mutating func note(_ device: UDI, _ count: Int) {
    if devices[device] != nil || devices.count < Self.limit {
      devices[device, default: 0] += count
    }
  }

  private mutating func note(start: Int64) { firstStart = min(firstStart ?? start, start) }

  private mutating func note(end: Int64) { lastEnd = max(lastEnd ?? end, end) }

  /// Ends the file.
  package mutating func end(_ outline: DocumentOutline) {
    self.outline = outline
    // That device output is not a document is what its kind says already.
    if kind == .deviceOutput {
      findings.removeAll { $0.id == FindingDescriptor.notALicenseFile.id }
    }
  }

  /// The lists, forms and instructions of media and bags are theirs, not files that are wrong.
  mutating func belongs(to holding: Holding) {
    guard kind == .unknown, holding.holdsAsPart(name) else { return }
    part = holding.kind
    findings = []
  }

  /// Counts a member that is over.
  mutating func absorb(_ member: InspectedFile) {
    guard held?.holding.counts(member.name) ?? false else { return }
    held?.add(member.kind)
    reports += member.reports
    telemetry += member.telemetry
    open += member.open
    if let start = member.firstStart { note(start: start) }
    if let end = member.lastEnd { note(end: end) }
    for version in member.versions where versions.count < 100 { versions.insert(version) }
    for (device, count) in member.devices { note(device, count) }
    for device in member.ackDevices where ackDevices.count < Self.limit {
      ackDevices.insert(device)
    }
    for (kind, count) in member.outline?.blocks ?? [:] { held?.blocks[kind, default: 0] += count }
  }

  /// The entry of a holding whose members are over; nil for an archive that is nothing by itself.
  var asEntry: InspectedFile? {
    if kind != .unknown { return self }
    guard held?.holdsOnlyAcks == true else { return nil }
    var entry = self
    entry.held?.kind = .ackArchive
    return entry
  }
}

/// What each file is. Media, bags and archives of ACKs have an entry of their own before their
/// members.
public struct Inspection: Sendable {
  /// The files and the entries, in order.
  public private(set) var files: [InspectedFile] = []
  /// True when something that was named could not be read.
  public package(set) var isIncomplete = false
  /// The media, bag or archive whose members come, and where its entry stands or would stand.
  private var current: (entry: InspectedFile, place: Int)?

  /// An inspection of nothing.
  package init() {}

  /// Media, a bag or an archive begins; nil when the files that come lie in none.
  package mutating func begin(_ holding: Holding?) {
    if let (entry, place) = current, let entry = entry.asEntry { files.insert(entry, at: place) }
    current = holding.map { (InspectedFile($0), files.count) }
  }

  /// Adds a file that is over.
  package mutating func add(_ file: InspectedFile) {
    var file = file
    current?.entry.absorb(file)
    if let holding = current?.entry.held?.holding { file.belongs(to: holding) }
    files.append(file)
  }

  /// Every file was added: what one of them says of a device holds in all of them.
  package mutating func finish() {
    let readings = files.compactMap(\.reading)
    guard readings.count > 1 else { return }
    let devices = NamedOutputs(readings)
    for index in files.indices { files[index].name(by: devices) }
  }
}
