import AirGap
import Assessment
import Foundation
import LicenseFiles

/// Uses a ledger the way a command does, for tests that kill it, starve it or run it beside others.
///
///     ledger-writer append SITE COUNT NAME    one event after the other; the number of each is
///                                             printed when it is recorded
///     ledger-writer read SITE                 the number of events
///     ledger-writer backup SITE FILE
///
/// Exit 4 and the reason when the ledger says no.

// As in rumkit: a limit on the size of files is an error of the write, not the end of the process.
signal(SIGXFSZ, SIG_IGN)

let device = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE1")

func author() -> LedgerAuthor {
  let now = Int64(Date().timeIntervalSince1970)
  return LedgerAuthor(operatorName: "writer", host: "jump", time: now, clock: now)
}

/// A few hundred reports, so that an event touches many pages.
func draft(_ name: String, _ number: Int) -> SiteEventDraft {
  SiteEventDraft(
    .exported, device,
    [.name: "\(name)-\(number)", .sha256: "aa", .media: "m", .mediaHash: "m"],
    reports: (0..<200).map {
      let id = UInt64(number * 200 + $0)
      return SiteReport(
        device: device, id: id, payload: SHA256Digest(hashing: Array("\(name) \(id)".utf8)))
    })
}

/// One write, so that a kill cannot hold it back.
func say(_ number: Int64) { FileHandle.standardOutput.write(Data("\(number)\n".utf8)) }

func run(_ arguments: [String]) throws(LedgerError) {
  let site = arguments[1]
  switch arguments[0] {
  case "append":
    let ledger = try SiteLedger.openForWriting(site)
    for number in 0..<(Int(arguments[2]) ?? 0) {
      let event = try ledger.append([draft(arguments[3], number)], by: author())[0]
      say(event.number)
    }
  case "read":
    let count = try SiteLedger.openForReading(site).read { reader throws(LedgerError) in
      try reader.head().count
    }
    say(count)
  case "backup": try SiteLedger.openForReading(site).backUp(to: arguments[2])
  default: exit(64)
  }
}

let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count >= 2 else { exit(64) }
do throws(LedgerError) {
  try run(arguments)
} catch {
  FileHandle.standardError.write(Data("\(error.reason)\n".utf8))
  exit(4)
}
