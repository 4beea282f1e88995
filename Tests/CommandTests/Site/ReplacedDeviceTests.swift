import Foundation
import Testing

/// The last usage of a device that was replaced, from the media to its ACK.
@Suite struct ReplacedDeviceTests {
  private let home: Homeward

  init() throws { home = try Homeward() }

  private func replace() throws -> RumkitRun {
    try home.run(
      "site", "devices", "replace", Homeward.wlc.description, "C9800-CL-K9:9ZZEXAMPLE9", "RMA",
      at: "08:00")
  }

  private func action(_ cycle: [String: Any]?) -> String? {
    (cycle?["next_action"] as? [String: Any])?["id"] as? String
  }

  private func row(_ words: String...) throws -> [String: Any]? {
    let run = try home.run(["status", "--format", "json"] + words, at: "09:00")
    return try home.list(run, "cycles").first { cycle in
      let members = cycle["members"] as? [[String: Any]] ?? []
      return members.contains { $0["udi_serial_number"] as? String == Homeward.wlc.serial }
    }
  }

  @Test func itsUsageThatIsOnItsWayStaysInTheStatus() throws {
    let said = try replace().stdout
    let waits = try #require(said.firstRange(of: "reports of it went out without an ACK so far"))
    let remove = try #require(said.firstRange(of: "Remove Product Instance"))
    #expect(waits.lowerBound < remove.lowerBound)
    let cycle = try #require(try row())
    #expect(action(cycle) == "upload")
    #expect(cycle["rank"] as? String == "under-way")

    try home.run("ack", "match", Homeward.ack, at: "09:00")
    #expect(try row() == nil)
    #expect(try action(row("--all")) == "nothing")
  }

  /// Its file is at the portal: nothing has to be brought there any more.
  @Test func itsAckThatWaitsAtThePortalIsFetched() throws {
    try home.run(
      "portal", "record", "C9800-CL-K9_9ZZEXAMPLE1.txt", "--status", "No Errors", at: "07:00")
    let said = try replace().stdout
    #expect(said.contains("the portal has the file, fetch its ACK there before you remove"))
    #expect(try action(row()) == "fetch-ack")
  }

  @Test func itsAckIsRefusedAndStaysEvidence() throws {
    try home.run("ack", "match", Homeward.ack, at: "07:00")
    _ = try replace()
    let run = try home.run("import", Homeward.ack, at: "09:00", status: 3)
    #expect(run.stdout.contains("import/device-out-of-service"))
    #expect(run.stdout.contains("was replaced by C9800-CL-K9:9ZZEXAMPLE9"))
    #expect(!run.stdout.contains("license smart import"))
  }

  /// The near miss: nothing of it is on its way.
  @Test func oneThatOwesNothingIsNotInTheStatus() throws {
    let quiet = try Homeward([])
    try quiet.run("site", "devices", "import", "Samples/site/devices.csv", at: "07:00")
    let said = try quiet.run(
      "site", "devices", "replace", Homeward.wlc.description, "C9800-CL-K9:9ZZEXAMPLE9", "RMA",
      at: "08:00")
    #expect(!said.stdout.contains("went out"))
    let run = try quiet.run("status", "--format", "json", at: "09:00")
    #expect(!run.stdout.contains("9ZZEXAMPLE1\""))
  }
}
