import Foundation
import Testing

/// Names and places that a file can have, and those that no file has: used or refused with the reason,
/// never the end of the process, never for ever.
@Suite struct HostilePlacesTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "rumkit-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// Runs a line of a shell in the folder; `$RUMKIT` is the program and `$USAGE` a usage file.
  private func shell(_ line: String) throws -> RumkitRun {
    try RumkitRun(
      ["-c", "cd \"$PLACE\" || exit 99; \(line)"], program: URL(filePath: "/bin/bash"),
      environment: [
        "RUMKIT": RumkitRun.program.path, "PLACE": folder.path,
        "USAGE": RumkitRun.repository.appending(path: "Samples/usage/c8000v-rum.txt").path,
      ], timeout: 60)
  }

  private var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
  }

  @Test func namesOfOneLetterWithoutAFolderAreNames() throws {
    let run = try shell(
      """
      set -e; "$RUMKIT" site init --site s --name X; "$RUMKIT" site backup b --site s
      "$RUMKIT" site restore b --site r; "$RUMKIT" site verify --anchor b --site r
      "$RUMKIT" site status --site b; "$RUMKIT" pack "$USAGE" --output m --site s
      "$RUMKIT" verify m; "$RUMKIT" inspect "$USAGE" --output o; "$RUMKIT" redact m --output c
      """)
    #expect(run.status == 0, "\(run.stderr)")
    #expect(names == ["b", "c", "m", "o", "r", "s"])
  }

  @Test(arguments: [
    "site backup '' --site s", "site restore '' --site r", "site init --site '' --name X",
    "site verify --anchor '' --site s", "inspect ''", "site backup / --site s",
    "site backup . --site s", "site backup .. --site s", "site restore / --site r",
    "inspect \"$USAGE\" --output ''", "unpack '' --output u",
    "pack \"$USAGE\" --output '' --site s",
  ])
  func whatIsNotTheNameOfAFileIsRefused(_ command: String) throws {
    let run = try shell(
      "\"$RUMKIT\" site init --site s --name X >o || exit 99; \"$RUMKIT\" \(command)")
    #expect([2, 4, 64].contains(run.status), "\(run.status) \(run.stderr)")
    #expect(run.stderr.hasPrefix("rumkit: error: "))
    #expect(names == ["o", "s"])
  }

  @Test func anArgumentThatIsNotTextNamesNoOtherFile() throws {
    let run = try shell("\"$RUMKIT\" site init --name X --site $'caf\\xe9'")
    #expect(run.status == 64)
    #expect(
      run.stderr == "rumkit: error: the argument caf\\xE9 is not UTF-8 text: rename the file\n")
    #expect(names.isEmpty)
    #expect(try shell("\"$RUMKIT\" site init --name X --site café").status == 0)
    #expect(names == ["café"])
  }

  /// A limit on the size of files stands for a full disk.
  @Test func aSiteThatCannotBeMadeLeavesNoFolder() throws {
    let run = try shell("(ulimit -f 0; \"$RUMKIT\" site init --site a/b --name X) 2>&1 | cat")
    #expect(run.stdout.contains("a/b/ledger.sqlite"))
    #expect(!run.stdout.contains("partial"))
    #expect(names.isEmpty)
    _ = try shell("mkdir a; (ulimit -f 0; \"$RUMKIT\" site init --site a/b --name X) 2>&1 | cat")
    #expect(names == ["a"])
  }

  /// Standard output and the rest of the files take part in none of this.
  @Test(arguments: [
    "inspect /dev/zero", "inspect - </dev/zero", "validate \"$USAGE\" /dev/urandom",
    "diff \"$USAGE\" /dev/zero", "check /dev/zero",
    "pack \"$USAGE\" --output m --accounts /dev/zero",
    "redact \"$USAGE\" --output m --key /dev/zero", "ritual --answers /dev/zero",
    "verify /dev/zero",
    "site restore /dev/zero --site m", "site status --site p", "site restore p --site m",
    "unpack p --output m", "redact \"$USAGE\" --output m --key p", "site status --site l",
    "site status --site f", "pack \"$USAGE\" --output m --site e",
    "inspect \"$USAGE\" --force --output p", "inspect \"$USAGE\" --force --output d",
    "inspect \"$USAGE\" --force --output z", "inspect \"$USAGE\" --force --output /dev/full",
  ])
  func whatIsNotAPlainFileIsRefusedWithTheReason(_ command: String) throws {
    let run = try shell(
      """
      mkfifo p; mkdir d; ln -s /dev/null z
      for site in s l f e; do "$RUMKIT" site init --site $site --name X >>o || exit 99; done
      rm l/ledger.sqlite f/ledger.sqlite; ln -s ../s/ledger.sqlite l/; mkfifo f/ledger.sqlite
      ln -s ../d e/evidence
      "$RUMKIT" \(command)
      """)
    #expect([1, 2, 4, 64].contains(run.status), "\(run.status) \(run.stderr)")
    #expect(run.stderr.contains("rumkit: error: "), "\(run.stderr)")
    #expect(names == ["d", "e", "f", "l", "o", "p", "s", "z"])
    var facts = stat()
    #expect(lstat(folder.path + "/p", &facts) == 0 && facts.st_mode & S_IFMT == S_IFIFO)
    #expect(lstat(folder.path + "/z", &facts) == 0 && facts.st_mode & S_IFMT == S_IFLNK)
  }

  @Test(arguments: [
    "inspect <(cat \"$USAGE\")", "inspect - <\"$USAGE\"", "cat \"$USAGE\" | \"$RUMKIT\" inspect -",
    "inspect p & sleep 0.5; cat \"$USAGE\" >p; wait $!",
    "validate \"$USAGE\" 2>/dev/null", "inspect <(gzip -c \"$USAGE\")",
  ])
  func pipesAreReadWhereTheyAreInput(_ command: String) throws {
    let run = try shell("mkfifo p; " + (command.hasPrefix("cat") ? "" : "\"$RUMKIT\" ") + command)
    #expect(run.status == 0, "\(run.stderr)")
    #expect(!run.stdout.contains("not-a-license-file"))
  }

  @Test func aPipeThatNobodyWritesToIsRefused() throws {
    let run = try shell("mkfifo p; \"$RUMKIT\" inspect p")
    #expect(run.status == 2, "\(run.stdout)")
    #expect(run.stderr.contains("p: nothing came from this pipe within 5 seconds"))
  }

  /// A UDI that nobody can see whole is a finding of its file; the others go on.
  @Test(arguments: ["u0000", "u001b[31m", "u202e", "n"])
  func aUDIWithAControlIsAFindingOfItsFile(_ control: String) throws {
    let run = try shell(
      """
      sed 's/9ZZEXAMPLE5/9ZZ\\\\\\\\\(control)E5/g' "$USAGE" >bad.txt
      "$RUMKIT" site init --site s --name X >/dev/null || exit 99
      for c in validate inspect summarize report; do "$RUMKIT" $c bad.txt "$USAGE" >$c.out 2>&1; echo $? $c; done
      "$RUMKIT" pack bad.txt "$USAGE" --site s --output m --skip-bad >pack.out 2>&1; echo $? pack
      "$RUMKIT" pack bad.txt --site s --output n >n.out 2>&1; echo $? alone
      "$RUMKIT" site status --site s
      """)
    #expect(run.stdout.hasPrefix("1 validate\n0 inspect\n"), "\(run.stdout) \(run.stderr)")
    #expect(run.stdout.contains("5 pack\n1 alone\n"), "\(run.stdout)")
    #expect(run.stdout.contains("unfinished packs      none"))
    let validated = try String(contentsOf: folder.appending(path: "validate.out"), encoding: .utf8)
    #expect(validated.contains("bad.txt:2: error: usage/udi-unprintable: the UDI C8000V:9ZZ\\u{"))
    #expect(!names.contains("n") && names.contains("m"))
  }

  @Test func aLinkToAFileIsReplacedByForce() throws {
    let run = try shell("echo x >plain; ln -s plain l; \"$RUMKIT\" explain --force --output l")
    #expect(run.status == 0, "\(run.stderr)")
    #expect(try String(contentsOf: folder.appending(path: "plain"), encoding: .utf8) == "x\n")
  }

  @Test(arguments: [
    "2026-02-30T00:00:00Z", "2026-02-30", "2026-01-01T24:00:00Z", "2026-01-01T10:00:60Z",
  ])
  func aTimeThatNoClockShowsIsRefusedByEveryOption(_ time: String) throws {
    for command in [
      "site status --site s --now", "site log --site s --since",
      "report \"$USAGE\" --trip t --next-trip",
      "reset record --device 9ZZEXAMPLE5 --site s --reloaded-at",
      "site clock offset --device 9ZZEXAMPLE5 --site s --device-time 2026-01-01T00:00:00Z --at",
    ] {
      let run = try shell("\"$RUMKIT\" \(command) \(time)")
      #expect(run.status == 64, "\(command): \(run.status) \(run.stderr)")
      #expect(run.stderr.contains(time), "\(command): \(run.stderr)")
    }
  }
}
