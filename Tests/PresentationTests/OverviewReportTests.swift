import Assessment
import DeviceOutput
import Foundation
import LicenseFiles
import Testing

@testable import Presentation

@Suite struct OverviewReportTests {
  /// The structure of the page is the program's, whatever stands in the files.
  @Test(arguments: hostileTexts, [SiteIdentity.Mode.own, .rehearsal])
  func hostileTextChangesNoTag(_ text: String, _ mode: SiteIdentity.Mode) {
    let page = PageMarkup(OverviewFixtures.report(text, mode: mode).page.text)
    #expect(page.faults == [])
    #expect(Set(page.tags.map { $0.prefix { $0 != " " } }).isDisjoint(with: ["script", "img"]))
  }

  @Test(arguments: hostileTexts)
  func nothingActsInAnyFormat(_ text: String) throws {
    let report = OverviewFixtures.report(text)
    for (format, written) in [
      ("html", report.page.text), ("json", report.json.text), ("csv", report.csv()),
      ("md", report.markdown),
    ] {
      let acting = written.unicodeScalars.filter {
        !TerminalText.isSafe($0) && $0 != "\n" && $0 != "\r"
      }
      #expect(acting.isEmpty, "\(format)")
      // JSON and CSV are data, where markup is text.
      guard format == "html" || format == "md" else { continue }
      #expect(!written.contains("<script") && !written.contains("<img"), Comment(rawValue: format))
    }
    let value = try JSONValue(Array(report.json.text.utf8))
    #expect(value["schema"]?.string == "rumkit.report/1")
  }

  private static func elements(_ value: JSONValue?) -> [JSONValue] {
    if case .array(let elements)? = value { elements } else { [] }
  }

  /// What the text says of the order, the data says too.
  @Test(arguments: [("1", "files"), ("2", "clock")])
  func theDataTellsHowTheNewestOutputIsKnown(_ hours: String, _ order: String) throws {
    func output(_ uptime: String) -> DeviceReading {
      let text =
        "WLC#show license udi\nUDI: PID:C9800-CL-K9,SN:9ZZEXAMPLE1\nWLC#show version\n"
        + "Cisco IOS XE Software, Version 17.12.1\nWLC uptime is \(uptime) hours, 1 minute\n"
      return DeviceOutputReader.read(name: UUID().uuidString, bytes: Array(text.utf8))
    }
    var material = OverviewFixtures.material("plain", devices: 0, mode: nil)
    // Two outputs that say the same are in no order that matters.
    material.outputs = DeviceReading.joined([output("2"), output(hours)]).devices
    let value = try JSONValue(Array(OverviewReport(material).json.text.utf8))
    let device = try #require(Self.elements(value["devices"]).last)
    #expect(device["order"]?.string == order)
    #expect(device["order_known"] == .bool(device["order"]?.string == "clock"))
  }

  @Test(arguments: hostileTexts)
  func aTableOfMarkdownKeepsItsColumns(_ text: String) {
    let markdown = OverviewFixtures.report(text).markdown
    var columns: Int?
    for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("|") else {
        columns = nil
        continue
      }
      let bars = line.replacing("\\|", with: "").count { $0 == "|" }
      #expect(bars == columns ?? bars, "\(line.prefix(80))")
      columns = bars
    }
    #expect(!markdown.contains("://"))
  }

  @Test(arguments: [
    ("[a](b)", "\\[a\\](b)"), ("*b*", "\\*b\\*"), ("a|b", "a\\|b"), ("<b>", "&lt;b&gt;"),
    ("http://x", "http&#58;//x"), ("@team", "&#64;team"),
    ("2026-09-01T09:40:12Z", "2026-09-01T09:40:12Z"),
  ])
  func markdownIsEscaped(_ text: String, _ escaped: String) {
    #expect(MarkdownText.escaped(text) == escaped)
  }

  @Test func theSignatureOfCiscoIsNeverSaidToHold() {
    let report = OverviewFixtures.report()
    #expect(report.page.text.contains("can be checked by Cisco alone"))
    #expect(report.markdown.contains("can be checked by Cisco alone"))
    #expect(report.json.text.contains("\"cisco_signatures\": \"not-checked\""))
  }

  @Test func whatIsIncompleteIsSaidFirst() {
    let page = OverviewFixtures.report().page.text
    let notice = page.firstRange(of: "2 files could not be read to the end")
    let devices = page.firstRange(of: "<h2>Devices</h2>")
    #expect(notice != nil && devices != nil)
    if let notice, let devices { #expect(notice.lowerBound < devices.lowerBound) }
  }

  @Test func aRehearsalSaysSoInEveryFormat() {
    let report = OverviewFixtures.report(mode: .rehearsal)
    #expect(report.page.text.contains("REHEARSAL"))
    #expect(report.markdown.hasPrefix("**REHEARSAL"))
    #expect(report.csv().hasPrefix("REHEARSAL,"))
    #expect(report.json.text.contains("\"rehearsal\": true"))
    #expect(!OverviewFixtures.report(mode: .own).page.text.contains("REHEARSAL"))
  }

  @Test(arguments: [1, OverviewReport.detailLimit, OverviewReport.detailLimit + 1])
  func everyDeviceHasItsRowAndTheFirstOnesAPart(_ count: Int) {
    var material = OverviewFixtures.material("plain", devices: count, mode: nil)
    material.outputs = []
    let report = OverviewReport(material)
    let page = report.page.text
    let markup = PageMarkup(page)
    #expect(report.devices.count == count)
    #expect(markup.count("figure") == min(count, OverviewReport.detailLimit))
    #expect(
      page.contains("Charts for \(OverviewReport.detailLimit) of")
        == (count > OverviewReport.detailLimit))
    #expect(markup.faults == [])
  }

  @Test func worstDevicesComeFirst() {
    var material = OverviewFixtures.material("x", devices: 0, mode: nil)
    var history = SiteHistory(
      identity: SiteIdentity(name: "s", id: "i", mode: .own), head: .empty)
    for (serial, days) in [("late", 200), ("over", -3), ("soon", 5)] as [(String, Int64)] {
      var device = DeviceRecord(UDI(pid: "P", serial: serial))
      device.deadlineText = "printed"
      device.deadline = OverviewFixtures.now + days * 86_400
      device.stage = .confirmed
      history.devices.append(device)
    }
    material.site = SiteStatus(history, now: OverviewFixtures.now)
    material.outputs = []
    let report = OverviewReport(material)
    #expect(report.devices.map { $0.udi?.serial } == ["over", "soon", "late"])
    #expect(report.devices.map { report.daysLeft($0) } == [-3, 5, 200])
    #expect(report.page.text.contains("3 days over") && report.page.text.contains("5 days left"))
  }
}

