import Foundation
import Testing

/// What an auditor asks of a site: refusals, resets and overrides, and what is wrong with an ACK that
/// only the site can tell.
@Suite struct ReportIncidentsTests {
  private let home: Homeward

  init() throws {
    home = try Homeward()
    try home.run("ack", "match", Homeward.ack, at: "09:00")
    try home.run(
      "reset", "record", "--device", Homeward.wlc.description, "--at", "2026-08-21T09:30:00Z",
      at: "09:40")
    try home.run("import", Homeward.ack, at: "09:45", status: 3)
  }

  @Test func everyFormTellsOfRefusalsAndResets() throws {
    let data = try home.run("report", "--format", "json", at: "10:00")
    let site = try #require(try home.object(data)["site"] as? [String: Any])
    let incidents = try #require(site["incidents"] as? [[String: Any]])
    #expect(
      incidents.map { $0["kind"] as? String } == ["reset-recorded", "guard-refused"])
    for form in ["md", "html"] {
      let text = try home.run("report", "--format", form, at: "10:00").stdout
      #expect(text.contains("Refusals, failures, resets and overrides"), "\(form)")
      #expect(text.contains("REFUSED"), "\(form)")
      #expect(text.contains("import was refused: reset/"), "\(form)")
    }
  }

  /// Of the portal's answers, the refusal alone; and a device that was exchanged.
  @Test func theReportTellsOfRejectedFilesAndExchangedDevices() throws {
    let site = try Homeward()
    try site.run(
      "portal", "record", "C9800-CL-K9_9ZZEXAMPLE1.txt", "--status", "rejected", "--words", "no",
      at: "09:00")
    try site.run(
      "portal", "record", "C8000V_9ZZEXAMPLE5.txt", "--status", "acknowledged", at: "09:01")
    try site.run(
      "site", "devices", "replace", Homeward.router.description, "C8000V:9ZZEXAMPLE6", "RMA",
      at: "09:02")
    let text = try site.run("report", "--format", "json", at: "10:00")
    let known = try #require(try site.object(text)["site"] as? [String: Any])
    let incidents = try #require(known["incidents"] as? [[String: Any]])
    #expect(incidents.map { $0["kind"] as? String } == ["portal-recorded", "device-replaced"])
  }

  @Test func aQuietSiteSaysThatNothingHappened() throws {
    let quiet = try Homeward()
    let text = try quiet.run("report", "--format", "md", at: "10:00").stdout
    #expect(text.contains("nothing was refused, reset or overridden"))
    #expect(text.contains("| t1 |"))
  }

  @Test func anAckOfAnotherDeviceIsNamedAndOneOfTheSiteIsNot() throws {
    let foreign = try home.file(
      "ACK_other.txt",
      #"""
      <smartLicense><smartLicenseRumAck><data><![CDATA[[{"sudi":{"udi_pid":"C9800-CL-K9",\
      "udi_serial_number":"9ZZEXAMPLE9"},"report_ids":[1700000001]}]]]></data>\
      <signature>RVhBTVBMRQ==</signature></smartLicenseRumAck></smartLicense>
      """#.replacing("\\\n", with: ""))
    func found(_ file: String) throws -> [String] {
      let run = try home.run(
        ["report", file, "--format", "json", "--fail-on", "never"], at: "10:00")
      return try home.list(run, "findings").compactMap { $0["id"] as? String }
    }
    #expect(try found(foreign).contains("ack/foreign-device"))
    #expect(try !found(Homeward.ack).contains("ack/foreign-device"))
    let page = try home.run(
      ["report", foreign, "--format", "html", "--fail-on", "never"], at: "10:00")
    let portal = try #require(page.stdout.split(separator: "id=\"portal\"").last)
    #expect(portal.contains("ack/foreign-device"))
  }
}
