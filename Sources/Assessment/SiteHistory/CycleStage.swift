/// Where the cycle of a device stands: from the export of its usage to the proof that the ACK was accepted.
/// The order is that of the ritual.
public enum CycleStage: String, Sendable, Hashable, CaseIterable, Comparable {
  /// Nothing was ever exported.
  case never
  /// A file of it is on outbound media.
  case exported
  /// The media left with a trip.
  case carried
  /// The file is at the portal.
  case uploaded
  /// The portal has it and has not answered.
  case pending = "portal-pending"
  /// The portal has acknowledged it, and the ACK is not here yet.
  case answered = "portal-acknowledged"
  /// The portal refused it.
  case rejected = "portal-rejected"
  /// The portal says that it has the reports already.
  case duplicate = "portal-duplicate"
  /// What was carried out never arrived.
  case lost
  /// The ACK is here.
  case acknowledged
  /// The ACK lies where the device can fetch it.
  case staged
  /// The device said that it took the ACK.
  case imported
  /// The device's own output proves it.
  case confirmed

  /// Orders as the ritual goes.
  public static func < (left: CycleStage, right: CycleStage) -> Bool {
    left.position < right.position
  }

  private var position: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// True for a file that went out or may have, and whose ACK is not here.
  public var isAwaitingAck: Bool {
    switch self {
    case .exported, .carried, .uploaded, .pending, .answered, .duplicate: true
    case .never, .rejected, .lost, .acknowledged, .staged, .imported, .confirmed: false
    }
  }

  /// True for a file that reached the portal and was taken there.
  public var wasAtPortal: Bool {
    switch self {
    case .uploaded, .pending, .answered, .duplicate, .acknowledged, .staged, .imported, .confirmed:
      true
    case .never, .exported, .carried, .rejected, .lost: false
    }
  }

  /// True while somebody has to do something before the cycle is closed.
  package var isUnderWay: Bool { self != .never && self != .confirmed }
}

/// What is known of one report. Several may hold at once.
public struct ReportStates: OptionSet, Sendable, Hashable {
  /// The bits, as the ledger's index keeps them.
  public let rawValue: Int

  /// Creates a set from its bits.
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// It was read in a file or in device output.
  public static let seen = ReportStates(rawValue: 1)
  /// It is on outbound media.
  public static let exported = ReportStates(rawValue: 1 << 1)
  /// The media left.
  public static let carried = ReportStates(rawValue: 1 << 2)
  /// Its file is at the portal.
  public static let uploaded = ReportStates(rawValue: 1 << 3)
  /// The portal has not answered.
  public static let pending = ReportStates(rawValue: 1 << 4)
  /// The portal refused it.
  public static let rejected = ReportStates(rawValue: 1 << 5)
  /// The portal has it already.
  public static let duplicate = ReportStates(rawValue: 1 << 6)
  /// An ACK lists it.
  public static let acknowledged = ReportStates(rawValue: 1 << 7)
  /// That ACK is staged.
  public static let staged = ReportStates(rawValue: 1 << 8)
  /// That ACK was imported.
  public static let imported = ReportStates(rawValue: 1 << 9)
  /// The device proves it.
  public static let confirmed = ReportStates(rawValue: 1 << 10)
  /// Two closed versions with different payloads are known.
  public static let conflict = ReportStates(rawValue: 1 << 11)
  /// What was carried out never arrived.
  public static let lost = ReportStates(rawValue: 1 << 12)
  /// It is telemetry. A mark and no state: no ACK is awaited for it.
  public static let telemetry = ReportStates(rawValue: 1 << 13)

  /// What holds of every report of a file alike. A file can be acknowledged in part.
  public static let ofFile: ReportStates = [
    .exported, .carried, .uploaded, .pending, .rejected, .duplicate, .lost,
  ]

  /// The words of the states that hold, in the order of the ritual.
  public var words: [String] {
    Self.names.filter { contains($0.0) }.map(\.1)
  }

  private static let names: [(ReportStates, String)] = [
    (.seen, "seen"), (.exported, "exported"), (.carried, "carried"), (.uploaded, "uploaded"),
    (.pending, "portal-pending"), (.rejected, "portal-rejected"),
    (.duplicate, "portal-duplicate"), (.acknowledged, "acknowledged"), (.staged, "staged"),
    (.imported, "imported"), (.confirmed, "confirmed"), (.conflict, "conflict"), (.lost, "lost"),
  ]
}

/// What the portal did with a file, in the words of `portal record --status`.
public enum PortalStatus: String, Sendable, Hashable, CaseIterable {
  /// It was uploaded; nothing more is known.
  case uploaded
  /// The portal works on it.
  case pending
  /// The portal refused it, with words.
  case rejected
  /// The portal has its reports already.
  case duplicate
  /// The portal has acknowledged it; the ACK can be downloaded.
  case acknowledged

  /// What a person wrote: a word of the form, or what the portal shows in its column Reporting Status
  /// ("No Errors", as Cisco's users tell it; the others are inferred). Case and a full stop mean nothing.
  ///
  /// A file without errors is acknowledged: its ACK can be downloaded.
  public init?(said: String) {
    switch Self.folded(said) {
    case "uploaded": self = .uploaded
    case "pending", "processing", "in progress": self = .pending
    case "rejected", "errors", "error", "failed": self = .rejected
    case "duplicate": self = .duplicate
    case "acknowledged", "no errors", "no error": self = .acknowledged
    default: return nil
    }
  }

  /// The words to keep beside a status: those that were written, else what was said for the status, unless
  /// it says no more than that.
  public static func words(_ written: String?, said: String?) -> String? {
    written ?? said.flatMap { Self(rawValue: folded($0)) == nil ? $0 : nil }
  }

  /// What may be written into the form, for the text beside it.
  public static let words =
    "uploaded, pending, rejected, duplicate, acknowledged, No Errors, Errors"

  private static func folded(_ said: String) -> String {
    var words = said.lowercased().split(separator: " ").joined(separator: " ")[...]
    while let last = words.last, ".!".contains(last) { words.removeLast() }
    return String(words)
  }

  /// The stage that it brings a file to. An ACK that lies at the portal is not here yet.
  public var stage: CycleStage {
    switch self {
    case .uploaded: .uploaded
    case .acknowledged: .answered
    case .pending: .pending
    case .rejected: .rejected
    case .duplicate: .duplicate
    }
  }
}
