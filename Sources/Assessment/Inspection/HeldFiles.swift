public import LicenseFiles

/// What media, a bag or an archive holds, counted while its members are read.
public struct HeldFiles: Sendable {
  /// The media, bag or archive.
  public let holding: Holding
  /// What it is; an archive is known for one of ACKs only when its members are.
  var kind: DocumentKind
  /// Its members by kind.
  public private(set) var kinds: [DocumentKind: Int] = [:]
  /// The blocks of its members.
  var blocks: [BlockKind: Int] = [:]

  init(_ holding: Holding) {
    self.holding = holding
    kind = holding.kind
  }

  mutating func add(_ member: DocumentKind) { kinds[member, default: 0] += 1 }

  /// True when all that can be used in an archive is ACKs.
  var holdsOnlyAcks: Bool {
    (kinds[.ack] ?? 0) > 0 && kinds.keys.allSatisfy { $0 == .ack || $0 == .unknown }
  }
}
