import Assessment
import LicenseFiles

/// The runs of `pack` of which the ledger never learned that media and evidence are in place.
struct UnfinishedRuns: Sendable {
  private let site: SiteIdentity
  private var begun: [Int64: SiteEvent] = [:]
  private var places: [FileIdentity: SiteEvent] = [:]
  private var known: Set<String> = []

  /// - Throws: ``LedgerError``.
  init(_ reader: LedgerReader) throws(LedgerError) {
    site = reader.identity
    let packed = Set(try reader.events([.packed]).compactMap { $0[.run] })
    for event in try reader.events([.packBegun]) {
      let isPacked = event[.run].map(packed.contains) ?? true
      if !isPacked { begun[event.number] = event }
      // A later run at the same place has made what lies there.
      for place in SiteDetail.names(event[.media]).compactMap({ FileIdentity($0) }) {
        places[place] = isPacked ? nil : event
      }
    }
    guard !places.isEmpty else { return }
    known = Set(try reader.outboundFiles(.all).map(\.mediaHash))
  }

  /// The run that media lies at the place of, unless a finished run made the same media.
  func run(at path: String, sha256: String?) -> SiteEvent? {
    guard sha256.map({ !known.contains($0) }) ?? true else { return nil }
    return FileIdentity(path).flatMap { places[$0] }
  }

  /// The run that made a bag: it begins with the event after the head that the bag names.
  func run(ofBag siteID: String?, events: Int64?) -> SiteEvent? {
    guard siteID == site.id, let events, events < .max else { return nil }
    return begun[events + 1]
  }
}
