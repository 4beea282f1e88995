import Foundation
import LicenseFiles
import Testing

/// Tables and blocks in a terminal of a width.
@Suite struct TerminalTablesTests {
  /// A site of devices with long names, one of them reset and one in a migration.
  private static func home() throws -> Homeward {
    let home = try Homeward()
    let host = "wlc-example-with-a-very-long-name-of-its-own"
    try home.run(
      "site", "devices", "import",
      try home.file(
        "register.csv",
        """
        pid,sn,host,group,site,va
        C9800-CL-K9,9ZZEXAMPLE1,\(host)-1,example-group-1,Example Hall North,EXAMPLE-LAB
        C9800-CL-K9,9ZZEXAMPLE2,\(host)-2,example-group-2,Example Hall South,EXAMPLE-LAB

        """))
    try home.run(
      "reset", "record", "--device", "9ZZEXAMPLE1", "--at", "2026-08-21T08:50:00Z")
    try home.run("migrate", "start", "--device", "9ZZEXAMPLE2", "--kind", "slr")
    try home.run("ack", "match", Homeward.ack)
    return home
  }

  private static let commands: [[String]] = [
    ["check", "Samples/show", "--no-record", "--now", "2026-08-21T09:00:00Z"],
    ["site", "devices", "list"], ["summarize", "Samples/usage"],
    ["summarize", "Samples/usage", "--verbose"], ["aps", "Samples/usage"],
    ["reset", "status", "--now", "2026-08-21T09:00:00Z"],
    ["migrate", "status", "--now", "2026-08-21T09:00:00Z"],
    ["migrate", "status", "--device", "9ZZEXAMPLE2", "--now", "2026-08-21T09:00:00Z"],
    ["trip", "list"], ["site", "log"], ["diff", "Samples/earlier", "Samples/usage"],
    ["diff", "Samples/earlier", "Samples/usage", "--verbose"], ["validate", "Samples/faulty"],
    ["ack", "match", Homeward.ack], ["inspect", "Samples/show"], ["inspect", "Samples/ack"],
    ["explain"], ["explain", "ack/status-failed", "--verbose"],
    ["diagnose", "Samples/show/wlc-example-5-console.txt"],
    ["plan", "on-prem"], ["plan", "--check", "Samples/show"],
    ["migrate", "next", "--device", "9ZZEXAMPLE2", "--now", "2026-08-21T09:00:00Z"],
    ["commands", "9ZZEXAMPLE1", "9ZZEXAMPLE2", "--now", "2026-08-21T09:00:00Z"],
    [
      "pack", "--no-site", "--dry-run", "--output", "out-example", "--skip-bad", "--disclose",
      "--now", "2026-08-21T09:00:00Z", "Samples/usage", "Samples/faulty",
    ],
  ]

  /// The words; a tag that takes most of a line has its parts for words.
  private func words(_ text: String) -> Set<Substring> {
    Set(
      text.split { $0 == " " || $0 == "\n" }.filter { !$0.contains("-") && !$0.contains(",1.0_") })
  }

  @Test(.enabled(if: Tmux.isThere), arguments: [80, 120, 200])
  func theyFit(_ columns: Int) throws {
    let home = try Self.home()
    for command in Self.commands {
      func piped(_ columns: String) throws -> String {
        try RumkitRun(
          command,
          environment: [
            "RUMKIT_SITE": home.folder.path("site"), "LC_ALL": "C.UTF-8", "COLUMNS": columns,
          ]
        ).stdout
      }
      let narrow = try piped("\(columns)")
      let wide = try piped("")
      let folder = FileManager.default.temporaryDirectory.appending(path: "t\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      let line = """
        cd "$1"; export RUMKIT_SITE="$2"; unset COLUMNS; shift 2; "$@" 2>messages.$$ \
        ; rm messages.$$; echo THE END
        """
      let terminal = try Tmux(
        [
          "/bin/sh", "-c", line, "sh", RumkitRun.repository.path, home.folder.path("site"),
          RumkitRun.program.path,
        ] + command, columns: columns, rows: 900, folder: folder)
      let screen = try terminal.screen(showing: "THE END").replacing(/THE END\s*$/, with: "")
      // Only what is copied is longer than a line; the terminal breaks it.
      let lines: [Substring] = narrow.split(separator: Character("\n"))
      let expected: [Substring] = lines.flatMap { (line: Substring) -> [Substring] in
        stride(from: 0, to: line.count, by: columns).map { line.dropFirst($0).prefix(columns) }
      }
      #expect(
        Self.rows(screen) == expected.map(Self.trimmed),
        "\(command) \(columns)")
      for line in narrow.split(separator: Character("\n")) where !Self.isWhole(line) {
        #expect(line.count <= columns, "\(command): \(line)")
      }
      // No word is broken, and a wide terminal has every column.
      let tables = narrow.replacing(/not shown: [^\n]*(\n {4}[^\n]*)*/, with: "")
      let broken = words(tables).filter { !wide.contains($0) }
      #expect(broken.isEmpty, "\(command): \(broken)")
      if columns == 200 { #expect(words(narrow) == words(wide), "\(command)") }
    }
  }

  /// True for a line that holds nothing but a command to paste, or one word: a path, a hash, a tag.
  private static func isWhole(_ line: Substring) -> Bool {
    line.split(separator: " ").count == 1
      || ["license ", "show ", "copy ", "dir ", "rumkit "].contains {
        line.drop { $0 == " " }.hasPrefix($0)
      }
  }

  /// A terminal keeps no blanks at the end of a line.
  private static func trimmed(_ line: Substring) -> String {
    String(line.reversed().drop { $0 == " " }.reversed())
  }

  private static func rows(_ text: String) -> [String] {
    text.split(separator: "\n").map { trimmed($0) }
  }
}
