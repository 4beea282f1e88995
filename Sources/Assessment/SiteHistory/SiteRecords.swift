public import LicenseFiles

/// What the ledger knows of one report.
public struct KnownSiteReport: Sendable, Hashable {
  /// The device that the report is about.
  public var device: UDI
  /// The report id.
  public var id: UInt64
  /// SHA-256 of the payload string, when a file with it was read.
  public var payload: SHA256Digest?
  /// True while no closed version is known.
  public var isOpen: Bool
  /// What holds of it.
  public var states: ReportStates
  /// When the device saved the file that it was last exported in; epoch seconds, UTC.
  public var savedAt: Int64?
  /// The name of that file on the media.
  public var fileName: String?
  /// The event that recorded the export.
  public var exportEvent: Int64?

  /// True when it went out closed, and neither an ACK nor the device says that it is acknowledged.
  package var isWaiting: Bool {
    !isOpen && exportEvent != nil
      && states.isDisjoint(with: [.acknowledged, .confirmed, .telemetry])
  }

  package init(
    device: UDI, id: UInt64, payload: SHA256Digest? = nil, isOpen: Bool, states: ReportStates,
    savedAt: Int64? = nil, fileName: String? = nil, exportEvent: Int64? = nil
  ) {
    self.device = device
    self.id = id
    self.payload = payload
    self.isOpen = isOpen
    self.states = states
    self.savedAt = savedAt
    self.fileName = fileName
    self.exportEvent = exportEvent
  }
}

/// A file of a device on outbound media.
public struct OutboundRecord: Sendable, Hashable {
  /// The event that recorded it; it names the file in later events.
  public var event: Int64
  /// The device whose file it is.
  public var device: UDI
  /// Its name on the media.
  public var name: String
  /// SHA-256 of its bytes.
  public var sha256: String
  /// The media.
  public var media: String
  /// The hash by which the media is known.
  public var mediaHash: String
  /// When the device saved it; epoch seconds, UTC.
  public var savedAt: Int64?
  /// How far it came.
  public var stage: CycleStage
  /// The trip that carried it.
  public var trip: String?
  /// When it was packed; epoch seconds, UTC.
  public var exportedAt: Int64
  /// True while the trip that carries it is under way.
  public var isTripOpen: Bool

  package init(
    event: Int64, device: UDI, name: String, sha256: String, media: String, mediaHash: String,
    savedAt: Int64? = nil, stage: CycleStage, trip: String? = nil, exportedAt: Int64,
    isTripOpen: Bool
  ) {
    self.event = event
    self.device = device
    self.name = name
    self.sha256 = sha256
    self.media = media
    self.mediaHash = mediaHash
    self.savedAt = savedAt
    self.stage = stage
    self.trip = trip
    self.exportedAt = exportedAt
    self.isTripOpen = isTripOpen
  }
}

/// An answer of the portal that was matched to a device. Times are epoch seconds, UTC.
public struct AckRecord: Sendable, Hashable {
  /// The event that recorded it.
  public var event: Int64
  /// The device.
  public var device: UDI
  /// SHA-256 of its bytes.
  public var sha256: String
  /// Its file name as it came back.
  public var name: String
  /// When it came back.
  public var receivedAt: Int64
  /// When it was last staged.
  public var stagedAt: Int64?
  /// When the device said that it took it.
  public var importedAt: Int64?
  /// When the device's output proved it.
  public var confirmedAt: Int64?
  /// True when its report ids could not be read.
  public var isUndetermined: Bool

  package init(
    event: Int64, device: UDI, sha256: String, name: String, receivedAt: Int64,
    stagedAt: Int64? = nil, importedAt: Int64? = nil, confirmedAt: Int64? = nil,
    isUndetermined: Bool
  ) {
    self.event = event
    self.device = device
    self.sha256 = sha256
    self.name = name
    self.receivedAt = receivedAt
    self.stagedAt = stagedAt
    self.importedAt = importedAt
    self.confirmedAt = confirmedAt
    self.isUndetermined = isUndetermined
  }

  /// When the device took it: by its words, by hand, or because its output proves it.
  public var takenAt: Int64? { importedAt ?? confirmedAt }
}
