import AirGap
import Assessment
import Foundation
import LicenseFiles
import Presentation

/// Across the gap and at the portal.
extension RitualRun {
  // MARK: 6

  func carry() async throws -> Bool {
    let (files, runs, trips) = try context.read { reader throws(LedgerError) in
      (
        try reader.outboundFiles(.all).filter { $0.stage == .exported },
        try reader.events([.packed]), try reader.history().trips
      )
    }
    guard !files.isEmpty else { return false }
    show(text.heading(.carry))
    let waiting = Set(files.map(\.mediaHash))
    var bags: [String] = []
    for run in runs {
      let hashes = (run[.mediaHash] ?? "").split(separator: " ").map(String.init)
      guard let bag = run[.bag], !waiting.isDisjoint(with: hashes) else { continue }
      if FileManager.default.fileExists(atPath: bag), !bags.contains(bag) { bags.append(bag) }
    }
    show(text.carrying(files, bags: bags))
    let media = try askPaths(.media, suggestion: bags.isEmpty ? nil : AnswerWords.joined(bags))
    let session = try context.session()
    let day = "trip-" + TimeText.day(session.now).filter { $0 != "-" }
    let names = Set(trips.map(\.name))
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
    let (files, accounts) = try context.read { reader throws(LedgerError) in
      let files = try reader.outboundFiles(.all).filter { $0.isTripOpen && $0.stage == .carried }
      var accounts: [Int64: String] = [:]
      for event in try reader.events([.exported], of: files.map(\.device)) {
        accounts[event.number] = event[.account]
      }
      return (files, accounts)
    }
    guard !files.isEmpty else { return false }
    show(text.heading(.portal))
    show(text.portal(files, accounts: accounts))
    show("while somebody is on the way: quit, and start the ritual again when he is back\n")
    try context.rehearsal?.answerAtPortal(files, context)
    let form = try askPaths(.form, suggestion: context.rehearsal?.form ?? "")
    for path in form {
      try settle(
        await context.perform(["portal", "record", path], .site) {
          try RecordPortal(.form(path), media: nil, isDryRun: false)
            .carryOut(in: context.session(), context.delivery)
        })
    }
    return true
  }
}
