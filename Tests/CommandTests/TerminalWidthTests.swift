import Foundation
import LicenseFiles
import Testing

/// Results that are set for the width of the terminal.
@Suite struct TerminalWidthTests {
  private static let utf8 = ["LC_ALL": "C.UTF-8"]

  private func chart(
    _ arguments: [String] = [], _ environment: [String: String] = utf8
  ) throws -> RumkitRun {
    let environment = environment.merging(["COLUMNS": ""]) { one, _ in one }
    return try RumkitRun(
      ["summarize", "--chart", "Samples/usage"] + arguments, environment: environment)
  }

  private func width(_ text: String) -> Int {
    text.split(separator: "\n").map(\.count).max() ?? 0
  }

  @Test func eachEntitlementIsDrawnWithTheFiguresOfTheTable() throws {
    let run = try chart()
    #expect(run.status == 0)
    #expect(run.stdout.contains("  air-dna-advantage: latest 5, peak 5, average 3.94, 4 reports\n"))
    #expect(run.stdout.contains("    5 ┤"))
    #expect(run.stdout.contains("    0 ┼──"))
    #expect(run.stdout.contains("2026-02-03") && run.stdout.contains("2026-08-17"))
    #expect(run.stdout.hasSuffix("4 files, 2 telemetry reports not counted as usage\n"))
    let table = try RumkitRun(["summarize", "Samples/usage"]).stdout
    let rows = table.split(separator: "\n").count { $0.contains("  2026-") }
    #expect(run.stdout.split(separator: "\n").count { $0.contains("0 ┼") } == rows)
  }

  @Test(arguments: [24, 40, 80, 132])
  func itIsAsWideAsTheTerminal(_ columns: Int) throws {
    let text = try chart([], Self.utf8.merging(["COLUMNS": "\(columns)"]) { $1 }).stdout
    #expect(width(text) <= columns)
    #expect(width(text) > columns * 2 / 3)
  }

  @Test(arguments: ["", "x", "0", "-5"])
  func eightyColumnsWhereTheWidthIsNotKnown(_ columns: String) throws {
    let text = try chart([], Self.utf8.merging(["COLUMNS": columns]) { $1 }).stdout
    #expect(try text == chart([], Self.utf8.merging(["COLUMNS": "80"]) { $1 }).stdout)
  }

  @Test(arguments: [
    ["LC_ALL": "C"], ["LC_ALL": "", "LC_CTYPE": "", "LANG": ""],
    ["LC_ALL": "", "LC_CTYPE": "de_DE.ISO-8859-1", "LANG": "C.UTF-8"],
  ])
  func anotherLocaleGetsASCII(_ locale: [String: String]) throws {
    let run = try chart(["--color", "never"], locale)
    #expect(run.stdout.unicodeScalars.allSatisfy { $0.isASCII })
    #expect(run.stdout.contains("    5 |") && run.stdout.contains("    0 +--"))
  }

  @Test(arguments: ["auto", "always", "never"])
  func colourChangesNothing(_ color: String) throws {
    #expect(try chart(["--color", color]).stdout == chart().stdout)
  }

  @Test(arguments: ["json", "csv"])
  func anotherFormatIsNoChart(_ format: String) throws {
    #expect(try chart(["--format", format]).status == 64)
  }

  /// On a terminal, which `script` of util-linux makes.
  @Test func theTerminalIsAsked() throws {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/script") else {
      print("skipped: there is no script(1) here")
      return
    }
    let line = "stty cols 50; \\\"$RUMKIT\\\" summarize --chart Samples/usage"
    let run = try RumkitRun(
      ["-c", "unset COLUMNS; script -qec \"\(line)\" /dev/null"],
      program: URL(filePath: "/bin/sh"),
      environment: Self.utf8.merging(["RUMKIT": RumkitRun.program.path]) { $1 })
    let text = run.stdout.replacing("\r\n", with: "\n")
    #expect(try text == chart([], Self.utf8.merging(["COLUMNS": "50"]) { $1 }).stdout)
  }

  // MARK: The table for the weekly meeting

  private func status(_ columns: String, _ arguments: [String] = []) throws -> RumkitRun {
    let home = try Homeward()
    let register = """
      pid,sn,host,group,site,va
      C9800-CL-K9,9ZZEXAMPLE1,wlc-example-with-a-very-long-name-of-its-own-1,,,EXAMPLE-LAB

      """
    try home.run(
      "site", "devices", "import", try home.file("register.csv", register))
    return try RumkitRun(
      ["site", "status", "--site", home.folder.path("site"), "--now", "2026-08-21T09:00:00Z"]
        + arguments,
      environment: Self.utf8.merging(["COLUMNS": columns]) { $1 })
  }

  @Test(arguments: [80, 100, 132])
  func theStatusFitsIntoTheTerminal(_ columns: Int) throws {
    let text = try status("\(columns)").stdout
    #expect(width(text) <= columns, "\(text)")
    // What a table of one line has, this has too.
    for word in [
      "wlc-example-with-a-very-long-name-of-its-own-1", "C9800-CL-K9:9ZZEXAMPLE1", "EXAMPLE-LAB",
      "C9800-CL-K9_9ZZEXAMPLE1.txt", "carried",
    ] {
      #expect(text.contains(word), "\(word): \(text)")
    }
    // A hash is copied, so it stays whole.
    #expect(text.contains(/\n    [0-9a-f]{64}\n/) || columns > 82)
    #expect(!text.contains(" \n"))
  }

  @Test func whereThereIsRoomEachCycleIsOneLine() throws {
    let wide = try status("400").stdout
    #expect(wide.contains(/NEXT\n/))
    // The hash of the ledger differs from site to site.
    func table(_ text: String) -> Substring? { text.split(separator: "\nledger").first }
    #expect(table(wide) == table(try status("").stdout))
  }

  @Test func oneDeviceFitsToo() throws {
    let text = try status("80", ["--device", "9ZZEXAMPLE1"]).stdout
    #expect(width(text) <= 80, "\(text)")
  }

  @Test func tablesForToolsStayWhole() throws {
    for format in ["csv", "json"] {
      // The hash of the head differs between two sites.
      let narrow = try status("20", ["--format", format]).stdout.split(separator: "\n")
      let wide = try status("400", ["--format", format]).stdout.split(separator: "\n")
      #expect(narrow.count == wide.count && narrow.first == wide.first)
    }
  }
}
