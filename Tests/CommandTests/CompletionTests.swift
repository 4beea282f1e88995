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

  @Test func devicesTripsAndFindingsComeFromTheSite() throws {
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
