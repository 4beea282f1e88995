public import Assessment
import LicenseFiles

/// Which waits after factory resets are not over.
public struct ResetStatus: Sendable {
  /// The only device that is asked for, as a person named it; nil for every one that was reset.
  public var device: String?

  /// Creates an errand.
  public init(device: String? = nil) { self.device = device }

  /// Does it.
  ///
  /// - Throws: ``ErrandError``.
  public func run(
    in session: SiteSession, _ tell: Notice.Teller
  ) throws(ErrandError) -> [ResetStanding] {
    let devices =
      if let device {
        [try session.deviceOrNew(named: device, tell)]
      } else {
        try session.read { reader throws(LedgerError) in try reader.devicesWithResets() }
      }
    return try devices.map { device throws(ErrandError) in
      ResetStanding(device: device, verdict: try session.verdict(.save, of: device))
    }
  }
}
