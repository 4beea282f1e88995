import Foundation
import Testing

/// Every command that writes CSV can leave the cells as they are.
@Suite struct CSVOptionTests {
  @Test func everyCommandWithCSVHasCSVRaw() throws {
    let tables = try ProgramCommand.all().filter { $0.values(of: "format").contains("csv") }
    #expect(tables.count >= 7)
    for command in tables {
      #expect(command.options.contains("csv-raw"), "\(command.name)")
    }
  }

  @Test func onlyCommandsWithCSVHaveIt() throws {
    for command in try ProgramCommand.all() where command.options.contains("csv-raw") {
      #expect(command.values(of: "format").contains("csv"), "\(command.name)")
    }
  }
}
