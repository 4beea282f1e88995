import Assessment
import LicenseFiles
import Testing

@testable import Presentation

@Suite struct RitualTextTests {
  private let device = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE1")

  private func plan(_ change: (inout DeviceRecord) -> Void = { _ in }) -> RitualPlan {
    var record = DeviceRecord(device)
    record.isRegistered = true
    change(&record)
    return RitualPlan(
      SiteHistory(
        identity: SiteIdentity(name: "EXAMPLE", id: "1", mode: .own), head: .empty,
        devices: [record]), now: 1_795_514_400)
  }

  @Test(arguments: [
    (["pack", "a b", "--output", "out"], "rumkit pack 'a b' --output out"),
    (["pack", "it's"], #"rumkit pack 'it'\''s'"#), (["pack", ""], "rumkit pack ''"),
    (["pack", "$(x)", "a;b", "*", "~"], "rumkit pack '$(x)' 'a;b' '*' '~'"),
    (
      ["reset", "--device", "C9800-CL-K9:9ZZEXAMPLE1"],
      "rumkit reset --device C9800-CL-K9:9ZZEXAMPLE1"
    ),
    (["pack", "ä"], "rumkit pack 'ä'"), (["a;b", "", "it's"], "rumkit 'a;b' '' 'it'\\''s'"),
    (["$(x)", "a b"], "rumkit '$(x)' 'a b'"),
    (["\u{1B}[2J\n", "a'\\\u{202E}"], #"rumkit $'\x1b[2J\x0a' $'a\'\\\xe2\x80\xae'"#),
  ])
  func aCommandCanBePastedIntoAShell(_ words: [String], _ line: String) {
    #expect(ShellText.command(words) == line)
  }

  @Test func nothingReachesTheTerminalUnescaped() {
    let evil = "wlc\u{1B}[2J\u{202E}\n"
    let text = RitualText(isRehearsal: false)
    let plan = plan { $0.hostName = evil }
    let site = SiteIdentity(name: evil, id: "1", mode: .own)
    let file = OutboundRecord(
      event: 1, device: UDI(pid: "C9800\u{1B}", serial: "9ZZ\u{7}"), name: evil, sha256: "",
      media: evil, mediaHash: "", savedAt: nil, stage: .carried, trip: evil, exportedAt: 0,
      isTripOpen: true)
    let lines =
      text.overview(plan, site: site, now: 0) + text.table(plan.entries) + text.end(plan)
      + text.coverage(expected: plan.entries, missing: plan.entries, "present")
      + text.commands([], at: plan.entries.first) + text.byHand([evil])
      + text.carrying([file], bags: [evil]) + text.portal([file], accounts: [1: evil])
    let all = WrappedText.block(lines, columns: nil)
    #expect(!all.unicodeScalars.contains { $0 != "\n" && !TerminalText.isSafe($0) })
    #expect(all.contains("wlc\\u{1b}[2J\\u{202e}\\u{a}"))
  }

  @Test func aRehearsalSaysSoAtEveryStep() {
    let text = RitualText(isRehearsal: true)
    for step in RitualStep.allCases { #expect(text.heading(step).hasPrefix("\nREHEARSAL  step ")) }
    #expect(text.end(plan()).hasPrefix("\nREHEARSAL  "))
    #expect(RitualText(isRehearsal: false).heading(.due).hasPrefix("\nstep 1 of 10, due: "))
  }

  @Test func everyQuestionHasItsOwnTextAndHelp() {
    #expect(Set(RitualQuestion.allCases.map(\.text)).count == RitualQuestion.allCases.count)
    #expect(RitualQuestion.allCases.allSatisfy { !$0.help.isEmpty })
  }

  @Test func theListOfQuestionsIsAFileOfAnswers() throws {
    let answers = try RitualAnswers(RitualQuestion.list)
    #expect(answers.unused.map(\.question) == RitualQuestion.allCases.map(\.rawValue))
    #expect(answers.unused.allSatisfy { $0.text.isEmpty })
  }
}
