import AirGap
import Assessment
import Foundation
import LicenseFiles
import Presentation

/// From the ACKs that came back to the device's own proof.
extension RitualRun {
  // MARK: 8

  func takeAcks() async throws -> Bool {
    let awaited = try context.plan().abroad
    guard !awaited.isEmpty else { return false }
    show(text.heading(.acks))
    show(text.table(awaited))
    var question = RitualQuestion.acks
    while true {
      let suggestion = question == .moreAcks ? "" : context.rehearsal?.folder(.acks)
      let paths = try askPaths(question, suggestion: suggestion)
      if paths.isEmpty, question == .moreAcks { break }
      guard !paths.isEmpty else { continue }
      var status = await match(paths)
      if status == .unreadable {
        explain(status)
        continue
      }
      if try namesMayTie(paths) {
        let reason = try dialogue.askText(.acceptNames, suggestion: "")
        if !reason.isEmpty {
          acceptNames = reason
          status = await match(paths, acceptNames: reason)
        }
      }
      acks += paths
      let devices = Set(try context.plan().abroad.compactMap(\.device))
      let missing = awaited.filter { $0.device.map(devices.contains) ?? false }
      show(text.coverage(expected: awaited, missing: missing, "received"))
      if missing.isEmpty {
        try settle(status)
        break
      }
      if status != .done { explain(status) }
      question = .moreAcks
    }
    return true
  }

  private func match(_ paths: [String], acceptNames: String? = nil) async -> ExitStatus {
    let words = ["ack", "match"] + paths + (acceptNames.map { ["--accept-names", $0] } ?? [])
    return await context.perform(words, .site) {
      let errand = MatchAcks(
        paths, ties: AckTies(acceptNames: acceptNames), isVerbose: context.common.verbose)
      let session = try context.session()
      return try errand.carryOut(in: session, now: session.now, context.delivery)
    }
  }

  /// True when the content of some ACKs shows no device, so that only their names could tell.
  private func namesMayTie(_ paths: [String]) throws -> Bool {
    let session = try context.session()
    let console = context.console
    let match = try console.errand(
      try MatchAcks(paths, records: false).run(in: session) {
        if case .error(let text) = $0 { console.error(text) }
      })
    return match.result.files.contains { $0.outcome == .ambiguous }
  }

  // MARK: 9

  func importAcks() async throws -> Bool {
    let waiting = try context.plan().entries(at: .importing)
    guard !waiting.isEmpty else { return false }
    show(text.heading(.importing))
    show(text.table(waiting))
    let suggestion = acks.isEmpty ? context.rehearsal?.folder(.acks) : AnswerWords.joined(acks)
    let files = try askPaths(.importFiles, suggestion: suggestion)
    let folder = try dialogue.askText(.importTo, suggestion: "")
    let origin = try dialogue.askPlace(.origin, suggestion: "")
    let change = try dialogue.askText(.runSheet, suggestion: "")
    var words = ["import"] + files
    for (option, value) in [("--to", folder), ("--origin", origin), ("--run-sheet", change)]
    where !value.isEmpty {
      words += [option, value]
    }
    var errand = ImportAcks(files)
    if !folder.isEmpty { errand.folder = folder }
    if !origin.isEmpty { errand.origin = origin }
    if try acceptNames != nil || namesMayTie(files) {
      let reason = try acceptNames ?? dialogue.askText(.acceptNames, suggestion: "")
      if !reason.isEmpty {
        words += ["--accept-names", reason]
        errand.ties.acceptNames = reason
      }
    }
    errand.isVerbose = context.common.verbose
    let status = await context.perform(words, .site) {
      try errand.carryOut(
        in: context.session(), change: change.isEmpty ? nil : change, place: context.site.place,
        context.delivery)
    }
    try context.rehearsal?.takeAtDevices(context)
    try settle(status)
    show(
      "\nwhile the ACKs are imported on the devices: quit, and start the ritual again afterwards\n")
    return true
  }

  // MARK: 10

  func confirm() async throws -> Bool {
    let waiting = try context.plan().entries(at: .confirm)
    let session = try context.session()
    let trips = try await context.console.errand(session.returnedTrips())
    guard !waiting.isEmpty || !trips.isEmpty else { return false }
    show(text.heading(.confirm))
    if !waiting.isEmpty { try await prove(waiting) }
    for (trip, isBack) in trips {
      guard try dialogue.askWhether(.closeTrip, about: trip.name, suggestion: isBack) else {
        continue
      }
      let status = await context.perform(["trip", "close", trip.name], .site) {
        try CloseTrip(name: trip.name, acks: [], lost: nil)
          .carryOut(in: context.session(), context.delivery)
      }
      // What did not come back was shown; the trip is closed all the same.
      if status == .findings { leaveAsItIs(status) } else { try settle(status) }
    }
    return true
  }

  private func prove(_ waiting: [RitualPlan.Entry]) async throws {
    show(text.table(waiting))
    for entry in waiting {
      guard let lead = entry.cycle.lead else { continue }
      let before = LastAckBefore(entry.cycle.members)
      show(text.commands(RitualCommands(lead).proof(after: before), at: entry))
    }
    var question = RitualQuestion.outputs
    var last = ExitStatus.done
    while true {
      let suggestion = question == .moreOutputs ? "" : context.rehearsal?.folder(.output)
      let paths = try askPaths(question, suggestion: suggestion)
      if paths.isEmpty, question == .moreOutputs {
        if last != .done { leaveAsItIs(last) }
        break
      }
      guard !paths.isEmpty else { continue }
      let status = await context.perform(["confirm"] + paths, .site) {
        try ConfirmImports(paths).carryOut(in: context.session(), context.delivery)
      }
      let devices = Set(try context.plan().entries(at: .confirm).compactMap(\.device))
      let missing = waiting.filter { $0.device.map(devices.contains) ?? false }
      show(text.coverage(expected: waiting, missing: missing, "proved"))
      guard status != .done || !missing.isEmpty else { break }
      if status == .failed { try settle(status) }
      if status != .done { explain(status) }
      last = status
      question = .moreOutputs
    }
  }
}
