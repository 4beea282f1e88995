import AirGap
import Assessment
import Foundation
import LicenseFiles
import Testing

/// `ritual`, as a person and as a script meet it.
@Suite struct RitualTests {
  private let folder: URL
  private var site: String { folder.appending(path: "site").path }

  /// An answer to each question of a rehearsal, in the order in which they are asked.
  private static let loop: [(id: String, answer: String)] = [
    ("start", ""), ("due.devices", "all"), ("commands.to", "tftp://192.0.2.10/usage"),
    ("files.paths", ""), ("pack.output", ""), ("pack.evidence", ""), ("carry.media", ""),
    ("carry.trip", "first"), ("carry.carrier", "C. Courier"), ("carry.witness", "W"),
    ("portal.form", ""), ("acks.files", ""), ("import.files", ""), ("import.to", ""),
    ("import.origin", "tftp://192.0.2.10/acks"), ("import.run-sheet", ""), ("confirm.files", ""),
    ("confirm.close-trip", "yes"),
  ]

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "rumkit-ritual-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func ritual(
    _ arguments: [String] = [], typing lines: [String]? = nil, answers: String? = nil,
    now: String? = "2026-11-24T10:00:00Z"
  ) throws -> RumkitRun {
    var arguments = ["ritual", "--rehearsal", "--site", site, "--operator", "O"] + arguments
    if let now { arguments += ["--now", now] }
    if let answers {
      let file = folder.appending(path: "answers-\(UUID())")
      try Data(answers.utf8).write(to: file)
      arguments += ["--answers", file.path]
    }
    let typed = lines.map { Data($0.map { $0 + "\n" }.joined().utf8) }
    return try RumkitRun(
      arguments, standardInput: typed,
      environment: ["RUMKIT_SITE": folder.appending(path: "real").path])
  }

  private static func answers(
    _ changes: [String: String?] = [:], besides: [(String, String)] = []
  ) -> String {
    let kept = loop.compactMap { id, answer -> String? in
      guard let change = changes[id] else { return "\(id): \(answer)" }
      return change.map { "\(id): \($0)" }
    }
    return (besides.map { "\($0): \($1)" } + kept).joined(separator: "\n")
  }

  private func history() throws -> SiteHistory {
    try SiteLedger.openForReading(site).read { reader throws(LedgerError) in try reader.history() }
  }

  private func record(_ drafts: [SiteEventDraft]) throws {
    let ledger = try SiteLedger.openForWriting(site)
    let time = try history().newestTime
    try ledger.append(
      drafts, by: LedgerAuthor(operatorName: "O", host: "h", time: time, clock: time))
  }

  private func expectAllIsClosed(_ note: String = "") throws {
    let history = try history()
    #expect(history.devices.map(\.stage) == [.confirmed, .confirmed], "\(note)")
    #expect(history.trips.map(\.isOpen) == [false], "\(note)")
    #expect(history.trips.map(\.received) == [2], "\(note)")
  }

  // MARK: The whole loop

  @Test func aScriptedRehearsalGoesFromTheStartToTheClosedCycle() throws {
    let run = try ritual(answers: Self.answers())
    #expect(run.status == 0, "\(run.stdout)\(run.stderr)")
    try expectAllIsClosed(run.stdout + run.stderr)
    #expect(run.stdout.contains("REHEARSAL  every cycle is closed; nothing is due"))
    let order = ["due", "guard", "commands", "files", "pack", "carry", "portal", "acks", "import"]
    let places = (order + ["confirm"]).enumerated().map { index, step in
      run.stdout.range(of: "REHEARSAL  step \(index + 1) of 10, \(step): ")?.lowerBound
    }
    #expect(places.compactMap(\.self).count == 10)
    #expect(places.compactMap(\.self).sorted() == places.compactMap(\.self))
    for words in [
      "license smart save usage all file bootflash:rum_rehearsal-wlc-1_20261124T100000Z.txt",
      "Upcoming license report time", "up to 8 hours later",
      "copy bootflash:rum_rehearsal-wlc-1_20261124T100000Z.txt tftp://192.0.2.10/usage/rum_",
      "the same by hand: rumkit pack ", "the same by hand: rumkit trip open first ",
      "expected 2, present 2\n", "expected 2, received 2\n", "expected 2, proved 2\n",
      "c. Upload Usage Data... (*) > Browse > choose the file > Upload Data",
      "copy tftp://192.0.2.10/acks/ACK_C9800-CL-K9_9ZZREHEARS1.txt bootflash:",
      "Import Data Successful",
    ] {
      #expect(run.stdout.contains(words), "\(words)")
    }
    #expect(!run.stderr.contains("warning: line"))
    #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "real").path))
  }

  @Test func theSameCommandsByHandAreTheOnesThatRan() throws {
    let run = try ritual(answers: Self.answers())
    let prefix = "the same by hand: rumkit "
    let commands = run.stdout.split(separator: "\n").filter { $0.hasPrefix(prefix) }
      .map { $0.dropFirst(prefix.count).split(separator: " ").prefix(1).joined() }
    #expect(
      commands == [
        "inspect", "validate", "pack", "trip", "portal", "ack", "import", "confirm", "trip",
      ])
  }

  @Test func leavingAtEveryQuestionAndComingBackLeadsToTheSameEnd() throws {
    for count in Self.loop.indices {
      let here = try RitualTests()
      let left = try here.ritual(typing: Self.loop.prefix(count).map(\.answer))
      #expect(left.status == 0, "after \(count): \(left.stderr)")
      #expect(left.stdout.hasSuffix("rumkit ritual --rehearsal --site \(here.site)\n"))
      #expect(left.stdout.contains("\n> \nleft; nothing is lost."))
      #expect(left.stdout.components(separatedBy: "\n> ").count == count + 2)
      let back = try here.ritual(answers: Self.answers(), now: nil)
      #expect(back.status == 0, "after \(count): \(back.stdout)\(back.stderr)")
      try here.expectAllIsClosed("after \(count): \(back.stdout)\(back.stderr)")
    }
  }

  @Test func nothingIsAskedWhenEveryCycleIsClosed() throws {
    #expect(try ritual(answers: Self.answers()).status == 0)
    let again = try ritual(typing: [], now: nil)
    #expect(again.status == 0)
    #expect(again.stdout.contains("every cycle is closed"))
    #expect(!again.stdout.contains("\n> "))
    let due = try ritual(["--step", "due"], typing: [], now: nil)
    #expect(due.stdout.contains("nothing is due\n"))
    #expect(due.stdout.contains("Which devices do you want to do now?"))
    let nothing = try ritual(["--step", "import"], typing: [], now: nil)
    #expect(nothing.status == 0)
    #expect(nothing.stdout.contains("nothing waits at the step import"))
  }

  @Test func withoutAFolderEveryRehearsalIsAFreshOne() throws {
    let run = try RumkitRun(
      ["ritual", "--rehearsal"], standardInput: Data(),
      environment: ["TMPDIR": folder.path, "RUMKIT_SITE": folder.appending(path: "real").path])
    #expect(run.status == 0, "\(run.stderr)")
    let made = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(made.count == 1)
    #expect(made.first?.hasPrefix("rumkit-rehearsal-") == true)
    #expect(run.stdout.contains("--site \(folder.path)/\(made.first ?? "")/site\n"))
  }

  // MARK: Answers

  @Test func anUnansweredQuestionIsWrongUsageThatNamesIt() throws {
    let run = try ritual(answers: Self.answers(["pack.output": nil]))
    #expect(run.status == 64)
    #expect(run.stderr.contains("error: the file of answers has no answer left for pack.output"))
    #expect(try history().devices.map(\.stage) == [.never, .never])
  }

  @Test func answersThatNobodyAskedForAreWarnedOf() throws {
    let run = try ritual(
      answers: Self.answers(besides: [("pack.outptu", "x"), ("acks.accept-names", "seen")]))
    #expect(run.status == 0)
    #expect(
      run.stderr.contains(
        "warning: line 1 of the answers was not used: there is no question pack.outptu"))
    #expect(
      run.stderr.contains("warning: line 2 of the answers was not used: acks.accept-names was not"))
  }

  @Test func aLineThatIsNoAnswerIsWrongUsage() throws {
    let run = try ritual(answers: "# fine\nstart: due\nnonsense\n")
    #expect(run.status == 64)
    #expect(run.stderr.contains(":3: it is not a 'question: answer'"))
    #expect(try ritual(["--answers", folder.path + "/nothing"]).status == 2)
  }

  @Test func theListOfQuestionsIsTheOneOfTheManualPage() throws {
    let run = try RumkitRun(["ritual", "--list-questions"])
    let page = try String(
      contentsOf: RumkitRun.repository.appending(path: "man/rumkit-ritual.1"), encoding: .utf8)
    let listed = run.stdout.split(separator: "\n").filter { !$0.hasPrefix("#") }
      .compactMap { $0.split(separator: ":").first }
    let told = page.split(separator: "\n").filter { $0.hasPrefix(".It Ic ") }
      .map { $0.dropFirst(".It Ic ".count) }
    #expect(listed.count > 20)
    #expect(listed == told)
  }

  // MARK: What goes wrong

  @Test func aRefusedDeviceIsNamedAndLeftOut() throws {
    _ = try ritual(typing: [])
    let device = UDI(pid: "C9800-CL-K9", serial: "9ZZREHEARS1")
    try record([SiteEventDraft(.resetRecorded, device, [.at: "1795514000", .by: "hand"])])
    let run = try ritual(answers: Self.answers(), now: nil)
    #expect(run.status == 5, "\(run.stdout)\(run.stderr)")
    #expect(run.stdout.contains("  refused  rehearsal-wlc-1: C9800-CL-K9:9ZZREHEARS1\n"))
    #expect(run.stdout.contains("  clear  rehearsal-wlc-2: C9800-CL-K9:9ZZREHEARS2\n"))
    #expect(run.stderr.contains("reset/"))
    #expect(run.stdout.contains("expected 1, present 1\n"))
    #expect(try history().devices.map(\.stage) == [.never, .confirmed])
    let events = try SiteLedger.openForReading(site).read { reader throws(LedgerError) in
      try reader.events([.guardRefused])
    }
    #expect(events.map(\.device) == [device])
    #expect(events.first?[.command] == "ritual")
  }

  @Test func aRefusalAtTheImportStopsUntilThePersonGoesOn() throws {
    let until = try #require(Self.loop.firstIndex { $0.id == "acks.files" })
    _ = try ritual(typing: Self.loop[...until].map(\.answer))
    #expect(try history().devices.map(\.stage) == [.acknowledged, .acknowledged])
    let device = UDI(pid: "C9800-CL-K9", serial: "9ZZREHEARS1")
    try record([SiteEventDraft(.resetRecorded, device, [.at: "1795514000", .by: "hand"])])
    let left = try ritual(typing: ["", "", "", "", ""], now: nil)
    #expect(left.status == 5, "\(left.stdout)\(left.stderr)")
    #expect(left.stdout.contains("C9800-CL-K9:9ZZREHEARS1  refused  "))
    #expect(left.stderr.contains("warning: done for some, not for others: the list is above"))
    #expect(
      left.stdout.contains(
        "What now? Answer again, skip, back or quit.\n> \nleft; nothing is lost."))
    #expect(try history().devices.map(\.stage) == [.acknowledged, .staged])
    let other = try ritual(["--step", "confirm"], typing: ["", "no"], now: nil)
    #expect(other.status == 0, "\(other.stdout)\(other.stderr)")
    #expect(try history().devices.map(\.stage) == [.acknowledged, .confirmed])
    #expect(other.stdout.contains("REHEARSAL  still open:\n"))
    #expect(other.stdout.contains("REHEARSAL  this rehearsal is in \(site)\n"))
  }

  @Test func whoCannotGoBackAnyFurtherIsTold() throws {
    let run = try ritual(typing: ["", "back"])
    #expect(run.stdout.contains("nothing comes before the step due"))
  }

  /// Where a run begins in the middle, the step before is the one of the ritual.
  @Test func backLeadsToTheStepBeforeAlsoWhereTheRunBeganLater() throws {
    _ = try ritual(typing: [])
    let files = try ritual(["--step", "files"], typing: ["all", "back"], now: nil)
    #expect(files.stdout.contains("step 3 of 10, commands"), "\(files.stdout)")
    let commands = try ritual(["--step", "commands"], typing: ["all", "back"], now: nil)
    #expect(commands.stdout.contains("step 1 of 10, due"), "\(commands.stdout)")
    // Nothing was packed, so nothing is carried: it goes on to what can be asked.
    let portal = try ritual(["--step", "pack"], typing: ["all", "back", "back"], now: nil)
    #expect(portal.stdout.contains("step 3 of 10, commands"), "\(portal.stdout)")
  }

  @Test func filesOfDevicesThatNobodyChoseAreNamed() throws {
    let run = try ritual(typing: ["", "rehearsal-wlc-2", "", "\(site)/practice/usage"])
    #expect(!run.stdout.contains("not chosen for this run"), "\(run.stdout)")
    _ = try ritual(["--step", "due"], typing: ["rehearsal-wlc-1", ""], now: nil)
    let both = try ritual(
      ["--step", "files"], typing: ["rehearsal-wlc-2", "\(site)/practice/usage"], now: nil)
    #expect(
      both.stdout.contains(
        "not chosen for this run, but in these files: C9800-CL-K9:9ZZREHEARS1\n"),
      "\(both.stdout)\(both.stderr)")
  }

  @Test func whereEveryDeviceIsRefusedNothingIsSaved() throws {
    _ = try ritual(typing: [])
    try record(
      RehearsalDevice.all.map {
        SiteEventDraft(.resetRecorded, $0.udi, [.at: "1795514000", .by: "hand"])
      })
    let run = try ritual(typing: ["", "all"], now: nil)
    #expect(run.status == 3)
    #expect(!run.stdout.contains("license smart save usage"))
    #expect(!run.stdout.contains("files.paths"))
  }

  @Test func aBadFileIsNotTakenAndAskedForAgain() throws {
    let run = try ritual(
      answers: Self.answers(
        ["files.paths": nil],
        besides: [
          ("files.paths", folder.path + "/nothing"), ("files.paths", "'open quote"),
          ("files.paths", "-"), ("files.paths", "Samples/ack"), ("files.more", "Samples/faulty"),
          ("files.more", "\(site)/practice/usage"), ("pack.skip-bad", "no"),
          ("files.paths", "\(site)/practice/usage"), ("pack.output", ""), ("pack.evidence", ""),
        ]))
    #expect(run.status == 0, "\(run.stdout)\(run.stderr)")
    #expect(run.stderr.contains("/nothing: there is no such file"))
    #expect(run.stderr.contains("error: a quote does not end"))
    #expect(run.stderr.contains("error: standard input is the dialogue here: name files"))
    #expect(run.stdout.contains("expected 2, present 0, missing:\n"))
    try expectAllIsClosed(run.stdout + run.stderr)
  }

  @Test func aFailureIsNeverPassedOverByItself() throws {
    let form = folder.appending(path: "form.csv")
    try Data("file,status\nnobody.txt,uploaded\n".utf8).write(to: form)
    let typed = Self.loop.map { $0.id == "portal.form" ? form.path : $0.answer }
    let until = try #require(Self.loop.firstIndex { $0.id == "portal.form" })
    let left = try ritual(typing: Array(typed[...until]))
    #expect(left.status == 1, "\(left.stderr)")
    #expect(
      left.stdout.contains(
        "What now? Answer again, skip, back or quit.\n> \nleft; nothing is lost."))
    let skipped = try ritual(
      typing: ["", form.path, "go on", "skip"] + typed[(until + 1)...], now: nil)
    #expect(skipped.status == 1)
    #expect(skipped.stderr.contains("error: say again, skip, back or quit"))
    try expectAllIsClosed(skipped.stdout + skipped.stderr)
  }

  @Test func theFormTiesACKsThatShowNothing() throws {
    let until = try #require(Self.loop.firstIndex { $0.id == "portal.form" })
    _ = try ritual(typing: Self.loop[...until].map(\.answer))
    let acks = URL(filePath: site + "/practice/acks")
    for name in try FileManager.default.contentsOfDirectory(atPath: acks.path) {
      let ack =
        #"<smartLicense><smartLicenseRumAck><data><![CDATA[[{"text":"\#(name)"}]]]></data>"#
        + "<signature>RVhBTVBMRQ==</signature></smartLicenseRumAck></smartLicense>"
      try Data(ack.utf8).write(to: acks.appending(path: name))
    }
    // The form names the ACK of each upload, so nothing has to be overridden.
    let run = try ritual(answers: Self.answers(besides: []), now: nil)
    #expect(run.status == 0, "\(run.stdout)\(run.stderr)")
    #expect(!run.stdout.contains("Why may the file names"))
    try expectAllIsClosed(run.stdout + run.stderr)
  }

  @Test func namesTieACKsOnlyWithAReason() throws {
    let until = try #require(Self.loop.firstIndex { $0.id == "portal.form" })
    _ = try ritual(typing: Self.loop[..<until].map(\.answer))
    // A form that nobody filled in the names of the ACKs.
    let form = URL(filePath: site + "/practice/portal/portal.csv")
    let rows = try String(contentsOf: form, encoding: .utf8).split(whereSeparator: \.isNewline)
    let bare = folder.appending(path: "form.csv")
    let unnamed = rows.dropFirst().map {
      $0.prefix(through: $0.lastIndex(of: ",") ?? $0.startIndex)
    }
    try Data((rows.prefix(1) + unnamed).joined(separator: "\n").utf8).write(to: bare)
    _ = try ritual(typing: ["", bare.path], now: nil)
    let acks = URL(filePath: site + "/practice/acks")
    for name in try FileManager.default.contentsOfDirectory(atPath: acks.path) {
      let ack =
        #"<smartLicense><smartLicenseRumAck><data><![CDATA[[{"text":"\#(name)"}]]]></data>"#
        + "<signature>RVhBTVBMRQ==</signature></smartLicenseRumAck></smartLicense>"
      try Data(ack.utf8).write(to: acks.appending(path: name))
    }
    let missing = try ritual(typing: ["", "", "", ""], now: nil)
    #expect(missing.stdout.contains("Why may the file names"), "\(missing.stdout)\(missing.stderr)")
    #expect(missing.stdout.contains("expected 2, received 0, missing:\n"))
    let run = try ritual(
      answers: Self.answers(besides: [("acks.accept-names", "seen at the portal")]), now: nil)
    #expect(run.status == 0, "\(run.stdout)\(run.stderr)")
    try expectAllIsClosed(run.stdout + run.stderr)
  }

  @Test func backAndHelpAndSkip() throws {
    let run = try ritual(typing: [
      "?", "nowhere", "", "?", "nobody", "back", "rehearsal-wlc-2", "BACK", "9ZZREHEARS1", "",
      "quit",
    ])
    #expect(run.status == 0)
    #expect(run.stdout.contains("  due, guard, commands, files, pack, carry, portal, acks, import"))
    #expect(run.stderr.contains("error: no such step: say due, guard, commands"))
    #expect(run.stderr.contains("error: the site knows no device or group nobody"))
    #expect(run.stdout.components(separatedBy: "step 1 of 10").count == 4)
    #expect(run.stdout.contains("  rehearsal-wlc-1: C9800-CL-K9:9ZZREHEARS1\n    show license air"))
    #expect(!run.stdout.contains("rehearsal-wlc-2: C9800-CL-K9:9ZZREHEARS2\n    show"))
    let skipped = try ritual(typing: ["carry"], now: nil)
    #expect(
      skipped.stdout.hasSuffix(
        "rehearsal-wlc-2  C9800-CL-K9:9ZZREHEARS2  unknown   never exported\n"
          + "REHEARSAL  this rehearsal is in \(site)\n"))
  }

  @Test func hostileLinesAreHarmless() throws {
    let long = String(repeating: "a", count: 100_000)
    let run = try ritual(typing: [
      "\u{1B}[2J", long, "due\u{0}", "--step", "due", "\u{202E}live", "all", "--output x", "-x",
      "$(touch \(folder.path)/owned)", "'; touch \(folder.path)/owned; '",
    ])
    #expect(run.status == 0)
    #expect(!run.stdout.contains("\u{1B}") && !run.stderr.contains("\u{1B}"))
    #expect(!run.stdout.contains("\u{202E}") && !run.stderr.contains("\u{202E}"))
    #expect(run.stderr.contains("error: the line is too long"))
    #expect(run.stderr.contains("error: an answer cannot hold control characters"))
    #expect(run.stderr.contains("error: an answer cannot begin with a hyphen"))
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/owned"))
  }
}
