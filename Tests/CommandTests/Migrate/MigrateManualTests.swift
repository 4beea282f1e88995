import Foundation
import Testing

/// The example of rumkit-migrate(1) is a whole migration, from the first output to the end. Every command
/// of it is run, in order, and prints what stands there, in the width of a page. A line of three points stands for
/// any lines.
@Suite struct MigrateManualTests {
  private static let page = RumkitRun.repository.appending(path: "man/rumkit-migrate.1")

  @Test func theExampleIsReal() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "rumkit-migrate-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createSymbolicLink(
      at: folder.appending(path: "Samples"),
      withDestinationURL: RumkitRun.repository.appending(path: "Samples"))
    let examples = try Self.examples()
    #expect(examples.count > 20)
    for example in examples {
      let printed = try Self.run(example.command, in: folder)
      #expect(
        Self.matches(printed[...], example.output[...]),
        "\(example.command)\nprints\n\(printed.joined(separator: "\n"))")
    }
    let shown = examples.flatMap(\.output)
    // What the example is there to show: a refused evidence, a step by hand, a wait, and the end.
    #expect(shown.contains { $0.contains("migrate/other-device") })
    #expect(shown.contains { $0.contains("migrate/wait-not-over") })
    #expect(shown.contains { $0.hasSuffix(", BY HAND") })
    #expect(shown.contains { $0.hasPrefix("the migration is closed") })
    let report = try String(contentsOf: folder.appending(path: "change.html"), encoding: .utf8)
    #expect(report.contains("BY HAND"))
  }

  private struct Example {
    var command: String
    var output: [String] = []
  }

  private static func examples() throws -> [Example] {
    let text = try String(contentsOf: page, encoding: .utf8)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      String(line).replacing("\\&", with: "").replacing("\\e", with: "\\")
    }
    var found: [Example] = []
    var isContinued = false
    let start = try #require(lines.firstIndex(of: ".Bd -literal"))
    let end = try #require(lines[start...].firstIndex(of: ".Ed"))
    for line in lines[(start + 1)..<end] {
      if line.hasPrefix("$ ") {
        found.append(Example(command: String(line.dropFirst(2))))
      } else if isContinued {
        found[found.count - 1].command += "\n" + line
      } else if line.hasPrefix("    "), found.last?.output.last?.hasPrefix("rumkit: ") == true {
        // A message, which is in one line where it goes to no terminal.
        found[found.count - 1].output[found[found.count - 1].output.count - 1] += line.dropFirst(3)
      } else {
        found[found.count - 1].output.append(line)
      }
      isContinued = (line.hasPrefix("$ ") || isContinued) && line.hasSuffix("\\")
    }
    return found
  }

  private static func run(_ command: String, in folder: URL) throws -> [String] {
    let programs = RumkitRun.program.deletingLastPathComponent().path
    let run = try RumkitRun(
      ["-c", "cd '\(folder.path)' && { \(command)\n}"], program: URL(filePath: "/bin/bash"),
      environment: [
        "PATH": "\(programs):/usr/bin:/bin", "HOME": folder.path, "RUMKIT_SITE": "site",
        "COLUMNS": "73",
      ])
    return (run.stdout + run.stderr).split(separator: "\n").map(String.init)
  }

  private static func matches(_ printed: ArraySlice<String>, _ shown: ArraySlice<String>) -> Bool {
    guard let first = shown.first else { return printed.isEmpty }
    if first == "..." {
      return (printed.startIndex...printed.endIndex).contains { start in
        matches(printed[start...], shown.dropFirst())
      }
    }
    return printed.first == first && matches(printed.dropFirst(), shown.dropFirst())
  }
}
