import Foundation
import Testing

/// What Tab offers, in a real bash with the script that the program prints.
@Suite struct CompletionTests {
  /// What bash offers for the words of a line, of which the last one is being typed.
  private func offered(_ words: [String], site: String) throws -> [String] {
    let line = """
      source <("$1" --generate-completion-script bash); COMP_WORDS=("$@"); COMP_CWORD=$(( $# - 1 ))
      COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}; _rumkit "$1" "${@: -1}" "${@: -2:1}"
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    let run = try RumkitRun(
      ["-c", line, "bash", RumkitRun.program.path] + words, program: URL(filePath: "/bin/bash"),
      environment: ["RUMKIT_SITE": site])
    #expect(run.stderr.isEmpty)
    return run.stdout.split(separator: "\n").map {
      String($0).trimmingCharacters(in: .whitespaces)
    }
  }

  /// A site with devices and a trip, in a folder that goes away.
  private func inSite(_ body: (_ folder: URL, _ site: String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "completion-\(UUID().uuidString)")
    let site = folder.appending(path: "site").path
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let now = ["--site", site, "--now", "2026-08-20T08:00:00Z"]
    for words in [
      ["site", "init", "--rehearsal", "--name", "EXAMPLE-CAMPUS"],
      ["site", "devices", "import", "Samples/site/devices.csv"],
      [
        "pack", "Samples/usage/c9800-cl-rum.txt", "--output", folder.path + "/out", "--evidence",
        folder.path + "/bag",
      ],
      ["trip", "open", "TRIP-8", folder.path + "/out", "--carrier", "A. Example"],
    ] {
      let run = try RumkitRun(words + now)
      #expect(run.status == 0, "\(words): \(run.stderr)")
    }
    try body(folder, site)
  }

  @Test func devicesTripsAndFindingsComeFromTheSite() throws {
    try inSite { (_: URL, site: String) throws in
      #expect(
        try offered(["status", "--device", "wlc"], site: site) == [
          "wlc-example-1", "wlc-example-2", "wlc-example-3", "wlc-pair",
        ])
      #expect(try offered(["confirm", "--device", "9ZZEXAMPLE7"], site: site) == ["9ZZEXAMPLE7"])
      #expect(try offered(["trip", "close", ""], site: site) == ["TRIP-8"])
      #expect(try offered(["explain", "usage/trun"], site: site) == ["usage/truncated"])
      #expect(try offered(["site", "sta"], site: site) == ["status"])
      #expect(try offered(["inspect", "Sampl"], site: site) == ["Samples"])
    }
  }

  private static let zsh = "/usr/bin/zsh"
  private static let fish = "/usr/bin/fish"

  private static func canRun(_ shell: String) -> Bool {
    Tmux.isThere && FileManager.default.isExecutableFile(atPath: shell)
  }

  @Test(.enabled(if: canRun(zsh), "zsh and tmux are needed"))
  func tabWorksInZsh() throws {
    try inSite { folder, site in
      try FileManager.default.createDirectory(
        at: folder.appending(path: "functions"), withIntermediateDirectories: true)
      try script("zsh").write(
        to: folder.appending(path: "functions/_rumkit"), atomically: true, encoding: .utf8)
      try typeTab(
        [Self.zsh, "-f"], folder, site,
        "fpath=(\(folder.path)/functions $fpath); autoload -U compinit; compinit -u -D; echo READY-$((40 + 2))"
      )
    }
  }

  @Test(.enabled(if: canRun(fish), "fish and tmux are needed"))
  func tabWorksInFish() throws {
    try inSite { folder, site in
      let file = folder.appending(path: "rumkit.fish")
      try script("fish").write(to: file, atomically: true, encoding: .utf8)
      try typeTab(
        [Self.fish, "--no-config"], folder, site,
        "source \(file.path); echo READY-(math 40 + 2)")
    }
  }

  private func script(_ shell: String) throws -> String {
    try RumkitRun(["--generate-completion-script", shell]).stdout
  }

  /// Presses Tab in a shell of a terminal, after a device, a finding and a trip.
  private func typeTab(_ shell: [String], _ folder: URL, _ site: String, _ setUp: String) throws {
    let path = RumkitRun.program.deletingLastPathComponent().path + ":/usr/bin:/bin"
    let terminal = try Tmux(
      ["/usr/bin/env", "PATH=\(path)", "RUMKIT_SITE=\(site)"] + shell, columns: 100,
      folder: folder)
    try terminal.type(setUp, keys: ["Enter"])
    _ = try terminal.screen(showing: "READY-42")
    for (typed, whole) in [
      ("rumkit status --device wlc-p", "wlc-pair"),
      ("rumkit explain usage/trun", "usage/truncated"), ("rumkit trip close TRI", "TRIP-8"),
    ] {
      try terminal.type(typed, keys: ["Tab"])
      _ = try terminal.screen(showing: whole)
      try terminal.type("", keys: ["C-c"])
    }
  }

  /// The near miss: without a site nothing is offered, and nothing is said into the line.
  @Test func withoutASiteNothingIsOffered() throws {
    #expect(try offered(["status", "--device", ""], site: "/nowhere/site").isEmpty)
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func everyShellHasItsScript(shell: String) throws {
    let run = try RumkitRun(["--generate-completion-script", shell])
    #expect(run.status == 0)
    #expect(run.stdout.contains("rumkit"))
  }
}
