import Assessment
import LicenseFiles
import Testing

@testable import Presentation

/// The short form of a report.
@Suite struct OverviewSummaryTests {
  /// A site with so many devices, the first two of them a pair, and findings about some.
  private static func summary(_ count: Int, findings: [(Int, Severity, String)] = [])
    -> OverviewSummary
  {
    var material = OverviewMaterial(
      OverviewMaterial.Making(
        now: OverviewFixtures.now, operatorName: "o", host: "h", toolVersion: "1.0.0"))
    var history = SiteHistory(
      identity: SiteIdentity(name: "NORTH", id: "i", mode: .own), head: .empty)
    for number in 0..<count {
      var device = DeviceRecord(UDI(pid: "C9800-CL-K9", serial: "9ZZEXAM\(1000 + number)"))
      device.hostName = "wlc-\(number)"
      device.group = number < 2 ? "pair" : nil
      device.account = "EXAMPLE-LAB"
      if number == 0 {
        device.deadline = OverviewFixtures.now - 3 * 86_400
        device.deadlineLatest = device.deadline
        device.deadlineText = "printed"
        device.lastAckText = "Aug 20"
      }
      history.devices.append(device)
    }
    material.site = SiteStatus(history, now: OverviewFixtures.now)
    for (number, severity, message) in findings {
      material.findings.add(
        Finding(
          id: "usage/example", severity: severity, location: SourceLocation(file: "f.txt", line: 1),
          productInstance: history.devices[number].udi, message: message, remedy: "r"))
    }
    return OverviewSummary(OverviewReport(material))
  }

  @Test(arguments: hostileTexts)
  func nothingActsInAnyFormat(_ text: String) throws {
    let summary = OverviewSummary(OverviewFixtures.report(text, mode: .rehearsal))
    let page = PageMarkup(summary.page.text)
    #expect(page.faults == [])
    #expect(Set(page.tags.map { $0.prefix { $0 != " " } }).isDisjoint(with: ["script", "img"]))
    for written in [summary.page.text, summary.json.text, summary.csv(), summary.markdown] {
      #expect(
        written.unicodeScalars.allSatisfy { TerminalText.isSafe($0) || $0 == "\n" || $0 == "\r" })
      #expect(written.uppercased().contains("REHEARSAL"))
    }
  }

  @Test("A pair is one row, with the worst of its findings in words")
  func rows() throws {
    let summary = Self.summary(
      3,
      findings: [
        (0, .warning, "a gap of 9 days"), (1, .error, "two contents"), (1, .note, "a note"),
        (2, .note, "only a note"),
      ])
    let value = try JSONValue(Array(summary.json.text.utf8))
    guard case .array(let cycles)? = value["cycles"] else {
      Issue.record("no cycles")
      return
    }
    #expect(cycles.count == 2)
    #expect(cycles[0]["group"]?.string == "pair")
    #expect(cycles[0]["what_is_wrong"]?.string == "two contents")
    #expect(cycles[0]["worst_severity"]?.string == "error")
    #expect(cycles[0]["days_left"] == .number("-3"))
    #expect(cycles[0]["last_ack_text"]?.string == "Aug 20")
    #expect(cycles[0]["next_action_text"]?.string == "save usage on the device, then pack")
    #expect(cycles[1]["what_is_wrong"] == .null)
    #expect(summary.markdown.contains("two contents (and 1 more)"))
    #expect(summary.markdown.contains("3 days over"))
    let page = summary.page.text
    let words = page.replacing(/<[^>]*>/, with: "")
    #expect(words.contains("two contents") && words.contains("and 1 more"))
    #expect(!page.contains("href=\"#device"))
    // Totals first, then the rows, then the counts, then where the rest is.
    let places = ["<dl class=\"figures\"", "<h2>Devices", "<h2>Findings", "without --summary"]
      .compactMap { page.firstRange(of: $0)?.lowerBound }
    #expect(places.count == 4 && places == places.sorted())
  }

  @Test("What was not read is not said to be well")
  func nothingRead() {
    #expect(!Self.summary(1).markdown.contains("nothing was found"))
    var material = OverviewFixtures.material("x", devices: 1, mode: nil)
    material.findings = FindingsReport()
    #expect(OverviewSummary(OverviewReport(material)).markdown.contains("nothing was found"))
  }

  @Test("Findings that are not listed are counted")
  func counts() throws {
    let summary = Self.summary(2, findings: Array(repeating: (0, .warning, "again"), count: 250))
    let value = try JSONValue(Array(summary.json.text.utf8))
    guard case .array(let kinds)? = value["findings"] else {
      Issue.record("no findings")
      return
    }
    #expect(kinds.map { $0["count"] } == [.number("250")])
    #expect(kinds[0]["id"]?.string == "usage/example")
  }

  @Test("A spreadsheet has the keys of the cycles in JSON")
  func keys() throws {
    let summary = Self.summary(1)
    let value = try JSONValue(Array(summary.json.text.utf8))
    guard case .array(let cycles)? = value["cycles"], case .object(let members)? = cycles.first
    else {
      Issue.record("no cycles")
      return
    }
    #expect(summary.csv().prefix { $0 != "\r\n" } == members.map(\.key).joined(separator: ","))
  }

  @Test("A thousand devices are a page that can be sent")
  func size() {
    let message = "report 1770100003 is two reports with different contents in two of the files"
    let summary = Self.summary(
      1000, findings: (0..<1000).map { ($0, $0 % 2 == 0 ? .error : .warning, message) })
    let page = summary.page.text
    #expect(page.utf8.count < 2_000_000)
    #expect(PageMarkup(page).count("tr") > 1000)
    #expect(PageMarkup(page).faults == [])
  }
}
