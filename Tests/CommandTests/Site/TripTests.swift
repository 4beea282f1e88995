import AirGap
import Assessment
import Foundation
import LicenseFiles
import Testing

/// `trip`, as a user meets it.
@Suite struct TripTests {
  private let site: SiteFolder
  init() throws { site = try SiteFolder() }

  private func open(_ name: String, _ arguments: String...) throws -> RumkitRun {
    try site.run(["trip", "open", name, "--carrier", "Carrier"] + arguments)
  }

  @Test func aTripGoesOutAndComesBack() throws {
    try site.pack("out", "Samples/usage")
    let device = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE1")
    try site.ledger.append(
      [SiteEventDraft(.confirmationCode, device, [.code: "CODE-1"])], by: SiteFolder.author())
    let opened = try site.run([
      "trip", "open", "july", "--carrier", "C. Courier", "--witness", "W", "--format", "json",
      site.folder.path("out"),
    ])
    #expect(opened.status == 0, "\(opened.stdout)\(opened.stderr)")
    let json = try site.object(opened)
    #expect(json["schema"] as? String == "rumkit.trip/1")
    #expect((json["confirmation_codes"] as? [[String: Any]])?.first?["code"] as? String == "CODE-1")
    #expect((json["files"] as? [Any])?.count == 4)
    let trip = try #require(try site.history().trips.first)
    #expect(trip.carrier == "C. Courier" && trip.witness == "W" && trip.expected == 4)
    #expect(try site.device("9ZZEXAMPLE1").stage == .carried)

    try site.ledger.append(
      [SiteEventDraft(.ackReceived, device, [.ack: "aa", .name: "ACK_x.txt"])],
      by: SiteFolder.author())
    let list = try site.run(["trip", "list"], at: nil)
    #expect(list.stdout.contains("ACKs expected 4, received 1, missing: "))
    try site.folder.write("x", to: "acks/ACK_C8000V_9ZZEXAMPLE5 (1).txt.txt")
    let closed = try site.run(["trip", "close", "july", site.folder.path("acks")])
    #expect(closed.status == 0, "\(closed.stderr)")
    #expect(closed.stdout.contains("ACKs expected 4, received 1, missing: "))
    #expect(closed.stdout.contains("trip/ack-missing"))
    // A name alone is no ACK.
    #expect(try site.events(.tripClosed).last?[.received] == "1")
    #expect(try site.history().trips.first?.received == 1)
    #expect(try site.run(["trip", "close", "july"]).status == 64)
    #expect(try site.run(["trip", "close", "august"]).status == 64)
  }

  /// Two people open one trip at the same moment: one opens it, and the other is told.
  @Test func twoWhoOpenATripAtOnceOpenItOnce() throws {
    final class Endings: @unchecked Sendable {
      let lock = NSLock()
      var statuses: [Int32] = []
      func add(_ status: Int32) { lock.withLock { statuses.append(status) } }
    }
    try site.pack("out", "Samples/usage")
    let endings = Endings()
    let site = site
    DispatchQueue.concurrentPerform(iterations: 2) { _ in
      let run = try? site.run(["trip", "open", "t", "--carrier", "C", site.folder.path("out")])
      endings.add(run?.status ?? -1)
    }
    #expect(endings.statuses.sorted() == [0, 64])
    #expect(try site.events(.tripOpened).count == 1)
  }

  @Test func aGroupIsOneCycle() throws {
    try site.pack("out", "Samples/usage/c9800-ha-rum.txt")
    #expect(try open("t", site.folder.path("out")).status == 0)
    try site.ledger.append(
      [
        SiteEventDraft(
          .ackReceived, UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE2"),
          [.ack: "aa", .name: "a"])
      ], by: SiteFolder.author())
    let closed = try site.run(["trip", "close", "t"])
    #expect(closed.stdout.contains("ACKs expected 1, received 1\n"))
  }

  @Test func aBagStandsForItsMedia() throws {
    try site.pack("my out", "Samples/usage/c8000v-rum.txt")
    let bag = try #require(try site.events(.packed).first?[.bag])
    #expect(try open("t", bag, site.folder.path("my out")).status == 0)
    let trip = try #require(try site.history().trips.first)
    #expect(trip.media == ["my%20out"] && trip.expected == 1)
  }

  @Test func unknownForeignAndDamagedMediaIsRefused() throws {
    try site.pack("good", "Samples/usage/c8000v-rum.txt")
    let outside = try RumkitRun([
      "pack", "Samples/usage/c9800-cl-rum.txt", "--no-site", "--output",
      site.folder.path("outside"), "--evidence", site.folder.path("bag"),
    ])
    #expect(outside.status == 0)
    let unknown = try open("t", site.folder.path("good"), site.folder.path("outside"))
    #expect(unknown.status == 3)
    #expect(unknown.stdout.contains("trip/media-unknown"))
    let east = try SiteFolder("EAST")
    try east.pack("out", "Samples/usage/c9800-cl-rum.txt")
    let foreign = try open("t", east.folder.path("site/evidence/20260701T090000Z-2"))
    #expect(foreign.status == 3)
    #expect(foreign.stdout.contains("trip/media-foreign"))
    #expect(try site.events(.foreignMaterial).count == 1)
    #expect(try !site.holds("9ZZEXAMPLE1"))
    try site.folder.write("x", to: "good/upload/C8000V_9ZZEXAMPLE5.txt")
    let damaged = try open("t", site.folder.path("good"))
    #expect(damaged.status == 2)
    #expect(damaged.stdout.contains("trip/media-damaged"))
    #expect(try open("t", site.folder.path("nowhere")).status == 2)
    #expect(try site.history().trips.isEmpty)
  }

  @Test func theSameMediaGoesOutAgainOnlyWithAReason() throws {
    try site.pack("out", "Samples/usage/c8000v-rum.txt")
    #expect(try open("one", site.folder.path("out")).status == 0)
    #expect(try open("one", site.folder.path("out")).status == 64)
    let again = try open("two", site.folder.path("out"))
    #expect(again.status == 3)
    #expect(again.stdout.contains("out is on the trip one"))
    #expect(try site.run(["trip", "close", "one", "--lost", "car broken into"]).status == 0)
    #expect(try site.device("9ZZEXAMPLE5").stage == .lost)
    #expect(try open("two", site.folder.path("out"), "--again", "copy of the lost").status == 0)
    #expect(try site.device("9ZZEXAMPLE5").stage == .carried)
    let one = try #require(try site.history().trips.first { $0.name == "one" })
    #expect(one.lostReason == "car broken into")
  }
}
