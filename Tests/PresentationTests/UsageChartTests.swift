import LicenseFiles
import Testing

@testable import Assessment
@testable import Presentation

/// Counts over time drawn with characters.
@Suite struct UsageChartTests {
  /// 2026-03-01T00:00:00Z.
  private static let start: Int64 = 1_772_323_200
  private static let day: Int64 = 86_400

  /// A count for each day; nil where nothing was measured.
  private static func chart(_ counts: [Int64?]) throws -> UsageChart {
    var series: UsageSeries?
    for (index, count) in counts.enumerated() {
      guard let count else { continue }
      let from = start + Int64(index) * day
      if series == nil {
        series = UsageSeries(start: from, end: from + day, count: count)
      } else {
        series?.add(start: from, end: from + day, count: count)
      }
    }
    return UsageChart(
      try #require(series), from: start, to: start + Int64(counts.count) * day)
  }

  @Test func rowsHaveTheirCountsAndTheEndsTheirDays() throws {
    let lines = try Self.chart([1, 2, 3, 3]).lines(columns: 60)
    #expect(lines.count == 5)
    #expect(lines[0].hasPrefix("3 ┤  "))
    #expect(lines[2].hasPrefix("1 ┤███"))
    #expect(lines[3].hasPrefix("0 ┼───"))
    #expect(lines[4].hasPrefix("   2026-03-01  ") && lines[4].hasSuffix("  2026-03-05"))
  }

  @Test func aStretchWithoutAMeasurementIsNoZero() throws {
    let gap = try Self.chart([4, nil, nil, nil, 4]).lines(columns: 60)
    #expect(gap.last == "   · not measured")
    #expect(gap.contains { $0.hasPrefix("0 ┼─") && $0.contains("─·") && $0.contains("·─") })
    let zero = try Self.chart([4, 0, 0, 0, 4]).lines(columns: 60)
    #expect(!zero.joined().contains("·"))
    #expect(gap.first == zero.first)
  }

  @Test(arguments: [10, 12, 20, 24, 40, 79, 80, 132, 400])
  func itFitsIntoAnyWidth(_ columns: Int) throws {
    let counts: [Int64?] = (0..<90).map { $0 % 7 == 6 ? nil : Int64($0) }
    for glyphs in [UsageChart.Glyphs.blocks, .ascii] {
      for line in try Self.chart(counts).lines(columns: columns, glyphs: glyphs) {
        // Two days and the words before them are the least that is said.
        #expect(line.count <= max(columns, 20), "\(columns): \(line)")
      }
    }
  }

  @Test func asciiIsASCII() throws {
    let lines = try Self.chart([1, nil, 40, nil, 7]).lines(columns: 50, glyphs: .ascii)
    #expect(lines.joined().unicodeScalars.allSatisfy { $0.isASCII })
    #expect(lines.contains { $0.contains("#") } && lines.contains { $0.contains(". not measured") })
  }

  /// A column shows the highest count of the steps that share it.
  @Test func aPeakIsSeenOnANarrowTerminal() throws {
    var counts = [Int64?](repeating: 1, count: 60)
    counts[30] = 8
    let lines = try Self.chart(counts).lines(columns: 20)
    #expect(lines[0].hasPrefix("8 ┤") && lines[0].contains("█"))
  }

  @Test(
    arguments: [
      ([1], 1, 1), ([8], 1, 8), ([9], 2, 5), ([17], 5, 4), ([1600], 200, 8), ([0], 1, 1),
      ([-3, 4], 1, 7),
    ] as [([Int64], UInt64, Int)])
  func theScaleHasRoundCounts(_ counts: [Int64], _ unit: UInt64, _ rows: Int) {
    let scale = ChartScale(counts)
    #expect(scale.unit == unit && scale.rows == rows)
  }

  @Test(arguments: [
    [Int64.max], [Int64.min], [Int64.min, Int64.max], [-1, Int64.max], [Int64.max - 1, 0],
  ])
  func countsOfADamagedFileAreDrawnToo(_ counts: [Int64]) throws {
    let scale = ChartScale(counts)
    #expect((1...ChartScale.mostRows).contains(scale.rows))
    for count in counts { #expect((0...scale.rows * 8 + 8).contains(scale.eighths(count))) }
    #expect(scale.count(atRow: scale.rows) >= counts.max() ?? 0)
    #expect(!(try Self.chart(counts).lines(columns: 60)).isEmpty)
  }

  @Test func eachStepIsAsWideAsEveryOther() throws {
    let lines = try Self.chart([2, 1, 2]).lines(columns: 80)
    let upper = lines[0].dropFirst(3)
    #expect(upper.first == "█" && upper.last == "█")
    #expect(lines[1].dropFirst(3).allSatisfy { $0 == "█" })
  }
}

@Suite struct WrappedTextTests {
  @Test func linesBreakAtBlanksAndGoOnIndented() {
    #expect(
      WrappedText.lines("  next: upload a file", columns: 14, indent: "    ") == [
        "  next: upload", "    a file",
      ])
    #expect(WrappedText.lines("any length", columns: nil) == ["any length"])
  }

  @Test func aWordLongerThanALineIsBrokenInside() {
    #expect(
      WrappedText.lines("ab cdefghijkl", columns: 6, indent: " ") == ["ab", " cdefg", " hijkl"])
    // A width that holds nothing stops nothing.
    #expect(WrappedText.lines("abcdefgh", columns: 1, indent: "  ").count > 1)
  }

  @Test func cutTextSaysSo() {
    #expect(WrappedText.cut("abcdef", columns: 4) == "abc…")
    #expect(WrappedText.cut("漢字漢字", columns: 5) == "漢字…")
    #expect(WrappedText.cut("abc", columns: 3) == "abc")
  }
}

@Suite struct ICSTextTests {
  @Test(arguments: [
    ("a,b;c\\d", "a\\,b\\;c\\\\d"), ("x\r\nBEGIN:VALARM", "x\\\\u{d}\\\\u{a}BEGIN:VALARM"),
    ("\u{1B}]0;t\u{7}", "\\\\u{1b}]0\\;t\\\\u{7}"), ("plain: \"text\"", "plain: \"text\""),
  ])
  func aTextCannotLeaveItsValue(_ text: String, _ value: String) {
    #expect(ICSText.text(text) == value)
  }

  @Test func severalLinesAreOneValue() {
    #expect(ICSText.text(lines: ["a,", "b"]) == "a\\,\\nb")
  }

  @Test(arguments: ["x", "é", "漢", "😀", "e\u{301}"])
  func linesAreFoldedAtSeventyFiveOctetsBetweenCharacters(_ unit: String) throws {
    for length in [0, 1, 17, 60, 74, 75, 76, 300] {
      let value = String(repeating: unit, count: length)
      let line = ICSText.line("SUMMARY", value)
      #expect(line.hasSuffix("\r\n"))
      var whole = ""
      for (index, part) in Array(line.utf8).split(separator: 0x0A).enumerated() {
        #expect(part.last == 0x0D && part.count <= 76)
        // Nothing is split: what was folded is still text.
        let text = try #require(String(validating: part.dropLast(), as: UTF8.self))
        #expect(index == 0 || text.unicodeScalars.first == " ")
        whole.unicodeScalars.append(contentsOf: text.unicodeScalars.dropFirst(index == 0 ? 0 : 1))
      }
      #expect(whole == "SUMMARY:\(value)")
    }
    #expect(ICSText.line("A", String(repeating: "x", count: 73)).utf8.count == 77)
    #expect(ICSText.line("A", String(repeating: "x", count: 74)).utf8.count == 81)
  }
}
