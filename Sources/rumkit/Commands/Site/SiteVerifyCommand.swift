import AirGap
import ArgumentParser
import Assessment
import Foundation
import LicenseFiles
import Presentation

/// `rumkit site verify`: the chain, its index, and what was recorded of it elsewhere.
struct SiteVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check every event, the chain and the index, against bags and backups too.")

  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp(
      "Evidence bags and backups that recorded the end of the chain.", valueName: "bag-or-backup"))
  var anchor: [String] = []
  @Flag(name: .long, help: "Make the index again from the events, when they are sound.")
  var rebuildIndex = false
  @Option(name: .long, help: "Write the result as text or json.")
  var format: ReportFormat = .text
  @Flag(name: .long, help: "List every finding, not only the first 100 of a kind.")
  var allFindings = false
  @OptionGroup var site: SiteOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let console = common.console
    let anchors = try anchors(console)
    let session = try openSession(console)
    var verification = try verify(session, anchors, console)
    var rebuilt: String?
    if rebuildIndex {
      (verification, rebuilt) = try rebuild(session, verification, anchors, console)
    }
    let recorded = try record(session, verification, rebuilt, console)
    let report = LedgerVerificationReport(
      session.identity, verification, rebuilt: rebuilt, recordedAs: recorded,
      listsAll: allFindings)
    try console.give(format == .json ? report.json.text : report.text, to: output)
    try ExitStatus.end(verification.isSound ? [] : [.findings])
  }

  /// What was named and cannot be read is told before anything is checked.
  private func anchors(_ console: Console) throws(ExitStatus) -> [LedgerAnchor] {
    var anchors: [LedgerAnchor] = []
    for path in anchor {
      do throws(LedgerError) {
        anchors.append(try LedgerAnchor.read(path))
      } catch {
        console.error(error.reason)
        throw .unreadable
      }
    }
    return anchors
  }

  /// A site on a read-only medium can be checked; the check is not recorded then.
  private func openSession(_ console: Console) throws(ExitStatus) -> SiteSession {
    do throws(LedgerError) {
      let ledger = try SiteLedger.openForWriting(site.place.folder)
      return try SiteSession(ledger, site.acting(time))
    } catch {
      guard error == LedgerError(.readOnly, "") || error == LedgerError(.noSite, "") else {
        console.error(error.reason)
        throw .failed
      }
      return try site.lookingSession(time, console)
    }
  }

  private func verify(
    _ session: SiteSession, _ anchors: [LedgerAnchor], _ console: Console
  ) throws(ExitStatus) -> LedgerVerification {
    try console.ledger { () throws(LedgerError) in
      try session.ledger.verify(anchors: anchors, scratch: NSTemporaryDirectory())
    }
  }

  private func rebuild(
    _ session: SiteSession, _ before: LedgerVerification,
    _ anchors: [LedgerAnchor], _ console: Console
  ) throws(ExitStatus) -> (LedgerVerification, String?) {
    let indexFaults = before.findings.filter { $0.id == "site/index-differs" }
    guard before.findings.count == indexFaults.count else {
      console.warning("the index was not made again, because the events are in doubt")
      return (before, nil)
    }
    try console.ledger { () throws(LedgerError) in try session.ledger.rebuildIndex() }
    return (
      try verify(session, anchors, console), indexFaults.first?.message ?? "it had no fault"
    )
  }

  private func record(
    _ session: SiteSession, _ verification: LedgerVerification, _ rebuilt: String?,
    _ console: Console
  ) throws(ExitStatus) -> Int64? {
    guard verification.isSound, !session.ledger.isReadOnly else { return nil }
    let events = try session.record(
      [
        SiteEventDraft(
          .siteVerified, nil,
          [
            .count: String(verification.head.count), .head: verification.head.hash,
            .text: rebuilt.map { "the index was made again: \($0)" },
          ])
      ], console)
    return events.first?.number
  }
}