@Suite struct StepChartTests {
  private func steps(_ spans: [(Int64, Int64, Int64)]) -> UsageSeries? {
    var fold = UsageSummaryFold()
    fold.begin("f")
    fold.add(
      UsageReport(
        ordinal: 0, location: SourceLocation(file: "f"),
        payload: PayloadBytes(length: 1, sha256: SHA256Digest(hashing: [1]), decodedLength: 1),
        reportID: 1, productInstance: nil, entitlementTag: "t",
        measurements: spans.map {
          Measurement(
            metricName: "ENTITLEMENT", startTime: $0.0, endTime: $0.1, valueType: "COUNT",
            value: .count($0.2))
        }))
    return fold.finish().productInstances.first?.entitlements.first?.series
  }

  @Test(
    arguments: [
      [(0, 10, 3)], [(0, 0, 0)], [(0, 10, -5), (20, 30, 9)],
      [(Int64.max - 10, Int64.max, 1)], [(Int64.min, Int64.min + 5, 1)],
      [(Int64.min, Int64.max, Int64.max)], [(-5, 5, Int64.min)],
      [(1_700_000_000, 1_790_000_000, 42)],
    ] as [[(Int64, Int64, Int64)]])
  func whateverTheNumbersTheChartIsWellFormed(_ spans: [(Int64, Int64, Int64)]) throws {
    let series = try #require(steps(spans))
    let chart = StepChart(number: 1, title: "t", lines: [.init("a", series)]).html.markup
    #expect(PageMarkup(chart).faults == [])
    #expect(chart.contains("<desc id=\"chart-text-1\">a: from "))
    // Nothing leaves the drawing.
    for attribute in ["x1", "x2", "cx"] {
      for piece in chart.split(separator: " \(attribute)=\"").dropFirst() {
        let number = try #require(Double(piece.prefix { $0 != "\"" }))
        #expect((0...720).contains(number))
      }
    }
  }

  @Test func aStretchWithoutMeasurementIsAGap() throws {
    let series = try #require(steps([(0, 10, 3), (40, 50, 3)]))
    let chart = StepChart(number: 1, title: "t", lines: [.init("a", series)]).html.markup
    let path = try #require(
      chart.split(separator: "class=\"series series-a\" d=\"").last?.prefix { $0 != "\"" })
    #expect(path.count { $0 == "M" } == 2)
  }

  @Test func linesAreToldApartWithoutColour() throws {
    let series = try #require(steps([(0, 10, 3), (10, 20, 4)]))
    let chart = StepChart(
      number: 1, title: "t", lines: (0..<6).map { .init("line \($0)", series) }
    ).html.markup
    for shape in [
      "<circle class=\"marker series series-a\"", "<rect class=\"marker series series-b\"",
      "<polygon class=\"marker series series-c\"", "<polygon class=\"marker series series-d\"",
    ] {
      #expect(chart.contains(shape))
    }
    // More than four are none: the caller makes another chart.
    #expect(!chart.contains("line 4"))
  }

  @Test(arguments: [
    ("2026-02-03T08:15:00Z", "2026-08-17T07:45:03Z", ["2026-03", "2026-05", "2026-07"]),
    ("2020-06-01T00:00:00Z", "2026-08-17T00:00:00Z", ["2022", "2024", "2026"]),
    (
      "2026-02-27T00:00:00Z", "2026-03-02T00:00:00Z",
      ["2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02"]
    ),
    (
      "2026-02-27T10:00:00Z", "2026-02-27T10:10:00Z", ["02-27 10:00", "02-27 10:05", "02-27 10:10"]
    ),
  ])
  func theMarksOfTheAxisAreRound(_ from: String, _ to: String, _ labels: [String]) throws {
    let start = try #require(seconds(from))
    let end = try #require(seconds(to))
    let ticks = TimeAxis(from: start, to: end).ticks
    #expect(ticks.map(\.label) == labels)
    for tick in ticks { #expect((start...end).contains(tick.time)) }
  }

  /// A seconds count by search, so that the test shares no arithmetic with the axis.
  private func seconds(_ text: String) -> Int64? {
    var low: Int64 = 0
    var high: Int64 = 4_000_000_000
    while low < high {
      let middle = (low + high) / 2
      if TimeText.iso8601(middle) < text { low = middle + 1 } else { high = middle }
    }
    return TimeText.iso8601(low) == text ? low : nil
  }
}
