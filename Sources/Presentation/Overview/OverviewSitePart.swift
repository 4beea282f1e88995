import Assessment
import LicenseFiles

/// The part of a page about the site as a whole: trips, overrides, what is left to do.
enum OverviewSitePart {
  /// The most overrides that the page lists, the newest.
  private static let overrideLimit = 100

  static func section(_ site: SiteStatus) -> PageSection {
    let history = site.history
    let ranks = CycleRank.allCases.filter { site.count($0) > 0 }
      .map { "\(site.count($0)) \(StatusWording.rank($0))" }
    var facts: [(label: String, value: HTML)] = [
      ("cycles", .text(ranks.isEmpty ? "none" : ranks.joined(separator: ", "))),
      ("never seen", .text(unseen(site))),
      (
        "codes for the portal",
        .text(
          history.confirmationCodes.isEmpty
            ? "none" : String(history.confirmationCodes.count))
      ),
      (
        "unfinished packs",
        .text(
          history.unfinishedPacks.isEmpty
            ? "none" : String(history.unfinishedPacks.count))
      ),
    ]
    facts.append(
      (
        "ledger verified",
        .text(
          StatusWording.age(
            history.verifiedAt, site.days(since: history.verifiedAt), never: "never recorded"))
      ))
    facts.append(
      (
        "backup",
        .text(
          StatusWording.age(
            history.backedUpAt, site.days(since: history.backedUpAt), never: "never made"))
      ))
    return PageSection(
      Anchor("site"), "The site", [.facts(facts), trips(site), overrides(history)])
  }

  private static func unseen(_ site: SiteStatus) -> String {
    let unseen = site.neverSeen
    guard !unseen.isEmpty else { return "none" }
    return "\(unseen.count): " + StatusWording.devices(unseen.prefix(8).map(\.udi))
      + (unseen.count > 8 ? " and \(unseen.count - 8) more" : "")
  }

  private static func trips(_ site: SiteStatus) -> HTML {
    var table = PageTable(
      "Trips, the newest first",
      [
        .init("Trip"), .init("State"), .init("Carrier"), .init("Witness"), .init("Left"),
        .init("Back"), .number("Devices out"), .number("ACKs back"),
      ], whenEmpty: "no trip was recorded")
    for trip in site.history.trips.suffix(20).reversed() {
      let state: HTML =
        if trip.lostReason != nil {
          .badge(.bad, "lost")
        } else if trip.isOpen {
          .badge(.attention, "under way")
        } else {
          .badge(.good, "closed")
        }
      table.add([
        .text(trip.name), state, .text(trip.carrier), .text(trip.witness ?? "-"),
        .day(trip.openedAt), .day(trip.closedAt, none: "-"), .text(String(trip.expected)),
        .text(trip.received.map { String($0) } ?? "-"),
      ])
    }
    return table.html
  }

  private static func overrides(_ history: SiteHistory) -> HTML {
    guard !history.overrides.isEmpty else {
      return .paragraph("No guard was overridden.", .meta)
    }
    var table = PageTable(
      "Guards that were overridden, the newest first",
      [.number("Event"), .init("When"), .init("Who"), .init("What")])
    for event in history.overrides.suffix(overrideLimit).reversed() {
      table.add([
        .text(String(event.number)), .moment(event.time),
        .text(event.operatorName + (event.witness.map { ", witness \($0)" } ?? "")),
        .text(EventWording.line(event)),
      ])
    }
    let left = history.overrides.count - overrideLimit
    guard left > 0 else { return table.html }
    return .sequence([
      table.html,
      .paragraph("\(left) older ones: rumkit site log --kind guard-overridden.", .meta),
    ])
  }
}
