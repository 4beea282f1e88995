import Foundation
import Testing

/// Hostile text goes through every command and every format of the program, and none of it comes out
/// raw: not on standard output, not in messages, not in files that are written for people.
@Suite struct HostileTextTests {
  private static let commands = Result { try ProgramCommand.all() }

  @Test func everyCommandHasAScenario() throws {
    let names = Set(try Self.commands.get().map(\.name))
    let missing = names.subtracting(HostileScenarios.table.keys)
    #expect(missing.isEmpty, "write how these meet hostile text: \(missing.sorted())")
    let gone = Set(HostileScenarios.table.keys).subtracting(names)
    #expect(gone.isEmpty, "these commands are not there: \(gone.sorted())")
    #expect(names.count > 25)
  }

  @Test(arguments: HostileText.all)
  func nothingComesOutRaw(_ hostile: HostileText) throws {
    var arrived: Set<String> = []
    let original = try HostileWorkspace(hostile)
    for command in try Self.commands.get() {
      let workspace = try HostileWorkspace(copying: original)
      let recorded = try workspace.newestEvent()
      for scenario in HostileScenarios.table[command.name] ?? [] {
        let formats = command.values(of: "format")
        for format in formats.isEmpty ? ["text"] : formats {
          let isChart = scenario.contains("--chart")
          if isChart, format != "text" { continue }
          for isRaw in format == "csv" ? [false, true] : [false] {
            var arguments = command.path + scenario.flatMap(workspace.paths)
            if !formats.isEmpty { arguments += ["--format", format] }
            if isRaw { arguments.append("--csv-raw") }
            if !scenario.contains("--site"), command.options.contains("site") {
              let isNew = command.name == "site init"
              arguments += ["--site", workspace.folder.path(isNew ? "other" : "site")]
            }
            if command.options.contains("now"), !scenario.contains("--now") {
              arguments += ["--now", HostileWorkspace.time]
            }
            let before = try Files(workspace.folder.root)
            let run = try Output(arguments)
            let name = ([command.name] + scenario + [format, isRaw ? "raw" : ""])
              .joined(separator: " ")
            if run.holds(HostileText.marker) { arrived.insert(command.name) }
            #expect([0, 1, 2, 3, 4, 5, 64].contains(run.status), "\(name): \(run.status)")
            let result = OutputJudge(run.stdout, format: format, isRaw: isRaw).faults
            #expect(result.isEmpty, "\(name): stdout: \(result)")
            let messages = OutputJudge(messages: run.stderr).faults
            #expect(messages.isEmpty, "\(name): stderr: \(messages)")
            for fault in try Files(workspace.folder.root).faults(besides: before) {
              Issue.record("\(name): \(fault)")
            }
          }
        }
      }
      let newest = try workspace.newestEvent()
      if newest != recorded, newest.contains(HostileText.marker) { arrived.insert(command.name) }
    }
    // Each command was reached by the text; otherwise nothing is proved. A text with characters that a
    // reader refuses need not get that far.
    guard hostile.isAccepted else { return }
    // The reason of a repair is said only where the newest date of the ledger is wrong.
    let silent = Set(try Self.commands.get().map(\.name)).subtracting(arrived)
      .subtracting(["site clock repair"])
    #expect(silent.isEmpty, "no text came as far as \(silent.sorted())")
  }

  /// Wrong usage quotes what was typed, so every option of every command is given hostile text.
  @Test(arguments: [HostileText.all[0], HostileText.all[4]])
  func noArgumentComesOutRaw(_ hostile: HostileText) throws {
    let text = hostile.asArgument
    for command in try Self.commands.get() {
      for option in command.options.sorted() + ["no-" + text] where option != "help" {
        // Nothing is written where the tests run.
        let nowhere = "/dev/null/" + hostile.inFileName
        let isPlace = ["output", "evidence", "to"].contains(option)
        let run = try Output(
          command.path + ["--\(option)", isPlace ? nowhere : text, "--site", nowhere])
        for (stream, bytes) in [("stdout", run.stdout), ("stderr", run.stderr)] {
          let faults = OutputJudge(messages: bytes).faults
          #expect(faults.isEmpty, "\(command.name) --\(option.prefix(20)): \(stream): \(faults)")
        }
      }
    }
  }
}

/// A run whose output is bytes.
private struct Output {
  let status: Int32
  let stdout: Data
  let stderr: Data

  init(_ arguments: [String]) throws {
    let run = try RumkitRun(arguments, standardInput: Data("\u{1B}[2Jyes\n".utf8))
    (status, stdout, stderr) = (run.status, run.standardOutput, run.standardError)
  }

  func holds(_ text: String) -> Bool {
    [stdout, stderr].contains { String(decoding: $0, as: UTF8.self).contains(text) }
  }
}

/// The files of a folder, so that those which a command wrote can be looked at.
private struct Files {
  private var hashes: [String: Data] = [:]

  init(_ root: String) throws {
    for case let name as String in FileManager.default.enumerator(atPath: root) ?? .init() {
      guard let bytes = try? Data(contentsOf: URL(filePath: root + "/" + name)) else { continue }
      hashes[name] = bytes
    }
  }

  /// What is wrong with the files that were written since. A file that has the bytes of one that was
  /// there is a copy of what was handed in: bytes are evidence and are not changed.
  func faults(besides before: Files) -> [String] {
    let known = Set(before.hashes.values)
    return hashes.sorted { $0.key < $1.key }.flatMap { name, bytes -> [String] in
      guard !known.contains(bytes), !Self.isForPrograms(name, bytes) else { return [] }
      let format = URL(filePath: name).pathExtension
      // What goes to a Windows machine has its line ends.
      let bytes = format == "txt" ? Self.withoutCarriageReturns(bytes) : bytes
      let formats = ["csv": "csv", "json": "json", "jsonl": "ndjson", "html": "html", "ics": "ics"]
      return OutputJudge(bytes, format: formats[format] ?? "text").faults.map {
        "\(name.debugDescription): \($0)"
      }
    }
  }

  private static func withoutCarriageReturns(_ bytes: Data) -> Data {
    Data(
      Array(bytes).split(separator: [0x0D, 0x0A], omittingEmptySubsequences: false).joined(
        separator: [0x0A]))
  }

  /// The ledger and archives.
  private static func isForPrograms(_ name: String, _ bytes: Data) -> Bool {
    bytes.starts(with: Data("SQLite format 3".utf8)) || bytes.starts(with: [0x1F, 0x8B])
      || bytes.starts(with: Data("PK".utf8)) || name.hasSuffix("-wal") || name.hasSuffix("-shm")
  }
}
