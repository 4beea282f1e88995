import Testing

/// What is said to a word that is not a command, and how the commands are grouped.
struct CommandNamesTests {
  @Test(arguments: [
    (["valdate", "x.txt"], "'valdate' is not a command of rumkit; did you mean validate?"),
    (["improt"], "'improt' is not a command of rumkit; did you mean import?"),
    (["site", "stats"], "'stats' is not a command of rumkit site; did you mean status?"),
    (["ack", "mach", "x"], "'mach' is not a command of rumkit ack; did you mean match?"),
    (["help", "frob"], "'frob' is not a command of rumkit; rumkit --help lists the commands"),
    (["help", "site", "stats"], "'stats' is not a command of rumkit site; did you mean status?"),
    (["collect"], "'collect' is not a command of rumkit; did you mean rumkit device collect?"),
    (["colect"], "'colect' is not a command of rumkit; did you mean rumkit device collect?"),
    (["match", "x"], "'match' is not a command of rumkit; did you mean rumkit ack match?"),
    (["backup"], "'backup' is not a command of rumkit; did you mean rumkit site backup?"),
    (["init"], "'init' is not a command of rumkit; did you mean rumkit site init?"),
    (["version"], "'version' is not a command of rumkit; did you mean rumkit --version?"),
    (
      ["site", "match"], "'match' is not a command of rumkit site; did you mean rumkit ack match?"
    ), (["xyzzy"], "'xyzzy' is not a command of rumkit; rumkit --help lists the commands"),
  ])
  func aWordThatIsNoCommandIsAnsweredWithTheNearestOne(words: [String], says: String) throws {
    let run = try RumkitRun(words)
    #expect(run.status == 64)
    #expect(run.stdout.isEmpty)
    #expect(run.stderr == "rumkit: error: \(says)\n")
  }

  @Test(arguments: [
    (["explain", "usage/truncted"], "'usage/truncted'; did you mean usage/truncated?"),
    (["explain", "truncated"], "'truncated'; did you mean usage/truncated?"),
    (["explain", "ack/truncated"], "'ack/truncated'; did you mean usage/truncated?"),
    (["explain", "xyzzy/qqq"], "'xyzzy/qqq'; 'rumkit explain' lists them all"),
    (["plan", "onprem"], "'onprem' is not a topology; did you mean on-prem?"),
    (["plan", "xyzzy"], "the topology is one of air-gap, direct,"),
    (
      ["diagnose", "x", "--topology", "onprem"], "'--topology <topology>'. Did you mean 'on-prem'?"
    ),
    (["diagnose", "x", "--topology", "xyzzy"], "Please provide one of"),
  ])
  func aWordThatIsNearIsAsked(words: [String], says: String) throws {
    let run = try RumkitRun(words)
    #expect(run.status == 64)
    #expect(run.stderr.contains(says), "\(run.stderr)")
    #expect(run.stderr.contains("\nUsage: rumkit \(words[0]) "), "\(run.stderr)")
  }

  /// The parser would speak of the option that is missing.
  @Test func aMistypedOptionIsNamedBeforeWhatIsMissing() throws {
    let run = try RumkitRun(["pack", "Samples/usage", "--ouput", "x"])
    #expect(run.status == 64)
    #expect(
      run.stderr.hasPrefix(
        "rumkit: error: unknown option '--ouput'. Did you mean '--output'?\nUsage: rumkit pack "))
    let missing = try RumkitRun(["pack", "Samples/usage", "--", "--ouput"])
    #expect(missing.stderr.contains("missing expected argument '--output <output>'"))
  }

  /// A near miss: a command's own arguments are not looked up.
  @Test func anArgumentOfACommandIsNotLookedUp() throws {
    let run = try RumkitRun(["inspect", "valdate"])
    #expect(run.status == 2)
    #expect(!run.stderr.contains("did you mean"))
  }

  @Test func theCommandsAreGroupedByWhenTheyAreNeeded() throws {
    let alone = try RumkitRun([])
    #expect(alone.status == 0)
    #expect(try RumkitRun(["--help"]).stdout == alone.stdout)
    let headings = alone.stdout.split(separator: "\n").filter { $0.hasSuffix(" SUBCOMMANDS:") }
    #expect(
      headings == [
        "EVERY MONTH SUBCOMMANDS:", "LOOK SUBCOMMANDS:", "DEVICES SUBCOMMANDS:",
        "KEEP SUBCOMMANDS:",
      ])
  }

  @Test func statusIsSiteStatus() throws {
    let long = try RumkitRun(["site", "status", "--site", "/nowhere/site"])
    let short = try RumkitRun(["status", "--site", "/nowhere/site"])
    #expect(short.status == 4)
    #expect(short.stderr == long.stderr)
  }

  /// The help says how a command is typed.
  @Test func everyHelpNamesItsCommand() throws {
    for command in try ProgramCommand.all() {
      let help = try RumkitRun(command.path + ["--help"]).stdout
      let usage = try #require(help.firstMatch(of: /USAGE: +([^\n]*)/)).1
      let words = usage.split(separator: " ").map(String.init)
      let typed = ["rumkit"] + command.path
      #expect(Array(words.prefix(typed.count)) == typed, "\(command.name): \(usage)")
      // What follows is an argument or an option, not the name once more.
      #expect(words.dropFirst(typed.count).first != command.path.last, "\(command.name): \(usage)")
    }
  }
}
