import AirGap
import Assessment
import LicenseFiles
import Presentation

/// Across the gap and at the portal.
extension RitualRun {
  // MARK: 6

  func carry() async throws -> Bool {
    let session = try context.session()
    let (files, packed, bags, names) = try await context.console.errand(session.mediaToCarry())
    guard !files.isEmpty else { return false }
    show(text.heading(.carry))
    show(text.carrying(files, at: packed, bags: bags))
    let offered = packed.isEmpty ? bags : packed
    let media = try askPaths(
      .media, suggestion: offered.isEmpty ? nil : AnswerWords.joined(offered))
    let day = "trip-" + TimeText.day(session.now).filter { $0 != "-" }
    let trip = try dialogue.askText(
      .trip,
      suggestion: ([day] + (2...99).map { "\(day)-\($0)" }).first { !names.contains($0) })
    let carrier = try dialogue.askText(.carrier, suggestion: session.author.operatorName)
    let witness = try dialogue.askText(.witness, suggestion: context.site.witness ?? "")
    let errand = OpenTrip(name: trip, carrier: carrier, again: nil, media: media)
    let watching = witness.isEmpty ? nil : witness
    try settle(
      await context.perform(
        ["trip", "open", trip] + media + ["--carrier", carrier], .site, witness: watching
      ) {
        try await errand.carryOut(in: context.session(witness: watching), context.delivery)
      })
    return true
  }

  // MARK: 7

  func portal() async throws -> Bool {
    let session = try context.session()
    let (files, accounts) = try await context.console.errand(session.carriedFiles())
    guard !files.isEmpty else { return false }
    show(text.heading(.portal))
    show(text.portal(files, accounts: accounts))
    show("while somebody is on the way: quit, and start the ritual again when they are back\n")
    try context.rehearsal?.answerAtPortal(files, context)
    let form = try askPaths(.form, suggestion: context.rehearsal?.form ?? "")
    if !form.isEmpty {
      try settle(
        await context.perform(["portal", "record"] + form, .site) {
          try RecordPortal(.forms(form), media: nil, isDryRun: false)
            .carryOut(in: context.session(), context.delivery)
        })
    }
    show(text.refused(try context.plan().entries.filter { $0.reason == .rejected }))
    return true
  }
}
