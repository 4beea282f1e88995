public import Assessment
import GRDB
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
}

/// Which files on outbound media are asked for.
public enum OutboundSelection: Sendable, Hashable {
  /// Every one.
  case all
  /// Those of a device.
  case device(UDI)
  /// Those with a name on the media, whatever its case.
  case name(String)
  /// Those with these bytes.
  case sha256(String)
  /// Those on a media.
  case media(hash: String)
  /// Those that a trip carried.
  case trip(String)
  /// Those that an ACK answers, by the event that recorded it.
  case answeredBy(ack: Int64)

  var condition: String {
    switch self {
    case .all: ""
    case .device: "WHERE identity.pid = ? AND identity.serial = ?"
    case .name: "WHERE outbound.name = ? COLLATE NOCASE"
    case .sha256: "WHERE outbound.sha256 = ?"
    case .media: "WHERE outbound.media_sha256 = ?"
    case .trip: "WHERE outbound.trip = ?"
    case .answeredBy(let ack): "WHERE outbound.ack = \(ack)"
    }
  }

  var arguments: [String] {
    switch self {
    case .all, .answeredBy: []
    case .device(let device): [device.pid, device.serial]
    case .name(let text), .sha256(let text), .media(let text), .trip(let text): [text]
    }
  }
}

/// An answer of the portal that was tied to a device. Times are epoch seconds, UTC.
public struct AckRecord: Sendable, Hashable {
  /// The event that recorded it.
  public var event: Int64
  /// The device.
  public var device: UDI
  /// SHA-256 of its bytes.
  public var sha256: String
  /// Its file name as it came home.
  public var name: String
  /// When it came home.
  public var receivedAt: Int64
  /// When it was last staged.
  public var stagedAt: Int64?
  /// When the device said that it took it.
  public var importedAt: Int64?
  /// When the device's output proved it.
  public var confirmedAt: Int64?
  /// True when its report ids could not be read.
  public var isUndetermined: Bool

  /// When the device took it: by its words, by hand, or because its output proves it.
  public var takenAt: Int64? { importedAt ?? confirmedAt }
}
