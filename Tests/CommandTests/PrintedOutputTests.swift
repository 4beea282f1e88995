import Foundation
import Testing

/// What the documents show is what the program prints: every command of a `console` block is run,
/// in order, in one folder with `Samples/` beside it. A line `…` stands for any lines. What a command
/// exports holds for those after it.
@Suite struct PrintedOutputTests {
  @Test(arguments: [
    "README.md", "Samples/README.md", "docs/keeping-a-site.md", "docs/at-the-device.md",
  ])
  func everyConsoleBlockIsReal(_ document: String) throws {
    let text = try String(
      contentsOf: RumkitRun.repository.appending(path: document), encoding: .utf8)
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "rumkit-printed-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createSymbolicLink(
      at: folder.appending(path: "Samples"),
      withDestinationURL: RumkitRun.repository.appending(path: "Samples"))

    let examples = Self.examples(of: text)
    #expect(examples.count >= 2)
    var exports = ""
    for example in examples {
      let printed = try Self.run(exports + example.command, in: folder)
      if example.command.hasPrefix("export ") { exports += example.command + "; " }
      let shown = Self.lines(example.output)
      #expect(
        Self.matches(printed[...], shown[...]),
        "\(document): \(example.command)\nprints\n\(printed.joined(separator: "\n"))")
    }
  }

  private struct Example {
    var command: String
    var output: String
  }

  private static func examples(of text: String) -> [Example] {
    text.split(separator: "```console\n").dropFirst().compactMap { part in
      let block = part.prefix(upTo: part.firstRange(of: "```")?.lowerBound ?? part.endIndex)
      guard block.hasPrefix("$ "), let end = block.firstIndex(of: "\n") else { return nil }
      return Example(
        command: String(block[..<end].dropFirst(2)),
        output: String(block[block.index(after: end)...]))
    }
  }

  /// What a command line prints: results first, then messages.
  private static func run(_ command: String, in folder: URL) throws -> [String] {
    let output = folder.appending(path: ".stdout")
    let messages = folder.appending(path: ".stderr")
    let shell = Process()
    shell.executableURL = URL(filePath: "/bin/bash")
    shell.arguments = ["-c", "{ \(command); } >.stdout 2>.stderr"]
    shell.currentDirectoryURL = folder
    let programs = RumkitRun.program.deletingLastPathComponent().path
    shell.environment = [
      "PATH": "\(programs):/usr/bin:/bin", "HOME": folder.path, "LC_ALL": "C.UTF-8",
    ]
    shell.standardInput = FileHandle.nullDevice
    try shell.run()
    shell.waitUntilExit()
    return try [output, messages].flatMap { lines(try String(contentsOf: $0, encoding: .utf8)) }
  }

  /// Lines as a terminal shows them, so without the carriage returns of CSV.
  private static func lines(_ text: String) -> [String] {
    var lines = text.replacing("\r\n", with: "\n")
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  private static func matches(_ printed: ArraySlice<String>, _ shown: ArraySlice<String>) -> Bool {
    guard let first = shown.first else { return printed.isEmpty }
    if first == "…" {
      return (printed.startIndex...printed.endIndex).contains { start in
        matches(printed[start...], shown.dropFirst())
      }
    }
    return printed.first == first && matches(printed.dropFirst(), shown.dropFirst())
  }
}
