import Foundation
import Testing

/// Hostile text goes through every command and every format of the program, and none of it comes out
/// raw: not on standard output, not in messages, not in files that are written for people.
@Suite struct HostileTextTests {
  private static let commands = Result { try ProgramCommand.all() }

  @Test func everyCommandHasAScenario() throws {
    let names = Set(try Self.commands.get().map(\.name))
    for name in names.subtracting(HostileScenarios.table.keys).sorted() {
      Issue.record(
        """
        Nothing shows how `rumkit \(name)` meets hostile text. Add "\(name)" to the table in \
        Tests/CommandTests/Hostile/HostileScenarios.swift: one list of words for each way in which \
        text gets into it ($text is the text as an argument, $all files that hold it, $missing a \
        path that is not there, $new and $odd-new places for what is written; other files of \
        HostileWorkspace.swift and HostileDevice.swift by their names: $ack.txt). Every format is \
        tried, and each run must show the text, escaped; where it must not, write \
        .silent("why", [words]). A file of a new kind is written in HostileWorkspace.writeFiles.
        """)
    }
    let gone = Set(HostileScenarios.table.keys).subtracting(names)
    #expect(gone.isEmpty, "these commands are not there: \(gone.sorted())")
    #expect(names.count > 25)
  }

  @Test(arguments: HostileText.all)
  func nothingComesOutRaw(_ hostile: HostileText) throws {
    let original = try HostileWorkspace(hostile)
    let newest = try original.newestEvent()
    let known = WatchedFolder.contents(of: original.folder.root)
    var workspace = try HostileWorkspace(copying: original)
    var watched = WatchedFolder(workspace.folder.root, known: known)
    // The media for which the text was seen whole, in its escaped form.
    var escaped: Set<String> = []
    for command in try Self.commands.get() {
      if watched.hasChanged {
        workspace = try HostileWorkspace(copying: original)
        watched = WatchedFolder(workspace.folder.root, known: known)
      }
      var event = newest
      for (index, scenario) in (HostileScenarios.table[command.name] ?? []).enumerated()
      where hostile.isFor(scenario: index) {
        let variants = HostileRun.variants(of: scenario, command)
        for variant in hostile.isAccepted ? variants : HostileRun.some(of: variants, index) {
          let run = try variant.run(in: workspace)
          #expect([0, 1, 2, 3, 4, 5, 64].contains(run.status), "\(variant): \(run.status)")
          let result = OutputJudge(run.standardOutput, format: variant.format, isRaw: variant.isRaw)
          #expect(result.faults.isEmpty, "\(variant): stdout: \(result.faults)")
          let messages = OutputJudge(messages: run.standardError).faults
          #expect(messages.isEmpty, "\(variant): stderr: \(messages)")
          let written = watched.written()
          for fault in written.flatMap(\.faults) { Issue.record("\(variant): \(fault)") }
          guard hostile.isAccepted else { continue }

          // Without the text in what comes out, nothing is proved.
          var shown = run.stdout + run.stderr
          for file in written { shown += file.name + String(decoding: file.bytes, as: UTF8.self) }
          if written.contains(where: { $0.name.hasPrefix("site/") }) {
            let now = try workspace.newestEvent()
            if now != event { shown += now }
            event = now
          }
          let arrived = shown.contains(HostileText.marker)
          if let silence = scenario.silence {
            #expect(!arrived, "\(variant): it shows the text, although \(silence)")
          } else {
            #expect(arrived, "\(variant): no text came out: \(shown.prefix(300))")
          }
          if run.stdout.contains(HostileText.inMedium(variant.format)) {
            escaped.insert(variant.format)
          }
        }
      }
    }
    guard hostile.isAccepted else { return }
    #expect(escaped == ["text", "json", "csv", "ndjson", "html", "md", "ics"])
  }

  /// Wrong usage quotes what was typed, so every option that is declared is given hostile text.
  @Test func noArgumentComesOutRaw() throws {
    // Controls and length in one: a text that begins with a hyphen would be no value.
    let hostile = HostileText(
      name: "escapes, very long",
      text: HostileText.all[0].text + String(repeating: "Q", count: 9000))
    let text = hostile.asArgument
    var seen: Set<String> = []
    var shown = 0
    for command in try Self.commands.get() {
      for option in command.options.sorted() + ["no-" + text] where option != "help" {
        // Options that commands share are declared once.
        guard seen.insert(command.declaration(of: option)).inserted else { continue }
        // Nothing is written where the tests run.
        let nowhere = "/dev/null/" + hostile.inFileName
        let isPlace = ["output", "evidence", "to", "map", "key"].contains(option)
        let run = try RumkitRun(
          command.path + ["--\(option)", isPlace ? nowhere : text, "--site", nowhere])
        if run.stderr.contains(HostileText.marker) { shown += 1 }
        for (stream, bytes) in [("stdout", run.standardOutput), ("stderr", run.standardError)] {
          let faults = OutputJudge(messages: bytes).faults
          #expect(faults.isEmpty, "\(command.name) --\(option.prefix(20)): \(stream): \(faults)")
        }
      }
    }
    #expect(shown > 25)
  }
}

/// A scenario in one format.
private struct HostileRun: CustomStringConvertible {
  let command: ProgramCommand
  let scenario: HostileScenario
  let format: String
  let isRaw: Bool

  /// Each format that the scenario is to be tried in, and CSV without its apostrophes too.
  static func variants(of scenario: HostileScenario, _ command: ProgramCommand) -> [HostileRun] {
    let words = command.values(of: "format")
    return (scenario.formats ?? (words.isEmpty ? ["text"] : words)).flatMap { format in
      (format == "csv" ? [false, true] : [false]).map {
        HostileRun(command: command, scenario: scenario, format: format, isRaw: $0)
      }
    }
  }

  /// One of them, another one for the next scenario: what is read does not depend on the format, and
  /// the text that goes furthest is tried in all of them.
  static func some(of variants: [HostileRun], _ number: Int) -> [HostileRun] {
    variants.isEmpty ? [] : [variants[number % variants.count]]
  }

  func run(in workspace: HostileWorkspace) throws -> RumkitRun {
    var arguments = command.path + scenario.words.flatMap(workspace.paths)
    if !command.values(of: "format").isEmpty { arguments += ["--format", format] }
    if isRaw { arguments.append("--csv-raw") }
    if Set(scenario.words).isDisjoint(with: ["--site", "--no-site"]),
      command.options.contains("site")
    {
      let isNew = command.name == "site init"
      arguments += ["--site", workspace.folder.path(isNew ? "other" : "site")]
    }
    if command.options.contains("now"), !scenario.words.contains("--now") {
      arguments += ["--now", HostileWorkspace.time]
    }
    return try RumkitRun(arguments, standardInput: Data("\u{1B}[2Jyes\n".utf8))
  }

  var description: String {
    ([command.name] + scenario.words + [format, isRaw ? "raw" : ""]).joined(separator: " ")
  }
}
