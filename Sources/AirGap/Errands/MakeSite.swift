public import Assessment
import Foundation

/// Makes a site: a folder with an empty ledger.
public struct MakeSite: Sendable {
  private let name: String
  private let mode: SiteIdentity.Mode
  private let group: String?
  private let devices: [RehearsalDevice]

  /// - Parameters:
  ///   - name: for people.
  ///   - mode: how it is used.
  ///   - group: the system's group whose members share it; needed with `shared`.
  ///   - devices: what is in its register from the beginning.
  public init(
    name: String, mode: SiteIdentity.Mode, group: String? = nil, devices: [RehearsalDevice] = []
  ) {
    self.name = name
    self.mode = mode
    self.group = group
    self.devices = devices
  }

  /// Makes it.
  ///
  /// - Throws: ``ErrandError``: there is one already, or it cannot be written.
  public func run(
    at place: SitePlace, _ acting: Acting, _ tell: Notice.Teller
  ) throws(ErrandError) -> SiteMakingOutcome {
    // What leaves and what is kept as evidence hold nothing but what was packed.
    for name in ["SHA256SUMS", "portal.csv", "bagit.txt"]
    where FileManager.default.fileExists(atPath: place.folder + "/" + name) {
      throw ErrandError(
        .usage,
        "\(place.folder) holds packed usage or evidence (\(name)): make the site in a folder of its own"
      )
    }
    let author = acting.author(isRehearsal: mode == .rehearsal)
    let ledger = try ErrandError.ledger(
      try SiteLedger.create(at: place.folder, name: name, mode: mode, group: group, by: author))
    place.tellOfNetwork(tell)
    let registered = devices.map {
      SiteEventDraft(.deviceRegistered, $0.udi, [.hostName: $0.hostName])
    }
    _ = try ErrandError.ledger(try ledger.append(registered, by: author))
    let head = try ErrandError.ledger(
      try ledger.read { reader throws(LedgerError) in try reader.head() })
    return SiteMakingOutcome(ledger.identity, head: head)
  }
}
