import Assessment
import LicenseFiles

/// The columns of a trip, for people and for programs.
enum TripColumns {
  static var name: Column<TripRecord> { .text("Trip") { $0.name }.keyed("trip") }
  static var carrier: Column<TripRecord> { .text("Carrier") { $0.carrier }.keyed("carrier") }
  static var witness: Column<TripRecord> { .text("Witness") { $0.witness }.keyed("witness") }
  static var opened: Column<TripRecord> {
    .day("Left") { $0.openedAt }.keyed("opened_at") { TimeText.iso8601($0.openedAt) }
  }
  static var closed: Column<TripRecord> {
    .day("Back") { $0.closedAt }.keyed("closed_at") { $0.closedAt.map(TimeText.iso8601) }
  }
  static var media: Column<TripRecord> { .data("media") { $0.media } }
  static var lost: Column<TripRecord> { .data("lost_reason") { $0.lostReason } }
  static var expected: Column<TripRecord> {
    .number("Devices out") { $0.expected }.keyed("expected")
  }
  static var received: Column<TripRecord> {
    .text("ACKs back") { trip in trip.received.map { "\($0)\(later(trip))" } }
      .keyed("received") { $0.received }
  }
  static var receivedLater: Column<TripRecord> {
    .data("received_later") { $0.isOpen ? nil : $0.receivedLater }
  }

  /// How many ACKs came after the trip was closed, to follow their number.
  static func later(_ trip: TripRecord) -> String {
    trip.receivedLater > 0 ? ", \(trip.receivedLater) after closing" : ""
  }
}
