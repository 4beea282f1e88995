import AirGap
import Assessment
import Foundation
import DeviceOutput
import LicenseFiles
import Presentation

/// From the devices that are due to the media.
extension RitualRun {
  // MARK: 1

  func due() throws -> Bool {
    show(text.heading(.due))
    let plan = try context.plan()
    let waiting = plan.entries(at: .due)
    show(text.table(waiting))
    if waiting.isEmpty { show("nothing is due\n") }
    let session = try context.session()
    for standing in try context.console.errand(try session.guarded()) {
      if let warning = standing.warning { context.console.warning(warning) }
    }
    try choose(plan)
    return true
  }

  /// What goes on where nobody chose.
  func chooseWhatIsDue() throws {
    let waiting = try context.plan().entries(at: .due)
    chosen = waiting
    guard !waiting.isEmpty else { return }
    show("all that are due go on: \(waiting.map { text.label($0) }.joined(separator: ", "))\n")
  }

  /// The cycles to do now; asked once in a run.
  private func cycles() throws -> [RitualPlan.Entry] {
    if let chosen { return chosen }
    return try choose(try context.plan())
  }

  @discardableResult
  private func choose(_ plan: RitualPlan) throws -> [RitualPlan.Entry] {
    let waiting = plan.entries(at: .due)
    guard !plan.entries.isEmpty else {
      show("no device is known yet: all files are accepted\n")
      chosen = []
      return []
    }
    let picked = try dialogue.ask(.devices, suggestion: waiting.isEmpty ? nil : "all") { text in
      let names: [String]
      do throws(LineFault) {
        names = try AnswerWords.split(text)
      } catch {
        throw AnswerRefusal(error.reason)
      }
      if names == ["all"] { return waiting.isEmpty ? plan.entries : waiting }
      var picked: [RitualPlan.Entry] = []
      for name in names {
        let found = plan.entries(named: name)
        guard let entry = found.first else {
          throw AnswerRefusal("the site knows no device or group \(name)")
        }
        guard found.count == 1 else {
          throw AnswerRefusal("\(name) may be \(found.count) of them: name it as PID:SERIAL")
        }
        if !picked.contains(entry) { picked.append(entry) }
      }
      return picked
    }
    chosen = picked
    return picked
  }

  // MARK: 2

  func guardian() throws -> Bool {
    let asked = try cycles()
    guard !asked.isEmpty else { return false }
    show(text.heading(.guardian))
    let session = try context.session()
    let console = context.console
    let gate = ResetGate(session, command: "ritual", console)
    var passed: [RitualPlan.Entry] = []
    for entry in asked {
      guard let device = entry.device else { continue }
      let answer = try console.errand(try gate.ask(.ritual, of: device))
      console.say(answer, of: device)
      show("  \(answer.word)  \(text.label(entry))\n")
      if answer.goesOn {
        passed.append(entry)
      } else {
        show(text.byHand(["reset", "status", "--device", device.description]))
      }
    }
    chosen = passed
    guard passed.count < asked.count else { return true }
    leaveAsItIs(passed.isEmpty ? .refused : .partly)
    show("left out of this run: \(asked.count - passed.count)\n")
    // Without a device there is nothing to save; what is under way can still come back.
    if passed.isEmpty { throw RitualTurn.go(.carry) }
    return true
  }

  // MARK: 3

  func commands() throws -> Bool {
    let entries = try cycles()
    show(text.heading(.commands))
    let hasNoSocket = entries.contains { entry in
      entry.cycle.lead.map { RitualCommands($0).isVirtual } ?? false
    }
    let place = try dialogue.askPlace(
      .copyTo,
      suggestion: context.rehearsal == nil && !hasNoSocket ? "usbflash0:" : "tftp://SERVER/usage")
    let session = try context.session()
    for entry in entries {
      guard let device = entry.device else { continue }
      let commands = RitualCommands(entry.cycle.lead ?? DeviceRecord(device))
      let name = DeviceFileName.usage(
        of: entry.cycle.lead?.hostName ?? device.serial, at: session.now, on: commands.path)
      show(
        text.commands(commands.save(name) + commands.copyingOut(name, to: place), at: entry))
      if let rehearsal = context.rehearsal {
        try rehearsal.save(device, as: name, at: session.now, context.console)
      }
    }
    if entries.isEmpty {
      let commands = RitualCommands()
      let name = DeviceFileName.usage(of: nil, at: session.now)
      show(text.commands(commands.save(name) + commands.copyingOut(name, to: place), at: nil))
    }
    show("\nwhile the files are gathered: quit, and begin with the step files later\n")
    return true
  }

