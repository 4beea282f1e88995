import Assessment
import LicenseFiles

/// The part of a page about the site as a whole: trips, overrides, what is left to do.
enum OverviewSitePart {
  /// The most incidents that are listed, the newest.
  static let incidentLimit = 100
  /// The most trips, the newest; those under way are always there.
  private static let tripLimit = 20

  static func section(_ site: SiteStatus, _ incidents: [SiteEvent]) -> PageSection {
    let unseen = HTML.text(unseen(site))
    return PageSection(
      Anchor("site"), "The site",
      [
        .facts(
          [("cycles", .text(StatusWording.counts(site)))] + facts(site, unseen: unseen)),
        trips(site), self.incidents(incidents),
      ])
  }

  /// The same in a few lines, for a page of one sheet.
  static func shortSection(_ site: SiteStatus) -> PageSection {
    let trips = site.openTrips.map { "\($0.name) (\($0.carrier))" }
    let more = trips.count > 3 ? " and \(trips.count - 3) more" : ""
    let open = trips.isEmpty ? "none" : trips.prefix(3).joined(separator: ", ") + more
    return PageSection(
      Anchor("site"), "The site",
      [
        .facts(
          [("open trips", .text(open)), ("overrides", number(site.history.overrides.count))]
            + facts(site, unseen: number(site.neverSeen.count)))
      ])
  }

  private static func number(_ count: Int) -> HTML { .text(count == 0 ? "none" : String(count)) }

  private static func facts(_ site: SiteStatus, unseen: HTML) -> [(label: String, value: HTML)] {
    let history = site.history
    return [
      ("devices never seen", unseen),
      ("codes for the portal", number(history.confirmationCodes.count)),
      ("unfinished packs", number(history.unfinishedPacks.count)),
      (
        "ledger verified",
        .text(
          StatusWording.age(
            history.verifiedAt, site.days(since: history.verifiedAt), never: "never recorded"))
      ),
      (
        "backup",
        .text(
          StatusWording.age(
            history.backedUpAt, site.days(since: history.backedUpAt), never: "never made"))
      ),
    ]
  }

  private static func unseen(_ site: SiteStatus) -> String {
    let unseen = site.neverSeen
    guard !unseen.isEmpty else { return "none" }
    return "\(unseen.count): " + StatusWording.devices(unseen.prefix(8).map(\.udi))
      + (unseen.count > 8 ? " and \(unseen.count - 8) more" : "")
  }

  private static func trips(_ site: SiteStatus) -> HTML {
    let shown = shownTrips(site)
    return .sequence([
      Table(shown, tripColumns).page("Trips, the newest first", whenEmpty: "no trip was recorded"),
      older(site.history.trips.count - shown.count, "rumkit trip list"),
    ])
  }

  /// The newest first; those under way are always among them.
  static func shownTrips(_ site: SiteStatus) -> [TripRecord] {
    let trips = site.history.trips
    return trips.enumerated().filter { $1.isOpen || $0 >= trips.count - tripLimit }.map(\.element)
      .reversed()
  }

  static var tripColumns: [Column<TripRecord>] {
    [
      TripColumns.name, .text("State") { state($0).words }.badge { state($0).level },
      TripColumns.carrier, TripColumns.witness, TripColumns.opened, TripColumns.closed,
      TripColumns.expected, TripColumns.received,
    ]
  }

  private static func state(_ trip: TripRecord) -> (level: PageLevel, words: String) {
    if trip.lostReason != nil { return (.bad, "lost") }
    return trip.isOpen ? (.attention, "under way") : (.good, "closed")
  }

  private static func incidents(_ incidents: [SiteEvent]) -> HTML {
    let shown = Table<SiteEvent>(incidents.suffix(incidentLimit).reversed(), incidentColumns)
    return .sequence([
      shown.page(incidentCaption, whenEmpty: noIncident),
      older(incidents.count - incidentLimit, "rumkit site log"),
    ])
  }

  static let incidentCaption = "Refusals, failures, resets and overrides, the newest first"
  static let noIncident = "nothing was refused, reset or overridden"

  static var incidentColumns: [Column<SiteEvent>] {
    [
      .number("Event") { $0.number }, .moment("When") { $0.time },
      .text("Who") { $0.operatorName + ($0.witness.map { ", witness \($0)" } ?? "") },
      .text("Mark") { $0.mark.map(EventWording.word) }.shown {
        $0.mark.map { .badge(.attention, EventWording.word($0)) } ?? .empty
      },
      .text("What") { EventWording.line($0) },
    ]
  }

  private static func older(_ count: Int, _ command: String) -> HTML {
    count > 0 ? .paragraph("\(count) older: \(command)", .meta) : .empty
  }
}
