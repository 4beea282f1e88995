public import LicenseFiles

/// How a line of a plan is known.
public enum PlanSource: Sendable, Hashable {
  /// Documented, observed or inferred.
  case known(Basis)
  /// From memory only, found in no source; the text says where to confirm it.
  case unverified(String)

  /// `documented`, `observed`, `inferred` or `unverified`.
  public var certainty: String {
    switch self {
    case .known(let basis): basis.certainty
    case .unverified: "unverified"
    }
  }

  /// The source in words.
  public var text: String {
    switch self {
    case .known(let basis): basis.source
    case .unverified(let text): text
    }
  }

  static func wireless(_ section: String) -> PlanSource {
    .known(.documented(title: "Cisco doc 217348", section: section))
  }
  static func inferred(_ reason: String) -> PlanSource { .known(.inferred(reason)) }

  static let offline = PlanSource.known(DeviceInstruction.offline)
  static let direct = wireless("Direct connect")
  static let proxy = wireless("Smart Transport through a proxy")
  static let cslu = wireless("Connected to CSLU")
  static let onPrem = wireless("Connected to On-prem")
  static let reachability = wireless("Internet reachability")
  static let logs = wireless("Logs")
  static let client = wireless("HTTP client and certificate")
}