  // MARK: 4

  func files() async throws -> Bool {
    let expected = try cycles()
    show(text.heading(.files))
    var taken: [String] = []
    var question = RitualQuestion.usage
    while true {
      let suggestion = question == .moreUsage ? "" : context.rehearsal?.folder(.usage)
      let paths = try askPaths(question, suggestion: suggestion)
      if paths.isEmpty, question == .moreUsage { break }
      let reading = await context.perform(["inspect"] + paths, .nothing) {
        try InspectFiles(InputRequest(paths, context.delivery)).carryOut(context.delivery)
      }
      guard reading == .done, !paths.isEmpty else {
        explain(reading == .done ? .usage : reading)
        continue
      }
      let verdict = await context.perform(["validate", "--expect", "usage"] + paths, .time) {
        let rules = RuleContext(
          now: try context.time.seconds(), isNowGiven: context.time.given != nil, expected: .usage)
        let errand = ValidateFiles(InputRequest(paths, context.delivery), rules)
        return try await errand.carryOut(context.delivery)
      }
      if verdict != .done {
        explain(verdict)
        show("pack does not accept a file with errors: give a better one, or go on\n")
      }
      taken += paths
      let present = devices(in: taken)
      let missing = expected.filter { entry in
        !entry.cycle.members.contains { present.contains($0.udi) }
      }
      show(text.coverage(expected: expected, missing: missing, "present"))
      if !expected.isEmpty { show(text.notChosen(present.subtracting(chosenDevices).sorted())) }
      if missing.isEmpty, verdict == .done { break }
      question = .moreUsage
    }
    usage = taken
    return true
  }

  private var chosenDevices: Set<UDI> {
    Set((chosen ?? []).flatMap { $0.cycle.members.map(\.udi) })
  }

  /// The devices that files speak of.
  private func devices(in paths: [String]) -> Set<UDI> {
    var found: Set<UDI> = []
    var judge: Judge?
    for input in InputWalker(paths).inputs.flatMap({ PackInput.inputs($0) }) {
      let candidate = inspectCandidate(input, judge: &judge)
      found.formUnion(candidate.devices + candidate.members)
    }
    return found
  }

  // MARK: 5

  func pack() async throws -> Bool {
    if usage.isEmpty { _ = try await files() }
    show(text.heading(.pack))
    let session = try context.session()
    let name = "outbound-" + TimeText.day(session.now).filter { $0 != "-" }
    let output = try dialogue.ask(
      .output, suggestion: free(context.rehearsal?.place(name) ?? name)
    ) { text in
      var facts = stat()
      guard lstat(text, &facts) != 0 else {
        throw AnswerRefusal("\(text) is there already: name another place")
      }
      guard !text.hasPrefix("-") else {
        throw AnswerRefusal("an answer cannot begin with a hyphen")
      }
      return text
    }
    let evidence = try dialogue.askText(.evidence, suggestion: "")
    var errand = PackUsage(usage, output: output, toolVersion: ThisProgram.version)
    if !evidence.isEmpty { errand.evidence = evidence }
    var status = await carryOut(errand)
    if !FileManager.default.fileExists(atPath: output), status != .failed, status != .usage {
      explain(status)
      guard try dialogue.askWhether(.skipBad, suggestion: false) else {
        usage = []
        throw RitualTurn.go(.files)
      }
      errand.skipsBad = true
      status = await carryOut(errand)
    }
    guard FileManager.default.fileExists(atPath: output), status == .partly || status == .findings
    else {
      try settle(status)
      return true
    }
    // The media are there; what was left out was the person's choice.
    explain(status)
    leaveAsItIs(status)
    return true
  }

  private func carryOut(_ errand: PackUsage) async -> ExitStatus {
    var words = ["pack"] + errand.files + ["--output", errand.output]
    if let evidence = errand.evidence { words += ["--evidence", evidence] }
    if errand.skipsBad { words.append("--skip-bad") }
    return await context.perform(words, .site) {
      try await errand.carryOut(
        in: context.session(), context.site.acting(context.time), context.delivery)
    }
  }

  /// A name at which nothing is yet.
  private func free(_ name: String) -> String {
    var facts = stat()
    var number = 1
    var candidate = name
    while lstat(candidate, &facts) == 0, number < 1000 {
      number += 1
      candidate = "\(name)-\(number)"
    }
    return candidate
  }
}
