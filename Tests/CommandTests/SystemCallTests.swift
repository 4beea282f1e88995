import Foundation
import Testing

private enum Strace {
  static let program = URL(filePath: "/usr/bin/strace")
  /// It is there and may trace, which a container can forbid.
  static let isThere =
    (try? RumkitRun(["-o", "/dev/null", "/bin/true"], program: program))?.status == 0
}

/// What a command asks the system for, as strace sees it: no network, and nothing is written but its
/// output and temporary copies, which are gone at the end.
@Suite(.enabled(if: Strace.isThere, "strace is needed"))
struct SystemCallTests {
  static let commands = [
    ["inspect", "Samples/usage"], ["validate", "Samples/usage", "OUT"],
    ["summarize", "Samples/usage"], ["diff", "Samples/earlier", "Samples/usage"],
    ["aps", "Samples/usage"], ["explain"], ["commands"],
    ["check", "--no-record", "Samples/show"], ["diagnose", "Samples/show"],
    ["ack", "match", "Samples/ack", "--usage", "Samples/usage", "--no-site"],
    ["status"], ["site", "log"], ["trip", "list"], ["reset", "status"],
    ["report", "Samples/usage", "OUT", "--format", "md"],
  ]

  @Test func aReadingCommandWritesNothingAndCallsNobody() throws {
    let home = try Homeward()
    let before = try home.head()
    for words in Self.commands {
      let log = home.folder.path("calls.txt")
      let words = words.map { $0 == "OUT" ? home.folder.path("out") : $0 }
      let takesTime = ["status", "report", "check"].contains(words[0]) || words.last == "log"
      let run = try RumkitRun(
        [
          "-f", "-qq", "-o", log, "-e",
          "trace=%network,open,openat,creat,mkdir,mkdirat,unlink,unlinkat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,truncate,chmod,fchmodat",
          RumkitRun.program.path,
        ] + words + (takesTime ? ["--now", "2026-08-21T10:00:00Z"] : []),
        program: Strace.program, environment: ["RUMKIT_SITE": home.folder.path("site")])
      #expect(run.status < 2, "\(words): \(run.stderr)")
      let calls = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n")
      #expect(calls.count > 5, "\(words)")
      for call in calls where Self.isWrong(call) { Issue.record("\(words): \(call)") }
    }
    #expect(try home.head() == before)
  }

  /// The near miss: a command that records is seen to write.
  @Test func aRecordingCommandIsSeen() throws {
    let home = try Homeward()
    let log = home.folder.path("calls.txt")
    _ = try RumkitRun(
      [
        "-f", "-qq", "-o", log, "-e", "trace=openat", RumkitRun.program.path, "site", "verify",
        "--now", "2026-08-21T10:00:00Z",
      ], program: Strace.program, environment: ["RUMKIT_SITE": home.folder.path("site")])
    let calls = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n")
    #expect(calls.contains { Self.isWrong($0) })
  }

  /// A call that reaches out, or changes what is not a temporary copy of this run.
  private static func isWrong(_ call: Substring) -> Bool {
    let text = call.drop { $0.isNumber || $0 == " " }
    // The C library asks the cache of user names, which is on this host.
    if text.contains("AF_UNIX") || text.contains("/nscd/socket") { return false }
    let network = ["socket(", "connect(", "bind(", "listen(", "send", "accept"]
    if network.contains(where: text.hasPrefix) { return true }
    if text.contains("/rumkit-temporary-") || text.contains("\"/dev/null\"")
      || text.contains("\"/dev/tty\"")
    {
      return false
    }
    if text.hasPrefix("open") {
      return ["O_WRONLY", "O_RDWR", "O_CREAT", "O_TMPFILE"].contains { text.contains($0) }
    }
    return ["creat", "mkdir", "unlink", "rename", "link", "symlink", "truncate", "chmod", "fchmod"]
      .contains(where: text.hasPrefix)
  }
}
