import Testing

/// Columns for which a terminal has no room.
@Suite struct LeftOutColumnsTests {
  private func summary(_ columns: String) throws -> String {
    try RumkitRun(
      ["summarize", "Samples/usage"], environment: ["COLUMNS": columns, "LC_ALL": "C.UTF-8"]
    ).stdout
  }

  @Test func oneLineSaysWhichAreLeftOutAndWhereTheyAre() throws {
    let narrow = try summary("80")
    let lines = narrow.split(separator: "\n").filter { $0.hasPrefix("not shown: ") }
    #expect(
      lines == ["not shown: OVER TIME; a wider terminal or --format json shows it"], "\(narrow)")
    #expect(!narrow.contains("AVERAGE  OVER TIME"))
  }

  @Test func nothingIsSaidWhereEveryColumnIsThere() throws {
    #expect(try !summary("200").contains("not shown"))
    #expect(try !summary("").contains("not shown"))
  }
}
