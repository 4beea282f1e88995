import GRDB
package import LicenseFiles

/// Which files on outbound media are asked for.
package enum OutboundSelection: Sendable, Hashable {
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
    case .answeredBy: "WHERE outbound.ack = ?"
    }
  }

  var arguments: [(any DatabaseValueConvertible)?] {
    switch self {
    case .all: []
    case .answeredBy(let ack): [ack]
    case .device(let device): [device.pid, device.serial]
    case .name(let text), .sha256(let text), .media(let text), .trip(let text): [text]
    }
  }
}
